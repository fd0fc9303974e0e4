//! Statistics and their sources: a percentage, or a count of people or places, says where it was read, in the same paragraph,
//! list item or table.
//!
//! The rules rather miss one than accuse what is none:
//! - A percentage is a statistic, but not on the pages of a set (there it is the rule), and not of a battery or a screen.
//! - A number before a word for people is one from 50 on, before a word for places or classes from 10 on: “nhóm 5 người”
//!   tells what to do. Years, dates, numbers of decisions, points and minutes are none.
//! - What says that it is an example, and what stands in a question, is invented.
//! - A source is a footnote, a link that leaves the site, the number of a decision, the name of a source of the page, or
//!   “theo” and a name. A paragraph with a source that ends with a colon speaks for the list or table behind it.

/// From how many on a count of people is a statistic.
const PEOPLE_FROM: u64 = 50;
/// The same of places and classes.
const PLACES_FROM: u64 = 10;

const PEOPLE: [&str; 17] = [
    "công dân",
    "người",
    "nông dân",
    "hội viên",
    "học viên",
    "cán bộ",
    "hộ",
    "gia đình",
    "dòng họ",
    "lao động",
    "công nhân",
    "học sinh",
    "sinh viên",
    "đảng viên",
    "lượt",
    "giáo viên",
    "thành viên",
];

const PLACES: [&str; 14] = [
    "xã",
    "phường",
    "huyện",
    "tỉnh",
    "thành phố",
    "thôn",
    "khu dân cư",
    "đơn vị",
    "cơ quan",
    "trung tâm",
    "lớp",
    "chi hội",
    "cộng đồng",
    "câu lạc bộ",
];

/// Behind a number, more of it.
const THOUSANDS: [&str; 4] = ["nghìn", "ngàn", "triệu", "vạn"];

/// A text with one of these speaks of nothing that was counted.
const INVENTED: [&str; 8] =
    ["ví dụ", "thí dụ", "giả sử", "chẳng hạn", "tưởng tượng", "thử tính", "không có thật", "bịa"];

/// A percentage beside one of these is a setting of a device.
const OF_DEVICES: [&str; 6] = ["pin", "độ sáng", "âm lượng", "cỡ chữ", "phóng", "màn hình"];

/// The column of a table that counts.
const COUNTING: [&str; 6] = ["số người", "số hộ", "số lớp", "số xã", "tỷ lệ", "tỉ lệ"];

/// Kinds of decisions, as their numbers name them.
const DECISIONS: [&str; 10] = ["QĐ", "TT", "NĐ", "KH", "NQ", "CT", "CV", "HD", "BC", "QH"];

/// A statistic: where it begins in the text, and how it reads.
pub(super) type Figure = (usize, String);

/// The first statistic of a text; `of_a_set` where percentages are the rule.
pub(super) fn find(text: &str, of_a_set: bool) -> Option<Figure> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase();
    if INVENTED.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let is_device = OF_DEVICES.iter().any(|word| holds(&lower, word));
    let mut from = 0;
    while let Some(start) = text[from..].find(|char: char| char.is_ascii_digit()).map(|at| from + at) {
        let length = number_length(&text[start..]);
        let (number, rest) = text[start..].split_at(length);
        from = start + length;
        if is_part_of_a_word(&text[..start], rest) {
            continue;
        }
        let spoken = rest.trim_start();
        let space = rest.len() - spoken.len();
        if spoken.starts_with('%') {
            if !of_a_set && !is_device {
                return Some((start, format!("{number}%")));
            }
            continue;
        }
        if space > 0
            && let Some(words) = counted(number, spoken)
        {
            return Some((start, format!("{number} {words}")));
        }
    }
    None
}

/// The column of a table that counts, where there is a number in any row.
pub(super) fn find_in_table(head: &str, rows: &str) -> Option<String> {
    let head = head.to_lowercase();
    let column = COUNTING.iter().find(|column| head.contains(**column))?;
    let counts = rows.contains(|char: char| char.is_ascii_digit())
        && !INVENTED.iter().any(|word| rows.to_lowercase().contains(word));
    counts.then(|| (*column).to_owned())
}

/// Whether a text names where it has its numbers from; `publishers` are the sources that the page names.
pub(super) fn names_source<'p>(text: &str, mut publishers: impl Iterator<Item = &'p str>) -> bool {
    let lower = text.to_lowercase();
    if lower.contains("nguồn:") || lower.contains("cùng nguồn") || has_decision(text) {
        return true;
    }
    publishers.any(|publisher| {
        let name = publisher.split(['(', ',']).next().unwrap_or(publisher).trim().to_lowercase();
        !name.is_empty() && lower.contains(&name)
    }) || follows_name(text)
}

/// “Theo Báo …”, “theo tin của xã Mai Lâm”, “theo tin ngày 25/9/2024”
fn follows_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().any(|(at, word)| {
        let is_theo = word.trim_start_matches(['(', '“']).to_lowercase() == "theo";
        let is_name = |word: &&str| word.trim_start_matches(['“', '(']).starts_with(char::is_uppercase);
        is_theo && (words[at + 1..].iter().take(4).any(is_name) || matches!(words.get(at + 1), Some(&("tin" | "báo"))))
    })
}

