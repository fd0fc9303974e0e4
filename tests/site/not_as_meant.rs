//! Text that is not what its author meant: each kind is told at its place, with the text as it should be; what only looks
//! alike is left alone.

use crate::support::{Outcome, Site, minimal, page, site};

/// The findings about one page of nothing but that Markdown.
fn told(markdown: &str) -> String {
    with(markdown).check().stderr
}

fn with(markdown: &str) -> Site {
    let text = format!("+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\n{markdown}\n");
    site(&format!("-- content/bai.md --\n{text}")).with("content/_index.md", home())
}

fn home() -> String {
    "+++\ntitle = \"Đầu\"\ndescription = \"Một câu.\"\n+++\nXem [bài](@/bai.md).\n".to_owned()
}

#[track_caller]
fn finds(markdown: &str, place_and_code: &str, right: &str) {
    let told = told(markdown);
    let (place, code) = place_and_code.split_once(' ').expect("a place and a code");
    let found = told.lines().any(|line| line.starts_with(&format!("content/bai.md:{place}: ")) && line.contains(code));
    assert!(found, "no {place_and_code} for\n{markdown}\nin\n{told}");
    assert!(told.contains(right), "`{right}` is not in\n{told}");
}

#[test]
fn one_mistake_of_a_link_is_one_finding() {
    for link in ["[xem] (https://vidu.vn)", "[xem](https://vidu.vn/đường dẫn)", "(https://vidu.vn)[xem thêm]"] {
        let told = told(&format!("Nay {link} nhé.\n"));
        assert_eq!(told.matches("content/bai.md:").count(), 1, "{told}");
    }
}

#[test]
fn links_and_pictures_with_a_space_are_told_with_the_link_as_it_should_be() {
    for (written, right) in [
        ("[tài liệu](/tài liệu.pdf)", "[tài liệu](</tài liệu.pdf>)"),
        ("![Lớp học](/hinh/lớp học.png)", "![Lớp học](</hinh/lớp học.png>)"),
        ("[bài một](@/articles/bai mot.md)", "[bài một](<@/articles/bai mot.md>)"),
        ("[Gọi](tel:+84 912 345 678)", "[Gọi](tel:+84912345678)"),
        ("[thư](mailto:a@vidu.vn?subject=Chào bạn)", "mailto:a@vidu.vn?subject=Chào%20bạn"),
        ("[web](https://vidu.vn/đường dẫn)", "https://vidu.vn/đường%20dẫn"),
    ] {
        finds(&format!("Xem {written} nhé."), "5:5 lỗi[broken-link-syntax]", right);
    }
    for (written, right) in [
        ("[tài liệu] (https://vidu.vn/)", "[tài liệu](https://vidu.vn/)"),
        ("(tài liệu)[https://vidu.vn/]", "[tài liệu](https://vidu.vn/)"),
        ("[tài liệu](https://vidu.vn/ rồi", "[tài liệu](https://vidu.vn/)"),
        ("(https://vidu.vn)[xem thêm]", "[xem thêm](https://vidu.vn)"),
        ("(xem thêm)[https://vidu.vn]", "[xem thêm](https://vidu.vn)"),
        ("[chữ][thieu]", "[chữ](địa chỉ)"),
        ("[chữ] [thieu]", "[chữ](địa chỉ)"),
    ] {
        finds(&format!("Xem {written} nhé."), "5:5 lưu ý[broken-link-syntax]", right);
    }
}

