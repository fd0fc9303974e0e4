//! What findings say in Vietnamese: what is wrong, then what to do.

use super::{Expected, Problem, Text, TomlMistake, similar};
use wasm_check::sheet::{ProblemKind, YEARS};

#[expect(clippy::too_many_lines, reason = "one table: a problem, its message, its hint")]
pub(super) fn text(problem: &Problem) -> Text {
    let (message, hint) = match problem {
        Problem::NotUtf8 { looks_like_utf16: true } => (
            "tệp không phải UTF-8, có vẻ là UTF-16".into(),
            "mở tệp bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8” rồi lưu lại".into(),
        ),
        Problem::NotUtf8 { looks_like_utf16: false } => (
            "tệp không phải UTF-8: từ chỗ này chữ không đọc được".into(),
            "mở tệp bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8”; nếu chữ gõ bằng phông TCVN3 hoặc VNI thì chuyển sang Unicode trước".into(),
        ),
        Problem::MissingFile { path } => (
            format!("không có tệp {path}"),
            "tạo tệp này, hoặc chỉ đúng thư mục của trang bằng --root".into(),
        ),
        Problem::MissingIndex { folder } => (
            format!("thư mục {folder} không có tệp _index.md"),
            format!("tạo {folder}/_index.md có ít nhất title và description"),
        ),
        Problem::NoFrontMatter => (
            "trang không mở đầu bằng phần khai báo".into(),
            "dòng đầu tiên phải là +++, tiếp theo là title = \"…\", description = \"…\", rồi +++".into(),
        ),
        Problem::OpenFrontMatter => (
            "phần khai báo mở bằng +++ nhưng không đóng".into(),
            "thêm một dòng +++ ngay sau phần khai báo".into(),
        ),
        Problem::TomlSyntax(mistake) => {
            let (what, hint) = toml_mistake(mistake);
            (format!("phần khai báo sai cú pháp TOML: {what}"), hint.to_owned())
        }
        Problem::UnknownKey { key, table, known } => (
            format!("không có khóa “{key}” trong {}", table_name(table)),
            match similar(key, known.iter().copied()) {
                Some(similar) => format!("có phải “{similar}”? Các khóa dùng được: {}", known.join(", ")),
                None => format!("các khóa dùng được: {}", known.join(", ")),
            },
        ),
        Problem::MissingKey { key, table } => {
            (format!("thiếu khóa “{key}” trong {}", table_name(table)), format!("thêm dòng {key} = …"))
        }
        Problem::WrongType { key, expected } => (
            format!("giá trị của “{key}” phải là {}", expected_name(*expected)),
            format!("ví dụ: {key} = {}", expected.example()),
        ),
        Problem::BadDate { text } => (
            format!("không có ngày “{text}”"),
            "viết năm-tháng-ngày, ví dụ 2026-11-21; tháng từ 01 đến 12, ngày có trong tháng ấy".into(),
        ),
        Problem::UnknownValue { key, value, known } => (
            format!("“{key}” không thể là “{value}”"),
            format!("chọn một trong: {}", known.join(", ")),
        ),
        Problem::BadId { id } => (
            format!("mã “{id}” không hợp lệ"),
            "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa, ví dụ doc-cap-nhat".into(),
        ),
        Problem::DuplicateId { id, first } => (
            format!("mã “{id}” đã dùng ở {first}"),
            "mỗi mã chỉ dùng một lần trong một bộ tiêu chí: đổi một trong hai".into(),
        ),
        Problem::SumMismatch { stated, sum } => (
            format!("khai max = {stated}, nhưng cộng các chỉ số được {sum}"),
            "so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai".into(),
        ),
        Problem::AboveMax { key, value, max } => (
            format!("{key} = {value} lớn hơn tổng điểm tối đa {max}: không ai đạt được"),
            format!("so với văn bản: {key} không được quá {max}"),
        ),
        Problem::FloorAboveMax { floor, indicator, max } => (
            format!("điểm sàn floor = {floor} lớn hơn điểm tối đa {max} của chỉ số “{indicator}”: không ai đạt được"),
            "so với văn bản: giảm floor, hoặc sửa max của chỉ số".into(),
        ),
        Problem::BadMax { indicator, max, most } => (
            format!("điểm tối đa của chỉ số “{indicator}” không thể là {max}"),
            format!("max là số nguyên từ 1 đến {most}"),
        ),
        Problem::GuideOutOfOrder { points, max } => (
            format!("mức gợi ý {points} điểm không nằm đúng chỗ"),
            format!("các mức gợi ý xếp tăng dần, từ 0 đến {max}, mỗi mức một lần"),
        ),
        Problem::NoIndicators => (
            "tiêu chí không có chỉ số nào".into(),
            "thêm ít nhất một bảng [[indicator]] có id, title, question, max".into(),
        ),
        Problem::NoCriteria => (
            "bộ tiêu chí không có tiêu chí nào".into(),
            "thêm cạnh _index.md các tệp tiêu chí, ví dụ 01-tu-hoc.md".into(),
        ),
        Problem::MissingExplanation { id } => (
            format!("chỉ số “{id}” chưa có phần giải thích cho người dân"),
            format!("thêm vào thân trang một mục mở bằng dòng ## {id}"),
        ),
        Problem::UnknownExplanation { heading, known } => (
            format!("mục “{heading}” không phải mã của chỉ số nào trong tệp này"),
            format!("sau mục đầu tiên, mỗi mục ## mang mã một chỉ số: {}; mục con dùng ###", known.join(", ")),
        ),
        Problem::LinkTarget { target, similar } => (
            format!("liên kết tới {target}, nhưng không có trang ấy"),
            match similar {
                Some(similar) => format!("có phải {similar}?"),
                None => "đường dẫn tính từ thư mục content, ví dụ @/articles/rieng-tu.md".into(),
            },
        ),
        Problem::LinkAnchor { anchor, page, similar } => (
            format!("trang {page} không có mục #{anchor}"),
            match similar {
                Some(similar) => format!("có phải #{similar}?"),
                None => "bỏ phần sau dấu #, hoặc đặt lại theo tiêu đề của mục".into(),
            },
        ),
        Problem::LinkScheme { scheme } => (
            format!("không được liên kết bằng “{scheme}:”"),
            "dùng https, http, mailto hoặc tel".into(),
        ),
        Problem::LinkForm { target } => (
            format!("không hiểu liên kết “{target}”"),
            "tới trang khác: @/thu-muc/trang.md; tới mục trong trang: #muc; ra ngoài: https://…; tới bản tự kiểm tra: @check/cdht; tới tệp trong static: /tep.pdf".into(),
        ),
        Problem::RawHtml => (
            "HTML trong bài được hiện ra như chữ thường".into(),
            "viết bằng Markdown; nếu muốn nói về thẻ HTML thì để trong dấu `…`".into(),
        ),
        Problem::ImageAlt => (
            "hình không có lời mô tả".into(),
            "viết ![hình vẽ gì](đường-dẫn) để người không nhìn thấy hình vẫn hiểu".into(),
        ),
        Problem::ImageOutside { target } => (
            format!("hình {target} không nằm trong trang"),
            "chép hình vào thư mục static rồi viết ![hình vẽ gì](/ten-hinh.png): trang chỉ tải tệp của chính mình".into(),
        ),
        Problem::SamePath { path, other } => (
            format!("trang này và {other} cùng ra một địa chỉ {path}"),
            "đổi slug hoặc tên tệp của một trong hai".into(),
        ),
        Problem::Template { message } => (
            format!("mẫu trang có lỗi: {message}"),
            "sửa tệp trong themes/, hoặc xóa tệp ấy để dùng mẫu có sẵn".into(),
        ),
        Problem::NoTheme { theme } => (
            format!("không có giao diện “{theme}”"),
            format!("tạo thư mục themes/{theme}, hoặc viết theme = \"default\""),
        ),
        Problem::NoBaseUrl => (
            "chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml".into(),
            "thêm base_url = \"https://…/\" vào site.toml, hoặc dùng --base-url".into(),
        ),
        Problem::OverBudget { vi, measured, limit, .. } => (
            format!("{vi}: {measured} byte, quá mức {limit} byte"),
            "mỗi byte là tiền mạng của người dùng: rút bớt chữ, hình hoặc kiểu".into(),
        ),
        Problem::Sheet(kind) => sheet(kind),
        Problem::UnknownSet { set, known } => {
            (format!("không có bộ tiêu chí “{set}”"), format!("các bộ có ở đây: {}", known.join(", ")))
        }
        Problem::UnknownVersion { version, known } => {
            (format!("không có phiên bản “{version}”"), format!("các phiên bản có ở đây: {}", known.join(", ")))
        }
    };
    Text { message, hint }
}

