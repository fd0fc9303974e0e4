//! Numbers and thresholds as tables have them: `10 điểm`, `0 - 10`, `≥ 90%`, `từ 90 % trở lên`, `Đạt`, `Không quy định`.

use super::xlsx::DATE;
use crate::diagnostic::Mistake;
use wasm_check::decimal::{Decimal, Unread};
use wasm_check::vietnamese::fold_char;

/// What a level asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Threshold {
    /// Nothing.
    Nothing,
    /// That it is met.
    Met,
    /// So many of a hundred.
    Percent(Decimal),
    /// So many, and of what.
    Number(Decimal, Option<String>),
    /// That level of a standard.
    Step(Decimal),
    /// So many of a hundred, and so many others.
    Pair(Decimal, Decimal),
}

const NOTHING: [&str; 8] =
    ["-", "–", "—", "khong quy dinh", "khong yeu cau", "khong xet", "chua quy dinh", "khong co quy dinh"];
const MET: [&str; 13] =
    ["dat", "co", "x", "v", "✓", "✔", "√", "☑", "☒", "dat yeu cau", "bat buoc", "dam bao", "co thuc hien"];
/// No standard has more levels.
const MOST_STEPS: u32 = 9;
/// What says “at least”.
const AT_LEAST: [&str; 10] = ["≥", ">=", "=>", "tu", "dat", "toi thieu", "it nhat", "co", "khong duoi", "phai"];
/// What says “more than”, which no threshold here can say.
const MORE_THAN: [&str; 5] = [">", "tren", "hon", "lon hon", "cao hon"];

/// The text of a cell without marks and case, letter by letter: what is cut off one is cut off the other.
fn folded(text: &str) -> Vec<char> {
    text.chars().map(|char| fold_char(char).unwrap_or(char)).collect()
}

/// What parts two figures in one cell.
const BETWEEN: [&str; 5] = [";", "\n", " và ", ", trong đó", " trong đó"];

/// A maximum of points.
pub(super) fn points(text: &str) -> Result<Decimal, Mistake> {
    is_typed(text)?;
    let plain: String = folded(text).into_iter().collect();
    let mut rest = plain.trim();
    for start in ["toi da", "tu"] {
        rest = rest.strip_prefix(start).unwrap_or(rest).trim_start_matches([':', ' ']);
    }
    for end in ["diem", "d"] {
        rest = rest.strip_suffix(end).unwrap_or(rest).trim_end();
    }
    // From nothing up to the maximum.
    for between in ["den", "-", "–"] {
        if let Some((least, most)) = rest.split_once(between)
            && Decimal::parse_typed(least) == Ok(Decimal::ZERO)
        {
            rest = most.trim();
        }
    }
    let bad = || Mistake::Points { text: text.to_owned() };
    let points = typed(rest, text, bad)?;
    if points > Decimal::ZERO { Ok(points) } else { Err(bad()) }
}

/// The points of a way to answer: as a maximum is written, and 0.
pub(super) fn choice_points(text: &str) -> Option<Decimal> {
    let nothing = || folded(text).into_iter().collect::<String>().replace("diem", "").trim() == "0";
    points(text).ok().or_else(|| nothing().then_some(Decimal::ZERO))
}

/// A number that our own export wrote.
pub(super) fn number(text: &str) -> Result<Decimal, Mistake> {
    is_typed(text)?;
    let percent = |text: &str| Decimal::parse_percent(text).ok().filter(|_| text.trim_end().ends_with('%'));
    percent(text).map_or_else(|| typed(text, text, || Mistake::Number { text: text.to_owned() }), Ok)
}

/// A number out of a cell; one with two readings names both.
fn typed(number: &str, cell: &str, bad: impl Fn() -> Mistake) -> Result<Decimal, Mistake> {
    Decimal::parse_typed(number).map_err(|unread| match unread {
        Unread::Thousands => Mistake::Thousands { text: cell.to_owned(), number: number.trim().to_owned() },
        Unread::NoNumber => bad(),
    })
}

