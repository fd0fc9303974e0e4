//! Mistakes between the versions of a set: which is in force, whose criteria it has, when it was issued.

use expect_test::expect;

use super::refuses_samples;

const NEW: &str = "content/criteria/mau-diem/_index.md";
const OLD: &str = "content/criteria/mau-diem-2025/_index.md";
const OLD_CRITERION: &str = "content/criteria/mau-diem-2025/01-tu-hoc.md";
const OTHER: &str = "content/criteria/mau-chi-tieu/_index.md";

#[test]
fn a_version_stands_there_twice() {
    refuses_samples(
        |site| site.replacing(OLD, "version = \"1-2025\"", "version = \"2-2026\""),
        &expect![[r#"
        content/criteria/mau-diem/_index.md:8:11: lỗi[duplicate-version]: bộ “mau-diem” phiên bản “2-2026” đã có ở content/criteria/mau-diem-2025/_index.md:8:11
          gợi ý: mỗi phiên bản một thư mục: đổi version, hoặc đổi id nếu là bộ khác
    "#]],
    );
}

#[test]
fn two_versions_are_in_force() {
    refuses_samples(
        |site| site.replacing(OLD, "state = \"historical\"", "state = \"in-force\""),
        &expect![[r#"
        content/criteria/mau-diem/_index.md:10:9: lỗi[two-in-force]: bộ “mau-diem” có hai phiên bản cùng đang có hiệu lực, bản kia ở content/criteria/mau-diem-2025/_index.md:10:9
          gợi ý: đổi state của bản cũ thành "historical"
    "#]],
    );
}

#[test]
fn criteria_are_taken_from_where_there_are_none() {
    let borrowing = |from: &str| format!("version = \"1-2025\"\ncriteria-of = \"{from}\"");
    refuses_samples(
        |site| site.replacing(OLD, "version = \"1-2025\"", &borrowing("2-2026")),
        &expect![[r#"
        content/criteria/mau-diem-2025/_index.md:9:15: lỗi[criteria-of]: đã lấy tiêu chí của phiên bản “2-2026” mà cạnh _index.md vẫn có tệp tiêu chí
          gợi ý: bỏ criteria-of, hoặc bỏ các tệp tiêu chí trong thư mục này
    "#]],
    );
    for (from, expected) in [
        (
            "2-2027",
            expect![[r#"
            content/criteria/mau-diem-2025/_index.md:9:15: lỗi[unknown-version]: không có phiên bản “2-2027”
              gợi ý: các phiên bản có ở đây: 2-2026
        "#]],
        ),
        (
            "1-2025",
            expect![[r#"
            content/criteria/mau-diem-2025/_index.md:9:15: lỗi[criteria-of]: phiên bản “1-2025” không thể lấy tiêu chí của chính nó
              gợi ý: ghi phiên bản khác của cùng bộ, hoặc bỏ criteria-of
        "#]],
        ),
    ] {
        refuses_samples(
            |site| {
                std::fs::remove_file(site.root().join(OLD_CRITERION)).expect("the old criterion");
                site.replacing(OLD, "version = \"1-2025\"", &borrowing(from))
            },
            &expected,
        );
    }
}

#[test]
fn criteria_are_taken_from_one_that_takes_them_itself() {
    refuses_samples(
        |site| {
            let old = std::fs::read_to_string(site.root().join(OLD)).expect("the old version");
            std::fs::remove_file(site.root().join(OLD_CRITERION)).expect("the old criterion");
            let older = old.replace("version = \"1-2025\"", "version = \"1-2024\"\ncriteria-of = \"1-2025\"");
            site.replacing(OLD, "version = \"1-2025\"", "version = \"1-2025\"\ncriteria-of = \"2-2026\"")
                .replacing(OLD, "max = 20", "max = 100")
                .with("content/criteria/mau-diem-2024/_index.md", older)
        },
        &expect![[r#"
            content/criteria/mau-diem-2024/_index.md:9:15: lỗi[criteria-of]: phiên bản “1-2025” cũng lấy tiêu chí từ nơi khác
              gợi ý: ghi thẳng phiên bản có tệp tiêu chí: criteria-of = "2-2026"
            content/criteria/mau-diem/02-cong-cu.md:28:11: lỗi[unknown-group]: bộ tiêu chí không có nhóm “nong-dan”
              gợi ý: thêm [[criteria.group]] vào _index.md
            content/criteria/mau-diem/02-cong-cu.md:36:11: lỗi[unknown-group]: bộ tiêu chí không có nhóm “can-bo”
              gợi ý: thêm [[criteria.group]] vào _index.md
            content/criteria/mau-diem/03-quan-he.md:14:9: lỗi[unknown-group]: bộ tiêu chí không có nhóm “can-bo”
              gợi ý: thêm [[criteria.group]] vào _index.md
        "#]],
    );
}

#[test]
fn a_text_takes_effect_before_it_is_issued() {
    refuses_samples(
        |site| site.replacing(NEW, "effective = 2026-02-01", "effective = 2026-01-14"),
        &expect![[r#"
            content/criteria/mau-diem/_index.md:13:13: lỗi[effective-before-issued]: có hiệu lực ngày 14/1/2026 mà ban hành 15/1/2026
              gợi ý: so với văn bản: ngày hiệu lực không thể trước ngày ban hành
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(NEW, "effective = 2026-02-01", "effective = \"1/2/2026\"")
                .replacing(OLD, "issued = 2025-01-15", "issued = \"13/2025\"")
                .replacing(OTHER, "issued = 2026-01-10", "issued = 2026")
        },
        &expect![[r#"
            content/criteria/mau-chi-tieu/_index.md:18:10: lỗi[wrong-type]: giá trị của “issued” phải là ngày, hoặc "7/2022", "2022" trong ngoặc kép nếu chưa biết rõ ngày
              gợi ý: ví dụ: issued = 2023-10-25
            content/criteria/mau-diem-2025/_index.md:18:10: lỗi[wrong-type]: giá trị của “issued” phải là ngày, hoặc "7/2022", "2022" trong ngoặc kép nếu chưa biết rõ ngày
              gợi ý: ví dụ: issued = 2023-10-25
            content/criteria/mau-diem/_index.md:13:13: lỗi[bad-date]: không có ngày “1/2/2026”
              gợi ý: ngày viết ngược lại, năm đứng trước: 2026-02-01
        "#]],
    );
}
