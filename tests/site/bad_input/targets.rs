//! Mistakes in a set of targets: thresholds, levels, conditions, and what belongs to the other kind of set.

use expect_test::expect;

use super::refuses_samples;

const SET: &str = "content/criteria/mau-chi-tieu/_index.md";
const FIRST: &str = "content/criteria/mau-chi-tieu/01-dieu-kien.md";
const SECOND: &str = "content/criteria/mau-chi-tieu/02-ket-qua.md";

#[test]
fn thresholds_are_no_percentages_or_nothing() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "percent = [90, 95]", "percent = [90, 101]")
                .replacing(SECOND, "percent = 90\n", "percent = 0\n")
                .replacing(SECOND, "number = [2, 3]", "number = [0, 3]")
                .replacing(SECOND, "percent = [95, 97]", "percent = []")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:10:16: lỗi[bad-threshold]: ngưỡng phần trăm không thể là 101
              gợi ý: ngưỡng lớn hơn 0, nhiều nhất 100
            content/criteria/mau-chi-tieu/02-ket-qua.md:22:11: lỗi[bad-threshold]: ngưỡng phần trăm không thể là 0
              gợi ý: ngưỡng lớn hơn 0, nhiều nhất 100
            content/criteria/mau-chi-tieu/02-ket-qua.md:29:11: lỗi[bad-threshold]: number không thể là 0
              gợi ý: ngưỡng phải lớn hơn 0; hỏi có hay không thì bỏ dòng này
            content/criteria/mau-chi-tieu/02-ket-qua.md:37:11: lỗi[wrong-type]: giá trị của “percent” phải là một số, hoặc danh sách số
              gợi ý: ví dụ: percent = [90, 95]
        "#]],
    );
}

#[test]
fn a_threshold_is_no_number() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "percent = [90, 95]", "percent = [90, \"95%\"]")
                .replacing(SECOND, "number = [2, 3]", "number = \"hai\"")
                .replacing(SECOND, "percent = [95, 97]", "percent = [95, -97]")
                .replacing(SECOND, "percent = [50, 60]", "percent = [50.1234567, 60]")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:10:16: lỗi[wrong-type]: giá trị của “percent” phải là một số, hoặc danh sách số
              gợi ý: ví dụ: percent = [90, 95]
            content/criteria/mau-chi-tieu/02-ket-qua.md:29:10: lỗi[wrong-type]: giá trị của “number” phải là số từ 0 trở lên, phần lẻ viết sau dấu chấm, không quá sáu chữ số
              gợi ý: ví dụ: number = 7.5
            content/criteria/mau-chi-tieu/02-ket-qua.md:37:16: lỗi[wrong-type]: giá trị của “percent” phải là một số, hoặc danh sách số
              gợi ý: ví dụ: percent = [90, 95]
            content/criteria/mau-chi-tieu/02-ket-qua.md:45:12: lỗi[wrong-type]: giá trị của “percent” phải là một số, hoặc danh sách số
              gợi ý: ví dụ: percent = [90, 95]
        "#]],
    );
}

#[test]
fn the_higher_level_asks_for_less() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "percent = [90, 95]", "percent = [95, 90]")
                .replacing(SECOND, "percent = [80, 85.5]", "percent = [85.5, 80]")
                .replacing(SECOND, "number = [2, 3]", "number = [3, 2.5]")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:10:16: lỗi[thresholds-fall]: percent của mức trên là 90, thấp hơn mức dưới (95)
              gợi ý: so với văn bản: mức độ cao không thể đòi ít hơn mức độ thấp
            content/criteria/mau-chi-tieu/02-ket-qua.md:15:18: lỗi[thresholds-fall]: percent của mức trên là 80, thấp hơn mức dưới (85.5)
              gợi ý: so với văn bản: mức độ cao không thể đòi ít hơn mức độ thấp
            content/criteria/mau-chi-tieu/02-ket-qua.md:29:14: lỗi[thresholds-fall]: number của mức trên là 2.5, thấp hơn mức dưới (3)
              gợi ý: so với văn bản: mức độ cao không thể đòi ít hơn mức độ thấp
        "#]],
    );
}

