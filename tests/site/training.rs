//! Training: what a lesson says of itself, questions that check themselves, and what only the trainer sees.

use expect_test::{Expect, expect};

use crate::support::{Site, site};

/// A course of two lessons.
pub(crate) fn course() -> Site {
    site(
        r#"
-- content/training/_index.md --
+++
title = "Tập huấn"
description = "Các khóa."
slug = "tap-huan"
+++
-- content/training/khoa/_index.md --
+++
title = "Khóa thử"
description = "Hai bài."

[course]
audience = "Cán bộ hội"
agenda = [
    { minutes = 10, what = "Chào hỏi" },
    { minutes = 75, what = "Hai bài" },
]
room = ["Bàn kê thành nhóm"]
materials = ["Bút"]
+++
:::trainer
Đến trước nửa giờ.
:::

Lời của khóa.
-- content/training/khoa/01-mot.md --
+++
title = "Bài một"
description = "Bài đầu."

[lesson]
audience = "Mọi người"
minutes = 45
outcomes = ["Tự tìm được tin.", "Nói được vì sao tin."]
hand_outs = ["Tờ ghi bốn dòng"]
+++
Lời mở đầu.[^1]

:::trainer
Hỏi lớp: ai đã bị lừa?
:::

## Các bước

:::steps
1. Một.
2. Hai.
:::

Xem [câu hỏi](#cau-hoi) và [bài hai](@/training/khoa/02-hai.md#bai-tap).

---

Phần sau của các bước.

:::trainer
Chờ mọi người làm xong. Xem [bài hai](@/training/khoa/02-hai.md).
:::

## Bài tập

Làm ngay.

## Câu hỏi

:::question Mã xác nhận thì đọc cho ai?
- [ ] Người gọi xưng là *ngân hàng*.
- [x] Không đọc cho ai.
- [ ] Con cháu & bạn.

Ai có mã là vào được tài khoản.
:::

:::question Dấu hiệu nào nên ngờ?
- [x] Giục làm ngay.

- [x] Hứa cho tiền.

- [ ] Có ngày đăng.

Hai dấu hiệu đầu hay đi cùng nhau.

- Giục.
- Hứa.
:::

[^1]: Nguồn của lời.
-- content/training/khoa/02-hai.md --
+++
title = "Bài hai"
description = "Bài sau."

[lesson]
audience = "Mọi người"
minutes = 30
outcomes = ["Làm được bài hai."]
+++
## Bài tập

Làm bài hai.

:::question Có hay không?
- [x] Có.
- [ ] Không.

Vì có.
:::
"#,
    )
}

const LESSON: &str = "content/training/khoa/01-mot.md";
const COURSE: &str = "content/training/khoa/_index.md";

fn refused(site: &Site, expected: &Expect) {
    let stderr = site.check().exits(1).stderr;
    let told: String = stderr.split_inclusive('\n').skip_while(|line| line.starts_with("site.toml")).collect();
    expected.assert_eq(&told[..told.find("site.toml").unwrap_or(told.len())]);
}

#[test]
fn a_lesson_says_for_whom_how_long_and_to_what_end() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/mot/index.html");
    let start = html.find("<article>").expect("a lesson is an article");
    let end = html.find("<p>Lời mở đầu").expect("its text begins");
    expect![[r##"
        <article>
        <h1>Bài một</h1>
        <dl class="facts">
        <div><dt>Dành cho</dt><dd>Mọi người</dd></div>
        <div><dt>Thời gian</dt><dd>chừng 45 phút</dd></div>
        </dl>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Tự tìm được tin.</li>
        <li>Nói được vì sao tin.</li>
        </ul>
        <nav class="screen" aria-label="Trong bài này"><details>
        <summary>Trong bài này</summary>
        <ol class="links">
        <li><a href="#cac-buoc">Các bước</a></li>
        <li><a href="#bai-tap">Bài tập</a></li>
        <li><a href="#cau-hoi">Câu hỏi</a></li>
        </ol>
        </details></nav>
    "##]]
    .assert_eq(&html[start..end]);
    let end = html.find("</article>").expect("the article ends");
    expect![[r#"
        <section>
        <h2>Mang về</h2>
        <ul>
        <li>Tờ ghi bốn dòng</li>
        </ul>
        </section>
    "#]]
    .assert_eq(&html[html.find("<section>\n<h2>").expect("behind the notes")..end]);
}

#[test]
fn a_question_becomes_a_group_of_radios_or_of_boxes_whose_answer_is_said_in_words() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/mot/index.html");
    let start = html.find("<h2 id=\"cau-hoi\">").expect("the questions");
    let end = html.find("<section class=\"notes\"").expect("the notes");
    expect![[r#"
        <h2 id="cau-hoi">Câu hỏi</h2>
        <fieldset class="quiz">
        <legend>Câu 1. Mã xác nhận thì đọc cho ai?</legend>
        <input class="n" type="radio" name="q.1" id="q.1.A"><label for="q.1.A"><b>A.</b> Người gọi xưng là <em>ngân hàng</em>.</label>
        <input class="y" type="radio" name="q.1" id="q.1.B"><label for="q.1.B"><b>B.</b> Không đọc cho ai.</label>
        <input class="n" type="radio" name="q.1" id="q.1.C"><label for="q.1.C"><b>C.</b> Con cháu &amp; bạn.</label>
        <p class="said" role="status"><span class="right">Đúng.</span><span class="wrong">Chưa đúng. Bạn thử chọn lại, hoặc mở lời giải thích ở dưới.</span></p>
        <details>
        <summary>Xem câu trả lời và vì sao</summary>
        <p class="label">Trả lời: B.</p>
        <p>Ai có mã là vào được tài khoản.</p>
        </details>
        </fieldset>
        <fieldset class="quiz">
        <legend>Câu 2. Dấu hiệu nào nên ngờ? Chọn mọi câu đúng.</legend>
        <input class="y" type="checkbox" name="q.2" id="q.2.A"><label for="q.2.A"><b>A.</b> Giục làm ngay.</label>
        <input class="y" type="checkbox" name="q.2" id="q.2.B"><label for="q.2.B"><b>B.</b> Hứa cho tiền.</label>
        <input class="n" type="checkbox" name="q.2" id="q.2.C"><label for="q.2.C"><b>C.</b> Có ngày đăng.</label>
        <p class="said" role="status"><span class="right">Đúng.</span><span class="wrong">Chưa đúng. Bạn thử chọn lại, hoặc mở lời giải thích ở dưới.</span><span class="part">Đúng, nhưng còn thiếu.</span></p>
        <details>
        <summary>Xem câu trả lời và vì sao</summary>
        <p class="label">Trả lời: A, B.</p>
        <p>Hai dấu hiệu đầu hay đi cùng nhau.</p>
        <ul>
        <li>Giục.</li>
        <li>Hứa.</li>
        </ul>
        </details>
        </fieldset>
    "#]].assert_eq(&html[start..end]);
    let style = html.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.contains("training-"));
    assert!(style.is_some(), "a page with questions has their style");
    assert!(!site.output("tap-huan/khoa/index.html").contains("training-"), "and no other page has");
}

#[test]
fn what_is_for_the_trainer_is_not_for_the_learner() {
    let site = course();
    site.build().succeeds();
    for path in ["tap-huan/khoa/mot/index.html", "tap-huan/khoa/index.html", "tap-huan/khoa/in/index.html"] {
        let html = site.output(path);
        assert!(!html.contains("Hỏi lớp") && !html.contains("Đến trước"), "{path}");
    }
}

#[test]
fn a_booklet_keeps_the_questions_of_two_lessons_apart() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/in/index.html");
    for name in ["name=\"p-mot--q.1\"", "name=\"p-hai--q.1\"", "<label for=\"p-hai--q.1.A\">", "id=\"p-hai--q.1.A\""] {
        assert!(html.contains(name), "{name}");
    }
    assert!(html.contains("training-"), "the booklet has their style");
}

#[test]
fn mistakes_in_what_a_lesson_says_of_itself() {
    let site = course()
        .replacing(LESSON, "minutes = 45", "minutes = 4")
        .replacing(LESSON, "outcomes = [\"Tự tìm được tin.\", \"Nói được vì sao tin.\"]", "outcome = \"Tự tìm\"")
        .replacing(LESSON, "hand_outs = [\"Tờ ghi bốn dòng\"]", "hand_outs = \"Tờ\"")
        .replacing(COURSE, "minutes = 10", "minutes = 0")
        .replacing(COURSE, "room = [", "rooms = [")
        .replacing(COURSE, "audience = \"Cán bộ hội\"\n", "");
    refused(
        &site,
        &expect![[r#"
            content/training/khoa/01-mot.md:7:11: lỗi[wrong-type]: giá trị của “minutes” phải là số phút: số nguyên từ 5 đến 480
              gợi ý: ví dụ: minutes = 45
            content/training/khoa/01-mot.md:8:1: lỗi[unknown-key]: không có khóa “outcome” trong [lesson]
              gợi ý: có phải “outcomes”? Các khóa dùng được: audience, hand_outs, minutes, outcomes
            content/training/khoa/01-mot.md:9:13: lỗi[wrong-type]: giá trị của “hand_outs” phải là danh sách chữ
              gợi ý: ví dụ: hand_outs = ["…", "…"]
            content/training/khoa/_index.md:5:1: lỗi[missing-key]: thiếu khóa “audience” trong [course]
              gợi ý: thêm dòng audience = …
            content/training/khoa/_index.md:7:17: lỗi[wrong-type]: giá trị của “minutes” phải là số phút: số nguyên từ 1 đến 480
              gợi ý: ví dụ: minutes = 45
            content/training/khoa/_index.md:10:1: lỗi[unknown-key]: không có khóa “rooms” trong [course]
              gợi ý: có phải “room”? Các khóa dùng được: agenda, audience, materials, room
        "#]],
    );
}

#[test]
fn mistakes_in_questions() {
    let body = r"
:::question
- [ ] Một.
- [x] Hai.

Vì thế.
:::

:::question Không có danh sách?
Chỉ có lời.
:::

:::question Một câu?
- [x] Một.

Vì thế.
:::

:::question Không có câu đúng?
- [ ] Một.
- [ ] Hai.

Vì thế.
:::

:::question Không có ô?
- [x] Một.
- Hai.
- [ ] Ba.
  - con
- [ ] Bốn.

Vì thế.
:::

:::question Không có lời?
- [x] Một.
- [ ] Hai.
:::

:::callout note
:::question Trong khối khác?
- [x] Một.
- [ ] Hai.

Vì thế.
:::
:::

:::question Lồng nhau?
- [x] Một.
- [ ] Hai.

:::trainer
Lời dặn.[^1]
:::
:::
";
    let site = course().replacing("content/training/khoa/02-hai.md", "Vì có.\n:::\n", &format!("Vì có.\n:::\n{body}"));
    refused(
        &site,
        &expect![[r#"
        content/training/khoa/02-hai.md:21:1: lỗi[question-text]: khối :::question thiếu câu hỏi
          gợi ý: viết câu hỏi trên cùng dòng, ví dụ :::question Mã xác nhận thì đọc cho ai?
        content/training/khoa/02-hai.md:28:1: lỗi[question-list]: khối :::question phải mở đầu bằng danh sách câu trả lời
          gợi ý: mỗi câu trả lời một dòng: - [ ] câu sai, - [x] câu đúng; lời giải thích viết sau danh sách
        content/training/khoa/02-hai.md:32:1: lỗi[question-few]: câu hỏi có 1 câu trả lời: cần ít nhất hai để chọn
          gợi ý: thêm một dòng - [ ] … cho câu trả lời mà người học hay nhầm
        content/training/khoa/02-hai.md:38:1: lỗi[question-right]: câu hỏi không có câu trả lời nào đúng
          gợi ý: đánh dấu câu đúng bằng - [x]
        content/training/khoa/02-hai.md:47:1: lỗi[question-option]: câu trả lời phải là một dòng chữ, mở đầu bằng [ ] hoặc [x]
          gợi ý: viết - [ ] câu sai hoặc - [x] câu đúng; danh sách con, bảng, đoạn thứ hai thì đưa vào lời giải thích
        content/training/khoa/02-hai.md:48:1: lỗi[question-option]: câu trả lời phải là một dòng chữ, mở đầu bằng [ ] hoặc [x]
          gợi ý: viết - [ ] câu sai hoặc - [x] câu đúng; danh sách con, bảng, đoạn thứ hai thì đưa vào lời giải thích
        content/training/khoa/02-hai.md:55:1: lỗi[question-why]: câu hỏi chưa có lời giải thích
          gợi ý: sau danh sách câu trả lời, viết vài câu: vì sao câu kia đúng, các câu khác sai ở đâu
        content/training/khoa/02-hai.md:61:1: lỗi[directive-inside]: khối :::question nằm trong khối :::callout
          gợi ý: đóng khối :::callout trước, rồi mới mở :::question
        content/training/khoa/02-hai.md:69:1: lỗi[question-why]: câu hỏi chưa có lời giải thích
          gợi ý: sau danh sách câu trả lời, viết vài câu: vì sao câu kia đúng, các câu khác sai ở đâu
        content/training/khoa/02-hai.md:73:1: lỗi[directive-inside]: khối :::trainer nằm trong khối :::question
          gợi ý: đóng khối :::question trước, rồi mới mở :::trainer
        content/training/khoa/02-hai.md:74:9: lỗi[footnote-missing]: không có chú thích [^1]
          gợi ý: thêm một dòng [^1]: … ở cuối bài
    "#]],
    );
}

#[test]
fn only_lessons_and_courses_have_a_trainer() {
    let site = course().with(
        "content/training/trang.md",
        "+++\ntitle = \"Trang\"\ndescription = \"Một câu.\"\n+++\n:::trainer Lan\nLời dặn.[^1]\n:::\n\n[^1]: Nguồn.\n",
    );
    refused(
        &site,
        &expect![[r#"
        content/training/trang.md:5:1: lỗi[trainer-place]: khối :::trainer chỉ dùng trong bài học có [lesson], hoặc trong _index.md của khóa học
          gợi ý: thêm [lesson] vào phần khai báo nếu đây là bài học; nếu không thì bỏ khối này: trang khác không có người dạy
        content/training/trang.md:5:12: lỗi[directive-argument]: sau :::trainer có chữ thừa: “Lan”
          gợi ý: chỉ viết :::trainer trên dòng ấy
        content/training/trang.md:6:9: lỗi[trainer-footnote]: trong khối :::trainer không dùng chú thích: người học không thấy chỗ này
          gợi ý: viết thẳng nguồn vào lời của khối
    "#]],
    );
}

#[test]
fn the_same_mistakes_are_told_in_english() {
    let site = course().replacing(LESSON, ":::question Mã xác nhận thì đọc cho ai?", ":::question");
    let stderr = site.run(&["check", "--lang", "en"]).exits(1).stderr;
    assert!(stderr.contains("error[question-text]: the block :::question asks nothing"), "{stderr}");
}