fn sheet(kind: &ProblemKind) -> (String, String) {
    match kind {
        ProblemKind::Syntax => (
            "phiếu không phải JSON hợp lệ".into(),
            "mỗi phiếu một đối tượng {…}; nhiều phiếu thì mỗi phiếu một dòng".into(),
        ),
        ProblemKind::NotAnObject => (
            "chỗ này phải là một đối tượng {…}".into(),
            "ví dụ {\"set\":\"cdht\",\"answers\":{\"doc-cap-nhat\":8}}".into(),
        ),
        ProblemKind::UnknownKey(key) => (
            format!("phiếu không có khóa “{key}”"),
            "các khóa dùng được: set, version, year, group, area, answers".into(),
        ),
        ProblemKind::Repeated(key) => (format!("“{key}” có hai lần trong phiếu"), "giữ lại một lần".into()),
        ProblemKind::NoSet => ("phiếu không nói thuộc bộ tiêu chí nào".into(), "thêm \"set\":\"cdht\"".into()),
        ProblemKind::OtherSet(set) => {
            (format!("phiếu này của bộ “{set}”"), "chấm bằng đúng bộ: hoctap score <bộ> --answers …".into())
        }
        ProblemKind::OtherVersion(version) => (
            format!("phiếu này của phiên bản “{version}”, ở đây không có"),
            "bỏ version để chấm theo phiên bản hiện hành, hoặc thêm phiên bản ấy vào trang".into(),
        ),
        ProblemKind::Year => {
            (format!("năm phải là số nguyên từ {} đến {}", YEARS.start(), YEARS.end()), "ví dụ \"year\":2026".into())
        }
        ProblemKind::UnknownGroup(group) => {
            (format!("bộ tiêu chí không có nhóm “{group}”"), "dùng mã nhóm trong _index.md của bộ, hoặc null".into())
        }
        ProblemKind::UnknownArea(area) => {
            (format!("bộ tiêu chí không có vùng “{area}”"), "dùng mã vùng trong _index.md của bộ, hoặc null".into())
        }
        ProblemKind::UnknownIndicator(id) => {
            (format!("bộ tiêu chí không có chỉ số “{id}”"), "dùng mã chỉ số trong các tệp tiêu chí của bộ".into())
        }
        ProblemKind::NotText(key) => {
            (format!("giá trị của “{key}” phải là chữ trong ngoặc kép, hoặc null"), format!("ví dụ \"{key}\":null"))
        }
        ProblemKind::Answer { id, max } => (
            format!("câu trả lời cho “{id}” phải là số nguyên từ 0 đến {max}, \"unknown\" hoặc null"),
            format!("ví dụ \"{id}\":{max}"),
        ),
        ProblemKind::NotApplicable { id } => {
            (format!("chỉ số “{id}” không có lựa chọn “không áp dụng”"), "nếu chưa rõ thì viết \"unknown\"".into())
        }
    }
}