#[test]
fn marks_that_are_left_in_the_text_are_told() {
    for (written, right) in [
        ("**Lưu ý:**nội dung", "**Lưu ý:** nội"),
        ("**“Đậm trong nháy”**và", "**“Đậm trong nháy”** và"),
        ("**Chữ đậm: **sai dấu", "**Chữ đậm:** sai"),
        ("*Lưu ý:*nội dung", "*Lưu ý:* nội"),
        ("~~Bỏ: ~~giữ", "~~Bỏ:~~ giữ"),
        ("*nghiêng *chữ", "*nghiêng* chữ"),
        ("*kỹ * điều này", "*kỹ* điều"),
        ("__đậm__và chữ", "__đậm__ và"),
        ("==tô sáng== nhé", "**tô sáng**"),
        ("**mở mà không đóng", "dấu ** mở mà không đóng"),
    ] {
        finds(&format!("Xem {written}"), "5:5 lưu ý[mark-in-text]", right);
    }
    finds("| Cột |\n| --- |\n| **a:**b |", "7:3 lưu ý[mark-in-text]", "**a:** b");
    finds("Có&nbsp chữ", "5:3 lưu ý[entity-in-text]", "&nbsp;");
    finds("Xem {{< hinh >}}", "5:5 lưu ý[foreign-mark]", "{{< hinh >}}");
    finds("Số 2*3 và 4*5 là", "5:5 lưu ý[mark-in-text]", "2×3 và 4×5");
}

#[test]
fn letters_that_were_read_in_the_wrong_way_are_told_with_what_they_were() {
    // “Trường học mở lớp”, as a program takes it that reads each byte as a letter.
    let bytes = "Tr\u{c6}\u{b0}á»\u{9d}ng".replace('\u{9d}', "");
    finds(&format!("{bytes} há»c"), "5:1 lỗi[garbled-text]", "đọc sai bảng mã");
    finds("Hội KhuyÃªn há»‡ Ä‘Ã£", "5:1 lỗi[garbled-text]", "    Hội Khuyên hệ đã");
    finds("Tr\u{fffd}ờng học", "5:1 lỗi[garbled-text]", "chép lại từ bản gốc");
    finds("Tru+o+`ng ho.c mo+? lo+'p", "5:1 lỗi[garbled-text]", "    Trường học mở lớp");
    let front = "-- content/bai.md --\n+++\ntitle = \"Hội há»‡ Ä‘Ã£\"\ndescription = \"Một câu.\"\n+++\nChữ.\n";
    site(front).check().finds("content/bai.md:2:1 garbled-text");
}

#[test]
fn one_letter_that_was_read_in_the_wrong_way_is_told_wherever_it_stands() {
    finds("- Mục\n- Há»c tập", "6:3 lỗi[garbled-text]", "đọc sai bảng mã");
    finds("| A |\n| --- |\n| CÃ¹ng làm |", "7:3 lỗi[garbled-text]", "    Cùng làm");
    finds("Xem [Ä‘i học](https://vidu.vn/a).", "5:1 lỗi[garbled-text]", "[đi học]");
    finds("Giá 5â‚¬ một vé.", "5:1 lỗi[garbled-text]", "Giá 5€");
    finds("Lớp Hoc ta^.p", "5:1 lỗi[garbled-text]", "Lớp Hoc tập");
    finds("L?p h?c t?i nhà v?n hóa", "5:1 lỗi[garbled-text]", "dấu ?");
    let front = "-- content/bai.md --\n+++\ntitle = \"Há»c tập\"\ndescription = \"Một câu.\"\n+++\nChữ.\n";
    site(front).check().finds("content/bai.md:2:1 garbled-text");
}

#[test]
fn codes_that_are_typed_on_a_telephone_are_shown_as_they_are_or_told() {
    for (written, right) in [
        ("*098*1234#", "viết \\*098\\*1234#, hoặc để trong dấu `…`: `*098*1234#`"),
        ("*100*<mã>#", "\\*100\\*"),
        ("a*b*c", "viết a\\*b\\*c; muốn chữ nghiêng thì viết a *b* c"),
    ] {
        finds(&format!("Bấm {written} nhé."), "5:5 lưu ý[mark-in-text]", right);
    }
    let told = told("Bấm *1*2*3*4# nhé.");
    assert_eq!(told.matches("mark-in-text").count(), 1, "{told}");
}

