//! What is wrong where a course becomes a package, in Vietnamese.

use crate::diagnostic::{PackageProblem, similar};

pub(super) fn text(problem: &PackageProblem) -> (String, String) {
    match problem {
        PackageProblem::UnknownCourse { course, known } if known.is_empty() => (
            format!("không có khóa học “{course}”"),
            "trang này chưa có khóa nào; tạo bài học bằng: hoctap new lesson <khóa> \"Tên bài\"".into(),
        ),
        PackageProblem::UnknownCourse { course, known } => {
            let meant = similar(course, known.iter().flat_map(|known| [known.as_str(), last(known)]));
            let meant = meant.map(|meant| format!("có phải {meant}? ")).unwrap_or_default();
            (format!("không có khóa học “{course}”"), format!("{meant}Ở đây có: {}", known.join(", ")))
        }
        PackageProblem::ManyCourses { course, known } => {
            (format!("có nhiều khóa tên “{course}”"), format!("viết cả địa chỉ của khóa: {}", known.join(" hoặc ")))
        }
        PackageProblem::Form { name, is_set: true, known } => (
            format!("“{name}” là bộ tiêu chí, không đóng thành gói bài học được"),
            format!("bộ tiêu chí thì chọn --format {}", known.join(" | ")),
        ),
        PackageProblem::Form { name, is_set: false, known } => (
            format!("“{name}” là khóa học, không xuất thành bảng được"),
            format!("khóa học thì chọn --format {}", known.join(" | ")),
        ),
        PackageProblem::NoQuestions => (
            "khóa này chưa có câu hỏi nào, nên không có gì để xuất".into(),
            "thêm câu hỏi vào bài học bằng :::question; docs/authors.md có mẫu".into(),
        ),
        PackageProblem::IdOfSet { course } => (
            format!("“{course}” vừa là tên khóa học vừa là mã bộ tiêu chí, nên hoctap export không biết xuất cái nào"),
            "đổi tên thư mục của khóa, hoặc đặt slug khác trong _index.md của khóa".into(),
        ),
        PackageProblem::LinkLost { target } => (
            format!("liên kết tới {target} không đi theo gói, và không biết trang này nằm ở đâu trên mạng"),
            "ghi base_url trong site.toml, hoặc thêm --base-url https://…".into(),
        ),
        PackageProblem::NoXml => (
            "HTML viết tay trong bài này chưa đúng kiểu XML, nên không đóng thành sách được".into(),
            "đóng mọi thẻ (<br/>, </p>), để giá trị trong ngoặc kép; hoặc viết lại chỗ ấy bằng Markdown".into(),
        ),
    }
}

fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}
