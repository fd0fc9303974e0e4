//! Sentences that wait to be replaced: those that `hoctap new` writes, and those that people leave for later.

use super::Found;
use crate::diagnostic::LeftoverProblem;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// What must hold besides, for words that also stand in finished texts.
#[derive(Clone, Copy)]
enum Where {
    /// Anywhere.
    Any,
    /// Nothing but marks around it: a sentence, or a value, of its own.
    Alone,
    /// A value of the front matter, with its quotes.
    Value,
    /// In capitals, as a word of its own.
    Capitals,
    /// Nothing but that letter, as a word of its own.
    Letters,
    /// Dots that stand for a number or a day.
    Dots,
}

/// What is looked for. Capitals of ASCII letters count as small ones.
const WAITING: [(&str, Where); 68] = [
    // Those of `hoctap new`.
    ("một câu: trang này ", Where::Any),
    ("một câu: bài này ", Where::Any),
    ("một câu: khóa này ", Where::Any),
    ("một câu: tiêu chí này ", Where::Any),
    ("viết ở đây vài câu", Where::Any),
    ("mở đầu: bài này nói về điều gì", Where::Any),
    ("người đọc nên làm gì sau khi đọc xong", Where::Any),
    ("người học nên làm gì ở nhà", Where::Any),
    ("bài này giúp gì, cần chuẩn bị gì", Where::Any),
    ("lời dặn cho người dạy: hiện trên trang", Where::Any),
    ("câu trả lời mà người học hay nhầm", Where::Alone),
    ("vì sao câu kia đúng, các câu khác sai ở đâu", Where::Alone),
    ("việc thứ nhất học xong làm được", Where::Any),
    ("một việc làm ngay trong buổi học", Where::Alone),
    ("lấy điều gì từ nguồn này", Where::Any),
    ("tên chỉ số thứ nhất, như văn bản ghi", Where::Any),
    ("tên chỉ tiêu thứ nhất, như văn bản ghi", Where::Any),
    ("tiêu chí này hỏi gì, vì sao. mỗi tiêu chí một tệp", Where::Any),
    ("này bằng lời thường: hỏi gì, nhìn vào đâu", Where::Any),
    ("\"tên khóa học\"", Where::Value),
    ("\"dành cho ai\"", Where::Value),
    ("\"tên báo hoặc cơ quan\"", Where::Value),
    ("\"tên tiêu chí thứ nhất\"", Where::Value),
    ("\"ví dụ một minh chứng\"", Where::Value),
    // Those of people.
    ("lorem ipsum", Where::Any),
    ("dolor sit amet", Where::Any),
    ("(điền ", Where::Any),
    ("[điền ", Where::Any),
    ("(Điền ", Where::Any),
    ("[Điền ", Where::Any),
    ("điền vào đây", Where::Any),
    ("Điền vào đây", Where::Any),
    ("điền sau", Where::Alone),
    ("Điền sau", Where::Alone),
    ("viết vào đây", Where::Any),
    ("viết sau", Where::Alone),
    ("nội dung ở đây", Where::Any),
    ("nội dung tại đây", Where::Any),
    ("(nhập ", Where::Any),
    ("[nhập ", Where::Any),
    ("[tên ", Where::Any),
    ("[họ tên", Where::Any),
    ("[họ và tên", Where::Any),
    ("[số ", Where::Any),
    ("[ngày ", Where::Any),
    ("[địa chỉ", Where::Any),
    ("(chèn ", Where::Any),
    ("[chèn ", Where::Any),
    ("chèn hình vào đây", Where::Any),
    ("bổ sung sau", Where::Alone),
    ("sẽ bổ sung", Where::Alone),
    ("cập nhật sau", Where::Alone),
    ("đang cập nhật", Where::Alone),
    ("nội dung đang cập nhật", Where::Alone),
    ("Đang cập nhật", Where::Alone),
    ("đang biên soạn", Where::Alone),
    ("Đang biên soạn", Where::Alone),
    ("chưa có nội dung", Where::Alone),
    ("todo", Where::Capitals),
    ("fixme", Where::Capitals),
    ("tbd", Where::Capitals),
    ("xxx", Where::Letters),
    ("…/", Where::Dots),
    ("../", Where::Dots),
    ("/…", Where::Dots),
    ("/..", Where::Dots),
    ("ngày …", Where::Dots),
    ("ngày ..", Where::Dots),
];

/// Behind such a word XXX is thirty.
const COUNTED: [&str; 14] =
    ["kỷ", "kỉ", "thứ", "khóa", "khoá", "Khóa", "Khoá", "chương", "Chương", "phần", "Phần", "mục", "Mục", "kỳ"];

/// Made once; nothing is found where it cannot be made, which a test rules out.
static MACHINE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder().ascii_case_insensitive(true).build(WAITING.iter().map(|(words, _)| words)).ok()
});

/// Finds them in a text that readers see, one in each line.
pub(super) fn find(text: &str) -> Found {
    let Some(machine) = MACHINE.as_ref() else { return Vec::new() };
    let mut found: Found = Vec::new();
    let mut line = None;
    for waiting in machine.find_iter(text) {
        let (start, end) = (waiting.start(), waiting.end());
        let Some(words) = whole(text, start, end, WAITING[waiting.pattern().as_usize()].1) else { continue };
        let here = text[..start].rfind('\n');
        if !found.is_empty() && line == here {
            continue;
        }
        line = here;
        found.push((start, LeftoverProblem::Placeholder { text: words.to_owned() }));
    }
    found
}