/// What a level asks for. `in_percent` where the heading says so.
pub(super) fn threshold(text: &str, in_percent: bool) -> Result<Threshold, Mistake> {
    for between in BETWEEN {
        let Some((first, second)) = text.split_once(between) else { continue };
        let second = second.trim().trim_start_matches("trong đó").trim_start().trim_start_matches("có ");
        let both = (one_threshold(first.trim().trim_end_matches(','), in_percent), one_threshold(second, in_percent));
        if let (Ok(Threshold::Percent(first)), Ok(Threshold::Percent(second))) = both {
            return Ok(Threshold::Pair(first, second));
        }
    }
    one_threshold(text, in_percent)
}

fn one_threshold(text: &str, in_percent: bool) -> Result<Threshold, Mistake> {
    is_typed(text)?;
    let bad = || Mistake::Threshold { text: text.to_owned() };
    let plain: String = folded(text).into_iter().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_end_matches('.');
    if NOTHING.contains(&plain) {
        return Ok(Threshold::Nothing);
    }
    if MET.contains(&plain) {
        return Ok(Threshold::Met);
    }
    if MORE_THAN.iter().any(|word| begins_with(plain, word)) && !begins_with(plain, ">=") {
        return Err(Mistake::ThresholdStrict { text: text.to_owned() });
    }
    let mut rest = plain;
    while let Some(shorter) = AT_LEAST.iter().filter(|word| begins_with(rest, word)).max_by_key(|word| word.len()) {
        rest = rest[shorter.len()..].trim_start();
    }
    rest = rest.strip_suffix("tro len").unwrap_or(rest).trim_end();
    if let Some(step) = rest.strip_prefix("muc do").or_else(|| rest.strip_prefix("muc")) {
        let step = step.trim().parse::<u32>().ok().filter(|step| (1..=MOST_STEPS).contains(step));
        return step.map(|step| Threshold::Step(Decimal::whole(step))).ok_or_else(bad);
    }
    let digits = rest.find(|char: char| !char.is_ascii_digit() && char != ',' && char != '.').unwrap_or(rest.len());
    let value = typed(rest[..digits].trim_end_matches(['.', ',']), text, bad)?;
    let unit = rest[digits..].trim();
    let percent = unit.strip_prefix('%').or_else(|| unit.strip_prefix("phan tram"));
    match percent {
        Some(more) if matches!(more.trim(), "" | "tro len") => percentage(value, text),
        None if unit.is_empty() && in_percent => percentage(value, text),
        None if unit.is_empty() => Err(Mistake::ThresholdUnclear { text: text.to_owned() }),
        None if unit.starts_with(|char: char| char.is_alphabetic()) => {
            Ok(Threshold::Number(value, Some(unit_of(text, unit))))
        }
        _ => Err(bad()),
    }
}

fn percentage(value: Decimal, text: &str) -> Result<Threshold, Mistake> {
    let fine = value > Decimal::ZERO && value <= Decimal::HUNDRED;
    if fine { Ok(Threshold::Percent(value)) } else { Err(Mistake::Threshold { text: text.to_owned() }) }
}

/// A word at the beginning, not the beginning of a word.
fn begins_with(text: &str, word: &str) -> bool {
    let ends_in_letter = word.ends_with(char::is_alphabetic);
    text.strip_prefix(word).is_some_and(|rest| !ends_in_letter || !rest.starts_with(char::is_alphabetic))
}

/// The unit with its marks: as many words from the end as the folded unit has, before “trở lên”.
fn unit_of(text: &str, unit: &str) -> String {
    let mut words: Vec<&str> = text.trim_end_matches('.').split_whitespace().collect();
    if folded(&words.join(" ")).into_iter().collect::<String>().ends_with("tro len") {
        words.truncate(words.len().saturating_sub(2));
    }
    let count = unit.split(' ').count();
    let unit = words[words.len().saturating_sub(count)..].join(" ");
    unit.trim_start_matches(|char: char| char.is_ascii_digit()).trim().to_owned()
}

