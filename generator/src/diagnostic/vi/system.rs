//! What the machine refuses, in Vietnamese.

use crate::diagnostic::system::{Notice, Trouble};

/// What it means, and what to do.
pub(in crate::diagnostic) fn trouble(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Missing => {
            ("không có tệp hoặc thư mục này", "xem lại đường dẫn; nếu tệp vừa bị xóa hay đổi tên thì chạy lại")
        }
        Trouble::Denied => ("không có quyền đọc hoặc ghi", "đổi quyền của tệp hay thư mục ấy, hoặc chọn chỗ khác"),
        Trouble::Full => ("đĩa đã đầy", "dọn bớt rồi chạy lại; những gì có từ trước vẫn còn nguyên"),
        Trouble::TooLarge => {
            ("tệp lớn quá mức máy cho phép", "tăng mức ấy rồi chạy lại; những gì có từ trước vẫn còn nguyên")
        }
        Trouble::ReadOnly => ("ổ đĩa này chỉ cho đọc", "chọn thư mục ở ổ đĩa khác bằng --out"),
        Trouble::Exists => ("chỗ này đã có tệp", "chọn tên khác, hoặc tự xóa tệp ấy"),
        Trouble::OpenElsewhere => (
            "đang mở trong chương trình khác (Excel, Explorer, trình duyệt…)",
            "đóng tệp hay thư mục ấy ở chương trình kia rồi chạy lại",
        ),
        Trouble::NoFolder => ("trên đường dẫn có chỗ là tệp, không phải thư mục", "xem lại đường dẫn"),
        Trouble::Folder => ("đây là thư mục, không phải tệp", "viết thêm tên tệp vào đường dẫn"),
        Trouble::NotEmpty => ("thư mục này không trống", "chọn thư mục khác, hoặc tự tay dọn thư mục này"),
        Trouble::Name => {
            ("tên quá dài, hoặc có chữ mà máy không cho dùng", "đặt tên ngắn hơn, không có các dấu \\ / : * ? \" < > |")
        }
        Trouble::Loop => ("các liên kết dẫn vòng vào nhau", "xóa liên kết ấy, chép hẳn tệp vào chỗ của nó"),
        Trouble::TooManyOpen => ("máy đang mở quá nhiều tệp hoặc kết nối", "đóng bớt chương trình khác rồi thử lại"),
        Trouble::NoMemory => {
            ("máy hết bộ nhớ, hoặc đang chạy quá nhiều chương trình", "đóng bớt chương trình rồi chạy lại")
        }
        Trouble::Disk => {
            ("ổ đĩa hoặc ổ mạng không đọc, không ghi được", "xem ổ ấy còn cắm chắc, còn nối mạng không, rồi chạy lại")
        }
        Trouble::PortInUse => (
            "cổng này đang có chương trình khác dùng",
            "chọn cổng khác bằng --port; --port 0 là cổng nào trống cũng được",
        ),
        Trouble::NotOurAddress => (
            "địa chỉ này không phải của máy này",
            "bỏ --host, hoặc dùng --host 0.0.0.0 để máy khác trong mạng xem được",
        ),
        Trouble::Interrupted => ("việc bị ngắt giữa chừng", "chạy lại"),
    }
}

/// What `hoctap serve` says beside the site.
pub(in crate::diagnostic) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::NoRoom(error) => {
            let what = crate::diagnostic::system::words(error, crate::diagnostic::Lang::Vi).0;
            format!("lưu ý: chưa nhận thêm kết nối được: {what}; đang đợi, có chỗ sẽ nhận tiếp\n")
        }
        Notice::OtherHost => {
            "Chỗ này chỉ trả lời tại địa chỉ mà hoctap serve đã in ra, không trả lời trang khác hỏi hộ.".into()
        }
        Notice::OnlyReading => "Chỗ này chỉ để xem: chỉ nhận GET và HEAD.".into(),
        Notice::NoAddress => "Địa chỉ này không đọc được thành chữ.".into(),
        Notice::Draft => "Bản nháp: chưa đăng".into(),
    }
}
