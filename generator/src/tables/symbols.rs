//! Marks of fonts that are no letters: Word and Excel write a tick as `ü` in Wingdings, or as a place of that font.

/// What has no known meaning; a cell that holds it is not understood, and says so.
pub(super) const UNKNOWN: char = '\u{fffd}';

/// The sign that a font shows at one of its places, whatever of the two ways it is counted in. Nothing where the font has
/// letters.
pub(super) fn sign(font: &str, place: u32) -> Option<char> {
    let font = font.trim().to_ascii_lowercase();
    let place = if (0xF000..=0xF0FF).contains(&place) { place - 0xF000 } else { place };
    let list: &[(u32, char)] = match font.as_str() {
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &WINGDINGS_2,
        "webdings" => &[(0x61, '✓'), (0x63, '☐'), (0x72, '✗')],
        "symbol" => &SYMBOL,
        "wingdings 3" | "marlett" | "zapf dingbats" => &[],
        _ => return None,
    };
    if place == 0x20 || place == 0xA0 {
        return Some(' ');
    }
    let known = list.iter().find(|(known, _)| *known == place).map(|(_, sign)| *sign);
    // The plain letters and digits of Symbol stand at their own places.
    let plain = char::from_u32(place).filter(|char| font == "symbol" && char.is_ascii() && !char.is_ascii_alphabetic());
    Some(known.or(plain).unwrap_or(UNKNOWN))
}

/// The text of a run in that font.
pub(super) fn text(font: &str, run: &str) -> Option<String> {
    run.chars().map(|char| sign(font, u32::from(char))).collect()
}

const WINGDINGS: [(u32, char); 17] = [
    (0xFC, '✓'),
    (0xFE, '☑'),
    (0xFB, '✗'),
    (0xFD, '☒'),
    (0x78, '☒'),
    (0xA8, '☐'),
    (0x6F, '☐'),
    (0x71, '☐'),
    (0x72, '☐'),
    (0x6E, '■'),
    (0xA7, '▪'),
    (0x6C, '●'),
    (0x9F, '•'),
    (0x77, '◆'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0x76, '❖'),
];

const WINGDINGS_2: [(u32, char); 7] =
    [(0x50, '✓'), (0x52, '☑'), (0x51, '☒'), (0x54, '☒'), (0x4F, '✗'), (0xA3, '☐'), (0x2A, '☐')];

const SYMBOL: [(u32, char); 7] =
    [(0xB3, '≥'), (0xA3, '≤'), (0xB7, '•'), (0xB4, '×'), (0xD6, '√'), (0xB1, '±'), (0xAE, '→')];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_of_wingdings_are_ticks_however_their_place_is_counted() {
        assert_eq!(sign("Wingdings", 0xF0FC), Some('✓'));
        assert_eq!(text("Wingdings", "ü").as_deref(), Some("✓"));
        assert_eq!(text("Wingdings 2", "P").as_deref(), Some("✓"));
        assert_eq!(text("Symbol", "\u{f0b3} 90%").as_deref(), Some("≥ 90%"));
        assert_eq!(sign("Wingdings", 0xF04A), Some(UNKNOWN));
        assert_eq!(text("Arial", "ü"), None);
    }
}
