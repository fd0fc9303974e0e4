//! Mistakes in how an indicator is answered: options, counts, steps, maxima, and numbers as people type them.

use expect_test::expect;

use super::refuses_samples;

const SET: &str = "content/criteria/mau-diem/_index.md";
const FIRST: &str = "content/criteria/mau-diem/01-tu-hoc.md";
const SECOND: &str = "content/criteria/mau-diem/02-cong-cu.md";
const THIRD: &str = "content/criteria/mau-diem/03-quan-he.md";

#[test]
fn options_are_not_in_order_or_do_not_reach_the_maximum() {
    refuses_samples(
        |site| {
            site.replacing(FIRST, "[5, \"Có, chưa ghi ra\"], [10,", "[5, \"Có, chưa ghi ra\"], [5, \"Có\"], [9,")
                .replacing(
                    THIRD,
                    "[[0, \"Không\"], [3, \"Đôi khi\"], [6, \"Thường\"], [10, \"Đều đặn\"]]",
                    "[[10, \"Đều đặn\"]]",
                )
        },
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:21:52: lỗi[options-order]: lựa chọn 5 điểm không nằm đúng chỗ
              gợi ý: các lựa chọn xếp từ ít điểm đến nhiều điểm, mỗi mức điểm một lần
            content/criteria/mau-diem/01-tu-hoc.md:21:63: lỗi[last-is-not-max]: mức cao nhất trong options là 9 điểm, nhưng max = 10
              gợi ý: so với văn bản: mức cuối cùng phải bằng max
            content/criteria/mau-diem/03-quan-he.md:24:11: lỗi[few-options]: phải có ít nhất hai lựa chọn
              gợi ý: ví dụ: options = [[0, "Chưa có"], [10, "Có đủ"]]
        "#]],
    );
}

#[test]
fn an_option_is_no_pair() {
    refuses_samples(
        |site| site.replacing(FIRST, "[5, \"Có, chưa ghi ra\"]", "[\"Có, chưa ghi ra\", 5]"),
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:21:28: lỗi[wrong-type]: giá trị của “options” phải là danh sách các cặp [điểm, "mô tả"]
              gợi ý: ví dụ: options = [[0, "…"], [5, "…"], [10, "…"]]
        "#]],
    );
}

