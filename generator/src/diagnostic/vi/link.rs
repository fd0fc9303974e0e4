//! What is said in Vietnamese of links that lead nowhere, and of HTML in the text.

use crate::diagnostic::{LinkAway, last_name};

/// What to write in the place of an element of HTML.
pub(super) fn instead_of_html(tag: &str) -> &'static str {
    match tag {
        "b" | "strong" => "chữ đậm viết **chữ đậm**",
        "i" | "em" => "chữ nghiêng viết *chữ nghiêng*",
        "u" => "trên trang, chữ gạch chân bị hiểu là liên kết: bỏ thẻ này, muốn nhấn mạnh thì viết **chữ đậm**",
        "s" | "strike" | "del" => "chữ gạch ngang viết ~~chữ bỏ đi~~",
        "sub" => "bỏ thẻ này và gõ thẳng số nhỏ ở dưới, ví dụ H₂O, CO₂",
        "sup" => "bỏ thẻ này và gõ thẳng số nhỏ ở trên, ví dụ m², m³",
        "br" => "xuống dòng thì để hai dấu cách ở cuối dòng; sang đoạn mới thì để một dòng trống",
        "p" | "div" | "center" | "font" | "span" | "big" | "small" => "bỏ thẻ này, chỉ giữ chữ",
        "a" => "liên kết viết [chữ](địa chỉ)",
        "img" => "hình viết ![hình vẽ gì](/ten-hinh.png)",
        "ul" | "ol" | "li" => "mỗi ý một dòng, bắt đầu bằng “- ”",
        "table" | "tr" | "td" | "th" => "bảng viết bằng dấu |, dưới hàng đầu có một hàng | --- |",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "tiêu đề viết ## ở đầu dòng",
        _ => "viết bằng Markdown",
    }
}

/// The message and the hint.
pub(super) fn away(target: &str, why: &LinkAway) -> (String, String) {
    match why {
        LinkAway::Empty => (
            "liên kết này chưa có địa chỉ, bấm vào không tới đâu".into(),
            "viết địa chỉ vào giữa hai dấu ( ); không phải liên kết thì xóa ( )".into(),
        ),
        LinkAway::OwnFile { right: Some(right) } => {
            (format!("“{target}” là tệp trên máy của bạn, người đọc không mở được"), format!("viết {right}"))
        }
        LinkAway::OwnFile { right: None } => (
            format!("“{target}” là tệp trên máy của bạn, người đọc không mở được"),
            format!("chép tệp vào thư mục static của trang rồi viết /{}", last_name(target)),
        ),
        LinkAway::OwnServer => (
            format!("“{target}” chỉ mở được trên máy đang xem thử trang, người đọc không mở được"),
            "tới bài khác của trang thì viết @/thu-muc/bai.md; ra ngoài thì viết địa chỉ thật, bắt đầu bằng https://"
                .into(),
        ),
    }
}