/// Whether a person typed what stands there: no day that Excel made of it, no formula without its result.
fn is_typed(text: &str) -> Result<(), Mistake> {
    if let Some(day) = text.strip_prefix(DATE) {
        return Err(Mistake::BecameDate { text: day.to_owned() });
    }
    if text.starts_with('=') && text.len() > 1 && !text.starts_with("=>") {
        return Err(Mistake::Uncounted { text: text.to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_there_in_many_ways() {
        for text in
            ["10", "10,0", "10 điểm", "10đ", "Tối đa 10", "tối đa: 10 điểm", "0-10", "0 – 10 điểm", "Từ 0 đến 10"]
        {
            assert_eq!(points(text), Ok(Decimal::whole(10)), "{text}");
        }
        for text in ["1.200", "1.200 điểm", "Tối đa 1.200"] {
            assert!(matches!(points(text), Err(Mistake::Thousands { .. })), "{text}");
        }
        assert!(matches!(threshold("1.200 người", false), Err(Mistake::Thousands { .. })));
        assert!(matches!(threshold("=SUM(D2:D4)", false), Err(Mistake::Uncounted { .. })));
        assert_eq!([choice_points("0 điểm"), choice_points("5đ")], [Some(Decimal::ZERO), Some(Decimal::whole(5))]);
        assert_eq!(points("2,5"), Ok(Decimal::from_millionths(2_500_000)));
        for text in ["mười", "0", "5-10", "10%", "-10", "1O", "10 + 5", "đ"] {
            assert!(points(text).is_err(), "{text}");
        }
    }

    #[test]
    fn thresholds_stand_there_in_many_ways() {
        let ninety = Ok(Threshold::Percent(Decimal::whole(90)));
        for text in [
            "90%",
            "≥ 90%",
            "≥90 %",
            ">= 90%",
            "từ 90% trở lên",
            "Đạt 90 %",
            "Đạt từ 90% trở lên.",
            "tối thiểu 90,0%",
            "90 phần trăm",
        ] {
            assert_eq!(threshold(text, false), ninety, "{text}");
        }
        assert_eq!(threshold("90", true), ninety);
        for text in ["Đạt", "Có", "x", "X", "✓"] {
            assert_eq!(threshold(text, false), Ok(Threshold::Met), "{text}");
        }
        for text in ["-", "Không quy định", "–"] {
            assert_eq!(threshold(text, false), Ok(Threshold::Nothing), "{text}");
        }
        let two = Ok(Threshold::Number(Decimal::whole(2), Some("lớp".to_owned())));
        for text in ["2 lớp", "ít nhất 2 lớp", "≥ 2 lớp", "Có từ 2 lớp trở lên", "2lớp"] {
            assert_eq!(threshold(text, false), two, "{text}");
        }
        assert!(matches!(threshold("90", false), Err(Mistake::ThresholdUnclear { .. })));
        assert!(matches!(threshold("trên 90%", false), Err(Mistake::ThresholdStrict { .. })));
        assert!(matches!(threshold("\u{e000}1/2/2026", false), Err(Mistake::BecameDate { .. })));
        for text in ["50% và 12%", "50%; 12%", "Ít nhất 50%, trong đó ít nhất 12%", "≥ 50%\n≥ 12%"] {
            let both = Ok(Threshold::Pair(Decimal::whole(50), Decimal::whole(12)));
            assert_eq!(threshold(text, false), both, "{text}");
        }
        for text in ["Mức độ 2", "Đạt mức độ 2", "đạt mức 2 trở lên"] {
            assert_eq!(threshold(text, false), Ok(Threshold::Step(Decimal::whole(2))), "{text}");
        }
        for text in ["mức độ", "mức độ 0", "mức độ 12", "50% và 12", "50% và 12% và 3%"] {
            assert!(threshold(text, false).is_err(), "{text}");
        }
        for text in ["chín mươi", "190%", "80-90%", "dưới 5%", "%", "0%", "90%%"] {
            assert!(threshold(text, false).is_err(), "{text}");
        }
    }
}
