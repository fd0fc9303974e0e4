//! Mistakes in what the circulars of 2023 ask besides shares: two figures, standards, areas, levels, recognition, no verdict.

use expect_test::expect;

use super::refuses_samples;

const SET: &str = "content/criteria/mau-ho-so/_index.md";
const FIRST: &str = "content/criteria/mau-ho-so/01-dieu-kien.md";
const SECOND: &str = "content/criteria/mau-ho-so/02-ket-qua.md";
const LISTED: &str = "content/criteria/mau-liet-ke/_index.md";
const POINTS: &str = "content/criteria/mau-diem/_index.md";

#[test]
fn two_figures_are_not_two() {
    refuses_samples(
        |site| site.replacing(SECOND, "[[target.part]]\ntitle = \"Có bằng đại học\"\npercent = [12, 15]\n", ""),
        &expect![[r#"
            content/criteria/mau-ho-so/02-ket-qua.md:32:1: lỗi[part-count]: chỉ tiêu hỏi hai số phải có đúng hai bảng [[target.part]], ở đây có 1
              gợi ý: mỗi số một bảng [[target.part]], theo thứ tự của văn bản; chỉ hỏi một số thì ghi percent ngay dưới [[target]]
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(SECOND, "parts = [[40, 50], [10, 12.5]]", "parts = [[40, 50], [10, 12.5], [1, 2]]")
                .replacing(SECOND, "percent = [12, 15]", "percent = [15, 12]")
                .replacing(SECOND, "na = \"left-out\"", "na = \"left-out\"\npercent = 5")
        },
        &expect![[r#"
            content/criteria/mau-ho-so/02-ket-qua.md:31:11: lỗi[one-of]: chỉ được có một trong: percent, number, standard, [[target.part]]
              gợi ý: giữ cách trả lời đúng với văn bản, bỏ cách kia
            content/criteria/mau-ho-so/02-ket-qua.md:40:16: lỗi[thresholds-fall]: percent của mức trên là 12, thấp hơn mức dưới (15)
              gợi ý: so với văn bản: mức độ cao không thể đòi ít hơn mức độ thấp
            content/criteria/mau-ho-so/02-ket-qua.md:44:9: lỗi[part-count]: parts có 3 danh sách, mà chỉ tiêu hỏi 2 số
              gợi ý: mỗi số một danh sách, ví dụ parts = [[40, 50], [10, 12]]
        "#]],
    );
}

#[test]
fn own_thresholds_do_not_fit() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "parts = [[40, 50], [10, 12.5]]", "parts = [[40, 50, 60], [10, 112.5]]").replacing(
                SECOND,
                "percent = [50, 70]",
                "percent = [70, 50]",
            )
        },
        &expect![[r#"
            content/criteria/mau-ho-so/02-ket-qua.md:23:16: lỗi[thresholds-fall]: percent của mức trên là 50, thấp hơn mức dưới (70)
              gợi ý: so với văn bản: mức độ cao không thể đòi ít hơn mức độ thấp
            content/criteria/mau-ho-so/02-ket-qua.md:43:19: lỗi[threshold-count]: parts có 3 ngưỡng, mà bộ có 2 mức
              gợi ý: ghi một số dùng cho mọi mức, hoặc mỗi mức một số: [90, 95]
            content/criteria/mau-ho-so/02-ket-qua.md:43:29: lỗi[bad-threshold]: ngưỡng phần trăm không thể là 112.5
              gợi ý: ngưỡng lớn hơn 0, nhiều nhất 100
        "#]],
    );
    refuses_samples(
        |site| site.replacing(SECOND, "parts = [[40, 50], [10, 12.5]]", "parts = [[40, 50], \"10\"]"),
        &expect![[r#"
            content/criteria/mau-ho-so/02-ket-qua.md:43:20: lỗi[wrong-type]: giá trị của “parts” phải là danh sách gồm những danh sách số, ví dụ [[40, 50], [10, 12]]
              gợi ý: ví dụ: parts = [[40, 50], [10, 12]]
        "#]],
    );
}

#[test]
fn a_standard_has_no_such_step() {
    refuses_samples(
        |site| site.replacing(SECOND, "standard = [2, 3]", "standard = [2, 4]"),
        &expect![[r#"
        content/criteria/mau-ho-so/02-ket-qua.md:10:16: lỗi[bad-step]: không có nấc 4: steps có các nấc từ 0 đến 3
          gợi ý: standard ghi số thứ tự của nấc, nấc đầu trong steps là 0
    "#]],
    );
    refuses_samples(
        |site| site.replacing(SECOND, "steps = [\"Chưa đạt\", \"Mức độ 1\", \"Mức độ 2\", \"Mức độ 3\"]\n", ""),
        &expect![[r#"
            content/criteria/mau-ho-so/02-ket-qua.md:5:1: lỗi[missing-key]: thiếu khóa “steps” trong [target]
              gợi ý: thêm dòng steps = …
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(SECOND, "\"Chưa đạt\", \"Mức độ 1\", \"Mức độ 2\", \"Mức độ 3\"", "\"Chưa đạt\"").replacing(
                FIRST,
                "levels = [2]\npercent = 70",
                "levels = [2]\npercent = 70\nsteps = [\"a\", \"b\"]",
            )
        },
        &expect![[r#"
            content/criteria/mau-ho-so/01-dieu-kien.md:31:9: lỗi[only-with]: “steps” chỉ dùng cùng với standard
              gợi ý: bỏ dòng steps, hoặc thêm standard
            content/criteria/mau-ho-so/02-ket-qua.md:11:9: lỗi[few-steps]: steps phải có ít nhất hai nấc, nấc đầu là chưa đạt gì
              gợi ý: ví dụ: steps = ["Chưa đạt", "Mức độ 1", "Mức độ 2"]
        "#]],
    );
}

#[test]
fn levels_are_not_levels_of_the_set() {
    refuses_samples(
        |site| {
            site.replacing(FIRST, "levels = [1]\npercent = 50", "levels = [1]\npercent = [50, 60]")
                .replacing(FIRST, "levels = [2]\npercent", "levels = [2]\nlevel = 2\npercent")
                .replacing(FIRST, "group = \"kinh-te\"\nlevels = [1]", "group = \"kinh-te\"\nlevels = [3]")
        },
        &expect![[r#"
            content/criteria/mau-ho-so/01-dieu-kien.md:13:11: lỗi[level-out-of-range]: không có mức 3: bộ này có 2 mức
              gợi ý: level là số từ 1 đến 2, đếm từ mức thấp nhất; hỏi ở mọi mức thì bỏ level
            content/criteria/mau-ho-so/01-dieu-kien.md:21:16: lỗi[threshold-count]: chỉ tiêu chỉ hỏi ở vài mức mà percent lại ghi ngưỡng cho từng mức của bộ
              gợi ý: ghi một số; hỏi ở mọi mức thì bỏ levels
            content/criteria/mau-ho-so/01-dieu-kien.md:29:10: lỗi[one-of]: chỉ được có một trong: level, levels
              gợi ý: giữ cách trả lời đúng với văn bản, bỏ cách kia
        "#]],
    );
    refuses_samples(
        |site| site.replacing(FIRST, "levels = [1]\npercent = 50", "levels = [2, 1]\npercent = 50"),
        &expect![[r#"
            content/criteria/mau-ho-so/01-dieu-kien.md:20:14: lỗi[bad-levels]: levels phải là các mức khác nhau, từ thấp đến cao
              gợi ý: ví dụ levels = [1]; hỏi ở mọi mức thì bỏ dòng levels
        "#]],
    );
}

#[test]
fn an_area_is_not_there_or_twice() {
    refuses_samples(
        |site| {
            site.replacing(SECOND, "area = \"kho-khan\"\npercent", "area = \"kho-kan\"\npercent")
                .replacing(SET, "id = \"kho-khan\"", "id = \"vung\"")
                .replacing(
                    SET,
                    "[[criteria.area]]",
                    "[[criteria.area]]\nid = \"vung\"\ntitle = \"Vùng\"\n\n[[criteria.area]]",
                )
        },
        &expect![[r#"
            content/criteria/mau-ho-so/02-ket-qua.md:22:8: lỗi[unknown-area]: bộ tiêu chí không có vùng “kho-kan”
              gợi ý: có ở đây: vung, vung; hoặc thêm [[criteria.area]] vào _index.md
            content/criteria/mau-ho-so/02-ket-qua.md:42:8: lỗi[unknown-area]: bộ tiêu chí không có vùng “kho-khan”
              gợi ý: có ở đây: vung, vung; hoặc thêm [[criteria.area]] vào _index.md
            content/criteria/mau-ho-so/_index.md:46:6: lỗi[duplicate-id]: mã “vung” đã dùng ở content/criteria/mau-ho-so/_index.md:42:6
              gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(SECOND, "[[target.for]]\narea = \"kho-khan\"\npercent", "[[target.for]]\narea = \"kho-khan\"\npercent = 40\n\n[[target.for]]\narea = \"kho-khan\"\ngroup = \"truong\"\npercent")
                .replacing(POINTS, "[[criteria.pass.area]]", "[[criteria.area]]\nid = \"vung\"\ntitle = \"Vùng\"\n\n[[criteria.pass.area]]")
        },
        &expect![[r#"
            content/criteria/mau-diem/_index.md:42:1: lỗi[wrong-kind]: [[criteria.area]] không dùng trong bộ tính điểm (kind = "points")
              gợi ý: bộ này dùng [criteria.pass] và [[indicator]]; hoặc sửa kind trong _index.md
            content/criteria/mau-ho-so/02-ket-qua.md:26:8: lỗi[repeated-area]: vùng “kho-khan” có hai lần
              gợi ý: giữ lại một lần
            content/criteria/mau-ho-so/02-ket-qua.md:27:9: lỗi[one-of]: phải có đúng một trong: group, area
              gợi ý: so với văn bản: giữ một, bỏ các khóa kia
        "#]],
    );
}

#[test]
fn a_recognition_lasts_no_time_or_too_long() {
    refuses_samples(
        |site| {
            site.replacing(SET, "raise-after = 12", "raise-after = 0").replacing(
                SET,
                "kept-years = 3",
                "kept-years = 300",
            )
        },
        &expect![[r#"
            content/criteria/mau-ho-so/_index.md:21:15: lỗi[bad-span]: raise-after không thể là 0
              gợi ý: ghi số nguyên từ 1 đến 120
            content/criteria/mau-ho-so/_index.md:22:14: lỗi[bad-span]: kept-years không thể là 300
              gợi ý: ghi số nguyên từ 1 đến 50
        "#]],
    );
    refuses_samples(
        |site| site.replacing(SET, "kept-years = 3\n", ""),
        &expect![[r#"
        content/criteria/mau-ho-so/_index.md:20:1: lỗi[missing-key]: thiếu khóa “kept-years” trong [criteria.recognition]
          gợi ý: thêm dòng kept-years = …
    "#]],
    );
}

#[test]
fn who_does_not_decide_says_why() {
    refuses_samples(
        |site| {
            site.replacing(
                LISTED,
                "reason = \"Từ năm 2026 không còn cấp mẫu, nên không có nơi nào để công nhận.\"\n",
                "",
            )
            .replacing(SET, "verified = \"full\"", "verified = \"full\"\nreason = \"Vì thế.\"")
        },
        &expect![[r#"
            content/criteria/mau-ho-so/_index.md:12:10: lỗi[only-with]: “reason” chỉ dùng cùng với decides = false
              gợi ý: bỏ dòng reason, hoặc thêm decides = false
            content/criteria/mau-liet-ke/_index.md:6:1: lỗi[missing-key]: thiếu khóa “reason” trong [criteria]
              gợi ý: thêm dòng reason = …
        "#]],
    );
    refuses_samples(
        |site| site.replacing(LISTED, "decides = false", "decides = \"không\""),
        &expect![[r#"
            content/criteria/mau-liet-ke/_index.md:12:11: lỗi[wrong-type]: giá trị của “decides” phải là true hoặc false
              gợi ý: ví dụ: decides = true
        "#]],
    );
}

#[test]
fn a_dossier_is_sent_on_no_such_day_or_is_no_set_of_targets() {
    refuses_samples(
        |site| {
            site.replacing(SET, "send-before = \"28/2\"", "send-before = \"30/2\"")
                .replacing(SET, "done-before = \"31/3\"", "done-before = \"31/03\"")
                .replacing(SET, "signer = \"Chủ tịch\"\n", "signed = \"Chủ tịch\"\n")
        },
        &expect![[r#"
            content/criteria/mau-ho-so/_index.md:29:1: lỗi[unknown-key]: không có khóa “signed” trong [criteria.dossier]
              gợi ý: có phải “signer”? Các khóa dùng được: article, done-before, name, receiver, review, send-before, sender, signer
            content/criteria/mau-ho-so/_index.md:32:15: lỗi[bad-day]: send-before không thể là “30/2”
              gợi ý: ghi ngày và tháng, không ghi năm, ví dụ 28/2
            content/criteria/mau-ho-so/_index.md:33:15: lỗi[bad-day]: done-before không thể là “31/03”
              gợi ý: ghi ngày và tháng, không ghi năm, ví dụ 28/2
        "#]],
    );
    refuses_samples(
        |site| {
            site.replacing(
                POINTS,
                "[criteria.basis]",
                "[criteria.dossier]\nname = \"Mẫu\"\narticle = \"Điều 1\"\nsender = \"Xã\"\nsigner = \"Chủ tịch\"\n\
                 receiver = \"Sở\"\nsend-before = \"1/1\"\ndone-before = \"2/1\"\n\n[criteria.basis]",
            )
        },
        &expect![[r#"
            content/criteria/mau-diem/_index.md:17:1: lỗi[wrong-kind]: [criteria.dossier] không dùng trong bộ tính điểm (kind = "points")
              gợi ý: bộ này dùng [criteria.pass] và [[indicator]]; hoặc sửa kind trong _index.md
        "#]],
    );
}
