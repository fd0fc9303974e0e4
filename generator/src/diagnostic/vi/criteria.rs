//! What is said in Vietnamese of the numbers and names of a set of criteria.

use crate::diagnostic::{CriteriaProblem, similar};
use wasm_check::rubric::Kind;

/// The message and the hint.
#[expect(clippy::too_many_lines, reason = "one table: a problem, its message, its hint")]
pub(super) fn text(problem: &CriteriaProblem) -> (String, String) {
    match problem {
        CriteriaProblem::WrongKind { what, kind } => {
            let (kind, own) = match kind {
                Kind::Points => ("tính điểm (kind = \"points\")", "[criteria.pass] và [[indicator]]"),
                Kind::Targets => ("theo chỉ tiêu (kind = \"targets\")", "[[criteria.level]] và [[target]]"),
            };
            (format!("{what} không dùng trong bộ {kind}"), format!("bộ này dùng {own}; hoặc sửa kind trong _index.md"))
        }
        CriteriaProblem::NoLevels => (
            "bộ theo chỉ tiêu chưa có mức độ nào".into(),
            "thêm một hoặc hai bảng [[criteria.level]] có title, mức thấp đứng trước".into(),
        ),
        CriteriaProblem::TooManyLevels { levels } => (
            format!("bộ có {levels} mức độ, chỉ được một hoặc hai"),
            "so với văn bản: bỏ bớt [[criteria.level]]".into(),
        ),
        CriteriaProblem::LevelOutOfRange { level, levels } => (
            format!("không có mức {level}: bộ này có {levels} mức"),
            if *levels == 1 {
                "bộ này không chia mức: bỏ dòng level".into()
            } else {
                format!("level là số từ 1 đến {levels}, đếm từ mức thấp nhất; hỏi ở mọi mức thì bỏ level")
            },
        ),
        CriteriaProblem::EffectiveBeforeIssued { effective, issued } => (
            format!("có hiệu lực ngày {effective} mà ban hành {issued}"),
            "so với văn bản: ngày hiệu lực không thể trước ngày ban hành".into(),
        ),
        CriteriaProblem::DuplicateVersion { id, version, first } => (
            format!("bộ “{id}” phiên bản “{version}” đã có ở {first}"),
            "mỗi phiên bản một thư mục: đổi version, hoặc đổi id nếu là bộ khác".into(),
        ),
        CriteriaProblem::TwoInForce { id, first } => (
            format!("bộ “{id}” có hai phiên bản cùng đang có hiệu lực, bản kia ở {first}"),
            "đổi state của bản cũ thành \"historical\"".into(),
        ),
        CriteriaProblem::CriteriaOfItself { version } => (
            format!("phiên bản “{version}” không thể lấy tiêu chí của chính nó"),
            "ghi phiên bản khác của cùng bộ, hoặc bỏ criteria-of".into(),
        ),
        CriteriaProblem::CriteriaOfBorrower { version, lender } => (
            format!("phiên bản “{version}” cũng lấy tiêu chí từ nơi khác"),
            format!("ghi thẳng phiên bản có tệp tiêu chí: criteria-of = \"{lender}\""),
        ),
        CriteriaProblem::CriteriaTwice { version } => (
            format!("đã lấy tiêu chí của phiên bản “{version}” mà cạnh _index.md vẫn có tệp tiêu chí"),
            "bỏ criteria-of, hoặc bỏ các tệp tiêu chí trong thư mục này".into(),
        ),
        CriteriaProblem::BandOrder { total, below } => (
            format!("hạng này từ {total} điểm, không cao hơn hạng đứng trước ({below})"),
            "xếp các hạng từ thấp đến cao, mỗi hạng một mức điểm".into(),
        ),
        CriteriaProblem::AboveNextBand { total, next, title } => (
            format!("total = {total} cao hơn mức {next} của hạng “{title}” đứng ngay trên"),
            format!("so với văn bản: mức này thay cho hạng thấp nhất, không được quá {next}"),
        ),
        CriteriaProblem::SumMismatch { stated, sum, group } => (
            format!("khai max = {stated}, nhưng cộng các chỉ số{} được {sum}", of_group(group.as_deref())),
            "so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai".into(),
        ),
        CriteriaProblem::SumAbove { stated, sum, group } => (
            format!("khai max = {stated}, nhưng các chỉ số đã biết{} cộng lại đã {sum}", of_group(group.as_deref())),
            "so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai".into(),
        ),
        CriteriaProblem::AboveMax { key, value, max, group } => (
            format!("{key} = {value} lớn hơn tổng điểm tối đa {max}{}: không ai đạt được", of_group(group.as_deref())),
            format!("so với văn bản: {key} không được quá {max}"),
        ),
        CriteriaProblem::FloorAboveMax { floor, indicator, max } => (
            format!("điểm sàn floor = {floor} lớn hơn điểm tối đa {max} của chỉ số “{indicator}”: không ai đạt được"),
            "so với văn bản: giảm floor, hoặc sửa max của chỉ số".into(),
        ),
        CriteriaProblem::TooManyPoints { sum, most } => (
            format!("cả bộ {sum} điểm, nhiều hơn mức {most} mà chương trình chấm được"),
            "so với văn bản: có số nào gõ thừa chữ số không".into(),
        ),
        CriteriaProblem::TooFine { unit, sum, most } => (
            format!("điểm chia nhỏ đến {unit} trong tổng {sum} điểm: hơn {most} nấc, máy tìm đường lên đạt quá lâu"),
            "dùng số ít chữ số lẻ hơn, ví dụ lẻ từng 0.5".into(),
        ),
        CriteriaProblem::NothingAsked { group } => (
            format!(
                "bộ tiêu chí không hỏi{} câu nào",
                group.as_ref().map(|group| format!(" nhóm “{group}”")).unwrap_or_default()
            ),
            "thêm chỉ số cho nhóm này, hoặc bỏ nhóm".into(),
        ),
        CriteriaProblem::LevelWithoutTarget { level, group } => (
            format!("mức {level} không hỏi chỉ tiêu nào{}: ai cũng đạt", of_group(group.as_deref())),
            "thêm chỉ tiêu cho mức này, hoặc giảm level của một chỉ tiêu".into(),
        ),
        CriteriaProblem::AllLeftOut { group } => (
            format!("mọi chỉ số{} đều có thể bỏ ra: không còn gì để chấm", of_group(group.as_deref())),
            "na = \"left-out\" chỉ dành cho một phần chỉ số; các chỉ số khác bỏ na, hoặc dùng na = \"full\"".into(),
        ),
        CriteriaProblem::NoIndicators => (
            "tiêu chí không có chỉ số nào".into(),
            "thêm ít nhất một bảng [[indicator]] có id, title, question, wording, max; bộ theo chỉ tiêu thì [[target]]"
                .into(),
        ),
        CriteriaProblem::StillUnchecked => (
            "trang này còn câu “Nhập từ một bảng, chưa đối chiếu với văn bản.”, trong khi verified ghi là đã đối chiếu".into(),
            "viết lại description và phần đầu trang; tên chỉ số chép đúng văn bản thì sửa wording thành \"official\"".into(),
        ),
        CriteriaProblem::NoCriteria => (
            "bộ tiêu chí không có tiêu chí nào".into(),
            "thêm cạnh _index.md các tệp tiêu chí, ví dụ 01-tu-hoc.md; chưa biết bảng thì verified = \"none\"".into(),
        ),
        CriteriaProblem::BadMax { indicator, max, whole: true, most } => (
            format!("điểm tối đa của chỉ số “{indicator}” không thể là {max}"),
            format!("max là số nguyên từ 1 đến {most}; điểm lẻ hoặc nhiều hơn thì thêm options, count hoặc step"),
        ),
        CriteriaProblem::BadMax { indicator, max, whole: false, most } => (
            format!("điểm tối đa của chỉ số “{indicator}” không thể là {max}"),
            format!("max là số lớn hơn 0, nhiều nhất {most}"),
        ),
        CriteriaProblem::MaxOfSome { indicator } => (
            format!("chỉ số “{indicator}” không có max, mà chỉ số khác trong bộ lại có"),
            "ghi max cho mọi chỉ số, hoặc bỏ max của tất cả để hỏi có hay chưa".into(),
        ),
        CriteriaProblem::GuideOutOfOrder { points, max } => (
            format!("mức gợi ý {points} điểm không nằm đúng chỗ"),
            format!("các mức gợi ý xếp tăng dần, từ 0 đến {max}, mỗi mức một lần"),
        ),
        CriteriaProblem::GuideWithoutButtons { key } => (
            format!("guide không dùng cùng với {key}"),
            "guide chỉ dành cho chỉ số chọn điểm từ 0 đến max; với options thì lời nằm ngay trong từng lựa chọn".into(),
        ),
        CriteriaProblem::OptionsOutOfOrder { points } => (
            format!("lựa chọn {points} điểm không nằm đúng chỗ"),
            "các lựa chọn xếp từ ít điểm đến nhiều điểm, mỗi mức điểm một lần".into(),
        ),
        CriteriaProblem::FewOptions => {
            ("phải có ít nhất hai lựa chọn".into(), "ví dụ: options = [[0, \"Chưa có\"], [10, \"Có đủ\"]]".into())
        }
        CriteriaProblem::CountsOutOfOrder { from, points } => (
            format!("nấc [{from}, {points}] không nằm đúng chỗ"),
            "số đếm và điểm cùng tăng dần, ví dụ count = [[1, 2], [3, 5], [5, 10]]".into(),
        ),
        CriteriaProblem::CountFrom { from } => {
            (format!("số đếm của một nấc không thể là {from}"), "số đếm là số nguyên từ 1 trở lên".into())
        }
        CriteriaProblem::LastIsNotMax { key, last, max } => (
            format!("mức cao nhất trong {key} là {last} điểm, nhưng max = {max}"),
            "so với văn bản: mức cuối cùng phải bằng max".into(),
        ),
        CriteriaProblem::StepDoesNotDivide { step, max } => {
            (format!("lẻ từng {step} thì không gõ được đúng max = {max}"), "so với văn bản: sửa step hoặc max".into())
        }
        CriteriaProblem::BadThreshold { key: "percent", value } => {
            (format!("ngưỡng phần trăm không thể là {value}"), "ngưỡng lớn hơn 0, nhiều nhất 100".into())
        }
        CriteriaProblem::BadThreshold { key: "total", value } => {
            (format!("total không thể là {value}: ai cũng đạt"), "so với văn bản: số điểm phải đạt lớn hơn 0".into())
        }
        CriteriaProblem::BadThreshold { key, value } => {
            (format!("{key} không thể là {value}"), "ngưỡng phải lớn hơn 0; hỏi có hay không thì bỏ dòng này".into())
        }
        CriteriaProblem::ThresholdCount { key, given, levels } => (
            format!("{key} có {given} ngưỡng, mà bộ có {levels} mức"),
            format!("ghi một số dùng cho mọi mức{}", if *levels > 1 { ", hoặc mỗi mức một số: [90, 95]" } else { "" }),
        ),
        CriteriaProblem::ThresholdFromLevel { key, level } => (
            format!("chỉ tiêu chỉ hỏi từ mức {level} mà {key} lại có ngưỡng cho mức thấp hơn"),
            format!("ghi một số, ngưỡng của mức {level}; hỏi ở mọi mức thì bỏ level"),
        ),
        CriteriaProblem::ThresholdsFall { key, higher, lower } => (
            format!("{key} của mức trên là {higher}, thấp hơn mức dưới ({lower})"),
            "so với văn bản: mức độ cao không thể đòi ít hơn mức độ thấp".into(),
        ),
        CriteriaProblem::BadLevels => (
            "levels phải là các mức khác nhau, từ thấp đến cao".into(),
            "ví dụ levels = [1]; hỏi ở mọi mức thì bỏ dòng levels".into(),
        ),
        CriteriaProblem::ThresholdOfLevels { key } => (
            format!("chỉ tiêu chỉ hỏi ở vài mức mà {key} lại ghi ngưỡng cho từng mức của bộ"),
            "ghi một số; hỏi ở mọi mức thì bỏ levels".into(),
        ),
        CriteriaProblem::PartCount { given } => (
            format!("chỉ tiêu hỏi hai số phải có đúng hai bảng [[target.part]], ở đây có {given}"),
            "mỗi số một bảng [[target.part]], theo thứ tự của văn bản; chỉ hỏi một số thì ghi percent ngay dưới [[target]]"
                .into(),
        ),
        CriteriaProblem::PartLists { given, parts } => (
            format!("parts có {given} danh sách, mà chỉ tiêu hỏi {parts} số"),
            "mỗi số một danh sách, ví dụ parts = [[40, 50], [10, 12]]".into(),
        ),
        CriteriaProblem::FewSteps => (
            "steps phải có ít nhất hai nấc, nấc đầu là chưa đạt gì".into(),
            "ví dụ: steps = [\"Chưa đạt\", \"Mức độ 1\", \"Mức độ 2\"]".into(),
        ),
        CriteriaProblem::BadStep { value, most } => (
            format!("không có nấc {value}: steps có các nấc từ 0 đến {most}"),
            "standard ghi số thứ tự của nấc, nấc đầu trong steps là 0".into(),
        ),
        CriteriaProblem::BadSpan { key, value, most } => {
            (format!("{key} không thể là {value}"), format!("ghi số nguyên từ 1 đến {most}"))
        }
        CriteriaProblem::BadDay { key, value } => {
            (format!("{key} không thể là “{value}”"), "ghi ngày và tháng, không ghi năm, ví dụ 28/2".into())
        }
        CriteriaProblem::UnknownArea { area, known } => (
            format!("bộ tiêu chí không có vùng “{area}”"),
            one_of(area, known, "thêm [[criteria.area]] vào _index.md"),
        ),
        CriteriaProblem::RepeatedArea { area } => (format!("vùng “{area}” có hai lần"), "giữ lại một lần".into()),
        CriteriaProblem::UnknownGroup { group, known } => (
            format!("bộ tiêu chí không có nhóm “{group}”"),
            one_of(group, known, "thêm [[criteria.group]] vào _index.md"),
        ),
        CriteriaProblem::GroupNotAsked { group, asked } => (
            format!("chỉ số này không hỏi nhóm “{group}”"),
            format!("groups chỉ có: {}; thêm nhóm vào groups, hoặc bỏ phần riêng này", asked.join(", ")),
        ),
        CriteriaProblem::RepeatedGroup { group } => (format!("nhóm “{group}” có hai lần"), "giữ lại một lần".into()),
        CriteriaProblem::UnknownFigure { set, known } => {
            (format!("không có bộ tiêu chí nào khác mang mã “{set}”"), one_of(set, known, "bỏ dòng figure"))
        }
    }
}

/// Behind what is counted: of whom, where groups differ.
fn of_group(group: Option<&str>) -> String {
    group.map(|group| format!(" của nhóm “{group}”")).unwrap_or_default()
}

/// The word that was most likely meant, and all that there are.
fn one_of(word: &str, known: &[String], otherwise: &str) -> String {
    let all = known.join(", ");
    match similar(word, known.iter().map(String::as_str)) {
        _ if known.is_empty() => otherwise.to_owned(),
        Some(similar) => format!("có phải “{similar}”? Có ở đây: {all}"),
        None => format!("có ở đây: {all}; hoặc {otherwise}"),
    }
}
