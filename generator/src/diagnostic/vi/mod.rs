//! What findings say in Vietnamese: what is wrong, then what to do.

pub(super) mod command;
mod content;
mod criteria;
mod file;
pub(super) mod help;
mod leftover;
mod link;
mod merge;
pub(super) mod output;
mod package;
mod sheet;
mod statics;
mod system;
mod table;
mod tally;

pub(super) use system::{notice, trouble};

use super::{
    ContrastFault, Expected, FrontMatterFault, Problem, Scheme, Text, TomlMistake, first_of, is_colour_without_mark,
    is_word, key_meant, reversed_date, similar,
};
use wasm_check::vietnamese::slug;

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
        Problem::NoSite { beside } => (
            "đây không phải thư mục của trang: không có tệp site.toml".into(),
            match beside {
                Some(beside) if beside.ends_with('/') => format!("có phải thư mục {beside}? Thêm --root {beside}"),
                Some(beside) => format!(
                    "có tệp {beside}: đổi tên thành site.toml; Notepad hay thêm .txt, hiện đuôi tệp trong Explorer rồi bỏ đi"
                ),
                None => {
                    "mở đúng thư mục của trang, hoặc chỉ nó bằng --root; chưa có trang thì tạo bằng hoctap new site".into()
                }
            },
        ),
        Problem::MissingIndex { folder } => (
            format!("thư mục {folder} không có tệp _index.md"),
            format!("tạo {folder}/_index.md có ít nhất title và description"),
        ),
        Problem::NameNotUnicode => (
            "tên tệp này không phải Unicode, máy khác sẽ không mở được".into(),
            "đổi tên tệp: dùng chữ không dấu, chữ số và dấu gạch nối".into(),
        ),
        Problem::SameName => (
            "có hai tệp cùng tên này, chỉ khác cách máy ghi dấu tiếng Việt".into(),
            "giữ một tệp, xóa hoặc đổi tên tệp kia".into(),
        ),
        Problem::File(problem) => file::text(problem),
        Problem::OldOutputLeft { path } => output::old_left(path),
        Problem::ChangesNotListed { path } => output::changes_not_listed(path),
        Problem::CacheNotUsed => output::cache_not_used(),
        Problem::AddressGone { address, file, has_aliases } => {
            output::address_gone(address, file.as_deref(), *has_aliases)
        }
        Problem::GoneIsThere { address } => (
            format!("gone ghi địa chỉ {address}, mà trang vẫn có địa chỉ ấy"),
            "xóa địa chỉ này khỏi gone; gone chỉ ghi những trang đã bỏ hẳn".into(),
        ),
        Problem::BadGone { address } => (
            format!("gone không nhận “{address}”"),
            "ghi địa chỉ tính từ trang đầu, ví dụ \"/bai-viet/cu/\"".into(),
        ),
        Problem::NoFrontMatter { fault } => front_matter(fault),
        Problem::OpenFrontMatter => (
            "phần khai báo mở bằng +++ nhưng không đóng".into(),
            "thêm một dòng +++ ngay sau phần khai báo".into(),
        ),
        Problem::TomlSyntax(mistake) => toml(mistake),
        Problem::UnknownKey { key, table, known } => (
            format!("không có khóa “{key}” trong {}", table_name(table)),
            match key_meant(key, known.iter().copied()) {
                Some(similar) => format!("có phải “{similar}”? Các khóa dùng được: {}", known.join(", ")),
                None => format!("các khóa dùng được: {}", known.join(", ")),
            },
        ),
        Problem::MisplacedKey { key, table } => (
            format!("“{key}” đứng sai chỗ: nó đang nằm trong [{table}]"),
            format!("{key} phải đứng trên dòng [{table}]: chuyển cả dòng lên đó"),
        ),
        Problem::MissingKey { key, table } => {
            (format!("thiếu khóa “{key}” trong {}", table_name(table)), format!("thêm dòng {key} = …"))
        }
        Problem::MissingTable { table } => {
            (format!("thiếu bảng {table}"), format!("thêm một dòng {table}, dưới đó là các khóa của bảng"))
        }
        Problem::WrongType { key, expected } => (
            format!("giá trị của “{key}” phải là {}", expected_name(*expected)),
            format!("ví dụ: {key} = {}", expected.example()),
        ),
        Problem::TwoReadings { digits } => {
            let [many, few] = super::readings(digits, ".");
            (format!("số {digits} đọc được hai cách: {many} hoặc {few}"), format!("viết {many}, hoặc {}", super::unmistaken(&few)))
        }
        Problem::BadDate { text } => (
            format!("không có ngày “{text}”"),
            match reversed_date(text) {
                Some(right) if text.starts_with(&right[..4]) => format!("giữa các số là dấu gạch ngang: {right}"),
                Some(right) => format!("ngày viết ngược lại, năm đứng trước: {right}"),
                None => "viết năm-tháng-ngày, ví dụ 2026-11-21; tháng từ 01 đến 12, ngày có trong tháng ấy".into(),
            },
        ),
        Problem::WrittenOtherwise { key, value, right } => {
            (format!("“{key}” không thể là “{value}”"), format!("viết như: {key} = \"{right}\""))
        }
        Problem::QuotedNumber { key, right } => {
            (format!("“{key}” là số, mà để trong ngoặc kép"), format!("bỏ dấu ngoặc kép: {right}"))
        }
        Problem::UnknownValue { key, value, known } => (
            format!("“{key}” không thể là “{value}”"),
            match similar(value, known.iter().map(String::as_str)) {
                Some(similar) if is_word(value) && known.len() > 1 => format!("có phải “{similar}”? Chọn một trong: {}", known.join(", ")),
                _ => format!("chọn một trong: {}", known.join(", ")),
            },
        ),
        Problem::BadId { id } => (
            format!("mã “{id}” không hợp lệ"),
            match slug(id) {
                right if right.is_empty() => {
                    "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa, ví dụ doc-cap-nhat".into()
                }
                right => format!("mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa: viết {right}"),
            },
        ),
        Problem::ReservedId { id } => (
            format!("mã “{id}” đã dùng để nói kết quả của phiếu"),
            "đặt mã khác, ví dụ tên của hạng viết không dấu: xuat-sac".into(),
        ),
        Problem::OneOf { keys, needed: true } => {
            (format!("phải có đúng một trong: {}", keys.join(", ")), "so với văn bản: giữ một, bỏ các khóa kia".into())
        }
        Problem::OneOf { keys, needed: false } => {
            (format!("chỉ được có một trong: {}", keys.join(", ")), "giữ cách trả lời đúng với văn bản, bỏ cách kia".into())
        }
        Problem::OnlyWith { key, with } => (
            format!("“{key}” chỉ dùng cùng với {}", with.join(" hoặc ")),
            format!("bỏ dòng {key}, hoặc thêm {}", with.join(" hoặc ")),
        ),
        Problem::DuplicateId { id, first } => (
            format!("mã “{id}” đã dùng ở {first}"),
            "mỗi mã chỉ dùng một lần: đổi một trong hai".into(),
        ),
        Problem::Content(problem) => content::text(problem),
        Problem::Leftover(problem) => leftover::text(problem),
        Problem::Criteria(problem) => criteria::text(problem),
        Problem::MissingExplanation { id } => (
            format!("chỉ số “{id}” chưa có phần giải thích cho người dân"),
            format!("thêm vào thân trang một mục mở bằng dòng ## {id}"),
        ),
        Problem::UnknownExplanation { heading, known } => (
            format!("mục “{heading}” không phải mã của chỉ số nào trong tệp này"),
            format!("sau mục đầu tiên, mỗi mục ## mang mã một chỉ số: {}; mục con dùng ###", known.join(", ")),
        ),
        Problem::LinkToDraft { target } => (
            format!("liên kết tới {target}, nhưng bài ấy còn là bản nháp"),
            "bỏ dòng draft = true trong bài ấy để đăng, hoặc bỏ liên kết".into(),
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
        Problem::LinkForm { target, similar: Some(similar) } => (
            format!("không hiểu liên kết “{target}”"),
            match similar.strip_suffix(target.as_str()) {
                Some(begins) => format!("thêm {begins} ở trước: {similar}"),
                None => format!("có phải {similar}?"),
            },
        ),
        Problem::LinkForm { target, similar: None } => (
            format!("không hiểu liên kết “{target}”"),
            "tới trang khác: @/thu-muc/trang.md; tới mục trong trang: #muc; ra ngoài: https://…; tới bản tự kiểm tra: @check/cdht; tới tệp trong static: /tep.pdf".into(),
        ),
        Problem::LinkAway { target, why } => link::away(target, why),
        Problem::RawHtml { tag } => (
            "HTML trong bài được hiện ra như chữ thường".into(),
            link::instead_of_html(tag).to_owned() + "; nếu muốn nói về thẻ HTML thì để trong dấu `…`",
        ),
        Problem::ImageAlt => (
            "hình không có lời mô tả".into(),
            "viết ![hình vẽ gì](đường-dẫn) để người không nhìn thấy hình vẫn hiểu".into(),
        ),
        Problem::ImageOutside { target } => (
            format!("hình {target} không nằm trong trang"),
            "chép hình vào thư mục static rồi viết ![hình vẽ gì](/ten-hinh.png): trang chỉ tải tệp của chính mình".into(),
        ),
        Problem::BadLanguage { tag } => (
            format!("“{tag}” không phải mã của một ngôn ngữ khác"),
            "mã theo BCP 47, mỗi mã một lần, khác ngôn ngữ chính: ví dụ en, tyz (tiếng Tày), km (tiếng Khmer)".into(),
        ),
        Problem::UnknownLanguage { tag, similar } => (
            format!("tên tệp có đuôi ngôn ngữ “.{tag}” mà trang không khai báo"),
            match similar {
                Some(similar) => format!("có phải “.{similar}”?"),
                None => "thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi".into(),
            },
        ),
        Problem::NoOriginal { original } => (
            format!("đây là bản dịch, nhưng không có bản gốc content/{original}"),
            "viết bản gốc, hoặc đặt tên bản dịch theo tên bản gốc".into(),
        ),
        Problem::TranslatedCriterion => (
            "tiêu chí chưa dịch được: lời của chỉ số nằm trong bản gốc".into(),
            "bỏ tệp này; dịch _index.md của bộ để giới thiệu bộ bằng ngôn ngữ ấy".into(),
        ),
        Problem::UnknownTag { tag, similar, declared } => (
            format!("nhãn “{tag}” chưa khai báo trong site.toml"),
            match similar {
                Some(similar) => format!("có phải “{similar}”?"),
None => match declared.as_deref() {
                    Some([]) => "khai cùng các nhãn khác, trong những dòng đã nêu ở nhãn đầu".into(),
                    Some(tags) => format!("trang chưa khai nhãn nào; chép các dòng này vào cuối site.toml:\n{}", terms(tags, "Chủ đề", "Tên của nhãn")),
                    None => "thêm [[taxonomies.terms]] với id ấy vào site.toml, hoặc bỏ nhãn".into(),
                },
            },
        ),
        Problem::BadAlias { alias } => (
            format!("“{alias}” không phải một địa chỉ cũ của trang"),
            "viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ \"/bai-viet/ten-cu/\"".into(),
        ),
        Problem::ReviewDue { due, owner } => (
            format!("trang đến hạn xem lại từ ngày {due}"),
            match owner {
                Some(owner) => format!("{owner} đọc lại, sửa chỗ đã khác, rồi ghi reviewed = ngày xem lại"),
                None => "đọc lại, sửa chỗ đã khác, rồi ghi reviewed = ngày xem lại".into(),
            },
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
        Problem::UnknownOption { key, known } => (
            format!("giao diện không có tùy chọn “{key}”"),
            match similar(key, known.iter().map(String::as_str)) {
                Some(similar) => format!("có phải “{similar}”? Các tùy chọn có: {}", known.join(", ")),
                None if known.is_empty() => "giao diện này không có tùy chọn nào".into(),
                None => format!("các tùy chọn có: {}", known.join(", ")),
            },
        ),
        Problem::BadColour { text } if is_colour_without_mark(text) => {
            (format!("“{text}” thiếu dấu # ở đầu"), format!("viết \"#{text}\""))
        }
        Problem::BadColour { text } => (
            format!("“{text}” không phải là màu"),
            "viết # rồi sáu chữ số thập lục phân, ví dụ \"#0b4f46\"".into(),
        ),
        Problem::Contrast { colour, faults } => contrast(colour, faults),
        Problem::NoStatic { path, similar, beside } => (
            format!("không có tệp {path} trong thư mục static"),
            match similar {
                Some(similar) if path.trim_start_matches('/').strip_prefix("static") == Some(similar.as_str()) => {
                    format!("bỏ chữ static: viết {similar}")
                }
                Some(similar) if similar.to_lowercase() == path.to_lowercase() => {
                    format!("tên tệp viết đúng chữ hoa, chữ thường: {similar}")
                }
                Some(similar) => format!("có phải {similar}?"),
                None if !beside.is_empty() => {
                    format!("chép tệp vào thư mục static; ở đó có: {}", beside.join(", "))
                }
                None => "chép tệp vào thư mục static rồi viết /ten-tep".into(),
            },
        ),
        Problem::NoBaseUrl => (
            "chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml".into(),
            "thêm base_url = \"https://…/\" vào site.toml, hoặc dùng --base-url".into(),
        ),
        Problem::NoId { id } => (
            "trang chưa có mã riêng: mã đang lấy theo tên trang, đổi tên là người đọc mất phiếu đã lưu trên máy".into(),
            format!("thêm vào site.toml đúng dòng này rồi giữ nguyên mãi: id = \"{id}\""),
        ),
        Problem::NeedsId { id } => (
            "trang chưa có mã riêng, và tên trang không có chữ cái La-tinh để lấy mã".into(),
            format!("thêm vào site.toml một dòng rồi giữ nguyên mãi, ví dụ: id = \"{id}\""),
        ),
        Problem::MissingStrings { keys } => (
            format!("còn thiếu {} câu chữ của giao diện: {}", keys.len(), first_of(keys)),
            "chép các khóa ấy từ themes/default/strings/vi.toml sang tệp này rồi dịch".into(),
        ),
        Problem::OverBudget { budget, measured, limit, .. } => (
            format!("{}: {measured} byte, quá mức {limit} byte", output::budget(*budget)),
            "mỗi byte là tiền mạng của người dùng: rút bớt chữ, hình hoặc kiểu".into(),
        ),
        Problem::Sheet { kind, item } => sheet::text(kind, item.as_deref()),
        Problem::GroupNeeded { known } => (
            "bộ này hỏi mỗi nhóm một khác, phiếu phải nói thuộc nhóm nào".into(),
            format!("thêm \"group\" là một trong: {}", known.join(", ")),
        ),
        Problem::UnknownSet { set, known } => {
            (format!("không có bộ tiêu chí “{set}”"), format!("các bộ có ở đây: {}", known.join(", ")))
        }
        Problem::Static(problem) => statics::text(problem),
        Problem::Package(problem) => package::text(problem),
        Problem::Tally(problem) => tally::text(problem),
        Problem::OfPerson { person, problem } => {
            let Text { message, hint } = text(problem);
            (format!("{person}: {message}"), hint)
        }
        Problem::Table(problem) => table::text(problem),
        Problem::UnknownVersion { version, known } if known.is_empty() => (
            format!("không có phiên bản “{version}”"),
            "bộ này không còn phiên bản nào khác: bỏ dòng ấy, hoặc thêm thư mục của phiên bản ấy".into(),
        ),
        Problem::UnknownVersion { version, known } => {
            (format!("không có phiên bản “{version}”"), format!("các phiên bản có ở đây: {}", known.join(", ")))
        }
    };
    Text { message, hint }
}

