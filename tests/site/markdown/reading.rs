//! What is hard to read, or for whom: long sentences, letters that only look right, pages that nobody finds.

use expect_test::expect;

use super::with_body;
use crate::support::{minimal, page, site};

/// A sentence of so many syllables.
fn sentence(count: usize) -> String {
    let mut words = vec!["chữ"; count];
    words[0] = "Một";
    format!("{}.", words.join(" "))
}

/// How many sentences are called long.
fn long_sentences(markdown: &str) -> usize {
    let outcome = with_body(markdown).check().succeeds();
    outcome.stderr.matches("[long-sentence]").count()
}

#[test]
fn a_sentence_of_more_than_thirty_syllables_is_advised_at_its_place() {
    let outcome = with_body(&format!("Ngắn thôi. {}\n", sentence(31))).check().succeeds();
    expect![[r#"
        site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
          gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
    "#]]
    .assert_eq(outcome.stderr.split_inclusive('\n').take(2).collect::<String>().as_str());
    assert_eq!(long_sentences(&format!("{} {}\n", sentence(30), sentence(30))), 0);
    assert_eq!(long_sentences(&format!("- {}\n- một\n\n> {}\n", sentence(31), sentence(31))), 2);
}

#[test]
fn lines_that_are_broken_are_one_sentence() {
    let outcome = with_body(&sentence(40).replace(" chữ chữ chữ", "\nchữ chữ chữ")).check().succeeds();
    assert!(
        outcome.stderr.contains("content/bai.md:5:1: lưu ý[long-sentence]: câu dài 40 tiếng"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn code_tables_and_addresses_are_not_counted() {
    let words = ["chữ"; 40].join(" ");
    assert_eq!(long_sentences(&format!("```\n{words}\n```\n\nMột `{words}` hai.\n\n| A |\n| - |\n| {words} |\n")), 0);
    assert_eq!(long_sentences(&format!("![{words}](/a.svg)\n").replace("![", "Xem `![").replace(")\n", ")`\n")), 0);
}

#[test]
fn shortened_words_do_not_hide_a_long_sentence_and_points_end_a_short_one() {
    let long = "Theo văn bản số 324/QĐ-KHVN ngày 25.10.2023 của TP. Hồ Chí Minh và Ths. Nguyễn V. An, các chi hội, \
                ban khuyến học, v.v. ở mọi thôn làng đều làm như nhau và cùng ghi vào một quyển sổ.\n";
    assert_eq!(long_sentences(long), 1);
    assert_eq!(long_sentences(&format!("{} {}\n", sentence(20), sentence(20))), 0);
}

#[test]
fn another_language_has_other_sentences() {
    let english = "title = \"T\"\ndescription = \"D.\"\nid = \"t\"\nlanguage = \"en\"\n";
    let strings =
        std::fs::read(crate::support::repository().join("themes/default/strings/vi.toml")).expect("the strings");
    let site = with_body(&sentence(60)).with("site.toml", english).with("themes/default/strings/en.toml", strings);
    let outcome = site.check();
    assert!(!outcome.stderr.contains("long-sentence"), "{}", outcome.stderr);
}

#[test]
fn a_letter_that_only_looks_like_d_with_a_stroke_is_an_error_with_the_right_one() {
    let site =
        with_body("## Ðường\n\nNgười ɖi [ðâu](@/_index.md), `Ð` là chữ khác.\n\n| Ɖất |\n| --- |\n\n```\nÐ\n```\n");
    let site = site.replacing("content/bai.md", "Một câu.", "Ðọc và học.");
    expect![[r#"
        site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
          gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
        content/bai.md:3:16: lỗi[look-alike]: “Ðọc” có chữ chỉ giống chữ Đ (chữ của tiếng khác): máy đọc sai, tìm không thấy
          gợi ý: gõ lại thành “Đọc”
        content/bai.md:5:4: lỗi[look-alike]: “Ðường” có chữ chỉ giống chữ Đ (chữ của tiếng khác): máy đọc sai, tìm không thấy
          gợi ý: gõ lại thành “Đường”
        content/bai.md:7:7: lỗi[look-alike]: “ɖi” có chữ chỉ giống chữ Đ (chữ của tiếng khác): máy đọc sai, tìm không thấy
          gợi ý: gõ lại thành “đi”
        content/bai.md:7:11: lỗi[look-alike]: “ðâu” có chữ chỉ giống chữ Đ (chữ của tiếng khác): máy đọc sai, tìm không thấy
          gợi ý: gõ lại thành “đâu”
        content/bai.md:9:3: lỗi[look-alike]: “Ɖất” có chữ chỉ giống chữ Đ (chữ của tiếng khác): máy đọc sai, tìm không thấy
          gợi ý: gõ lại thành “Đất”
    "#]].assert_eq(&site.check().exits(1).stderr);
}

#[test]
fn a_page_that_no_list_and_no_link_leads_to_is_an_orphan() {
    let hidden = "content/criteria/mau/phu/_index.md";
    let site = minimal().with(hidden, page("Phụ"));
    let outcome = site.check().succeeds();
    expect![[r#"
        content/criteria/mau/phu/_index.md:1:1: lưu ý[orphan]: không có trang hay danh sách nào dẫn tới trang này
          gợi ý: đặt liên kết tới trang này ở một trang khác, hoặc chuyển nó vào một mục có liệt kê
    "#]]
    .assert_eq(&outcome.stderr);
    let site = site.replacing(
        "content/articles/dau-tien.md",
        "Mở đầu",
        "Xem [phần phụ](@/criteria/mau/phu/_index.md). Mở đầu",
    );
    assert!(!site.check().succeeds().stderr.contains("orphan"));
}

#[test]
fn a_file_that_nothing_uses_is_advised() {
    let site =
        site("-- content/bai.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\nTải [bảng](/bang.csv).\n")
            .with("static/bang.csv", "a,b\n")
            .with("static/thua.csv", "a,b\n")
            .with("static/_rieng.txt", "")
            .with("static/favicon.ico", "x")
            .with("static/.well-known/security.txt", "x");
    let outcome = site.check().succeeds();
    let told: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains("unused-file")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    expect!["static/thua.csv:1:1: lưu ý[unused-file]: không có trang nào dùng tệp này"].assert_eq(told[0]);
}

#[test]
fn a_line_may_break_inside_a_cell_though_html_is_not_taken() {
    for line_break in ["<br>", "<br/>", "<BR />"] {
        let site = with_body(&format!("| Việc | Số |\n| --- | --- |\n| Đọc{line_break}Viết | 1 |\n"));
        assert_eq!(site.build().succeeds().stderr.matches("raw-html").count(), 0, "{line_break}");
        let page = site.output("bai/index.html");
        assert!(page.contains("<td>Đọc<br />") && page.contains("Viết</td>"), "{line_break}: {page}");
    }
}
