//! Every statistic says where it was read: a check advises of those that do not, and of nothing else.

use expect_test::expect;

use crate::markdown::with_body;

/// The advice on a body, by place and code.
fn advised(markdown: &str) -> String {
    let stderr = with_body(markdown).check().succeeds().stderr;
    let told = stderr.lines().filter(|line| line.contains("[statistic-source]"));
    told.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn a_paragraph_an_item_and_a_table_without_a_source_are_told_of() {
    expect![[r#"
        content/bai.md:5:12: lưu ý[statistic-source]: con số “53.100 công dân” chưa nói lấy ở đâu
        content/bai.md:7:7: lưu ý[statistic-source]: con số “260 nông dân” chưa nói lấy ở đâu
        content/bai.md:9:7: lưu ý[statistic-source]: con số “40%” chưa nói lấy ở đâu
        content/bai.md:11:1: lưu ý[statistic-source]: con số “số người” chưa nói lấy ở đâu
    "#]]
    .assert_eq(&advised(
        "Cả tỉnh có 53.100 công dân học tập.\n\n- Hơn 260 nông dân ghi tên.\n- Chia nhóm 5 người.\n- Đạt 40% số hộ.\n\n\
         | Nhóm | Số người |\n| --- | --- |\n| Cán bộ | 191 |\n",
    ));
}

#[test]
fn a_note_a_link_a_name_or_a_decision_is_a_source_and_a_leading_sentence_speaks_for_its_list_and_table() {
    let sourced = "Cả tỉnh có 53.100 công dân học tập.[^1]\n\n\
        Theo [báo tỉnh](https://bao.example/), 40% số hộ đạt.\n\n\
        Theo Hội Khuyến học xã ngày 25/9/2024, số người ghi tên:\n\n\
        | Nhóm | Số người |\n| --- | --- |\n| Cán bộ | 191 |\n\n\
        Theo Hội Khuyến học xã:\n\n- hơn 260 nông dân;\n- hơn 50 công nhân.\n\n\
        Mục tiêu là 40% (Quyết định 387/QĐ-TTg).\n\n\
        | Nhóm | Số hộ |\n| --- | --- |\n| Thôn 1[^1] | 120 |\n\n\
        [^1]: Báo tỉnh ghi 53.100 người, 40%.\n";
    assert_eq!(advised(sourced), "");
    let after = "Theo Hội Khuyến học xã:\n\n- hơn 260 nông dân.\n\nCòn lại 50 người.\n\n- hơn 70 công nhân.\n";
    assert_eq!(advised(after).lines().count(), 2, "it speaks for the next list alone");
}

#[test]
fn what_is_invented_or_tells_what_to_do_needs_none() {
    let body = "Ví dụ xã có 1.200 người, 40% là 480 người.\n\nHọc 45 phút, chia nhóm 5 người, sang bước 3.\n\n\
        Phải từ 80 điểm trở lên.\n\nNăm 2024 người dân đăng ký.\n\nPin dưới 20% thì cắm sạc.\n\n## Có 300 người\n\n\
        `40%`\n\n:::question Xã có 1.200 người, 480 người đạt. Là bao nhiêu?\n- [x] 40%\n- [ ] 48%\n\n480 người trên 1.200 là 40%.\n:::\n";
    assert_eq!(advised(body), "");
}

#[test]
fn it_is_told_in_english_too() {
    let stderr = with_body("Đạt 40% số hộ.\n").run(&["check", "--lang", "en"]).succeeds().stderr;
    assert!(stderr.contains("advice[statistic-source]: “40%” does not say where it was read"), "{stderr}");
}

#[test]
fn who_is_named_as_a_source_stands_in_the_list() {
    let named = "Theo Báo Mẫu ngày 1/2/2026, lớp mở ba buổi. Cách chấm ở Điều 9, khoản 1 của Thông tư 25/2023/TT-BGDĐT. \
        Trước đó là Quyết định số 281/QĐ-TTg, nay là [Quyết định 387/QĐ-TTg](https://van-ban.example/387).\n";
    let site = with_body(named);
    let told = |stderr: &str| -> String {
        let lines: Vec<&str> = stderr.lines().collect();
        let pairs = lines.windows(2).filter(|pair| pair[0].contains("[source-unlisted]"));
        pairs.flatten().flat_map(|line| [*line, "\n"]).collect()
    };
    expect![[r#"
        content/bai.md:5:6: lưu ý[source-unlisted]: bài nêu “Báo Mẫu”, mà dưới “Nguồn” không có
          gợi ý: thêm [[source]] với publisher, date, title ở đầu tệp, hoặc dẫn liên kết; không có nguồn thì bỏ câu ấy
        content/bai.md:5:77: lưu ý[source-unlisted]: bài nêu “Thông tư 25/2023/TT-BGDĐT”, mà dưới “Nguồn” không có
          gợi ý: thêm [[source]] với publisher, date, title ở đầu tệp, hoặc dẫn liên kết; không có nguồn thì bỏ câu ấy
        content/bai.md:5:116: lưu ý[source-unlisted]: bài nêu “Quyết định số 281/QĐ-TTg”, mà dưới “Nguồn” không có
          gợi ý: thêm [[source]] với publisher, date, title ở đầu tệp, hoặc dẫn liên kết; không có nguồn thì bỏ câu ấy
    "#]]
    .assert_eq(&told(&site.check().succeeds().stderr));
    let listed = site.replacing(
        "content/bai.md",
        "+++\nTheo",
        "[[source]]\npublisher = \"Báo Mẫu\"\ndate = \"1/2/2026\"\nnote = \"Thông tư 25/2023/TT-BGDĐT thay 281/QĐ-TTg, ba buổi.\"\n+++\nTheo",
    );
    assert_eq!(told(&listed.check().succeeds().stderr), "");
}
