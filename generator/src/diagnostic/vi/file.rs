//! What findings say in Vietnamese about files, folders and their names.

use crate::diagnostic::file_problem::Stray;
use crate::diagnostic::{FileProblem, Leads, Unfit};

pub(super) fn text(problem: &FileProblem) -> (String, String) {
    match problem {
        FileProblem::SymbolicLink { leads, within } => link(*leads, within),
        FileProblem::NotAFile => (
            "đây không phải một tệp thường".into(),
            "bỏ nó khỏi thư mục của trang: trang chỉ đọc tệp và thư mục thường".into(),
        ),
        FileProblem::NotAFolder => (
            "chỗ này phải là một thư mục, mà đang là một tệp".into(),
            "xóa hoặc đổi tên tệp, rồi tạo thư mục cùng tên".into(),
        ),
        FileProblem::Hidden => (
            "tệp ẩn, tên mở đầu bằng dấu chấm, nên không lên trang".into(),
            "nếu cần lên trang thì đổi tên, bỏ dấu chấm ở đầu; nếu không thì để ra ngoài thư mục static".into(),
        ),
        FileProblem::NotAPage { name } => match Stray::of(name) {
            Stray::Page(right) => (
                "tệp này không lên trang: tên của một bài kết thúc bằng .md".into(),
                format!("đổi tên thành {right}; Windows hay giấu đuôi tệp, hiện ra trong Explorer rồi đổi"),
            ),
            Stray::Document => (
                "tệp Word không lên trang".into(),
                "dán chữ (Ctrl+Shift+V) vào một tệp .md; cần cho người đọc tải về thì để tệp trong thư mục static"
                    .into(),
            ),
            Stray::Html => (
                "tệp HTML không lên trang".into(),
                "chép chữ vào một tệp .md (Ctrl+Shift+V); cần cho người đọc tải về thì lưu thành PDF trong thư mục static"
                    .into(),
            ),
            Stray::Picture => (
                "hình ở đây không lên trang".into(),
                format!("chuyển hình vào thư mục static, trong bài viết ![hình vẽ gì](/{name})"),
            ),
            Stray::Other => (
                "tệp này không lên trang: tên của một bài kết thúc bằng .md".into(),
                "tệp cho người đọc tải về thì để trong thư mục static; tệp không cần thì bỏ ra ngoài".into(),
            ),
        },
        FileProblem::IndexName => (
            "tệp này không được đọc: trang đầu của thư mục mang tên _index.md, viết chữ thường".into(),
            "đổi tên thành _index.md; Windows coi hai tên là một thì đổi qua một tên khác trước".into(),
        ),
        FileProblem::IndexOfOthers { name } => (
            format!("{name} không phải trang đầu của thư mục: ở đây trang đầu mang tên _index.md"),
            format!("đổi tên {name} thành _index.md, có dấu gạch dưới ở đầu"),
        ),
        FileProblem::NoSlug { name } => (
            format!("tên “{name}” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được"),
            "thêm vào phần khai báo một dòng cho địa chỉ, ví dụ slug = \"tieng-trung\"".into(),
        ),
        FileProblem::UnfitName { name, unfit } => {
            let why = match unfit {
                Unfit::Empty => "không phải tên của một tệp".to_owned(),
                Unfit::Char(char) if char.is_control() => {
                    format!("có ký tự điều khiển U+{:04X}", u32::from(*char))
                }
                Unfit::Char(char) => format!("có dấu {char} mà Windows không cho đặt trong tên"),
                Unfit::Reserved => "là tên Windows giữ riêng cho thiết bị".to_owned(),
                Unfit::End => "kết thúc bằng dấu chấm hoặc dấu cách, Windows sẽ bỏ mất".to_owned(),
                Unfit::Long => "dài quá mức một ổ đĩa ghi được".to_owned(),
            };
            (
                format!("“{name}” {why}"),
                "đổi tên tệp hoặc thư mục; địa chỉ của bài thì đặt bằng slug trong phần khai báo, ví dụ slug = \"ten-khac\"".into(),
            )
        }
        FileProblem::SameFolded { path, beside, other } => (
            format!(
                "“{path}” và “{beside}” của {other} chỉ khác chữ hoa, chữ thường hay cách ghi dấu: Windows và macOS coi là một"
            ),
            "đổi slug hoặc tên tệp của một trong hai cho khác hẳn".into(),
        ),
        FileProblem::FileAndFolder { path, other } => (
            format!("“{path}” vừa là tệp vừa là thư mục: {other} cũng dùng tên này"),
            "đổi slug hoặc tên tệp của một trong hai".into(),
        ),
    }
}

fn link(leads: Leads, within: &str) -> (String, String) {
    let copy = || format!("chép hẳn tệp ấy vào đây; trong {within} chỉ dùng được liên kết tới một tệp của {within}");
    match leads {
        Leads::Outside => (format!("đây là liên kết tới một tệp ở ngoài {within}"), copy()),
        Leads::Absolute => ("đây là liên kết theo đường dẫn của riêng máy này".into(), copy()),
        Leads::Hidden => ("đây là liên kết tới một tệp ẩn".into(), copy()),
        Leads::Link => ("đây là liên kết tới một liên kết khác, hoặc đi đường vòng".into(), copy()),
        Leads::Special => ("đây là liên kết tới một thứ không phải tệp thường".into(), "xóa liên kết này".into()),
        Leads::Folder => (
            "đây là liên kết tới một thư mục".into(),
            "chép hẳn thư mục ấy vào đây; chỉ liên kết tới một tệp của trang mới dùng được".into(),
        ),
        Leads::Nowhere => ("đây là liên kết tới một tệp không có".into(), "xóa liên kết, hoặc chép tệp vào đây".into()),
        Leads::Anywhere => (
            format!("{within} không được là một liên kết"),
            "chép hẳn vào đây: trang chỉ gồm những gì nằm trong thư mục của nó".into(),
        ),
        Leads::Swapped => (
            "trong lúc đọc, tệp này bị thay bằng một liên kết".into(),
            "chạy lại; nếu vẫn thế thì xem chương trình nào đang ghi vào thư mục của trang".into(),
        ),
    }
}
