//! What commands say in Vietnamese.

use crate::diagnostic::command::id_meant;
use crate::diagnostic::output_problem::shown;
use crate::diagnostic::{Lang, Misuse, Said, Step, Stop, printable, words};

pub(in crate::diagnostic) fn said(said: &Said<'_>) -> String {
    match said {
        Said::Step(Step::Reading) => "Đang đọc…".into(),
        Said::Step(Step::Checking) => "Đang kiểm tra…".into(),
        Said::Step(Step::Making { done, of }) => format!("Đang dựng {done}/{of} tệp…"),
        Said::Step(Step::SwappingIn) => "Đang thay trang cũ…".into(),
        Said::Built { files, folder, seconds } => {
            let time = seconds.map(|seconds| format!(" trong {} giây", format!("{seconds:.1}").replace('.', ",")));
            let time = time.unwrap_or_default();
            format!("Đã dựng {files} tệp vào {folder}{time}\nDung lượng (nén gzip -9, trừ chỗ ghi không nén):\n")
        }
        Said::Differs { new, changed, gone, same } => {
            format!("So với lần dựng trước: mới {new}, đổi {changed}, bỏ {gone}, giữ nguyên {same} tệp\n")
        }
        Said::Drafts { number, names } => {
            format!("{number} bài nháp không đăng: {names}\n  xem bằng: hoctap serve; đăng thì bỏ dòng draft = true\n")
        }
        Said::NoErrors => "Trang không có lỗi.\n".into(),
        Said::NotVerified => r#"Bộ này chưa đối chiếu với văn bản, nên trang chưa kết luận đạt hay chưa đạt.
Việc tiếp theo: so từng dòng với văn bản gốc; điền số, ngày, nơi ban hành và quy tắc đạt vào _index.md;
so xong thì sửa wording thành "official", sửa verified thành "rule" hoặc "full", bỏ missing và ask.
Kiểm tra lại bằng: hoctap check
"#
        .into(),
        Said::AsVerifiedBefore => {
            "Mức đã đối chiếu và nguồn lời văn giữ như tệp ghi. Kiểm tra lại bằng: hoctap check\n".into()
        }
    }
}

pub(in crate::diagnostic) fn stop(stop: &Stop<'_>) -> (String, Option<String>) {
    let in_words = |error| {
        let (why, hint) = words(error, Lang::Vi);
        (why, Some(hint.to_owned()))
    };
    match stop {
        Stop::Io(path, error) => {
            let (why, hint) = in_words(error);
            (format!("không dùng được {}: {why}", shown(path)), hint)
        }
        Stop::Machine(error) => {
            let (why, hint) = in_words(error);
            (format!("chưa làm được: {why}"), hint)
        }
        Stop::Output(error) => {
            let (why, hint) = in_words(error);
            (format!("kết quả không in ra được trọn vẹn: {why}"), hint)
        }
        Stop::Kept(path) => (
            format!("{} đã có, nên không ghi đè", shown(path)),
            Some("chọn tên khác bằng --out, hoặc thêm --force để thay tệp ấy".into()),
        ),
        Stop::NoPlainFile(path) => (
            format!(
                "{} là liên kết, thư mục hoặc thiết bị, không phải một tệp thường, nên không ghi vào đó",
                shown(path)
            ),
            Some("chọn tên khác bằng --out; --out - là in ra".into()),
        ),
        Stop::Usage(option, value) => {
            let hint = match *option {
                "--registered" => Some("gõ số liền, không dấu chấm hay phẩy: 1200; từng nhóm thì truong=300".into()),
                "TITLE" => Some("đặt tên có chữ, trong ngoặc kép: hoctap new article \"Tên bài\"".into()),
                _ => id_meant(option, value)
                    .map(|id| format!("mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối: có phải {id}?")),
            };
            (format!("{option} không thể là “{}”", printable(value)), hint)
        }
    }
}

pub(in crate::diagnostic) fn misuse(misuse: &Misuse, similar: Option<&str>) -> String {
    let what = match misuse {
        Misuse::UnknownArgument(argument) => format!("không hiểu “{argument}”"),
        Misuse::UnknownCommand(command) => format!("không có lệnh “{command}”"),
        Misuse::NoCommand => "thiếu tên lệnh".into(),
        Misuse::Missing(argument) => format!("còn thiếu {}", named(argument)),
        Misuse::NoValue(argument) => format!("{argument} cần một giá trị đứng sau"),
        Misuse::NotOneOf { argument, value, known } => {
            format!("{argument} không thể là “{value}”; chọn một trong: {known}")
        }
        Misuse::NoDate { argument, value } => {
            format!("{argument} không thể là “{value}”: viết năm-tháng-ngày, ví dụ 2026-11-21")
        }
        Misuse::BadValue { argument, value } => format!("{argument} không thể là “{value}”"),
        Misuse::Twice(argument) => format!("{argument} chỉ viết một lần"),
        Misuse::NotTogether(argument, other) => format!("{argument} không dùng cùng với {other}"),
        Misuse::TooMany { argument, value } => format!("thừa “{value}” sau {argument}"),
        Misuse::NotUtf8 => "có chữ không phải UTF-8 trên dòng lệnh".into(),
        Misuse::Other => "không hiểu dòng lệnh".into(),
    };
    let hint = match similar {
        Some(similar) => format!("có phải {similar}? Xem cách dùng: hoctap --help"),
        None => "xem cách dùng: hoctap --help".into(),
    };
    format!("lỗi: {what}\n  gợi ý: {hint}\n")
}

/// What is missing, in words: `<COURSE>, <TITLE>`.
fn named(arguments: &str) -> String {
    const NAMES: [(&str, &str); 10] = [
        ("<TITLE>", "tên bài, để trong ngoặc kép"),
        ("<COURSE>", "mã khóa học, ví dụ khoa-1"),
        ("<SET>", "mã bộ tiêu chí"),
        ("<ID>", "mã bộ tiêu chí"),
        ("<FILE>", "tên tệp"),
        ("<FILES>", "tên các tệp phiếu"),
        ("<SHEET>", "tên tệp phiếu"),
        ("--title <TITLE>", "--title và tên bộ"),
        ("--set <SET>", "--set và mã bộ tiêu chí"),
        ("<FILES>...", "tên các tệp phiếu"),
    ];
    let name = |argument: &str| {
        NAMES.iter().find(|(name, _)| *name == argument).map_or(argument, |(_, words)| *words).to_owned()
    };
    arguments.split(", ").map(name).collect::<Vec<_>>().join("; ")
}
