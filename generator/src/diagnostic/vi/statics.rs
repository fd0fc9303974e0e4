//! What is wrong with a file of `static/`, in Vietnamese.

use crate::diagnostic::{StaticFault, StaticProblem};

pub(super) fn text(problem: &StaticProblem) -> (String, String) {
    let path = &problem.path;
    let allow = format!("allow_active = [\"{path}\"]");
    match &problem.fault {
        StaticFault::Acts => (
            "tệp này chạy được ngay trong trang, đọc được những gì người dùng đang lưu".into(),
            format!("xóa tệp; nếu thật sự cần và tin tệp ấy thì ghi vào site.toml: {allow}"),
        ),
        StaticFault::Markup => (
            "tên thì khác nhưng bên trong là trang HTML hoặc XML, mở ra là chạy được".into(),
            format!(
                "lưu lại đúng định dạng (bảng thì lưu thành .xlsx); nếu thật sự cần thì ghi vào site.toml: {allow}"
            ),
        ),
        StaticFault::Drawing(what) => (
            format!("hình vẽ này không chỉ có nét vẽ: {what}"),
            format!(
                "lưu lại thành SVG đơn giản (Inkscape: “Plain SVG”) hoặc PNG; nếu thật sự cần thì ghi vào site.toml: {allow}"
            ),
        ),
        StaticFault::BrokenDrawing => (
            "hình vẽ SVG này không trọn vẹn: có dấu < mở mà không đóng, hoặc tệp bị cắt ngang".into(),
            "chép hoặc tải lại tệp; nếu tự vẽ thì mở bằng phần mềm vẽ rồi lưu lại".into(),
        ),
        StaticFault::NoDrawing { is_empty: true } => {
            ("tệp .svg này rỗng, không có hình".into(), "chép lại tệp từ nơi có hình, hoặc xóa đi".into())
        }
        StaticFault::NoDrawing { is_empty: false } => (
            "tệp này mang tên .svg nhưng bên trong không phải hình vẽ SVG".into(),
            "nếu là ảnh thì đổi đuôi cho đúng (.png, .jpg); nếu không thì chép lại đúng tệp hình".into(),
        ),
        StaticFault::Ampersand => (
            "trong chữ của hình vẽ có dấu & đứng một mình, trình duyệt không hiện hình".into(),
            "mở tệp bằng Notepad, đổi & thành &amp; rồi lưu lại".into(),
        ),
        StaticFault::Twice { name } => (
            format!("trong một thẻ của hình vẽ, “{name}” viết hai lần, trình duyệt không hiện hình"),
            "mở tệp bằng Notepad, bỏ bớt một lần; hoặc mở bằng phần mềm vẽ rồi lưu lại".into(),
        ),
        StaticFault::NoNamespace => (
            "thẻ <svg> thiếu xmlns, trình duyệt không hiện hình".into(),
            "mở tệp bằng Notepad, sửa <svg thành <svg xmlns=\"http://www.w3.org/2000/svg\" rồi lưu lại".into(),
        ),
        StaticFault::Steers => (
            "máy chủ làm theo tệp này: nó đổi được những gì gửi tới người đọc".into(),
            format!(
                "khóa hosts trong site.toml đã viết sẵn thứ máy chủ cần; nếu thật sự cần tệp này thì ghi vào site.toml: {allow}"
            ),
        ),
        StaticFault::Own => (
            "trang tự làm ra tệp tên này, không tệp nào khác được thay vào chỗ ấy".into(),
            "đổi tên tệp, hoặc xóa đi".into(),
        ),
        StaticFault::AllowedInert => (
            format!("không cần cho phép {path}: tệp này không tự chạy được"),
            "xóa tên này khỏi danh sách, để sau này không ai quên là đã cho phép".into(),
        ),
    }
}