fn toml(mistake: &TomlMistake) -> (String, String) {
    match mistake {
        TomlMistake::Name { written, similar } => (
            format!("“{written}” không phải tên khóa"),
            match similar {
                Some(similar) => format!("có phải {similar}? Tên khóa chỉ gồm chữ không dấu, chữ số, dấu - và dấu _"),
                None => "tên khóa chỉ gồm chữ không dấu, chữ số, dấu - và dấu _, không có dấu cách".into(),
            },
        ),
        TomlMistake::RepeatedKey { name, first } => (
            format!("khóa “{name}” đã có ở dòng {}", first.line),
            "mỗi khóa chỉ viết một lần: giữ một trong hai dòng, xóa dòng kia".into(),
        ),
        TomlMistake::Bare { right } => ("giá trị này phải để trong ngoặc kép thẳng".into(), format!("viết {right}")),
        TomlMistake::Number { right, unit } => (
            "số phải viết liền, không dấu cách, không kèm chữ hay dấu %".into(),
            match unit {
                Some(unit) => format!("viết {right}; đơn vị để ở dòng riêng: unit = \"{unit}\""),
                None => format!("viết {right}"),
            },
        ),
        TomlMistake::RepeatedTable { name, first } => (
            format!("bảng [{name}] đã mở ở dòng {}", first.line),
            format!("gộp hai phần [{name}] làm một: chuyển các dòng dưới đây lên dưới dòng {}", first.line),
        ),
        TomlMistake::InnerQuotes { right } => (
            "trong chữ có dấu ngoặc kép thẳng, máy tưởng đã hết chữ".into(),
            format!("đổi dấu bên trong thành “ ” hoặc bỏ đi: {right}"),
        ),
        TomlMistake::Word { right } => {
            ("có hay không thì viết true hoặc false, chữ thường".into(), format!("viết {right}"))
        }
        mistake => {
            let (what, hint) = toml_mistake(mistake);
            (format!("phần khai báo sai cú pháp TOML: {what}"), hint.to_owned())
        }
    }
}