#[test]
fn counts_do_not_rise() {
    refuses_samples(
        |site| site.replacing(FIRST, "[[1, 4], [2, 7], [4, 10]]", "[[0, 4], [2, 4], [1.5, 9]]"),
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:30:10: lỗi[count-from]: số đếm của một nấc không thể là 0
              gợi ý: số đếm là số nguyên từ 1 trở lên
            content/criteria/mau-diem/01-tu-hoc.md:30:18: lỗi[count-order]: nấc [2, 4] không nằm đúng chỗ
              gợi ý: số đếm và điểm cùng tăng dần, ví dụ count = [[1, 2], [3, 5], [5, 10]]
            content/criteria/mau-diem/01-tu-hoc.md:30:26: lỗi[count-from]: số đếm của một nấc không thể là 1.5
              gợi ý: số đếm là số nguyên từ 1 trở lên
            content/criteria/mau-diem/01-tu-hoc.md:30:26: lỗi[count-order]: nấc [1.5, 9] không nằm đúng chỗ
              gợi ý: số đếm và điểm cùng tăng dần, ví dụ count = [[1, 2], [3, 5], [5, 10]]
            content/criteria/mau-diem/01-tu-hoc.md:30:26: lỗi[last-is-not-max]: mức cao nhất trong count là 9 điểm, nhưng max = 10
              gợi ý: so với văn bản: mức cuối cùng phải bằng max
        "#]],
    );
    refuses_samples(
        |site| site.replacing(FIRST, "[[1, 4], [2, 7], [4, 10]]", "[]"),
        &expect![[r#"
        content/criteria/mau-diem/01-tu-hoc.md:30:9: lỗi[wrong-type]: giá trị của “count” phải là danh sách các cặp [số đếm, điểm]
          gợi ý: ví dụ: count = [[1, 2], [3, 5], [5, 10]]
    "#]],
    );
}

#[test]
fn steps_are_not_those_that_can_be_typed() {
    refuses_samples(
        |site| site.replacing(FIRST, "step = 0.5", "step = 0.3"),
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:39:8: lỗi[unknown-value]: “step” không thể là “0.3”
              gợi ý: chọn một trong: 0.05, 0.1, 0.2, 0.25, 0.5, 1
        "#]],
    );
    refuses_samples(
        |site| site.replacing(FIRST, "max = 10\nstep = 0.5", "max = 10.25\nstep = 0.5"),
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:4:7: lỗi[sum-mismatch]: khai max = 40, nhưng cộng các chỉ số được 40.25
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
            content/criteria/mau-diem/01-tu-hoc.md:39:8: lỗi[step-does-not-divide]: lẻ từng 0.5 thì không gõ được đúng max = 10.25
              gợi ý: so với văn bản: sửa step hoặc max
            content/criteria/mau-diem/_index.md:24:7: lỗi[sum-mismatch]: khai max = 100, nhưng cộng các chỉ số được 100.25
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
        "#]],
    );
}

#[test]
fn an_indicator_is_answered_in_two_ways() {
    refuses_samples(
        |site| {
            site.replacing(FIRST, "step = 0.5", "step = 0.5\noptions = [[0, \"Không\"], [10, \"Có\"]]\nunit = \"điểm\"")
                .replacing(FIRST, "evidence = [\"Tờ kế hoạch\"]", "guide = [[0, \"Không\"]]")
        },
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:22:9: lỗi[guide-without-buttons]: guide không dùng cùng với options
              gợi ý: guide chỉ dành cho chỉ số chọn điểm từ 0 đến max; với options thì lời nằm ngay trong từng lựa chọn
            content/criteria/mau-diem/01-tu-hoc.md:40:11: lỗi[one-of]: chỉ được có một trong: options, count, step
              gợi ý: giữ cách trả lời đúng với văn bản, bỏ cách kia
            content/criteria/mau-diem/01-tu-hoc.md:41:8: lỗi[only-with]: “unit” chỉ dùng cùng với count
              gợi ý: bỏ dòng unit, hoặc thêm count
        "#]],
    );
}

#[test]
fn a_maximum_is_none() {
    refuses_samples(
        |site| {
            site.replacing(FIRST, "max = 10\nwording = \"official\"\nguide", "max = 7.5\nwording = \"official\"\nguide")
                .replacing(FIRST, "max = 10\nstep", "max = 0\nstep")
                .replacing(FIRST, "max = 10\ncount", "count")
                .replacing(SECOND, "max = 10\nna = \"left-out\"", "max = 101\nna = \"left-out\"")
                .replacing(SECOND, "max = 10\nna = \"full\"", "na = \"full\"")
                .replacing(THIRD, "max = 30", "max = \"30\"")
        },
        &expect![[r#"
            content/criteria/mau-diem/01-tu-hoc.md:10:7: lỗi[bad-max]: điểm tối đa của chỉ số “doc” không thể là 7.5
              gợi ý: max là số nguyên từ 1 đến 100; điểm lẻ hoặc nhiều hơn thì thêm options, count hoặc step
            content/criteria/mau-diem/01-tu-hoc.md:24:1: lỗi[missing-key]: thiếu khóa “max” trong [indicator]
              gợi ý: thêm dòng max = …
            content/criteria/mau-diem/01-tu-hoc.md:37:7: lỗi[bad-max]: điểm tối đa của chỉ số “gio” không thể là 0
              gợi ý: max là số lớn hơn 0, nhiều nhất 1000
            content/criteria/mau-diem/02-cong-cu.md:11:7: lỗi[bad-max]: điểm tối đa của chỉ số “may” không thể là 101
              gợi ý: max là số nguyên từ 1 đến 100; điểm lẻ hoặc nhiều hơn thì thêm options, count hoặc step
            content/criteria/mau-diem/02-cong-cu.md:14:1: lỗi[missing-key]: thiếu khóa “max” trong [indicator]
              gợi ý: thêm dòng max = …
            content/criteria/mau-diem/03-quan-he.md:4:7: lỗi[wrong-type]: “max” là số, mà để trong ngoặc kép
              gợi ý: bỏ dấu ngoặc kép: max = 30
        "#]],
    );
}

#[test]
fn a_number_is_typed_as_people_write_it() {
    refuses_samples(
        |site| site.replacing(SET, "total = 85.5", "total = 85,5"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:40:11: lỗi[toml-syntax]: phần khai báo sai cú pháp TOML: sau giá trị còn chữ thừa
              gợi ý: mỗi dòng chỉ một khóa; số lẻ viết bằng dấu chấm; ghi chú đặt sau dấu #
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(SET, "total = 85.5", "total = \"85,5\"")
                .replacing(SET, "total = 45", "total = -45")
                .replacing(SET, "floor = 3", "floor = 1e2")
                .replacing(SET, "floor = 2", "floor = 0.3333333")
        },
        &expect![[r#"
            content/criteria/mau-diem/_index.md:25:9: lỗi[wrong-type]: giá trị của “floor” phải là số từ 0 trở lên, phần lẻ viết sau dấu chấm, không quá sáu chữ số
              gợi ý: ví dụ: floor = 7.5
            content/criteria/mau-diem/_index.md:40:9: lỗi[wrong-type]: giá trị của “total” phải là số từ 0 trở lên, phần lẻ viết sau dấu chấm, không quá sáu chữ số
              gợi ý: ví dụ: total = 7.5
            content/criteria/mau-diem/_index.md:45:9: lỗi[wrong-type]: giá trị của “total” phải là số từ 0 trở lên, phần lẻ viết sau dấu chấm, không quá sáu chữ số
              gợi ý: ví dụ: total = 7.5
            content/criteria/mau-diem/_index.md:57:9: lỗi[wrong-type]: giá trị của “floor” phải là số từ 0 trở lên, phần lẻ viết sau dấu chấm, không quá sáu chữ số
              gợi ý: ví dụ: floor = 7.5
        "#]],
    );
}