fn toml_mistake(mistake: &TomlMistake) -> (&str, &'static str) {
    match mistake {
        TomlMistake::Unquoted => {
            ("giá trị này phải để trong ngoặc kép thẳng", "viết khóa = \"giá trị\"; ngoặc kép cong “…” không dùng được")
        }
        TomlMistake::NoValue => ("sau dấu = không có gì", "viết khóa = \"giá trị\", hoặc xóa cả dòng"),
        TomlMistake::NoEquals => ("sau tên khóa không có dấu =", "viết khóa = \"giá trị\""),
        TomlMistake::Key => ("tên khóa không hợp lệ", "tên khóa chỉ gồm chữ không dấu, chữ số, dấu - và dấu _"),
        TomlMistake::Repeated => {
            ("khóa này đã có ở trên", "mỗi khóa chỉ một lần trong một bảng; bảng lặp lại thì mở bằng [[…]]")
        }
        TomlMistake::Unclosed => ("có dấu ngoặc mở mà không đóng", "mỗi dấu \", [ hoặc { phải có dấu đóng tương ứng"),
        TomlMistake::NoComma => ("giữa hai mục thiếu dấu phẩy", "viết [\"một\", \"hai\"]"),
        TomlMistake::Trailing => {
            ("sau giá trị còn chữ thừa", "mỗi dòng chỉ một khóa; số lẻ viết bằng dấu chấm; ghi chú đặt sau dấu #")
        }
        TomlMistake::Escape => ("sau dấu \\ là chữ không dùng được", "muốn có dấu \\ thì viết \\\\"),
        TomlMistake::Other(message) => {
            (message, "mỗi dòng có dạng khóa = giá trị; chữ để trong ngoặc kép \"…\"; ngày viết 2026-11-21")
        }
    }
}

fn table_name(table: &str) -> String {
    if table.is_empty() { "phần khai báo".to_owned() } else { format!("[{table}]") }
}

fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "chữ trong ngoặc kép, không để trống",
        Expected::Bool => "true hoặc false",
        Expected::Whole => "số nguyên từ 0 trở lên",
        Expected::Date => "ngày, viết năm-tháng-ngày",
        Expected::SourceDate => "năm, tháng/năm hoặc ngày/tháng/năm trong ngoặc kép",
        Expected::Texts => "danh sách chữ",
        Expected::Guide => "danh sách các cặp [điểm, \"mô tả\"]",
        Expected::Table => "một bảng",
        Expected::Tables => "các bảng mở bằng [[…]]",
    }
}
