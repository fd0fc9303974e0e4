//! What is said in Vietnamese of kept tallies that are merged.

use crate::diagnostic::MergeProblem;

/// The message and the hint.
pub(super) fn text(problem: &MergeProblem) -> (String, String) {
    match problem {
        MergeProblem::NoTally { found: Some(found) } => (
            format!("tệp này ghi “{found}”, không gộp được"),
            "cộng lại từ phiếu bằng bản hoctap này, rồi gộp".into(),
        ),
        MergeProblem::NoTally { found: None } => (
            "tệp này không phải bảng cộng của hoctap".into(),
            "mỗi nơi làm một tệp: hoctap tally <bộ> <phiếu> --place \"Thôn 1\" > thon-1.json; phiếu thì cộng trước, rồi mới gộp"
                .into(),
        ),
        MergeProblem::Cut => ("bảng cộng này hỏng từ đây: tệp gửi thiếu, hay đã bị sửa".into(), "xin nơi gửi gửi lại cả tệp".into()),
        MergeProblem::OtherSet { set, wanted } => (
            format!("bảng cộng của “{set}”, không gộp vào “{wanted}”"),
            "mỗi bộ, mỗi phiên bản gộp riêng".into(),
        ),
        MergeProblem::OtherYear { year, counted } => (
            format!("bảng cộng của năm {year}, không gộp vào năm {counted}"),
            format!("mỗi năm gộp riêng; muốn gộp năm ấy thì thêm --year {year}"),
        ),
        MergeProblem::Value { key } => (
            format!("bảng cộng thiếu “{key}”, hoặc ghi sai"),
            "đừng sửa tay; xin nơi gửi làm lại tệp".into(),
        ),
        MergeProblem::Sums { key } => (
            format!("các số ở “{key}” không khớp nhau"),
            "tệp đã bị sửa hay gửi thiếu; xin nơi gửi làm lại tệp".into(),
        ),
        MergeProblem::TooLarge => {
            ("tổng lớn quá, không ghi được".into(), "xem lại các tệp: có số nào quá lớn không".into())
        }
        MergeProblem::Alike { other } => (
            format!("bảng cộng này giống hệt {other} mà không ghi là của nơi nào; cả hai đều được gộp"),
            "nếu là một nơi gửi hai lần thì bỏ một tệp; lần sau ghi nơi bằng --place".into(),
        ),
        MergeProblem::SamePlace { place, other } => (
            format!("“{place}” đã có ở {other}; cả hai đều được gộp"),
            "nếu là một nơi gửi hai lần thì bỏ tệp cũ; nếu là hai nơi thì đặt tên khác nhau bằng --place".into(),
        ),
        MergeProblem::NotRegistered => (
            "bảng cộng này không có số người đăng ký, nên tổng không có".into(),
            "nơi gửi cộng lại với --registered hoặc --names".into(),
        ),
    }
}