fn front_matter(fault: &FrontMatterFault) -> (String, String) {
    match fault {
        FrontMatterFault::Missing => (
            "trang không mở đầu bằng phần khai báo".into(),
            "dòng đầu tiên phải là +++, tiếp theo là title = \"…\", description = \"…\", rồi +++".into(),
        ),
        FrontMatterFault::Before { is_space: true } => {
            ("có dấu cách trước +++".into(), "xóa dấu cách: +++ phải đứng sát lề trái".into())
        }
        FrontMatterFault::Before { is_space: false } => {
            ("có dòng trống trước +++".into(), "xóa các dòng ở trên: +++ phải là dòng đầu tiên của tệp".into())
        }
        FrontMatterFault::Pluses => {
            ("phần khai báo mở bằng dòng có đúng ba dấu +".into(), "viết dòng này thành +++".into())
        }
        FrontMatterFault::Yaml { right } => (
            "phần khai báo này viết theo kiểu khác (---, dấu hai chấm)".into(),
            format!("trang này dùng +++ thay cho ---, và dấu = thay cho dấu hai chấm:\n{right}"),
        ),
    }
}

fn contrast(colour: &str, faults: &[ContrastFault]) -> (String, String) {
    let when = |scheme| match scheme {
        Scheme::Light => "ban ngày",
        Scheme::Dark => "ban đêm",
    };
    let told = faults.iter().map(|fault| {
        format!(
            "{}: chữ {} trên nền {} chỉ cách nhau {}:1, cần {}:1",
            when(fault.scheme),
            fault.text,
            fault.ground,
            decimal(fault.ratio),
            decimal(fault.least)
        )
    });
    let better: Vec<String> =
        faults.iter().filter_map(|fault| Some(format!("{} {}", when(fault.scheme), fault.better.as_ref()?))).collect();
    let hint = if better.is_empty() {
        "mắt yếu không đọc được: chọn chữ đậm hơn hoặc nền nhạt hơn; ban đêm thì ngược lại".into()
    } else {
        format!("mắt yếu không đọc được; màu gần nhất dùng được cho {colour}: {}", better.join(", "))
    };
    (told.collect::<Vec<_>>().join("; "), hint)
}