/// “324/QĐ-KHVN”, “22/2020/TT-BGDĐT”
fn has_decision(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_start_matches(['(', '“']);
        let begins = word.starts_with(|char: char| char.is_ascii_digit());
        begins && word.split('/').skip(1).any(|part| DECISIONS.iter().any(|kind| part.starts_with(kind)))
    })
}

/// The word behind a number that says what was counted, where there are enough.
fn counted(number: &str, spoken: &str) -> Option<String> {
    let digits = number.split(',').next().unwrap_or(number);
    let value: u64 = digits.replace('.', "").parse().ok()?;
    let lower = spoken.to_lowercase();
    let thousands = THOUSANDS.iter().find_map(|word| Some((*word, begins(&lower, word)?)));
    let (of_words, rest) = thousands.map_or(("", lower.as_str()), |(word, rest)| (word, rest.trim_start()));
    // A year, not so many.
    if of_words.is_empty() && !number.contains('.') && (1900..=2100).contains(&value) {
        return None;
    }
    let value = if of_words.is_empty() { value } else { u64::MAX };
    let among = |words: &[&'static str], least: u64| {
        words.iter().find(|word| value >= least && begins(rest, word).is_some()).copied()
    };
    let noun = among(&PEOPLE, PEOPLE_FROM).or_else(|| among(&PLACES, PLACES_FROM))?;
    Some(format!("{of_words} {noun}").trim_start().to_owned())
}

/// What stands behind a whole word that a text begins with.
fn begins<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a text holds a whole word.
fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

/// `53.100`, `92,5`: digits, with points and commas between digits.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len())
        .find(|&at| !(is_digit(at) || matches!(bytes[at], b'.' | b',') && is_digit(at + 1)))
        .unwrap_or(bytes.len())
}

/// Dates, numbers of decisions, names such as `HT2`.
fn is_part_of_a_word(before: &str, rest: &str) -> bool {
    before.ends_with(|char: char| char.is_alphanumeric() || matches!(char, '/' | '-' | '.' | ':'))
        || rest.starts_with(|char: char| char.is_alphabetic() || matches!(char, '/' | '-' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Option<String> {
        find(text, false).map(|(_, figure)| figure)
    }

    #[test]
    fn percentages_and_counts_of_people_and_places_are_statistics() {
        for (text, expected) in [
            ("Cả tỉnh có 53.100 công dân học tập.", "53.100 công dân"),
            ("Hơn 260 nông dân đã ghi tên.", "260 nông dân"),
            ("Tăng lên 40% trong năm.", "40%"),
            ("Đạt 92,5 % số nhà.", "92,5%"),
            ("Có 1,2 triệu người học.", "1,2 triệu người"),
            ("Từ năm 2021, 15 xã cùng làm.", "15 xã"),
            ("Mở 120 lớp cho dân.", "120 lớp"),
        ] {
            assert_eq!(figure(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn instructions_dates_points_and_examples_are_none() {
        for text in [
            "Chia nhóm 5 người, học 45 phút.",
            "Sang bước 3.",
            "Phải từ 80 điểm trở lên.",
            "Ngày 25/9/2024 xã họp.",
            "Quyết định 324/QĐ-KHVN",
            "Năm 2024 người dân đăng ký.",
            "Lớp 30 người là vừa.",
            "Ví dụ xã có 1.200 người thì 40% là 480 người.",
            "Pin dưới 20% thì cắm sạc.",
            "In 60 bản, gửi hai thôn.",
        ] {
            assert_eq!(figure(text), None, "{text}");
        }
        assert_eq!(find("Từ 90% người lớn đạt.", true), None, "the rule of a set");
    }

    #[test]
    fn a_source_is_a_name_or_a_decision() {
        let named = |text| names_source(text, ["Báo Quảng Ngãi (điện tử)"].into_iter());
        for text in [
            "Theo Hội Khuyến học tỉnh, có 100 xã.",
            "Có 100 xã, theo tin của xã Mai Lâm.",
            "báo Quảng Ngãi ghi 100 xã.",
            "Theo Quyết định 324/QĐ-KHVN, từ 40%.",
            "Mục tiêu 40% (387/QĐ-TTg).",
            "Nguồn: tỉnh hội.",
        ] {
            assert!(named(text), "{text}");
        }
        for text in ["Cứ theo đó mà làm, có 100 xã.", "Đạt 40% số hộ.", "Ngày 25/9/2024 có 100 xã."] {
            assert!(!named(text), "{text}");
        }
    }

    #[test]
    fn a_column_that_counts_makes_a_table_one() {
        assert_eq!(find_in_table("Nhóm Số người", "Cán bộ 191").as_deref(), Some("số người"));
        assert_eq!(find_in_table("Nhóm Số người", "Cán bộ chưa rõ"), None);
        assert_eq!(find_in_table("Mục Ghi", "Xem lại 30/6"), None);
    }
}
