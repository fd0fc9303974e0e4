//! What is said in Vietnamese of many sheets that are added up.

use super::merge;
use crate::diagnostic::TallyProblem;
use wasm_check::code::CodeError;

/// The message and the hint.
pub(super) fn text(problem: &TallyProblem) -> (String, String) {
    match problem {
        TallyProblem::Empty => {
            ("không có phiếu nào".into(), "đưa vào tệp lưu từ sổ theo dõi, phiếu JSON, hoặc mỗi dòng một mã HT…".into())
        }
        TallyProblem::Format { name } => (
            format!("không biết dạng “{name}”"),
            "dạng đọc được là hoctap-sheets/1; tệp mới hơn thì cập nhật hoctap".into(),
        ),
        TallyProblem::Result => (
            "đây là kết quả, không phải phiếu: kết quả ghi sẵn không được tin, phải chấm lại từ câu trả lời".into(),
            "xin người gửi tệp lưu từ sổ theo dõi, hoặc mã của phiếu".into(),
        ),
        TallyProblem::Code { error } => code(*error),
        TallyProblem::SameFile { other } => {
            (format!("tệp này giống hệt {other}, nên chỉ cộng một lần"), "bỏ bớt một tệp".into())
        }
        TallyProblem::NameTwice { name } => (
            format!("tên “{name}” ghi hai lần, chỉ tính một"),
            "hai người trùng tên thì thêm thôn, tổ hay số để phân biệt".into(),
        ),
        TallyProblem::NameGroup { name, group, known } => (
            format!("sau tên “{name}” ghi “{group}”, không phải nhóm nào của bộ"),
            format!("các nhóm: {}", known.join(", ")),
        ),
        TallyProblem::OtherVersion { version } => {
            (format!("phiếu của phiên bản “{version}”, không cộng vào đây"), "cộng riêng bằng <bộ>@<phiên bản>".into())
        }
        TallyProblem::OtherSet { set } => (
            format!("phiếu này của bộ “{set}”, nên không cộng vào đây"),
            format!("cộng riêng các phiếu của bộ ấy: hoctap tally {set} …"),
        ),
        TallyProblem::NoVersion { version } => (
            format!("phiếu này của phiên bản “{version}”, trang không có phiên bản ấy, nên không cộng"),
            "nhờ người ấy chấm lại bằng bản hiện hành; hoặc thêm phiên bản ấy vào trang rồi cộng lại".into(),
        ),
        TallyProblem::OtherYear { year, counted } => (
            format!("phiếu của năm {year}, không cộng vào năm {counted}"),
            format!("muốn cộng năm ấy thì thêm --year {year}"),
        ),
        TallyProblem::Blank { person } => (
            format!(
                "phiếu{} chưa có câu trả lời nào, nên không cộng",
                person.as_ref().map(|person| format!(" của “{person}”")).unwrap_or_default()
            ),
            "nhờ người ấy trả lời rồi gửi lại".into(),
        ),
        TallyProblem::Again { person, later } => (
            format!("“{person}” có phiếu khác sau phiếu này, ở {later}; chỉ cộng phiếu sau"),
            "nếu là hai người trùng tên thì thêm thôn, tổ hay số vào tên".into(),
        ),
        TallyProblem::SameWords { person, first } => (
            format!(
                "“{person}” đứng trước hai mã khác nhau, ở đây và ở {first}, mà không chắc là tên người; cả hai đều được cộng"
            ),
            "nếu là một người nộp lại thì bỏ mã cũ; nếu là lời nhắn thì ghi tên từng người vào trước mã".into(),
        ),
        TallyProblem::Alike { other } => (
            format!("phiếu giống hệt phiếu ở {other} mà không ghi tên; cả hai đều được cộng"),
            "nếu là một người nộp hai lần thì bỏ một phiếu, hoặc ghi tên (\"person\")".into(),
        ),
        TallyProblem::Unlisted { person: Some(person) } => (
            format!("“{person}” không có trong danh sách đăng ký"),
            "xem lại cách ghi tên, hoặc thêm vào danh sách".into(),
        ),
        TallyProblem::Unlisted { person: None } => (
            "phiếu không ghi tên, nên không so được với danh sách đăng ký".into(),
            "ghi tên và dấu hai chấm trước mã, ví dụ “Bà Tư: HT1F-…”; trong tệp JSON thì thêm \"person\"".into(),
        ),
        TallyProblem::Merge(problem) => merge::text(problem),
    }
}

fn code(error: CodeError) -> (String, String) {
    let message = match error {
        CodeError::NotACode => "dòng này không phải phiếu, cũng không phải mã",
        CodeError::Character(_) => "mã có chữ lạ",
        CodeError::Length => "mã thiếu hoặc thừa chữ",
        CodeError::Checksum => "mã gõ sai một chỗ nào đó",
        CodeError::Format => "mã do bản hoctap mới hơn làm ra",
        CodeError::OtherSet => "mã của bộ tiêu chí khác hoặc phiên bản khác",
    };
    let hint = match error {
        CodeError::NotACode => "mã bắt đầu bằng HT; trước mã, hoặc ở dòng trên, có thể ghi tên",
        CodeError::Character(_) => "mã chỉ có chữ số và chữ cái không dấu, không có chữ U",
        CodeError::Length | CodeError::Checksum => "so lại từng nhóm bốn chữ với mã gốc",
        CodeError::Format => "cập nhật hoctap",
        CodeError::OtherSet => "dùng đúng bộ: hoctap tally <bộ> …",
    };
    (message.into(), hint.into())
}