#[test]
fn a_link_that_leads_no_reader_anywhere_is_told_once() {
    for (written, code, right) in [
        ("[mẫu](C:\\Users\\Lan\\mau.pdf)", "link-scheme", "chép tệp vào thư mục static của trang rồi viết /mau.pdf"),
        ("[mẫu](file:///C:/Users/mau.pdf)", "link-scheme", "/mau.pdf"),
        ("[4]()", "link-form", "chưa có địa chỉ"),
        ("[đầu trang](/content/_index.md)", "link-form", "có phải @/_index.md?"),
        ("[đầu trang](@/_index.md.md)", "link-target", "có phải @/_index.md?"),
        ("[tại đây](@/khong.md)", "link-target", "không có trang ấy"),
    ] {
        let told = told(&format!("Xem {written} nhé."));
        assert!(
            told.contains(&format!("content/bai.md:5:5: lỗi[{code}]")) && told.contains(right),
            "{written}: {told}"
        );
        assert_eq!(told.matches("content/bai.md:5").count(), 1, "{told}");
    }
    finds("Xem [lớp tối](http://localhost:8080/bai/) nhé.", "5:5 lưu ý[link-form]", "đang xem thử");
    finds("Xem [mục](#M%E1%BB%99t-hai).\n\n## Một hai", "5:5 lỗi[link-anchor]", "có phải #mot-hai?");
    finds("Khí CO<sub>2</sub>", "5:7 lưu ý[raw-html]", "H₂O");
    finds("Chữ <u>gạch chân</u>", "5:5 lưu ý[raw-html]", "**chữ đậm**");
}

#[test]
fn addresses_that_a_space_cuts_are_told() {
    finds(
        "Xem https://vidu.vn/tài liệu/mẫu 1.pdf nhé.",
        "5:5 lưu ý[address-cut]",
        "https://vidu.vn/tài%20liệu/mẫu%201.pdf",
    );
    finds("Xem https:// vidu.vn/mau nhé.", "5:5 lưu ý[address-cut]", "viết https://vidu.vn/mau");
    assert!(!told("Xem https://vidu.vn/tin rồi mở tệp mau.pdf nhé.").contains("address-cut"));
}

#[test]
fn lines_that_look_like_a_list_a_heading_or_a_task_are_told() {
    finds("• Một\n• Hai", "5:1 lưu ý[text-as-list]", "    - Một\n    - Hai");
    finds("• Một\n\n• Hai", "5:1 lưu ý[text-as-list]", "    - Một\n    - Hai");
    finds("·         Một\n·         Hai", "5:1 lưu ý[text-as-list]", "    - Một\n    - Hai");
    finds("→ Một\n→ Hai", "5:1 lưu ý[text-as-list]", "    - Một\n    - Hai");
    finds("Gồm có:\n– Ba\n– Bốn", "6:1 lưu ý[text-as-list]", "    - Ba\n    - Bốn");
    finds("-Ba\n-Bốn", "5:1 lưu ý[text-as-list]", "    - Ba\n    - Bốn");
    finds("> a) Ba\n> b) Bốn", "5:3 lưu ý[text-as-list]", "- a) Ba");
    finds("[ ] Việc", "5:1 lưu ý[text-as-list]", "- [ ] Việc");
    finds("####### Bảy dấu", "5:1 lưu ý[heading-too-deep]", "viết ###### Bảy dấu");
    finds("##Không cách", "5:1 lưu ý[heading-without-space]", "viết ## Không cách");
    finds("Một đoạn văn dài, có dấu chấm.\n---", "5:1 lưu ý[heading-by-line]", "dòng trống");
    finds("Đoạn.\n\n    Thụt đầu dòng như Word.", "7:5 lưu ý[indented-code]", "    Thụt đầu dòng như Word.");
    finds("```\nmở mà không đóng", "5:1 lưu ý[open-fence]", "thêm một dòng ```");
}

