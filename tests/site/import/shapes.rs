//! The shapes of tables: where headings stand, what is merged, how rows are numbered, what is summed.

use expect_test::expect;

use super::{builds, file, import, merge, rows, with_table, workbook};

/// A table of points as it is typed from paper: letterhead, merged title, criteria merged over their indicators, sums,
/// room for somebody's points, signatures.
fn points() -> Vec<u8> {
    workbook(|sheet| {
        merge(sheet, (0, 0), (0, 6), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        merge(sheet, (2, 0), (2, 6), "BỘ TIÊU CHÍ DÒNG HỌ MẪU");
        let headings: &[&str] =
            &["TT", "Tiêu chí", "Chỉ số", "Điểm\ntối đa", "Điểm tự chấm", "Tài liệu minh chứng", "Ghi chú"];
        rows(sheet, 4, &[headings]);
        rows(
            sheet,
            5,
            &[
                &["1", "", "1.1. Có ban khuyến học dòng họ", "10", "9", "Quyết định thành lập;\n- Biên bản họp", ""],
                &["", "", "1.2. Có quỹ khuyến học", "20", "", "Sổ quỹ", "Kể cả hiện vật"],
                &["2", "", "2.1. Trẻ em đi học đúng tuổi", "40", "", "", ""],
                &["", "", "2.2. Người lớn đạt công dân học tập", "30", "", "", ""],
                &["", "Tổng cộng", "", "100", "", "", ""],
                &["", "", "", "", "", "", ""],
                &["", "Người lập biểu", "", "", "", "", ""],
            ],
        );
        merge(sheet, (5, 1), (6, 1), "Tiêu chí 1: Điều kiện (30 điểm)");
        merge(sheet, (7, 1), (8, 1), "Tiêu chí 2:\nKết quả học tập");
    })
}

#[test]
fn a_table_of_points_becomes_one_file_for_each_criterion() {
    let site = with_table("bang.xlsx", points());
    let outcome = import(&site, "bang.xlsx", &[]).succeeds();
    expect![[r#"
        bang.xlsx:1:1: lưu ý[table-not-placed]: ô A1 của trang tính “Sheet1”: không nhập: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
          gợi ý: nếu điều này cần cho bộ tiêu chí thì chép vào _index.md
        bang.xlsx:5:5: lưu ý[table-answers]: ô E5 của trang tính “Sheet1”: cột “Điểm tự chấm” là điểm của một người, không thuộc bộ tiêu chí, nên không nhập
          gợi ý: không cần làm gì; bảng gốc vẫn giữ nguyên
        bang.xlsx:12:2: lưu ý[table-not-placed]: ô B12 của trang tính “Sheet1”: không nhập: Người lập biểu
          gợi ý: nếu điều này cần cho bộ tiêu chí thì chép vào _index.md
    "#]].assert_eq(&outcome.stderr);
    expect![[r#"
        ./content/criteria/ho-mau/_index.md
        ./content/criteria/ho-mau/01-dieu-kien.md
        ./content/criteria/ho-mau/02-ket-qua-hoc-tap.md
        Bộ này chưa đối chiếu với văn bản, nên trang chưa kết luận đạt hay chưa đạt.
        Việc tiếp theo: so từng dòng với văn bản gốc; điền số, ngày, nơi ban hành và quy tắc đạt vào _index.md;
        so xong thì sửa wording thành "official", sửa verified thành "rule" hoặc "full", bỏ missing và ask.
        Kiểm tra lại bằng: hoctap check
    "#]]
    .assert_eq(&outcome.stdout);
    expect![[r#"
        +++
        title = "BỘ TIÊU CHÍ DÒNG HỌ MẪU"
        description = "Nhập từ một bảng, chưa đối chiếu với văn bản."

        [criteria]
        id = "ho-mau"
        version = "1"
        kind = "points"
        state = "draft"
        verified = "none"
        period = "calendar-year"
        missing = [
          "Số, ngày ban hành và nơi ban hành của văn bản.",
          "Tổng điểm cần đạt và điểm sàn ghi trong văn bản.",
        ]
        ask = "Hỏi hội khuyến học nơi bạn ở để đối chiếu với văn bản gốc."

        [criteria.basis]
        issuer = "Chưa ghi nơi ban hành"
        +++
        Nhập từ một bảng, chưa đối chiếu với văn bản.
    "#]]
    .assert_eq(&file(&site, "_index.md"));
    expect![[r#"
        +++
        title = "Điều kiện"
        description = "2 chỉ số, tối đa 30 điểm."
        max = 30

        [[indicator]]
        id = "co-ban-khuyen-hoc"
        title = "Có ban khuyến học dòng họ"
        question = "Tự cho mấy điểm: Có ban khuyến học dòng họ?"
        wording = "paraphrase"
        max = 10
        evidence = [
          "Quyết định thành lập",
          "Biên bản họp",
        ]

        [[indicator]]
        id = "co-quy-khuyen-hoc"
        title = "Có quỹ khuyến học"
        question = "Tự cho mấy điểm: Có quỹ khuyến học?"
        wording = "paraphrase"
        max = 20
        evidence = ["Sổ quỹ"]
        +++
        2 chỉ số, tối đa 30 điểm.

        ## co-ban-khuyen-hoc

        Có ban khuyến học dòng họ

        ## co-quy-khuyen-hoc

        Ghi chú trong bảng: Kể cả hiện vật
    "#]]
    .assert_eq(&file(&site, "01-dieu-kien.md"));
    assert!(file(&site, "02-ket-qua-hoc-tap.md").contains("max = 70\n"));
    builds(&site);
}

#[test]
fn one_column_of_text_is_told_apart_by_its_numbers() {
    let table = "\
Nội dung;Điểm tối đa;Minh chứng
I. Điều kiện học tập;7,5;
1. Có góc học tập;2,5;Ảnh góc học tập
2. Có sách báo;5;
a) Sách in;;
b) Sách trên điện thoại;;
II. Kết quả;12,5;
1. Trẻ em đi học;10;
2. Người lớn đi học;2,5;
Cộng;20;
";
    let site = with_table("bang.csv", table);
    let outcome = import(&site, "bang.csv", &["--title", "Gia đình mẫu"]).succeeds();
    assert_eq!(outcome.stderr, "");
    expect![[r#"
        +++
        title = "Điều kiện học tập"
        description = "2 chỉ số, tối đa 7,5 điểm."
        max = 7.5

        [[indicator]]
        id = "co-goc-hoc-tap"
        title = "Có góc học tập"
        question = "Tự cho mấy điểm: Có góc học tập?"
        wording = "paraphrase"
        max = 2.5
        step = 0.5
        evidence = ["Ảnh góc học tập"]

        [[indicator]]
        id = "co-sach-bao"
        title = "Có sách báo"
        question = "Tự cho mấy điểm: Có sách báo?"
        wording = "paraphrase"
        max = 5
        +++
        2 chỉ số, tối đa 7,5 điểm.

        ## co-goc-hoc-tap

        Có góc học tập

        ## co-sach-bao

        Sách in

        Sách trên điện thoại
    "#]]
    .assert_eq(&file(&site, "01-dieu-kien-hoc-tap.md"));
    assert!(file(&site, "02-ket-qua.md").contains("max = 12.5\n"));
    builds(&site);
}

#[test]
fn numbers_may_stand_in_a_column_of_their_own_and_deeper_than_the_items() {
    let table = "\
STT\tNội dung tiêu chí\tĐiểm
A\tPHẦN CHUNG\t30
I\tTự học\t20
1\tĐọc sách\t10
1.1\tSách in\t
2\tGhi chép\t10
II\tChia sẻ\t10
1\tKể lại\t10
B\tPHẦN RIÊNG\t5
I\tThêm\t5
1\tViệc khác\t5
\tTổng số điểm\t35
";
    let site = with_table("bang.tsv", table);
    let outcome = import(&site, "bang.tsv", &[]).succeeds();
    expect![[r#"
        bang.tsv:2:2: lưu ý[table-kept-as-text]: hàng 2, cột 2: “PHẦN CHUNG” không có chỗ riêng
          gợi ý: được giữ trong lời giải thích; hãy xem lại ở đó
        bang.tsv:9:2: lưu ý[table-kept-as-text]: hàng 9, cột 2: “PHẦN RIÊNG” không có chỗ riêng
          gợi ý: được giữ trong lời giải thích; hãy xem lại ở đó
    "#]]
    .assert_eq(&outcome.stderr);
    let titles: Vec<String> = ["01-tu-hoc.md", "02-chia-se.md", "03-them.md"]
        .into_iter()
        .map(|name| file(&site, name).lines().filter(|line| line.starts_with("title")).collect::<Vec<_>>().join(" | "))
        .collect();
    expect![[r#"
        title = "Tự học" | title = "Đọc sách" | title = "Ghi chép"
        title = "Chia sẻ" | title = "Kể lại"
        title = "Thêm" | title = "Việc khác""#]]
    .assert_eq(&titles.join("\n"));
    assert!(file(&site, "03-them.md").contains("PHẦN RIÊNG"));
    builds(&site);
}

#[test]
fn criteria_may_be_repeated_in_every_row_and_items_may_have_no_numbers() {
    let table =
        "Tiêu chí,Chỉ tiêu\nĐiều kiện,Có kế hoạch\nĐiều kiện,Có kinh phí\nKết quả,\"Có lớp học, có người học\"\n";
    let site = with_table("bang.csv", table);
    import(&site, "bang.csv", &[]).succeeds();
    assert_eq!(file(&site, "01-dieu-kien.md").matches("[[target]]").count(), 2);
    assert!(file(&site, "02-ket-qua.md").contains("title = \"Có lớp học, có người học\""));
    builds(&site);
}

#[test]
fn a_row_of_column_numbers_below_the_headings_is_no_criterion() {
    let table = "TT;Tiêu chí;Chỉ số;Điểm tối đa\n(1);(2);(3);(4)\n1;Tự học;Đọc;10\n";
    let site = with_table("bang.csv", table);
    let outcome = import(&site, "bang.csv", &[]).succeeds();
    assert_eq!(outcome.stdout.matches(".md").count() - 1, 2, "{}", outcome.stdout);
}

#[test]
fn headings_may_span_two_rows_without_merged_cells() {
    let table =
        "TT;Nội dung;Mức độ;;Minh chứng\n;;1;2;\nI;Kết quả;;;\n1;Người học;≥ 90%;95 %;Danh sách\n2;Lớp;2 lớp;3 lớp;\n";
    let site = with_table("bang.csv", table);
    let outcome = import(&site, "bang.csv", &[]).succeeds();
    assert_eq!(outcome.stderr, "");
    expect![[r#"
        +++
        title = "Kết quả"
        description = "2 chỉ tiêu."

        [[target]]
        id = "nguoi-hoc"
        title = "Người học"
        question = "Đạt bao nhiêu phần trăm: Người học?"
        wording = "paraphrase"
        percent = [90, 95]
        evidence = ["Danh sách"]

        [[target]]
        id = "lop"
        title = "Lớp"
        question = "Được bao nhiêu: Lớp?"
        wording = "paraphrase"
        number = [2, 3]
        unit = "lớp"
        +++
        2 chỉ tiêu.

        ## nguoi-hoc

        Người học

        ## lop

        Lớp
    "#]]
    .assert_eq(&file(&site, "01-ket-qua.md"));
    builds(&site);
}

#[test]
fn an_unknown_column_is_kept_as_text_and_said() {
    let table = "TT;Tiêu chí;Chỉ số;Điểm tối đa;Đơn vị chủ trì\n1;Tự học;Đọc;10;Chi hội *thôn*\n2;;Viết;10;\n";
    let site = with_table("bang.csv", table);
    let outcome = import(&site, "bang.csv", &[]).succeeds();
    expect![[r#"
        bang.csv:1:5: lưu ý[table-unknown-column]: hàng 1, cột 5: cột “Đơn vị chủ trì” không có chỗ riêng
          gợi ý: chữ của cột được giữ trong lời giải thích của từng chỉ số; hãy xem lại ở đó
    "#]]
    .assert_eq(&outcome.stderr);
    assert!(file(&site, "01-tu-hoc.md").contains("Đơn vị chủ trì: Chi hội \\*thôn\\*"));
    builds(&site);
}

#[test]
fn a_percentage_of_the_spreadsheet_is_a_percentage() {
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    let table = workbook(|sheet| {
        rows(sheet, 0, &[&["Tiêu chí", "Chỉ tiêu", "Mức độ 1", "Mức độ 2"], &["Kết quả", "Đạt danh hiệu"]]);
        sheet.write_number_with_format(1, 2, 0.9, &percent).expect("a cell");
        sheet.write_number_with_format(1, 3, 0.925, &percent).expect("a cell");
    });
    let site = with_table("bang.xlsx", table);
    import(&site, "bang.xlsx", &[]).succeeds();
    assert!(file(&site, "01-ket-qua.md").contains("percent = [90, 92.5]\n"));
}
