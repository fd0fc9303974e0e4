//! What is said in Vietnamese of an answer sheet.

use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Item, Scale};
use wasm_check::sheet::{MOST_OF_A_NOTE, ProblemKind, YEARS};

/// The message and the hint. `item` is the one that an answer does not suit.
pub(super) fn text(kind: &ProblemKind, item: Option<&Item>) -> (String, String) {
    match kind {
        ProblemKind::Syntax => (
            "phiếu không phải JSON hợp lệ".into(),
            "mỗi phiếu một đối tượng {…}; nhiều phiếu thì mỗi phiếu một dòng".into(),
        ),
        ProblemKind::NotAnObject => (
            "chỗ này phải là một đối tượng {…}".into(),
            "ví dụ {\"set\":\"cdht\",\"answers\":{\"doc-cap-nhat\":8}}".into(),
        ),
        ProblemKind::UnknownKey(key) => (
            format!("phiếu không có khóa “{key}”"),
            "các khóa dùng được: set, version, year, group, area, answers, notes, recognised, person".into(),
        ),
        ProblemKind::Repeated(key) => (format!("“{key}” có hai lần trong phiếu"), "giữ lại một lần".into()),
        ProblemKind::NoSet => ("phiếu không nói thuộc bộ tiêu chí nào".into(), "thêm \"set\":\"cdht\"".into()),
        ProblemKind::OtherSet(set) => {
            (format!("phiếu này của bộ “{set}”"), "chấm bằng đúng bộ: hoctap score <bộ> --answers …".into())
        }
        ProblemKind::OtherVersion(version) => (
            format!("phiếu này của phiên bản “{version}”, ở đây không có"),
            "bỏ version để chấm theo phiên bản hiện hành, hoặc thêm phiên bản ấy vào trang".into(),
        ),
        ProblemKind::Year => {
            (format!("năm phải là số nguyên từ {} đến {}", YEARS.start(), YEARS.end()), "ví dụ \"year\":2026".into())
        }
        ProblemKind::UnknownGroup(group) => {
            (format!("bộ tiêu chí không có nhóm “{group}”"), "dùng mã nhóm trong _index.md của bộ, hoặc null".into())
        }
        ProblemKind::UnknownArea(area) => {
            (format!("bộ tiêu chí không có vùng “{area}”"), "dùng mã vùng trong _index.md của bộ, hoặc null".into())
        }
        ProblemKind::UnknownItem(id) => (
            format!("bộ tiêu chí không có chỉ số “{id}”"),
            "dùng mã chỉ số, chỉ tiêu trong các tệp tiêu chí của bộ, hoặc mã điều kiện trong _index.md".into(),
        ),
        ProblemKind::NotText(key) => {
            (format!("giá trị của “{key}” phải là chữ trong ngoặc kép, hoặc null"), format!("ví dụ \"{key}\":null"))
        }
        ProblemKind::Answer(id) => {
            let accepted = item.map_or_else(|| "câu trả lời mà bộ cho phép".to_owned(), accepted);
            let not_applicable = if item.is_some_and(|item| item.na.is_some()) { ", \"na\"" } else { "" };
            let example = item.map_or_else(|| "null".to_owned(), super::super::example_answer);
            (
                format!("câu trả lời cho “{id}” phải là {accepted}{not_applicable}, \"unknown\" hoặc null"),
                format!("ví dụ \"{id}\":{example}"),
            )
        }
        ProblemKind::Thousands { id, digits } => {
            let [many, few] = super::super::readings(digits, ".");
            (format!("câu trả lời {digits} cho “{id}” đọc được hai cách"), format!("viết {many}, hoặc {few}"))
        }
        ProblemKind::NotApplicable(id) => {
            (format!("chỉ số “{id}” không có lựa chọn “không áp dụng”"), "nếu chưa rõ thì viết \"unknown\"".into())
        }
        ProblemKind::Recognised(key) => (
            format!("“{key}” phải có một mức của bộ và ngày của quyết định"),
            format!("ví dụ \"{key}\":{{\"level\":1,\"date\":\"2026-02-10\"}}, hoặc bỏ đi"),
        ),
        ProblemKind::LongNote(id) => {
            (format!("ghi chú của “{id}” dài quá {MOST_OF_A_NOTE} chữ cái"), "rút gọn ghi chú, hoặc bỏ nó đi".into())
        }
    }
}

/// How an item may be answered.
fn accepted(item: &Item) -> String {
    let max = item.max;
    match item.scale {
        _ if item.second.is_some() => "hai số trong ngoặc vuông, số chưa rõ ghi null".to_owned(),
        Scale::Whole => format!("số nguyên từ 0 đến {max}"),
        Scale::Typed if item.step == Decimal::ONE => format!("số nguyên từ 0 đến {max}"),
        Scale::Typed => format!("số từ 0 đến {max}, lẻ từng {}", item.step),
        Scale::Options => {
            let options: Vec<String> = item.steps.iter().map(|step| step.from.text()).collect();
            format!("một trong {}", options.join("; "))
        }
        Scale::Count => "số nguyên từ 0 trở lên".to_owned(),
        Scale::YesNo | Scale::Excludes => "true hoặc false".to_owned(),
        Scale::Percent => "số phần trăm từ 0 đến 100".to_owned(),
        Scale::Number => "số từ 0 trở lên".to_owned(),
    }
}