#[test]
fn there_are_more_thresholds_than_levels() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "percent = [90, 95]", "percent = [90, 95, 99]")
                .replacing(SECOND, "percent = [80, 85.5]", "percent = [80, 85.5, 90]")
                .replacing(SECOND, "percent = [95, 97]", "percent = [95, 97]\nlevel = 2")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:10:20: lỗi[threshold-count]: percent có 3 ngưỡng, mà bộ có 2 mức
              gợi ý: ghi một số dùng cho mọi mức, hoặc mỗi mức một số: [90, 95]
            content/criteria/mau-chi-tieu/02-ket-qua.md:15:22: lỗi[threshold-count]: percent có 3 ngưỡng, mà bộ có 2 mức
              gợi ý: ghi một số dùng cho mọi mức, hoặc mỗi mức một số: [90, 95]
            content/criteria/mau-chi-tieu/02-ket-qua.md:37:16: lỗi[threshold-count]: chỉ tiêu chỉ hỏi từ mức 2 mà percent lại có ngưỡng cho mức thấp hơn
              gợi ý: ghi một số, ngưỡng của mức 2; hỏi ở mọi mức thì bỏ level
        "#]],
    );
}

#[test]
fn a_level_is_not_there() {
    refuses_samples(
        |site| {
            site.replacing(FIRST, "level = 2", "level = 3").replacing(SET, "level = 2", "level = 0").replacing(
                SECOND,
                "percent = [50, 60]",
                "percent = 50\nlevel = 9",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/01-dieu-kien.md:24:9: lỗi[level-out-of-range]: không có mức 3: bộ này có 2 mức
              gợi ý: level là số từ 1 đến 2, đếm từ mức thấp nhất; hỏi ở mọi mức thì bỏ level
            content/criteria/mau-chi-tieu/02-ket-qua.md:46:9: lỗi[level-out-of-range]: không có mức 9: bộ này có 2 mức
              gợi ý: level là số từ 1 đến 2, đếm từ mức thấp nhất; hỏi ở mọi mức thì bỏ level
            content/criteria/mau-chi-tieu/_index.md:40:9: lỗi[level-out-of-range]: không có mức 0: bộ này có 2 mức
              gợi ý: level là số từ 1 đến 2, đếm từ mức thấp nhất; hỏi ở mọi mức thì bỏ level
        "#]],
    );
}

#[test]
fn a_level_is_taken_out_and_its_thresholds_stay() {
    refuses_samples(
        |site| site.replacing(SET, "[[criteria.level]]\ntitle = \"Mức độ 2\"\n", ""),
        &expect![[r#"
            content/criteria/mau-chi-tieu/01-dieu-kien.md:24:9: lỗi[level-out-of-range]: không có mức 2: bộ này có 1 mức
              gợi ý: bộ này không chia mức: bỏ dòng level
            content/criteria/mau-chi-tieu/02-ket-qua.md:10:16: lỗi[threshold-count]: percent có 2 ngưỡng, mà bộ có 1 mức
              gợi ý: ghi một số dùng cho mọi mức
            content/criteria/mau-chi-tieu/02-ket-qua.md:15:16: lỗi[threshold-count]: percent có 2 ngưỡng, mà bộ có 1 mức
              gợi ý: ghi một số dùng cho mọi mức
            content/criteria/mau-chi-tieu/02-ket-qua.md:29:14: lỗi[threshold-count]: number có 2 ngưỡng, mà bộ có 1 mức
              gợi ý: ghi một số dùng cho mọi mức
            content/criteria/mau-chi-tieu/02-ket-qua.md:37:16: lỗi[threshold-count]: percent có 2 ngưỡng, mà bộ có 1 mức
              gợi ý: ghi một số dùng cho mọi mức
            content/criteria/mau-chi-tieu/02-ket-qua.md:45:16: lỗi[threshold-count]: percent có 2 ngưỡng, mà bộ có 1 mức
              gợi ý: ghi một số dùng cho mọi mức
            content/criteria/mau-chi-tieu/_index.md:38:9: lỗi[level-out-of-range]: không có mức 2: bộ này có 1 mức
              gợi ý: bộ này không chia mức: bỏ dòng level
        "#]],
    );
}

#[test]
fn a_target_is_answered_in_two_ways() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "number = [2, 3]", "number = [2, 3]\npercent = 90")
                .replacing(SECOND, "percent = [95, 97]", "percent = [95, 97]\nunit = \"người\"")
                .replacing(FIRST, "na = \"full\"", "na = \"full\"\nfigure = \"mau-diem\"")
                .replacing(SECOND, "percent = [80, 85.5]", "number = 3")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/01-dieu-kien.md:18:10: lỗi[only-with]: “figure” chỉ dùng cùng với percent
              gợi ý: bỏ dòng figure, hoặc thêm percent
            content/criteria/mau-chi-tieu/02-ket-qua.md:15:1: lỗi[unknown-key]: không có khóa “number” trong [target.for]
              gợi ý: các khóa dùng được: area, group, levels, percent, question, title
            content/criteria/mau-chi-tieu/02-ket-qua.md:30:11: lỗi[one-of]: chỉ được có một trong: percent, number
              gợi ý: giữ cách trả lời đúng với văn bản, bỏ cách kia
            content/criteria/mau-chi-tieu/02-ket-qua.md:39:8: lỗi[only-with]: “unit” chỉ dùng cùng với number
              gợi ý: bỏ dòng unit, hoặc thêm number
        "#]],
    );
}

#[test]
fn the_set_of_a_figure_is_not_there() {
    refuses_samples(
        |site| site.replacing(SECOND, "figure = \"mau-diem\"", "figure = \"mau-dien\""),
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:11:10: lỗi[unknown-figure]: không có bộ tiêu chí nào khác mang mã “mau-dien”
              gợi ý: có phải “mau-diem”? Có ở đây: mau-diem, mau-ho-so, mau-liet-ke
        "#]],
    );
    refuses_samples(
        |site| site.replacing(SECOND, "figure = \"mau-diem\"", "figure = \"mau-chi-tieu\""),
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:11:10: lỗi[unknown-figure]: không có bộ tiêu chí nào khác mang mã “mau-chi-tieu”
              gợi ý: có ở đây: mau-diem, mau-ho-so, mau-liet-ke; hoặc bỏ dòng figure
        "#]],
    );
}

#[test]
fn a_set_of_targets_has_no_levels_or_too_many() {
    refuses_samples(
        |site| {
            site.replacing(SET, "[[criteria.level]]\ntitle = \"Mức độ 1\"\n", "").replacing(
                SET,
                "[[criteria.level]]\ntitle = \"Mức độ 2\"\n",
                "",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:6:1: lỗi[no-levels]: bộ theo chỉ tiêu chưa có mức độ nào
              gợi ý: thêm một hoặc hai bảng [[criteria.level]] có title, mức thấp đứng trước
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(
                SET,
                "[[criteria.group]]\nid = \"truong\"",
                "[[criteria.level]]\ntitle = \"Mức độ 3\"\n\n[[criteria.group]]\nid = \"truong\"",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:27:9: lỗi[too-many-levels]: bộ có 3 mức độ, chỉ được một hoặc hai
              gợi ý: so với văn bản: bỏ bớt [[criteria.level]]
        "#]],
    );
}

#[test]
fn what_belongs_to_points_stands_in_a_set_of_targets() {
    refuses_samples(
        |site| {
            site.replacing(
                SET,
                "[[criteria.level]]\ntitle = \"Mức độ 1\"",
                "[criteria.pass]\nmax = 100\ntotal = 80\n\n[[criteria.level]]\ntitle = \"Mức độ 1\"",
            )
            .replacing(SET, "title = \"Cơ quan\"", "title = \"Cơ quan\"\ntotal = 70")
            .replacing(FIRST, "[[target]]\nid = \"ke-hoach-nam\"", "[[indicator]]\nmax = 10\nid = \"ke-hoach-nam\"")
            .replacing(
                SECOND,
                "\n[[target]]\nid = \"thanh-vien\"",
                "max = 50\n\n[[target]]\nid = \"thanh-vien\"",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/01-dieu-kien.md:5:1: lỗi[wrong-kind]: [[indicator]] không dùng trong bộ theo chỉ tiêu (kind = "targets")
              gợi ý: bộ này dùng [[criteria.level]] và [[target]]; hoặc sửa kind trong _index.md
            content/criteria/mau-chi-tieu/02-ket-qua.md:4:7: lỗi[wrong-kind]: max không dùng trong bộ theo chỉ tiêu (kind = "targets")
              gợi ý: bộ này dùng [[criteria.level]] và [[target]]; hoặc sửa kind trong _index.md
            content/criteria/mau-chi-tieu/_index.md:20:1: lỗi[wrong-kind]: [criteria.pass] không dùng trong bộ theo chỉ tiêu (kind = "targets")
              gợi ý: bộ này dùng [[criteria.level]] và [[target]]; hoặc sửa kind trong _index.md
            content/criteria/mau-chi-tieu/_index.md:37:9: lỗi[wrong-kind]: total không dùng trong bộ theo chỉ tiêu (kind = "targets")
              gợi ý: bộ này dùng [[criteria.level]] và [[target]]; hoặc sửa kind trong _index.md
        "#]],
    );
}

#[test]
fn a_condition_takes_two_answers_or_none() {
    refuses_samples(
        |site| {
            site.replacing(SET, "at-least = 1", "at-least = 0\nmust = \"yes\"").replacing(
                SET,
                "must = \"no\"",
                "unit = \"lần\"",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:38:12: lỗi[bad-threshold]: at-least không thể là 0
              gợi ý: ngưỡng phải lớn hơn 0; hỏi có hay không thì bỏ dòng này
            content/criteria/mau-chi-tieu/_index.md:38:12: lỗi[one-of]: phải có đúng một trong: must, at-least
              gợi ý: so với văn bản: giữ một, bỏ các khóa kia
            content/criteria/mau-chi-tieu/_index.md:43:1: lỗi[one-of]: phải có đúng một trong: must, at-least
              gợi ý: so với văn bản: giữ một, bỏ các khóa kia
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(SET, "at-least = 1", "at-least = 0").replacing(
                SET,
                "must = \"no\"",
                "must = \"khong\"\nunit = \"lần\"",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:38:12: lỗi[bad-threshold]: at-least không thể là 0
              gợi ý: ngưỡng phải lớn hơn 0; hỏi có hay không thì bỏ dòng này
            content/criteria/mau-chi-tieu/_index.md:46:8: lỗi[unknown-value]: “must” không thể là “khong”
              gợi ý: chọn một trong: yes, no
            content/criteria/mau-chi-tieu/_index.md:47:8: lỗi[only-with]: “unit” chỉ dùng cùng với at-least
              gợi ý: bỏ dòng unit, hoặc thêm at-least
        "#]],
    );
}

#[test]
fn a_condition_has_the_id_of_a_target() {
    refuses_samples(
        |site| site.replacing(SET, "id = \"vi-pham\"", "id = \"lop-hoc\""),
        &expect![[r#"
        content/criteria/mau-chi-tieu/02-ket-qua.md:25:6: lỗi[duplicate-id]: mã “lop-hoc” đã dùng ở content/criteria/mau-chi-tieu/_index.md:43:6
          gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
    "#]],
    );
}

#[test]
fn a_level_asks_for_nothing() {
    refuses_samples(
        |site| {
            let first = "[[target]]\nid = \"ke-hoach-nam\"";
            std::fs::remove_file(site.root().join(SECOND)).expect("the second criterion");
            site.replacing(FIRST, first, "[[target]]\nlevel = 2\nid = \"ke-hoach-nam\"").replacing(
                FIRST,
                "na = \"full\"",
                "na = \"full\"\nlevel = 2",
            )
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:21:9: lỗi[level-without-target]: mức 1 không hỏi chỉ tiêu nào: ai cũng đạt
              gợi ý: thêm chỉ tiêu cho mức này, hoặc giảm level của một chỉ tiêu
        "#]],
    );
}

#[test]
fn everything_may_be_left_out() {
    refuses_samples(
        |site| {
            site.replacing(FIRST, "evidence = [\"Bản kế hoạch đã ký\"]", "na = \"left-out\"")
                .replacing(FIRST, "na = \"full\"", "na = \"left-out\"")
                .replacing(FIRST, "level = 2", "level = 2\nna = \"left-out\"")
                .replacing(SECOND, "percent = [90, 95]", "percent = [90, 95]\nna = \"left-out\"")
                .replacing(SECOND, "percent = 90\n", "percent = 90\nna = \"left-out\"\n")
                .replacing(SECOND, "number = [2, 3]", "number = [2, 3]\nna = \"left-out\"")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/01-dieu-kien.md:10:6: lỗi[all-left-out]: mọi chỉ số của nhóm “Cơ quan” đều có thể bỏ ra: không còn gì để chấm
              gợi ý: na = "left-out" chỉ dành cho một phần chỉ số; các chỉ số khác bỏ na, hoặc dùng na = "full"
        "#]],
    );
}

#[test]
fn groups_are_not_there_or_named_twice() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "groups = [\"truong\"]", "groups = [\"truong\", \"truong\", \"co-quann\"]")
                .replacing(SECOND, "group = \"truong\"", "group = \"truong-hoc\"")
                .replacing(SECOND, "percent = [95, 97]", "percent = [95, 97]\n[[target.for]]\ngroup = \"co-quan\"\npercent = 5\n[[target]]\nid = \"them\"\ntitle = \"Thêm\"\nquestion = \"Thêm?\"\nwording = \"draft\"")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/02-ket-qua.md:14:9: lỗi[unknown-group]: bộ tiêu chí không có nhóm “truong-hoc”
              gợi ý: có ở đây: truong, co-quan; hoặc thêm [[criteria.group]] vào _index.md
            content/criteria/mau-chi-tieu/02-ket-qua.md:42:6: lỗi[missing-explanation]: chỉ số “them” chưa có phần giải thích cho người dân
              gợi ý: thêm vào thân trang một mục mở bằng dòng ## them
            content/criteria/mau-chi-tieu/02-ket-qua.md:46:21: lỗi[repeated-group]: nhóm “truong” có hai lần
              gợi ý: giữ lại một lần
            content/criteria/mau-chi-tieu/02-ket-qua.md:46:31: lỗi[unknown-group]: bộ tiêu chí không có nhóm “co-quann”
              gợi ý: có phải “co-quan”? Có ở đây: truong, co-quan
        "#]],
    );
}

#[test]
fn a_checklist_may_lack_almost_everything_but_who_to_ask() {
    refuses_samples(
        |site| {
            site.replacing(SET, "verified = \"full\"", "verified = \"none\"")
                .replacing(SET, "number = \"01/TT-MAU\"\n", "")
                .replacing(SET, "issued = 2026-01-10\n", "")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:6:1: lỗi[missing-key]: thiếu khóa “missing” trong [criteria]
              gợi ý: thêm dòng missing = …
            content/criteria/mau-chi-tieu/_index.md:6:1: lỗi[missing-key]: thiếu khóa “ask” trong [criteria]
              gợi ý: thêm dòng ask = …
        "#]],
    );
}

#[test]
fn a_number_with_two_readings_is_asked_about_wherever_numbers_are_typed() {
    refuses_samples(
        |site| site.replacing(SECOND, "number = [2, 3]", "number = [1.200, 12.345]"),
        &expect![[r#"
        content/criteria/mau-chi-tieu/02-ket-qua.md:29:11: lỗi[two-readings]: số 1.200 đọc được hai cách: 1200 hoặc 1.2
          gợi ý: viết 1200, hoặc 1.2
        content/criteria/mau-chi-tieu/02-ket-qua.md:29:18: lỗi[two-readings]: số 12.345 đọc được hai cách: 12345 hoặc 12.345
          gợi ý: viết 12345, hoặc 12.3450
    "#]],
    );
    // A share of a hundred has one reading.
    let outcome = crate::support::samples().replacing(SECOND, "percent = [90, 95]", "percent = [90.125, 95]").check();
    assert!(!outcome.stderr.contains("two-readings"), "{}", outcome.stderr);
}
