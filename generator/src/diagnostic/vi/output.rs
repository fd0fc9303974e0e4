//! What is said in Vietnamese of the output folder.

use crate::diagnostic::output_problem::{shown, some};
use crate::diagnostic::{Budget, OutputProblem, printable};
use std::path::PathBuf;

/// The message and the hint.
pub(in crate::diagnostic) fn text(problem: &OutputProblem) -> (String, String) {
    match problem {
        OutputProblem::Foreign { folder } => (
            format!("thư mục {} có tệp không do hoctap tạo ra, nên không ghi đè", shown(folder)),
            "chọn thư mục khác bằng --out, hoặc tự tay dọn thư mục này".into(),
        ),
        OutputProblem::Unproved { folder, files } => (
            format!(
                "thư mục {} do bản hoctap trước dựng, nhưng có tệp không rõ của ai: {}; chưa đổi gì trong đó",
                shown(folder),
                list(files)
            ),
            "chuyển các tệp ấy ra chỗ khác rồi dựng lại; hoặc đổi tên cả thư mục ấy để giữ, rồi dựng lại".into(),
        ),
        OutputProblem::BadList { path } => (
            format!("không hiểu tệp {}, là danh sách những gì hoctap đã ghi, nên không xóa gì trong thư mục ấy", shown(path)),
            "nếu do bản hoctap mới hơn ghi thì dùng bản ấy; nếu không thì đổi tên thư mục ấy để giữ, rồi dựng lại".into(),
        ),
        OutputProblem::IsRead { folder, part } => (
            format!("không dựng vào {}: chỗ ấy là, chứa, hoặc nằm trong {}", shown(folder), read(part)),
            "chọn thư mục khác bằng --out; nếu đó là một liên kết thì xóa liên kết ấy".into(),
        ),
        OutputProblem::LinkOut { folder } => (
            format!("{} là liên kết dẫn ra ngoài thư mục của trang, nên không ghi vào đó", shown(folder)),
            "xóa liên kết ấy, rồi ghi thẳng thư mục muốn dùng sau --out".into(),
        ),
        OutputProblem::InTheWay { folder, files } => (
            format!(
                "trong {} có tệp không do hoctap ghi, hoặc đã bị sửa tay, ở đúng chỗ trang mới cần: {}; chưa đổi gì",
                shown(folder),
                list(files)
            ),
            "cần giữ thì chép các tệp ấy ra chỗ khác (muốn luôn có trên trang thì đặt vào static), rồi xóa ở đó và dựng lại"
                .into(),
        ),
        OutputProblem::Half { path, files } if files.is_empty() => (
            format!("{} mang tên mà hoctap dùng khi đang dựng, nhưng không do hoctap tạo ra, nên để nguyên", shown(path)),
            "đổi tên hoặc chuyển nó ra chỗ khác, rồi dựng lại".into(),
        ),
        OutputProblem::Half { path, files } => (
            format!("trong {}, còn lại từ lần dựng trước, có tệp không do hoctap tạo ra: {}", shown(path), list(files)),
            "chuyển các tệp ấy ra chỗ khác, rồi dựng lại".into(),
        ),
        OutputProblem::Busy { folder } => (
            format!("một lệnh hoctap khác đang dựng vào {}", shown(folder)),
            "đợi lệnh ấy xong, hoặc chọn thư mục khác bằng --out".into(),
        ),
        OutputProblem::NotPlain { path } => (
            format!("không ghi được tệp có đường dẫn “{}”", printable(path)),
            "đổi tên tệp hoặc slug cho ra tên thường; tên bắt đầu bằng .hoctap là của hoctap".into(),
        ),
    }
}

/// An old version that could not be removed.
pub(super) fn old_left(path: &str) -> (String, String) {
    (
        format!("trang mới đã vào chỗ, nhưng bản cũ trong {path} chưa xóa hết được"),
        "đóng chương trình đang mở nó hoặc xem lại quyền, rồi dựng lại; hoctap sẽ dọn nốt".into(),
    )
}

/// The list of changes could not be written.
pub(super) fn changes_not_listed(path: &str) -> (String, String) {
    (
        format!("không ghi được danh sách tệp đã đổi vào {path}"),
        "nếu tệp ấy không do hoctap ghi thì đổi tên nó; trang vẫn dựng xong đầy đủ".into(),
    )
}

/// The cache is a link, or no folder.
pub(super) fn cache_not_used() -> (String, String) {
    (
        "không dùng chỗ cất hình thu nhỏ này, vì nó là liên kết hoặc không phải thư mục".into(),
        "xóa nó đi: hoctap sẽ tạo lại thành thư mục; đến lúc đó mỗi lần dựng phải làm lại các hình".into(),
    )
}

fn list(files: &[PathBuf]) -> String {
    match some(files) {
        (named, 0) => named,
        (named, more) => format!("{named} và {more} tệp nữa"),
    }
}

fn read(part: &str) -> String {
    match part {
        "." => "thư mục của trang".into(),
        part => format!("{part} của trang"),
    }
}

/// An address that the last build had.
pub(super) fn address_gone(address: &str, file: Option<&str>, has_aliases: bool) -> (String, String) {
    let line = format!("aliases = [\"{address}\"]");
    match file {
        Some(file) => (
            format!(
                "trước đây trang này có địa chỉ {address}, nay không còn: ai đã lưu hay in địa chỉ ấy sẽ không mở được"
            ),
            if has_aliases {
                format!("thêm \"{address}\" vào danh sách aliases đã có trong phần khai báo của {file}")
            } else {
                format!("thêm vào phần khai báo của {file} dòng {line}")
            },
        ),
        None => (
            format!("trước đây có trang {address}, nay không còn: ai đã lưu hay in địa chỉ ấy sẽ không mở được"),
            format!(
                "trang đã đổi tên thì thêm vào phần khai báo của nó dòng {line}; bỏ hẳn thì ghi vào site.toml: gone = [\"{address}\"]"
            ),
        ),
    }
}

pub(in crate::diagnostic) fn budget(budget: Budget) -> &'static str {
    match budget {
        Budget::HeaviestPage => "trang đọc nặng nhất, cả kiểu",
        Budget::MedianPage => "trang đọc ở giữa, cả kiểu",
        Budget::Module => "mô-đun chấm điểm",
        Budget::DossierModule => "mô-đun lớn nhất của hồ sơ",
        Budget::OtherModule => "mô-đun lớn nhất của các trang khác",
        Budget::WholeCheck => "cả bản tự kiểm tra",
        Budget::WholeBook => "cả sổ theo dõi",
        Budget::Fallback => "mô-đun chấm điểm bằng JavaScript",
        Budget::SingleFile => "tệp mang theo, không nén",
        Budget::Worker => "sw.js, không kể danh sách",
        Budget::Kept => "máy lưu ngay từ lần mở đầu",
        Budget::SearchModule => "mô-đun tìm kiếm",
        Budget::Index => "mục lục tìm kiếm, theo lượng chữ",
        Budget::FirstSearch => "lần tìm đầu tiên",
    }
}
