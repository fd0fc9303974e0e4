//! Mistakes in a set of criteria: numbers that do not add up, ids that clash, rules that nobody could meet.

use expect_test::expect;

use super::{FIRST, SECOND, SET, refuses};

#[test]
fn the_stated_sum_of_a_criterion_is_missing() {
    refuses(
        |site| site.replacing(FIRST, "max = 20\n", ""),
        &expect![[r#"
        content/criteria/mau/01-tu-hoc.md:2:1: lỗi[missing-key]: thiếu khóa “max” trong phần khai báo
          gợi ý: thêm dòng max = …
    "#]],
    );
}

#[test]
fn the_stated_sum_of_a_criterion_is_not_what_its_indicators_make() {
    refuses(
        |site| site.replacing(FIRST, "max = 20", "max = 25"),
        &expect![[r#"
        content/criteria/mau/01-tu-hoc.md:4:7: lỗi[sum-mismatch]: khai max = 25, nhưng cộng các chỉ số được 20
          gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
    "#]],
    );
}

#[test]
fn the_stated_sum_of_the_set_is_missing() {
    refuses(
        |site| site.replacing(SET, "max = 30\n", ""),
        &expect![[r#"
        content/criteria/mau/_index.md:19:1: lỗi[missing-key]: thiếu khóa “max” trong [criteria.pass]
          gợi ý: thêm dòng max = …
    "#]],
    );
}

#[test]
fn the_stated_sum_of_the_set_is_not_what_its_criteria_make() {
    refuses(
        |site| site.replacing(SET, "max = 30", "max = 40"),
        &expect![[r#"
        content/criteria/mau/_index.md:20:7: lỗi[sum-mismatch]: khai max = 40, nhưng cộng các chỉ số được 30
          gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
    "#]],
    );
}

#[test]
fn an_id_stands_twice_in_a_set() {
    refuses(
        |site| site.replacing(SECOND, "id = \"cung-lam\"", "id = \"doc\"").replacing(SECOND, "## cung-lam", "## doc"),
        &expect![[r#"
            content/criteria/mau/02-hop-tac.md:7:6: lỗi[duplicate-id]: mã “doc” đã dùng ở content/criteria/mau/01-tu-hoc.md:7:6
              gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
        "#]],
    );
}

#[test]
fn an_id_is_written_with_marks() {
    refuses(
        |site| site.replacing(SECOND, "id = \"cung-lam\"", "id = \"Cùng làm\""),
        &expect![[r#"
            content/criteria/mau/02-hop-tac.md:7:6: lỗi[bad-id]: mã “Cùng làm” không hợp lệ
              gợi ý: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa: viết cung-lam
        "#]],
    );
}

#[test]
fn a_key_of_an_indicator_is_mistyped() {
    refuses(
        |site| site.replacing(SECOND, "evidence =", "minh-chung ="),
        &expect![[r#"
            content/criteria/mau/02-hop-tac.md:13:1: lỗi[unknown-key]: không có khóa “minh-chung” trong [indicator]
              gợi ý: các khóa dùng được: count, evidence, for, groups, guide, id, learn, max, na, note, options, question, step, title, unit, wording
        "#]],
    );
}

#[test]
fn the_floor_is_above_the_maximum_of_an_indicator() {
    refuses(
        |site| site.replacing(SET, "floor = 5", "floor = 11"),
        &expect![[r#"
        content/criteria/mau/_index.md:22:9: lỗi[floor-above-max]: điểm sàn floor = 11 lớn hơn điểm tối đa 10 của chỉ số “doc”: không ai đạt được
          gợi ý: so với văn bản: giảm floor, hoặc sửa max của chỉ số
    "#]],
    );
}

#[test]
fn the_total_asked_for_is_above_the_sum_of_all() {
    refuses(
        |site| site.replacing(SET, "total = 24", "total = 31"),
        &expect![[r#"
        content/criteria/mau/_index.md:21:9: lỗi[above-max]: total = 31 lớn hơn tổng điểm tối đa 30: không ai đạt được
          gợi ý: so với văn bản: total không được quá 30
    "#]],
    );
}

#[test]
fn the_total_of_an_area_is_above_the_sum_of_all() {
    refuses(
        |site| site.replacing(SET, "total = 21", "total = 210"),
        &expect![[r#"
        content/criteria/mau/_index.md:27:9: lỗi[above-max]: total = 210 lớn hơn tổng điểm tối đa 30: không ai đạt được
          gợi ý: so với văn bản: total không được quá 30
    "#]],
    );
}

#[test]
fn an_area_belongs_to_a_group_that_is_not_there() {
    refuses(
        |site| site.replacing(SET, "id = \"vung-kho\"", "id = \"vung-kho\"\ngroup = \"nong-dan\""),
        &expect![[r#"
        content/criteria/mau/_index.md:26:1: lỗi[unknown-key]: không có khóa “group” trong [criteria.pass.area]
          gợi ý: các khóa dùng được: id, note, title, total
    "#]],
    );
}

#[test]
fn a_value_is_of_the_wrong_kind() {
    refuses(
        |site| site.replacing(FIRST, "max = 20", "max = \"20\""),
        &expect![[r#"
            content/criteria/mau/01-tu-hoc.md:4:7: lỗi[wrong-type]: “max” là số, mà để trong ngoặc kép
              gợi ý: bỏ dấu ngoặc kép: max = 20
        "#]],
    );
}

#[test]
fn a_value_is_none_of_those_that_may_be() {
    refuses(
        |site| site.replacing(SET, "state = \"in-force\"", "state = \"con-hieu-luc\""),
        &expect![[r#"
            content/criteria/mau/_index.md:9:9: lỗi[unknown-value]: “state” không thể là “con-hieu-luc”
              gợi ý: chọn một trong: in-force, historical, pilot, draft, unknown
        "#]],
    );
}

#[test]
fn what_to_learn_for_an_indicator_is_gone() {
    refuses(
        |site| site.replacing(SECOND, "01-bai-mot.md", "02-bai-hai.md"),
        &expect![[r#"
        content/criteria/mau/02-hop-tac.md:14:10: lỗi[link-target]: liên kết tới @/training/khoa/02-bai-hai.md, nhưng không có trang ấy
          gợi ý: có phải @/training/khoa/01-bai-mot.md?
    "#]],
    );
}

#[test]
fn an_indicator_is_not_explained() {
    refuses(
        |site| site.replacing(SECOND, "## cung-lam", "## lam-chung"),
        &expect![[r#"
        content/criteria/mau/02-hop-tac.md:7:6: lỗi[missing-explanation]: chỉ số “cung-lam” chưa có phần giải thích cho người dân
          gợi ý: thêm vào thân trang một mục mở bằng dòng ## cung-lam
    "#]],
    );
}

#[test]
fn the_guiding_levels_are_not_in_order() {
    refuses(
        |site| site.replacing(SECOND, "[[0, \"Chưa\"], [5, \"Có\"]", "[[5, \"Chưa\"], [0, \"Có\"]"),
        &expect![[r#"
        content/criteria/mau/02-hop-tac.md:12:23: lỗi[guide-order]: mức gợi ý 0 điểm không nằm đúng chỗ
          gợi ý: các mức gợi ý xếp tăng dần, từ 0 đến 10, mỗi mức một lần
    "#]],
    );
}
