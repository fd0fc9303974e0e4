//! What is wrong with a text that is not what its author meant, in Vietnamese.

use crate::diagnostic::{Garble, LeftoverProblem, OldFont};

pub(super) fn text(problem: &LeftoverProblem) -> (String, String) {
    match problem {
        LeftoverProblem::LinkSpace { written, right, is_picture } => {
            let what = if *is_picture { "hình không hiện" } else { "liên kết không bấm được" };
            let rename =
                if right.contains("](</") { "; hoặc đổi tên tệp cho không còn dấu cách" } else { "" };
            (format!("{what} vì địa chỉ có dấu cách: {written}"), format!("viết {right}{rename}"))
        }
        LeftoverProblem::LinkBroken { written, right } => {
            (format!("chỗ này giống liên kết mà không thành liên kết: {written}"), format!("viết {right}"))
        }
        LeftoverProblem::LinkUndefined { text, label } => (
            format!("không có địa chỉ nào mang tên [{label}], nên [{text}][{label}] hiện ra như chữ"),
            format!("viết [{text}](địa chỉ), hoặc thêm ở cuối bài một dòng [{label}]: https://…"),
        ),
        LeftoverProblem::AddressCut { written, right } => {
            (format!("địa chỉ có dấu cách nên chỉ bấm được một nửa: {written}"), format!("viết {right}"))
        }
        LeftoverProblem::HeadingDeep { right } => {
            ("tiêu đề có nhiều nhất sáu dấu #, nên dòng này hiện ra như chữ".into(), format!("viết {right}"))
        }
        LeftoverProblem::Garbled { how, right } => garbled(*how, right.as_deref()),
        LeftoverProblem::Mark { mark, right: Some(right) } => {
            (format!("dấu {mark} còn nằm trong chữ, người đọc nhìn thấy"), format!("viết {right}"))
        }
        LeftoverProblem::Mark { mark, right: None } => (
            format!("dấu {mark} mở mà không đóng, người đọc nhìn thấy"),
            format!("thêm {mark} ở cuối chỗ ấy, hoặc xóa dấu này; thật muốn hiện dấu thì viết \\ trước nó"),
        ),
        LeftoverProblem::Product { right } => {
            ("hai dấu * giữa các số làm chữ ở giữa thành chữ nghiêng".into(), format!("viết {right}"))
        }
        LeftoverProblem::Swallowed { written, right, slanted } => (
            format!("dấu * trong “{written}” mất đi, chữ ở giữa thành chữ nghiêng"),
            match slanted {
                Some(slanted) => format!("muốn hiện dấu * thì viết {right}; muốn chữ nghiêng thì viết {slanted}"),
                None => format!("viết {right}, hoặc để trong dấu `…`: `{written}`"),
            },
        ),
        LeftoverProblem::Entity { written } => (
            format!("“{written}” hiện ra như chữ"),
            format!("viết {written}; có dấu chấm phẩy, hoặc gõ thẳng ký tự ấy"),
        ),
        LeftoverProblem::Foreign { written } => (
            format!("“{written}” là lệnh của phần mềm khác, ở đây hiện ra như chữ"),
            "xóa đi rồi viết bằng Markdown; nếu muốn nói về lệnh ấy thì để trong dấu `…`".into(),
        ),
        LeftoverProblem::HeadingSpace { right } => {
            ("sau dấu # thiếu dấu cách nên dòng này không thành tiêu đề".into(), format!("viết {right}"))
        }
        LeftoverProblem::HeadingByLine => (
            "dòng gạch ngay dưới làm cả đoạn này thành tiêu đề".into(),
            "để một dòng trống ở trên dòng gạch; nếu đúng là tiêu đề thì viết ## ở đầu dòng".into(),
        ),
        LeftoverProblem::List { right } => (
            "những dòng này giống danh sách mà thành một đoạn chữ liền".into(),
            format!("gạch đầu dòng viết bằng “- ”, trên có một dòng trống:\n{right}"),
        ),
        LeftoverProblem::Task { right } => (
            "ô đánh dấu này hiện ra như chữ".into(),
            format!("ô đánh dấu đứng sau “- ”, trên có một dòng trống:\n{right}"),
        ),
        LeftoverProblem::Indented { right } => (
            "bốn dấu cách (hoặc phím Tab) ở đầu dòng làm chỗ này thành chữ máy".into(),
            format!("xóa dấu cách ở đầu dòng; nếu đúng là lệnh máy thì để giữa hai dòng ```:\n{right}"),
        ),
        LeftoverProblem::OpenFence => (
            "khối ``` mở mà không đóng: từ đây đến hết bài thành chữ máy".into(),
            "thêm một dòng ``` ở cuối khối".into(),
        ),
        LeftoverProblem::Table { right } => (
            "những dòng này giống một bảng mà không thành bảng".into(),
            format!("sau hàng đầu cần một hàng | --- |, trên bảng có một dòng trống; viết:\n{right}"),
        ),
        LeftoverProblem::TableCells { cells, columns } => (
            format!("hàng này có {cells} ô, bảng chỉ có {columns} cột: ô thừa không hiện ra"),
            "thêm cột vào hàng đầu, hoặc bỏ ô thừa; dấu | trong chữ thì viết \\|".into(),
        ),
        LeftoverProblem::Pasted { right } => pasted(right),
        LeftoverProblem::OldFont { font, right } => (
            format!("chữ gõ bằng phông cũ {}, người đọc không đọc được", font_name(*font)),
            format!("chuyển sang Unicode:\n{right}"),
        ),
        LeftoverProblem::MergeMarks => (
            "tệp còn dấu của hai người sửa cùng lúc (<<<<<<<, =======, >>>>>>>)".into(),
            "chọn một trong hai bản, rồi xóa cả ba dòng dấu".into(),
        ),
        LeftoverProblem::Placeholder { text } => (
            format!("“{text}” là chỗ chờ điền, còn nguyên trong bài"),
            "viết nội dung thật vào đây, hoặc xóa đi".into(),
        ),
        LeftoverProblem::SameTitle { title, other } => (
            format!("bài này cùng tên “{title}” với {}", other.file),
            "nếu là bản chép thừa thì xóa một; nếu là hai bài thì đặt tên khác nhau để người đọc phân biệt".into(),
        ),
    }
}

fn pasted(right: &str) -> (String, String) {
    let hint = if right.is_empty() {
        "xóa đi rồi dán lại bằng Ctrl+Shift+V".to_owned()
    } else {
        format!("xóa đi rồi dán lại bằng Ctrl+Shift+V; chỉ giữ chữ:\n{right}")
    };
    ("đoạn này dán từ Word hay trang web, kèm cả mã".to_owned(), hint)
}

fn font_name(font: OldFont) -> &'static str {
    match font {
        OldFont::Tcvn3 => "TCVN3 (ABC)",
        OldFont::Vni => "VNI",
    }
}

pub(super) fn garbled(how: Garble, right: Option<&str>) -> (String, String) {
    let message = match how {
        Garble::Bytes => "chữ bị đọc sai bảng mã, người đọc không đọc được",
        Garble::Lost => "có chữ đã mất, hiện ra thành dấu \u{fffd}",
        Garble::Asked => "có chữ đã mất, hiện ra thành dấu ?",
        Garble::Signs => "dấu gõ thành ký hiệu (VIQR), người đọc thấy như vậy",
    };
    let hint = match right {
        Some(right) => format!("viết lại:\n{right}"),
        None => "chép lại từ bản gốc; trong Notepad lưu với mã UTF-8".to_owned(),
    };
    (message.to_owned(), hint)
}
