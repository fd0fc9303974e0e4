//! Mistakes in a set of points: bands, groups, and sums that differ by group.

use expect_test::expect;

use super::refuses_samples;
use crate::support::samples;

const SET: &str = "content/criteria/mau-diem/_index.md";
const FIRST: &str = "content/criteria/mau-diem/01-tu-hoc.md";
const SECOND: &str = "content/criteria/mau-diem/02-cong-cu.md";
const THIRD: &str = "content/criteria/mau-diem/03-quan-he.md";

#[test]
fn sums_differ_by_group() {
    refuses_samples(
        |site| site.replacing(SECOND, "max = 10\ngroups = [\"can-bo\"]", "max = 12\ngroups = [\"can-bo\"]"),
        &expect![[r#"
            content/criteria/mau-diem/02-cong-cu.md:4:7: lỗi[sum-mismatch]: khai max = 30, nhưng cộng các chỉ số của nhóm “Cán bộ” được 32
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
            content/criteria/mau-diem/_index.md:24:7: lỗi[sum-mismatch]: khai max = 100, nhưng cộng các chỉ số của nhóm “Cán bộ” được 102
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
        "#]],
    );
}

#[test]
fn a_group_with_a_sum_of_its_own_is_held_to_it() {
    refuses_samples(
        |site| site.replacing(SET, "total = 55", "total = 95\nmax = 90"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:56:9: lỗi[above-max]: total = 95 lớn hơn tổng điểm tối đa 90 của nhóm “Cán bộ”: không ai đạt được
              gợi ý: so với văn bản: total không được quá 90
            content/criteria/mau-diem/_index.md:56:9: lỗi[above-next-band]: total = 95 cao hơn mức 70 của hạng “Tốt” đứng ngay trên
              gợi ý: so với văn bản: mức này thay cho hạng thấp nhất, không được quá 70
            content/criteria/mau-diem/_index.md:57:7: lỗi[sum-mismatch]: khai max = 90, nhưng cộng các chỉ số của nhóm “Cán bộ” được 100
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
        "#]],
    );
}

#[test]
fn bands_are_not_in_order() {
    refuses_samples(
        |site| {
            site.replacing(SET, "total = 70", "total = 50")
                .replacing(SET, "id = \"tot\"", "id = \"incomplete\"")
                .replacing(SET, "id = \"xuat-sac\"", "id = \"kha\"")
                .replacing(SET, "total = 85.5", "total = 120")
        },
        &expect![[r#"
            content/criteria/mau-diem/_index.md:33:6: lỗi[reserved-id]: mã “incomplete” đã dùng để nói kết quả của phiếu
              gợi ý: đặt mã khác, ví dụ tên của hạng viết không dấu: xuat-sac
            content/criteria/mau-diem/_index.md:35:9: lỗi[band-order]: hạng này từ 50 điểm, không cao hơn hạng đứng trước (50)
              gợi ý: xếp các hạng từ thấp đến cao, mỗi hạng một mức điểm
            content/criteria/mau-diem/_index.md:38:6: lỗi[duplicate-id]: mã “kha” đã dùng ở content/criteria/mau-diem/_index.md:28:6
              gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
            content/criteria/mau-diem/_index.md:40:9: lỗi[above-max]: total = 120 lớn hơn tổng điểm tối đa 100: không ai đạt được
              gợi ý: so với văn bản: total không được quá 100
            content/criteria/mau-diem/_index.md:56:9: lỗi[above-next-band]: total = 55 cao hơn mức 50 của hạng “Tốt” đứng ngay trên
              gợi ý: so với văn bản: mức này thay cho hạng thấp nhất, không được quá 50
        "#]],
    );
}

#[test]
fn what_takes_the_place_of_the_lowest_band_is_above_the_next() {
    refuses_samples(
        |site| site.replacing(SET, "total = 45", "total = 71").replacing(SET, "total = 55", "total = 72"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:45:9: lỗi[above-next-band]: total = 71 cao hơn mức 70 của hạng “Tốt” đứng ngay trên
              gợi ý: so với văn bản: mức này thay cho hạng thấp nhất, không được quá 70
            content/criteria/mau-diem/_index.md:56:9: lỗi[above-next-band]: total = 72 cao hơn mức 70 của hạng “Tốt” đứng ngay trên
              gợi ý: so với văn bản: mức này thay cho hạng thấp nhất, không được quá 70
        "#]],
    );
}

#[test]
fn there_is_a_total_beside_bands_or_neither() {
    refuses_samples(
        |site| site.replacing(SET, "floor = 2", "floor = 2\ntotal = 50"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:26:9: lỗi[one-of]: phải có đúng một trong: total, [[criteria.pass.band]]
              gợi ý: so với văn bản: giữ một, bỏ các khóa kia
        "#]],
    );
    refuses_samples(
        |site| site.replacing("content/criteria/mau-diem-2025/_index.md", "total = 12\n", ""),
        &expect![[r#"
            content/criteria/mau-diem-2025/_index.md:20:1: lỗi[one-of]: phải có đúng một trong: total, [[criteria.pass.band]]
              gợi ý: so với văn bản: giữ một, bỏ các khóa kia
        "#]],
    );
}

#[test]
fn a_total_is_nothing() {
    refuses_samples(
        |site| site.replacing(SET, "total = 50", "total = 0").replacing(SET, "total = 55", "total = 0.0"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:30:9: lỗi[bad-threshold]: total không thể là 0: ai cũng đạt
              gợi ý: so với văn bản: số điểm phải đạt lớn hơn 0
            content/criteria/mau-diem/_index.md:56:9: lỗi[bad-threshold]: total không thể là 0: ai cũng đạt
              gợi ý: so với văn bản: số điểm phải đạt lớn hơn 0
        "#]],
    );
}

#[test]
fn the_floor_of_a_group_is_above_what_an_indicator_of_it_brings() {
    refuses_samples(
        |site| site.replacing(SET, "floor = 3", "floor = 10.5"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:57:9: lỗi[floor-above-max]: điểm sàn floor = 10.5 lớn hơn điểm tối đa 10 của chỉ số “doc”: không ai đạt được
              gợi ý: so với văn bản: giảm floor, hoặc sửa max của chỉ số
        "#]],
    );
}

#[test]
fn there_are_more_points_than_can_be_scored() {
    refuses_samples(
        |site| site.replacing(SET, "max = 100", "max = 2000").replacing(FIRST, "max = 10\nstep", "max = 1500\nstep"),
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:4:7: lỗi[sum-mismatch]: khai max = 40, nhưng cộng các chỉ số được 1530
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
            content/criteria/mau-diem/01-tu-hoc.md:38:7: lỗi[bad-max]: điểm tối đa của chỉ số “gio” không thể là 1500
              gợi ý: max là số lớn hơn 0, nhiều nhất 1000
            content/criteria/mau-diem/_index.md:24:7: lỗi[sum-mismatch]: khai max = 2000, nhưng cộng các chỉ số được 1590
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
            content/criteria/mau-diem/_index.md:24:7: lỗi[too-many-points]: cả bộ 2000 điểm, nhiều hơn mức 1000 mà chương trình chấm được
              gợi ý: so với văn bản: có số nào gõ thừa chữ số không
        "#]],
    );
}

#[test]
fn points_are_cut_too_fine() {
    refuses_samples(
        |site| site.replacing(FIRST, "[[1, 4], [2, 7], [4, 10]]", "[[1, 4.0010], [2, 7], [4, 10]]"),
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:29:7: lỗi[too-fine]: điểm chia nhỏ đến 0.001 trong tổng 100 điểm: hơn 4000 nấc, máy tìm đường lên đạt quá lâu
              gợi ý: dùng số ít chữ số lẻ hơn, ví dụ lẻ từng 0.5
        "#]],
    );
}

#[test]
fn groups_are_not_there_and_conditions_name_bands_that_are_not() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "groups = [\"nong-dan\"]", "groups = [\"nong-dam\"]")
                .replacing(THIRD, "group = \"can-bo\"", "group = \"can-bo\"\n\n[[indicator.for]]\ngroup = \"can-bo\"")
                .replacing(SET, "level = 3", "level = 4")
        },
        &expect![[r#"
            content/criteria/mau-diem/02-cong-cu.md:28:11: lỗi[unknown-group]: bộ tiêu chí không có nhóm “nong-dam”
              gợi ý: có phải “nong-dan”? Có ở đây: nong-dan, can-bo
            content/criteria/mau-diem/03-quan-he.md:17:9: lỗi[repeated-group]: nhóm “can-bo” có hai lần
              gợi ý: giữ lại một lần
            content/criteria/mau-diem/_index.md:70:9: lỗi[level-out-of-range]: không có mức 4: bộ này có 3 mức
              gợi ý: level là số từ 1 đến 3, đếm từ mức thấp nhất; hỏi ở mọi mức thì bỏ level
        "#]],
    );
}

#[test]
fn a_group_is_asked_nothing() {
    refuses_samples(
        |site| {
            let old = "content/criteria/mau-diem-2025/_index.md";
            let groups = "[[criteria.group]]\nid = \"a\"\ntitle = \"Nhóm A\"\n\n[[criteria.group]]\nid = \"b\"\ntitle = \"Nhóm B\"\n";
            site.replacing(old, "total = 12\n", &format!("total = 12\n\n{groups}"))
                .replacing("content/criteria/mau-diem-2025/01-tu-hoc.md", "max = 15", "max = 15\ngroups = [\"a\"]")
                .replacing("content/criteria/mau-diem-2025/01-tu-hoc.md", "max = 5", "max = 5\ngroups = [\"a\"]")
        },
        &expect![[r#"
            content/criteria/mau-diem-2025/_index.md:29:6: lỗi[nothing-asked]: bộ tiêu chí không hỏi nhóm “Nhóm B” câu nào
              gợi ý: thêm chỉ số cho nhóm này, hoặc bỏ nhóm
        "#]],
    );
}

#[test]
fn what_belongs_to_targets_stands_in_a_set_of_points() {
    refuses_samples(
        |site| {
            site.replacing(
                SET,
                "[[criteria.group]]\nid = \"nong-dan\"",
                "[[criteria.level]]\ntitle = \"Mức độ 1\"\n\n[[criteria.group]]\nid = \"nong-dan\"",
            )
            .replacing(THIRD, "[[indicator]]\nid = \"tham-gia\"", "[[target]]\nid = \"tham-gia\"")
        },
        &expect![[r#"
            content/criteria/mau-diem/03-quan-he.md:26:1: lỗi[wrong-kind]: [[target]] không dùng trong bộ tính điểm (kind = "points")
              gợi ý: bộ này dùng [criteria.pass] và [[indicator]]; hoặc sửa kind trong _index.md
            content/criteria/mau-diem/03-quan-he.md:31:1: lỗi[unknown-key]: không có khóa “max” trong [target]
              gợi ý: các khóa dùng được: evidence, figure, for, groups, id, learn, level, levels, na, note, number, part, percent, question, standard, steps, title, unit, wording
            content/criteria/mau-diem/_index.md:48:1: lỗi[wrong-kind]: [[criteria.level]] không dùng trong bộ tính điểm (kind = "points")
              gợi ý: bộ này dùng [criteria.pass] và [[indicator]]; hoặc sửa kind trong _index.md
        "#]],
    );
    refuses_samples(
        |site| {
            let text = std::fs::read_to_string(site.root().join(THIRD)).expect("a criterion");
            site.with(
                THIRD,
                text.replace("indicator", "target").replace("max = 10\n", "").replace("options", "evidence"),
            )
        },
        &expect![[r#"
            content/criteria/mau-diem/03-quan-he.md:6:1: lỗi[wrong-kind]: [[target]] không dùng trong bộ tính điểm (kind = "points")
              gợi ý: bộ này dùng [criteria.pass] và [[indicator]]; hoặc sửa kind trong _index.md
            content/criteria/mau-diem/03-quan-he.md:22:13: lỗi[wrong-type]: giá trị của “evidence” phải là danh sách chữ
              gợi ý: ví dụ: evidence = ["…", "…"]
        "#]],
    );
}

#[test]
fn a_checklist_has_points_for_some_of_its_indicators() {
    let set = "content/criteria/mau-diem-2025/_index.md";
    let first = "content/criteria/mau-diem-2025/01-tu-hoc.md";
    refuses_samples(
        |site| site.replacing(set, "verified = \"rule\"", "verified = \"none\"").replacing(first, "max = 15\n", ""),
        &expect![[r#"
            content/criteria/mau-diem-2025/01-tu-hoc.md:6:1: lỗi[max-of-some]: chỉ số “doc” không có max, mà chỉ số khác trong bộ lại có
              gợi ý: ghi max cho mọi chỉ số, hoặc bỏ max của tất cả để hỏi có hay chưa
            content/criteria/mau-diem-2025/_index.md:6:1: lỗi[missing-key]: thiếu khóa “missing” trong [criteria]
              gợi ý: thêm dòng missing = …
            content/criteria/mau-diem-2025/_index.md:6:1: lỗi[missing-key]: thiếu khóa “ask” trong [criteria]
              gợi ý: thêm dòng ask = …
        "#]],
    );
    // Of its table only a part may be known: more than the stated sum is still wrong.
    refuses_samples(
        |site| {
            site.replacing(
                set,
                "verified = \"rule\"",
                "verified = \"none\"\nmissing = [\"Phần còn lại\"]\nask = \"Hỏi hội.\"",
            )
            .replacing(set, "max = 20", "max = 19")
            .replacing(first, "max = 20", "max = 30")
        },
        &expect![[r#"
            content/criteria/mau-diem-2025/_index.md:23:7: lỗi[sum-above]: khai max = 19, nhưng các chỉ số đã biết cộng lại đã 20
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
        "#]],
    );
}

#[test]
fn a_verified_set_lacks_its_text_and_its_rule() {
    let set = "content/criteria/mau-diem-2025/_index.md";
    refuses_samples(
        |site| {
            site.replacing(set, "number = \"01/QĐ-MAU\"\n", "").replacing(set, "issued = 2025-01-15\n", "").replacing(
                set,
                "[criteria.pass]\nmax = 20\ntotal = 12\n",
                "",
            )
        },
        &expect![[r#"
            content/criteria/mau-diem-2025/_index.md:6:1: lỗi[missing-table]: thiếu bảng [criteria.pass]
              gợi ý: thêm một dòng [criteria.pass], dưới đó là các khóa của bảng
            content/criteria/mau-diem-2025/_index.md:15:1: lỗi[missing-key]: thiếu khóa “number” trong [criteria.basis]
              gợi ý: thêm dòng number = …
            content/criteria/mau-diem-2025/_index.md:15:1: lỗi[missing-key]: thiếu khóa “issued” trong [criteria.basis]
              gợi ý: thêm dòng issued = …
        "#]],
    );
}

#[test]
fn an_author_may_ask_for_english() {
    let site = samples()
        .replacing(SECOND, "max = 10\ngroups = [\"can-bo\"]", "max = 12\ngroups = [\"can-bo\"]")
        .replacing(FIRST, "step = 0.5", "step = 0.3")
        .replacing(SET, "total = 85.5", "total = 65")
        .replacing(SET, "must = \"no\"", "must = \"no\"\nunit = \"lần\"")
        .replacing(THIRD, "group = \"can-bo\"", "group = \"can-bo\"\npercent = 5");
    expect![[r#"
        content/criteria/mau-diem/01-tu-hoc.md:39:8: error[unknown-value]: “step” cannot be “0.3”
          hint: choose one of: 0.05, 0.1, 0.2, 0.25, 0.5, 1
        content/criteria/mau-diem/02-cong-cu.md:4:7: error[sum-mismatch]: max = 30 is stated, but the indicators of the group “Cán bộ” add up to 32
          hint: compare with the text: correct max here, or the max of the indicator that was mistyped
        content/criteria/mau-diem/03-quan-he.md:15:1: error[unknown-key]: there is no key “percent” in [indicator.for]
          hint: the keys here: group, question, title
        content/criteria/mau-diem/_index.md:24:7: error[sum-mismatch]: max = 100 is stated, but the indicators of the group “Cán bộ” add up to 102
          hint: compare with the text: correct max here, or the max of the indicator that was mistyped
        content/criteria/mau-diem/_index.md:40:9: error[band-order]: this band begins at 65, not above the one before it (70)
          hint: order bands from the lowest to the highest, each with a total of its own
        content/criteria/mau-diem/_index.md:64:8: error[only-with]: “unit” stands only with at-least
          hint: drop the line unit, or add at-least
    "#]].assert_eq(&site.run(&["check", "--lang", "en"]).exits(1).stderr);
}