#[test]
fn lines_that_look_like_a_table_are_told_with_the_table_as_it_should_be() {
    let right = "    | STT | Họ tên |\n    | --- | --- |\n    | 1 | An |";
    for table in [
        "STT\tHọ tên\n1\tAn",
        "| STT | Họ tên |\n| 1 | An |",
        "| STT | Họ tên |\n| --- |\n| 1 | An |",
        "STT    Họ tên\n1      An",
    ] {
        finds(table, "5:1 lưu ý[text-as-table]", right);
    }
    let apart = "    | A | B |\n    | --- | --- |\n    | 1 | 2 |\n";
    for table in
        ["| A | B |\n\n| --- | --- |\n\n| 1 | 2 |", "| A | B |\n\n| 1 | 2 |", "| A | B |\n| 1 | 2 |\n| --- | --- |"]
    {
        finds(table, "5:1 lưu ý[text-as-table]", apart);
        assert_eq!(told(table).matches("text-as-table").count(), 1, "{table}: {}", told(table));
    }
    let two = told("| A | B |\n| 1 | 2 |\n\nChữ.\n\n| C | D |\n| 3 | 4 |");
    assert_eq!(two.matches("text-as-table").count(), 2, "{two}");
    finds("| A | B |\n| --- | --- |\n| 1 | 2 | 3 |", "7:1 lỗi[table-cells]", "3 ô");
}

#[test]
fn what_came_along_from_elsewhere_is_told_once_with_its_words() {
    finds("<p class=MsoNormal><b>Lớp học<o:p></o:p></b></p>", "5:1 lỗi[pasted-html]", "    Lớp học\n");
    let inline = told("Lớp <span style='mso-fareast'>học</span> và <span lang=VI>tối</span>.");
    assert_eq!(inline.matches("pasted-html").count(), 1, "{inline}");
    assert!(!inline.contains("raw-html"), "{inline}");
    finds("Líp häc buæi tèi ë nhµ v¨n hãa th«n.", "5:1 lỗi[old-font]", "Lớp học buổi tối ở nhà văn hóa thôn.");
    finds("Lôùp hoïc buoåi toái ôû nhaø vaên hoùa.", "5:1 lỗi[old-font]", "Lớp học buổi tối ở nhà văn hóa.");
    let front = "-- content/bai.md --\n+++\ntitle = \"Líp häc buæi tèi\"\ndescription = \"Một câu.\"\n+++\nChữ.\n";
    site(front).check().finds("content/bai.md:2:1 old-font");
}

#[test]
fn the_marks_of_a_merge_are_one_finding_wherever_they_stand() {
    let marks = |one: &str, two: &str| format!("<<<<<<< HEAD\n{one}\n=======\n{two}\n>>>>>>> ban-khac\n");
    let outcome = with(&marks("Một.", "Hai.")).check().finds("content/bai.md:5:1 merge-marks");
    assert_eq!(outcome.stderr.matches("lỗi[").count(), 1, "{}", outcome.stderr);
    let front = format!("+++\n{}+++\nChữ.\n", marks("title = \"A\"", "title = \"B\""));
    let outcome = with("").with("content/bai.md", front).check().finds("content/bai.md:2:1 merge-marks");
    assert_eq!(outcome.stderr.matches("lỗi[").count(), 1, "{}", outcome.stderr);
}

#[test]
fn sentences_that_wait_to_be_replaced_are_told_and_so_is_all_that_a_new_site_says() {
    for waiting in [
        "Lớp mở (điền vào đây).",
        "Lorem ipsum dolor.",
        "“Lorem ipsum”",
        "XXX",
        "Số …../QĐ-UBND.",
        "Đạt xxx người.",
        "Đang cập nhật.",
    ] {
        assert!(told(waiting).contains("lưu ý[placeholder]"), "{waiting}: {}", told(waiting));
    }
    let site = site("-- x --\n");
    std::fs::remove_file(site.root().join("site.toml")).expect("it was there");
    std::fs::remove_dir_all(site.root().join("content")).expect("it was there");
    site.run(&["new", "site"]).succeeds();
    site.run(&["new", "article", "Bài một"]).succeeds();
    site.run(&["new", "lesson", "khoa-1", "Bài hai"]).succeeds();
    let told = site.run(&["check", "--drafts"]).stderr;
    for file in [
        "content/_index.md:3",
        "content/_index.md:5",
        "articles/bai-mot.md",
        "khoa-1/_index.md:2",
        "khoa-1/01-bai-hai.md",
    ] {
        let found = told.lines().any(|line| line.contains(file) && line.contains("placeholder"));
        assert!(found, "{file} in\n{told}");
    }
}

