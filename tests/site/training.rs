//! Training: what a lesson says of itself, questions that check themselves, and what only the trainer sees.

use expect_test::{Expect, expect};

use crate::support::{Site, is_kind, site_of};

/// A course of two lessons.
pub(crate) fn course() -> Site {
    site_of("training")
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
        <p class="links screen"><a href="trinh-chieu/">Trình chiếu bài này</a></p>
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
        <ul class="links">
        <li>Tờ ghi bốn dòng</li>
        </ul>
        </section>
    "#]]
    .assert_eq(&html[html.find("<section>\n<h2>").expect("behind the notes")..end]);
}

#[test]
fn a_page_to_print_is_handed_out_under_its_title() {
    let hand_outs = |list: &str| course().replacing(LESSON, "hand_outs = [\"Tờ ghi bốn dòng\"]", list);
    let site = hand_outs("hand_outs = [\"Tờ ghi bốn dòng\", \"@/training/khoa/02-hai.md#bai-tap\"]");
    site.build().succeeds();
    let lesson = site.output("tap-huan/khoa/mot/index.html");
    assert!(lesson.contains("<li>Tờ ghi bốn dòng</li>\n<li><a href=\"../hai/#bai-tap\">Bài hai</a></li>"), "{lesson}");
    let trainer = site.output("tap-huan/khoa/nguoi-day/index.html");
    assert!(trainer.contains("<li><a href=\"../hai/#bai-tap\">Bài hai</a></li>"), "{trainer}");

    let site =
        hand_outs("hand_outs = [\n  \"@/training/khoa/02-hay.md\",\n  \"@/training/khoa/02-hai.md#bai-tam\",\n]");
    refused(
        &site,
        &expect![[r#"
        content/training/khoa/01-mot.md:10:3: lỗi[link-target]: liên kết tới @/training/khoa/02-hay.md, nhưng không có trang ấy
          gợi ý: có phải @/training/khoa/02-hai.md?
        content/training/khoa/01-mot.md:11:3: lỗi[link-anchor]: trang @/training/khoa/02-hai.md không có mục #bai-tam
          gợi ý: có phải #bai-tap?
    "#]],
    );
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

/// The text of a page between two marks, each of which stands there.
fn between<'h>(html: &'h str, from: &str, to: &str) -> &'h str {
    let start = html.find(from).unwrap_or_else(|| panic!("no {from} in {html}"));
    let length = html[start..].find(to).unwrap_or_else(|| panic!("no {to} behind {from}"));
    &html[start..start + length]
}

#[test]
fn each_section_is_a_slide_a_rule_begins_another_and_each_question_has_its_own() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/mot/trinh-chieu/index.html");
    let slides = html.split("<section class=\"slide").skip(1).map(|slide| {
        let name = slide.split_once("aria-label=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or("(đầu)");
        let heading = if slide.contains("<h2") { "h2" } else { "" };
        let told = slide.matches("<details class=\"remark\">").count();
        format!("{name} | {heading} | {} câu hỏi | {told} lời dặn\n", slide.matches("<fieldset").count())
    });
    expect![[r#"
        (đầu) |  | 0 câu hỏi | 0 lời dặn
        2. Bài một |  | 0 câu hỏi | 1 lời dặn
        3. Các bước | h2 | 0 câu hỏi | 0 lời dặn
        4. Các bước |  | 0 câu hỏi | 1 lời dặn
        5. Bài tập | h2 | 0 câu hỏi | 0 lời dặn
        6. Câu hỏi | h2 | 1 câu hỏi | 0 lời dặn
        7. Câu hỏi |  | 1 câu hỏi | 0 lời dặn
        8. Chú thích |  | 0 câu hỏi | 0 lời dặn
    "#]]
    .assert_eq(&slides.collect::<String>());
    expect![[r#"
        <section class="slide" id="s.4" tabindex="-1" aria-label="4. Các bước">
        <div>
        <p class="soft">Các bước</p>
        <p>Phần sau của các bước.</p>

        <details class="remark">
        <summary>Lời dặn người dạy</summary>
        <p>Chờ mọi người làm xong. Xem <a href="../../hai/">bài hai</a>.</p>

        </details>
        </div>
        <p class="number">Trang 4 trên 8</p>
        </section>
    "#]]
    .assert_eq(between(&html, "<section class=\"slide\" id=\"s.4\"", "<section class=\"slide\" id=\"s.5\""));
    // What a page links to stands where it stood, seen from here.
    assert!(html.contains("<a href=\"#cau-hoi\">câu hỏi</a>") && html.contains("<h2 id=\"cau-hoi\">"), "{html}");
    assert!(html.contains("<a href=\"../../hai/#bai-tap\">bài hai</a>"), "{html}");
}

#[test]
fn the_page_of_who_teaches_has_the_agenda_the_room_and_what_to_say() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/nguoi-day/index.html");
    expect![[r#"
        <h1>Người dạy: Khóa thử</h1>
        <p class="lead">Trang này cho người đứng lớp: chương trình, phòng, đồ dùng, lời dặn từng bài. Không có trong tìm kiếm, người học không cần đọc.</p>
        <p class="links screen"><a href="../phat-tay/">Tờ phát tay</a></p>
        <p><b>Dành cho:</b> Cán bộ hội</p>
        <h2>Chương trình</h2>
        <table class="agenda">
        <thead><tr><th scope="col">Giờ</th><th scope="col">Việc</th><th scope="col">Trong</th></tr></thead>
        <tbody>
        <tr><td>0:00–0:10</td><td>Chào hỏi</td><td>10 phút</td></tr>
        <tr><td>0:10–1:25</td><td>Hai bài</td><td>75 phút</td></tr>
        </tbody>
        </table>
        <p>Cộng 85 phút.</p>
        <h2>Phòng</h2>
        <ul>
        <li>Bàn kê thành nhóm</li>
        </ul>
        <h2>Mang theo</h2>
        <ul>
        <li>Bút</li>
        </ul>
        <h2>Lời dặn chung</h2>
        <div class="remark"><p>Đến trước nửa giờ.</p>
        </div>
        <h2>Từng bài</h2>
        <section id="p-mot">
        <h3>1. Bài một</h3>
        <p class="after screen"><a href="../mot/trinh-chieu/">Trình chiếu<span class="vh">: Bài một</span></a> · <a href="../mot/">Đọc bài<span class="vh">: Bài một</span></a></p>
        <p>Dành cho: Mọi người. Thời gian: chừng 45 phút.</p>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Tự tìm được tin.</li>
        <li>Nói được vì sao tin.</li>
        </ul>
        <p class="label">Mang về</p>
        <ul class="links">
        <li>Tờ ghi bốn dòng</li>
        </ul>
        <div class="remark">
        <p>Hỏi lớp: ai đã bị lừa?</p>
        </div>
        <div class="remark">
        <p class="label">Các bước</p>
        <p>Chờ mọi người làm xong. Xem <a href="../hai/">bài hai</a>.</p>
        </div>
        </section>
        <section id="p-hai">
        <h3>2. Bài hai</h3>
        <p class="after screen"><a href="../hai/trinh-chieu/">Trình chiếu<span class="vh">: Bài hai</span></a> · <a href="../hai/">Đọc bài<span class="vh">: Bài hai</span></a></p>
        <p>Dành cho: Mọi người. Thời gian: chừng 30 phút.</p>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Làm được bài hai.</li>
        </ul>
        </section>
    "#]].assert_eq(between(&html, "<h1>", "</main>"));
}

#[test]
fn the_handout_has_boxes_to_mark_and_its_answers_on_a_sheet_of_their_own() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/phat-tay/index.html");
    expect![[r#"
        <h1>Phát tay: Khóa thử</h1>
        <p class="lead screen">Việc làm và câu hỏi của từng bài, để in và phát. Câu trả lời ở những tờ cuối: in riêng, phát sau.</p>
        <section>
        <h2 id="p-mot">Bài một</h2>
        <p class="paper">Họ tên: <span class="blank long"></span></p>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Tự tìm được tin.</li>
        <li>Nói được vì sao tin.</li>
        </ul>
        <h3 id="p-mot--cac-buoc">Các bước</h3>
        <div class="steps">
        <ol>
        <li>Một.</li>
        <li>Hai.</li>
        </ol>
        </div>
        <p>Xem <a href="../mot/#cau-hoi">câu hỏi</a> và <a href="../hai/#bai-tap">bài hai</a>.</p>
        <h3 id="p-mot--bai-tap">Bài tập</h3>
        <p>Làm ngay.</p>

        <h3>Câu hỏi</h3>
        <p class="label">Câu 1. Mã xác nhận thì đọc cho ai?</p>
        <ul class="boxes">
        <li><b>A.</b> Người gọi xưng là <em>ngân hàng</em>.</li>
        <li><b>B.</b> Không đọc cho ai.</li>
        <li><b>C.</b> Con cháu &amp; bạn.</li>
        </ul>

        <p class="label">Câu 2. Dấu hiệu nào nên ngờ? Chọn mọi câu đúng.</p>
        <ul class="boxes">
        <li><b>A.</b> Giục làm ngay.</li>
        <li><b>B.</b> Hứa cho tiền.</li>
        <li><b>C.</b> Có ngày đăng.</li>
        </ul>

        </section>
        <section class="chapter">
        <h2 id="p-hai">Bài hai</h2>
        <p class="paper">Họ tên: <span class="blank long"></span></p>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Làm được bài hai.</li>
        </ul>
        <h3 id="p-hai--bai-tap">Bài tập</h3>
        <p>Làm bài hai.</p>

        <h3>Câu hỏi</h3>
        <p class="label">Câu 1. Có hay không?</p>
        <ul class="boxes">
        <li><b>A.</b> Có.</li>
        <li><b>B.</b> Không.</li>
        </ul>

        </section>
        <section class="answers">
        <h2>Trả lời và vì sao</h2>
        <h3>Bài một</h3>
        <ol class="answered">
        <li><p class="label">Trả lời: B.</p>
        <p>Ai có mã là vào được tài khoản.</p>
        </li>
        <li><p class="label">Trả lời: A, B.</p>
        <p>Hai dấu hiệu đầu hay đi cùng nhau.</p>
        <ul>
        <li>Giục.</li>
        <li>Hứa.</li>
        </ul>
        </li>
        </ol>
        <h3>Bài hai</h3>
        <ol class="answered">
        <li><p class="label">Trả lời: A.</p>
        <p>Vì có.</p>
        </li>
        </ol>
        </section>
    "#]].assert_eq(between(&html, "<h1>", "</main>"));
}

#[test]
fn what_a_course_gives_besides_is_linked_from_it_and_left_out_of_search_sitemap_and_the_offline_copy() {
    let site = course().replacing("site.toml", "id = \"thu\"", "id = \"thu\"\nbase_url = \"https://thu.example/\"");
    site.build().succeeds();
    let section = site.output("tap-huan/khoa/index.html");
    assert!(section.contains("<a href=\"nguoi-day/\">") && section.contains("<a href=\"phat-tay/\">"), "{section}");
    assert!(site.output("tap-huan/khoa/mot/index.html").contains("<a href=\"trinh-chieu/\">"));
    let pages = ["tap-huan/khoa/mot/trinh-chieu", "tap-huan/khoa/nguoi-day", "tap-huan/khoa/phat-tay"];
    for page in pages {
        let html = site.output(&format!("{page}/index.html"));
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
        for list in ["sitemap.xml", "sw.js"] {
            assert!(!site.output(list).contains(page), "{page} in {list}");
        }
    }
    let public = site.public();
    let told = public.iter().filter(|(path, _)| path.starts_with("tim-kiem/") && is_kind(path, "txt"));
    assert!(told.into_iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("Hỏi lớp")));
}

#[test]
fn a_stick_has_slides_whose_links_name_files() {
    let site = course();
    site.run(&["build", "--today", crate::support::TODAY, "--portable"]).succeeds();
    let html = site.output("tap-huan/khoa/mot/trinh-chieu/index.html");
    assert!(
        html.contains("href=\"../../hai/index.html#bai-tap\"") && html.contains("href=\"../index.html\""),
        "{html}"
    );
}

#[test]
fn a_lesson_that_lacks_something_and_a_day_that_is_too_short_are_advised_of() {
    let site = course()
        .replacing(LESSON, "outcomes = [\"Tự tìm được tin.\", \"Nói được vì sao tin.\"]\n", "")
        .replacing(COURSE, "minutes = 75", "minutes = 60")
        .with(
            "content/training/khoa/03-ba.md",
            "+++\ntitle = \"Ba\"\ndescription = \"Bài ba.\"\n[lesson]\naudience = \"Ai\"\nminutes = 5\noutcomes = [\"Biết.\"]\n+++\nLời.\n",
        );
    let stderr = site.check().succeeds().stderr;
    let told: String = stderr.split_inclusive('\n').take_while(|line| !line.starts_with("site.toml")).collect();
    expect![[r#"
        content/training/khoa/01-mot.md:5:1: lưu ý[lesson-without]: bài học chưa nói học xong làm được gì
          gợi ý: thêm outcomes = ["…"] vào [lesson], mỗi việc một câu
        content/training/khoa/03-ba.md:4:1: lưu ý[lesson-without]: bài học chưa có bài tập
          gợi ý: thêm mục ## Bài tập, hoặc một khối :::steps với việc làm ngay
        content/training/khoa/03-ba.md:4:1: lưu ý[lesson-without]: bài học chưa có câu hỏi
          gợi ý: thêm ba đến năm khối :::question, có lời giải thích
        content/training/khoa/_index.md:7:10: lưu ý[agenda-short]: chương trình của khóa có 70 phút, ít hơn 80 phút của các bài cộng lại
          gợi ý: thêm thời gian vào agenda, hoặc sửa minutes của bài
    "#]].assert_eq(&told);
}

#[test]
fn a_new_lesson_has_all_that_a_lesson_has() {
    let site = course();
    site.run(&["new", "lesson", "khoa", "Bài ba"]).succeeds();
    let path = "content/training/khoa/03-bai-ba.md";
    let text = std::fs::read_to_string(site.root().join(path)).expect("the lesson").replace("draft = true\n", "");
    let stderr = site.with(path, text).check().succeeds().stderr;
    assert!(!stderr.contains("lesson-without"), "{stderr}");
    assert!(stderr.contains("agenda-short"), "a third lesson takes its time: {stderr}");
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