/// What declares the tags of a site that has none.
fn terms(tags: &[String], taxonomy: &str, title: &str) -> String {
    let head = format!("[[taxonomies]]\nid = \"{}\"\ntitle = \"{taxonomy}\"", slug(taxonomy));
    let term = |tag: &String| format!("\n[[taxonomies.terms]]\nid = \"{tag}\"\ntitle = \"{title}\"");
    tags.iter().map(term).fold(head, |text, term| text + &term)
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
        TomlMistake::Name { .. }
        | TomlMistake::RepeatedKey { .. }
        | TomlMistake::Bare { .. }
        | TomlMistake::Number { .. }
        | TomlMistake::RepeatedTable { .. }
        | TomlMistake::InnerQuotes { .. }
        | TomlMistake::Word { .. } => ("", ""),
        TomlMistake::Other(_) => (
            "không đọc được dòng này",
            "mỗi dòng có dạng khóa = giá trị; chữ để trong ngoặc kép \"…\"; ngày viết 2026-11-21",
        ),
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
        Expected::Positive => "số nguyên từ 1 trở lên",
        Expected::Minutes => "số phút: số nguyên từ 1 đến 480",
        Expected::Months => "số tháng: số nguyên từ 1 đến 1200",
        Expected::LessonMinutes => "số phút: số nguyên từ 5 đến 480",
        Expected::Number => "số từ 0 trở lên, phần lẻ viết sau dấu chấm, không quá sáu chữ số",
        Expected::Issued => "ngày, hoặc \"7/2022\", \"2022\" trong ngoặc kép nếu chưa biết rõ ngày",
        Expected::Date => "ngày, viết năm-tháng-ngày",
        Expected::WebAddress => "một địa chỉ bắt đầu bằng https://, trong ngoặc kép",
        Expected::SourceDate => "năm, tháng/năm hoặc ngày/tháng/năm trong ngoặc kép",
        Expected::Texts => "danh sách chữ",
        Expected::Numbers => "một số, hoặc danh sách số",
        Expected::Wholes => "danh sách số nguyên, ví dụ [1]",
        Expected::NumberLists => "danh sách gồm những danh sách số, ví dụ [[40, 50], [10, 12]]",
        Expected::Counts => "danh sách các cặp [số đếm, điểm]",
        Expected::Guide => "danh sách các cặp [điểm, \"mô tả\"]",
        Expected::Table => "một bảng",
        Expected::Tables => "các bảng mở bằng [[…]]",
        Expected::Colour => "một màu trong ngoặc kép",
        Expected::Colours => "hai màu, ban ngày và ban đêm",
    }
}

/// Hundredths, as they are written: `450` is `4,5`.
fn decimal(hundredths: u32) -> String {
    let text = format!("{},{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}