#[test]
fn two_pages_of_one_title_are_told_at_the_copy() {
    let told = minimal()
        .with("content/articles/lop.md", page("Lớp học tối"))
        .with("content/articles/lop - Copy.md", page("Lớp học tối"))
        .check()
        .stderr;
    assert!(told.contains("content/articles/lop - Copy.md:2:1: lưu ý[same-title]"), "{told}");
    assert!(told.contains("content/articles/lop.md"), "{told}");
}

#[test]
fn an_address_in_a_text_can_be_tapped() {
    let text = "Nộp ở https://vidu.vn/nop?x=1&y=a_b. Vào www.vidu.gov.vn, gửi ten.ho@vidu.vn; không phải `https://ma.vn`, @/x.";
    let site = with(text);
    site.build().succeeds();
    let html = site.output("bai/index.html");
    for link in [
        "<a href=\"https://vidu.vn/nop?x=1&amp;y=a_b\">https://vidu.vn/nop?x=1&amp;y=a_b</a>. Vào",
        "<a href=\"https://www.vidu.gov.vn\">www.vidu.gov.vn</a>,",
        "<a href=\"mailto:ten.ho@vidu.vn\">ten.ho@vidu.vn</a>;",
    ] {
        assert!(html.contains(link), "{link} in\n{html}");
    }
    assert!(!html.contains("href=\"https://ma.vn"), "{html}");
    assert!(told(text).contains("content/bai.md:5:7: lưu ý[link-text]"), "{}", told(text));
}

#[test]
fn what_only_looks_alike_is_left_alone() {
    for fine in [
        "Họ tên (*) và tuổi (*), ô có dấu * là bắt buộc.",
        "Giá 5.000đ, ~5 lần, tên_tệp_dài, 5 * 3 = 15.",
        "– Chào bác, mời bác vào.",
        "Xem mục [1] và [2], theo [^1].\n\n[^1]: Ở đây nói rõ.",
        "Nói về `**` và `[a](b c)` và `## x`.",
        "Viết \\*\\*thế này\\*\\* và \\[chữ\\](/a b).",
        "Năm 1945 | năm 1975",
        "- Một\n- Hai\n\n1. Ba\n2. Bốn",
        "| A | B |\n| --- | --- |\n| 1 \\| 2 | `a` |",
        "Từ “El niño” và Übung, phần mềm Windows®.",
        "```\n    thụt trong khối\n• không phải danh sách\n```",
        "Máy đang cập nhật phần mềm. Điền tên vào tờ khai.",
        "#hoctap #suotdoi",
        "Bấm *101# rồi *102#.",
        "Bấm *#06# hoặc ##002#.",
        "Bấm **21*0912345678#.",
        "[x] là đã làm, [ ] là chưa.",
        "Số: …/KH-HKH",
        "Chữ ø, å, Ð là chữ nước ngoài.",
        "Xem thử ở http://localhost:8080/ trên máy này.",
        "Nhớ dấu *, ô có dấu * là bắt buộc.",
    ] {
        assert_eq!(told(fine).replace(&base_url(), ""), "", "{fine}");
    }
}

fn base_url() -> String {
    let advice = told("Chữ.");
    assert_eq!(advice.lines().count(), 2, "{advice}");
    advice
}

#[test]
fn the_real_site_has_nothing_left_over() {
    let outcome: Outcome =
        crate::support::hoctap(crate::support::repository(), &["check", "--today", "2026-11-30"], "");
    assert_eq!(outcome.stderr, "", "{}", outcome.stderr);
}

#[test]
fn a_mistyped_scheme_is_told_with_the_right_one() {
    for (written, right) in [
        ("http:/vidu.vn/a", "http://vidu.vn/a"),
        ("https//vidu.vn", "https://vidu.vn"),
        ("htttp://vidu.vn", "http://vidu.vn"),
    ] {
        finds(&format!("Xem [bài của hội]({written})."), "5:5 lỗi[link-form]", right);
    }
}