/// What stands there, where it waits to be replaced.
fn whole(text: &str, start: usize, end: usize, condition: Where) -> Option<&str> {
    let (before, after) = (&text[..start], &text[end..]);
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    match condition {
        Where::Any => {
            let rest = after.find(['.', '\n', ')', ']', '"', '”', '\u{1}']).unwrap_or(after.len());
            let close = usize::from(after[rest..].starts_with([')', ']']));
            Some(text[start..end + rest + close].trim_end())
        }
        Where::Alone => {
            let mark = |char: char| !char.is_alphanumeric() && char != ',';
            let begins = before.lines().next_back().filter(|_| !before.ends_with('\n')).unwrap_or_default().trim_end();
            let ends = after.lines().next().unwrap_or_default().trim_start();
            let is_alone = begins.chars().next_back().is_none_or(mark) && ends.chars().next().is_none_or(mark);
            is_alone.then(|| &text[start..end])
        }
        Where::Value => {
            let is_value = before.trim_end().ends_with(['=', '[', ',']);
            is_value.then(|| text[start..end].trim_matches('"'))
        }
        Where::Capitals => {
            let is_capital = text[start..end].bytes().all(|byte| byte.is_ascii_uppercase());
            (is_capital && !is_word(last) && !is_word(next)).then(|| &text[start..end])
        }
        Where::Letters => {
            let letter = text[start..end].chars().next()?;
            let rest = after.find(|char| char != letter).unwrap_or(after.len());
            let run = &text[start..end + rest];
            // Thirty in Roman numbers, and figures of a telephone that are left out.
            let is_counted = before.split_whitespace().next_back().is_some_and(|word| COUNTED.contains(&word));
            let is_number = letter == 'X' && run.len() == 3 && is_counted;
            let is_part = |word: &&str| word.chars().all(|char| char == letter || char.is_ascii_digit());
            let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
            let is_masked = before.split_whitespace().rev().take_while(is_part).any(has_digit)
                || after[rest..].split_whitespace().take_while(is_part).any(has_digit);
            let is_alone = run.chars().all(|char| char == letter)
                && !is_word(last)
                && !is_word(after[rest..].chars().next())
                && !matches!(last, Some('.' | '*' | '-'));
            (is_alone && !is_number && !is_masked).then_some(run)
        }
        Where::Dots => dots(text, start, end),
    }
}

/// `…/…`, `Số ...../QĐ-UBND`, `ngày … tháng …`
fn dots(text: &str, start: usize, end: usize) -> Option<&str> {
    let is_dot = |char: char| matches!(char, '.' | '…');
    let weight = |run: &str| run.chars().map(|char| if char == '…' { 3 } else { 1 }).sum::<usize>();
    if text[start..end].starts_with("ngày") {
        let rest = &text[end..];
        let near = rest.find('\n').unwrap_or(rest.len()).min(60);
        let near = (0..=near).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
        let month = rest[..near].find("tháng")?;
        return Some(text[start..end + month + "tháng".len()].trim());
    }
    let slash = start + text[start..end].find('/')?;
    let left = &text[..slash];
    let left = &left[left.trim_end_matches(is_dot).len()..];
    let behind = &text[slash + 1..];
    let right = &behind[..behind.len() - behind.trim_start_matches(is_dot).len()];
    let is_number = |run: &str| weight(run) > 2;
    let is_sign = behind.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit());
    // “Số: …/KH-HKH” at the head of a form is filled in by hand.
    let head = text[..slash - left.len()].trim_end();
    if left.len() + head.len() > 0
        && head.rsplit(['\n', '|', '>', '*', '\u{1}']).next().is_some_and(|head| matches!(head.trim(), "Số:" | "SỐ:"))
    {
        return None;
    }
    let is_slot = is_number(left) && (is_number(right) || is_sign)
        || is_number(right) && left.is_empty() && { text[..slash].ends_with(|char: char| char.is_ascii_digit()) };
    is_slot.then(|| {
        let tail = behind.find(char::is_whitespace).unwrap_or(behind.len());
        &text[slash - left.len()..slash + 1 + tail]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_to_be_replaced_is_told_from_what_is_finished() {
        assert!(MACHINE.is_some());
        for (text, told) in [
            ("Lớp mở (điền vào đây) mỗi tối", "(điền vào đây)"),
            ("Lorem ipsum dolor", "Lorem ipsum dolor"),
            ("Đang cập nhật…", "Đang cập nhật"),
            ("Nội dung: đang cập nhật.", "đang cập nhật"),
            ("Số xxx/QĐ-UBND", "xxx"),
            ("Quyết định số …../QĐ-UBND ngày", "…../QĐ-UBND"),
            ("Đạt …../….. người", "…../….."),
            ("Hà Nội, ngày … tháng … năm …", "ngày … tháng"),
            ("Gặp [tên người phụ trách] ở xã", "[tên người phụ trách]"),
            ("[Họ tên] ghi ở đây", "[Họ tên]"),
            ("Nội dung đang cập nhật.", "Nội dung đang cập nhật"),
            ("TODO: viết tiếp", "TODO"),
            ("XXX", "XXX"),
            ("gặp ông XXX ở xã", "XXX"),
            ("“Lorem ipsum”", "Lorem ipsum"),
        ] {
            let found: Vec<_> = find(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].1, LeftoverProblem::Placeholder { text: told.to_owned() }, "{text}");
        }
        for fine in [
            "Máy đang cập nhật phần mềm",
            "Bấm Cập nhật sau nếu đang bận",
            "số 09xx xxx xxx",
            "thế kỷ XXX",
            "Xem ../anh và 1/2, v.v.../ hết",
            "todo mundo",
            "www.vidu.vn/…",
            "Số: …/KH-HKH",
            "| Số: ...../QĐ-UBND | a |",
            "Điền tên, ngày sinh vào tờ khai",
            "",
        ] {
            assert_eq!(find(fine), [], "{fine}");
        }
    }
}
