//! How Vietnamese tables number what they hold: `I`, `1`, `1.1`, `a)`, `Tiêu chí 1:`, in a column of its own or in the
//! text itself.

use crate::source::bullets::BULLETS;
use wasm_check::vietnamese::fold;

/// How deep a number stands, in the order in which tables use them; the same table skips some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// `A`, `Phần I`
    Part,
    /// `I`
    Roman,
    /// `Tiêu chí 1`
    Criterion,
    /// `1`
    Whole,
    /// `1.1`
    Second,
    /// `Chỉ số 1`, `Chỉ tiêu 1`
    Item,
    /// `1.1.1`
    Third,
    /// `a)`
    Letter,
    /// `-`
    Dash,
}

/// What a cell of the column `TT` says.
pub(super) fn of_cell(text: &str) -> Option<Rank> {
    let text = text.trim().trim_end_matches(['.', ')', ':', '/', '-']).trim_start_matches('(');
    named(text).filter(|(_, rest)| rest.is_empty()).map(|(rank, _)| rank).or_else(|| rank(text))
}

/// The number that a text begins with, and the text behind it.
pub(super) fn of_text(text: &str) -> Option<(Rank, &str)> {
    let text = text.trim();
    if let Some((rank, rest)) = named(text) {
        return (!rest.is_empty()).then_some((rank, rest));
    }
    let (number, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start_matches([' ', '\n', '-', '–', ':', '.']);
    let bare = number.trim_end_matches(['.', ')', ':', '/', '-']);
    let is_bullet = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next();
        chars.next().is_none()
            && first.is_some_and(|char| matches!(char, '-' | '+' | '*' | '–' | '—' | '→') || BULLETS.contains(&char))
    };
    let rank = if bare.is_empty() || is_bullet(bare) {
        is_bullet(number).then_some(Rank::Dash)
    } else {
        // “2 lớp” and “A dua” are no numbers; “1.1 Đọc” is one.
        rank(bare).filter(|rank| number != bare || matches!(rank, Rank::Second | Rank::Third))
    };
    rank.filter(|_| !rest.is_empty()).map(|rank| (rank, rest))
}

/// Whether a text begins with a number and its word: `Tiêu chí 1: Tự học`.
pub(super) fn is_named(text: &str) -> bool {
    named(text.trim()).is_some_and(|(rank, _)| rank != Rank::Part)
}

/// A number with its word: `Tiêu chí 1:`, `Chỉ số 1.2.`, `Phần I`
fn named(text: &str) -> Option<(Rank, &str)> {
    for (word, rank) in
        [("tieu chi", Rank::Criterion), ("chi so", Rank::Item), ("chi tieu", Rank::Item), ("phan", Rank::Part)]
    {
        let count = word.chars().count();
        let end = text.char_indices().nth(count).map_or(text.len(), |(end, _)| end);
        if fold(&text[..end]) != word {
            continue;
        }
        let rest = text[end..].strip_prefix(char::is_whitespace)?.trim_start();
        let number_end = rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '.')).unwrap_or(rest.len());
        let number = rest[..number_end].trim_end_matches('.');
        self::rank(number).filter(|rank| *rank != Rank::Letter)?;
        return Some((rank, rest[number_end..].trim_start_matches([' ', ':', '.', '-', '–', ')', '\n'])));
    }
    None
}

fn rank(number: &str) -> Option<Rank> {
    let parts: Vec<&str> = number.split('.').collect();
    if parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(match parts.len() {
            1 => Rank::Whole,
            2 => Rank::Second,
            _ => Rank::Third,
        });
    }
    let is_roman = number.len() <= 5 && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    match number.as_bytes() {
        [_, ..] if is_roman => Some(Rank::Roman),
        [b'A'..=b'Z'] => Some(Rank::Part),
        [b'a'..=b'z'] => Some(Rank::Letter),
        b"-" | b"+" => Some(Rank::Dash),
        _ if number == "đ" => Some(Rank::Letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_in_their_column() {
        for (text, rank) in [
            ("I", Rank::Roman),
            ("IV.", Rank::Roman),
            ("A", Rank::Part),
            ("1", Rank::Whole),
            ("1.", Rank::Whole),
            ("(2)", Rank::Whole),
            ("1.2", Rank::Second),
            ("2.1.3.", Rank::Third),
            ("a)", Rank::Letter),
            ("đ)", Rank::Letter),
            ("-", Rank::Dash),
            ("Tiêu chí 1", Rank::Criterion),
        ] {
            assert_eq!(of_cell(text).or((text == "-").then_some(Rank::Dash)), Some(rank), "{text}");
        }
        assert_eq!(of_cell("Cộng"), None);
        assert_eq!(of_cell(""), None);
    }

    #[test]
    fn a_number_is_cut_off_its_text() {
        for (text, rank, rest) in [
            ("I. Năng lực", Rank::Roman, "Năng lực"),
            ("1.1 Đọc sách", Rank::Second, "Đọc sách"),
            ("2) Ghi chép", Rank::Whole, "Ghi chép"),
            ("a) Có sổ", Rank::Letter, "Có sổ"),
            ("- Có kế hoạch", Rank::Dash, "Có kế hoạch"),
            ("Tiêu chí 1: Tự học", Rank::Criterion, "Tự học"),
            ("TIÊU CHÍ II. Tự học", Rank::Criterion, "Tự học"),
            ("Chỉ tiêu 1.2. Đọc", Rank::Item, "Đọc"),
        ] {
            assert_eq!(of_text(text), Some((rank, rest)), "{text}");
        }
        for text in ["2 lớp học", "90% hộ", "Tiêu chí chung", "I", "Đọc", "", "A dua"] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
