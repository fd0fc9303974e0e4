//! Training: what a lesson says of itself, questions that check themselves, and what only the trainer sees. The pages that a
//! course becomes stand whole in `tests/sites/training/expected`.

use expect_test::{Expect, expect};

use crate::support::{Site, is_kind, site_of};

/// A course of two lessons.
pub(crate) fn course() -> Site {
    site_of("training")
}

const LESSON: &str = "content/training/khoa/01-mot.md";
const COURSE: &str = "content/training/khoa/_index.md";

/// What is told of pages, without what is told of the settings.
fn of_pages(stderr: &str) -> String {
    let mut is_of_settings = false;
    let of_pages = |line: &&str| {
        is_of_settings = if line.starts_with(' ') { is_of_settings } else { line.starts_with("site.toml") };
        !is_of_settings
    };
    stderr.split_inclusive('\n').filter(of_pages).collect()
}

fn refused(site: &Site, expected: &Expect) {
    let stderr = site.check().exits(1).stderr;
    expected.assert_eq(&of_pages(&stderr));
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
fn a_page_with_questions_has_their_style_and_no_other_has() {
    let site = course();
    site.build().succeeds();
    let html = site.output("tap-huan/khoa/mot/index.html");
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
    // What a page links to stands where it stood, seen from here.
    assert!(html.contains("<a href=\"#cau-hoi\">câu hỏi</a>") && html.contains("<h2 id=\"cau-hoi\">"), "{html}");
    assert!(html.contains("<a href=\"../../hai/#bai-tap\">bài hai</a>"), "{html}");
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
    let told = of_pages(&stderr);
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
