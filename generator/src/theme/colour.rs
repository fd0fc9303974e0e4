//! Colours of a theme: `#rrggbb`, and how far two of them stand apart.

use std::fmt;

/// A colour as screens mix it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`, or `#rgb` for short; nothing else, so that the contrast can always be computed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| match digits.len() {
            6 => u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok(),
            3 => u8::from_str_radix(&digits[at..=at], 16).ok().map(|digit| digit * 17),
            _ => None,
        };
        Some(Self([channel(0)?, channel(1)?, channel(2)?]))
    }

    /// How far two colours stand apart, from 1 to 21: WCAG 2.2, “contrast ratio”.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest colour of the same kind that stands apart from all of these, each by so much: darker or lighter.
    pub(super) fn standing_apart(self, others: &[(Self, f64)]) -> Option<Self> {
        let stands = |colour: Self| others.iter().all(|(other, least)| colour.contrast(*other) >= *least);
        (0..=u8::MAX)
            .flat_map(|step| [self.towards(0, step), self.towards(u8::MAX, step)])
            .find(|colour| stands(*colour))
    }

    /// So many of 255 steps on the way to black or white.
    fn towards(self, end: u8, step: u8) -> Self {
        Self(self.0.map(|channel| {
            let (channel, end, step) = (u16::from(channel), u16::from(end), u16::from(step));
            u8::try_from((channel * (255 - step) + end * step) / 255).unwrap_or(u8::MAX)
        }))
    }

    /// WCAG 2.2, “relative luminance”.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_white_are_twenty_one_apart_and_a_colour_is_one_from_itself() {
        let colour = |text| Colour::parse(text).expect("a colour");
        assert!((colour("#000").contrast(colour("#ffffff")) - 21.0).abs() < 1e-9);
        assert!((colour("#0b4f46").contrast(colour("#0b4f46")) - 1.0).abs() < 1e-9);
        // The grey that is known to be the lightest one to reach 4.5 on white.
        assert!((colour("#767676").contrast(colour("#fff")) - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_nearest_colour_that_stands_apart_is_of_the_same_kind() {
        let colour = |text| Colour::parse(text).expect("a colour");
        let white = colour("#ffffff");
        let darker = colour("#c00000").standing_apart(&[(white, 7.0)]).expect("a darker red");
        assert!(darker.contrast(white) >= 7.0);
        let [red, green, blue] = darker.0;
        assert!(red > 0xa0 && green == 0 && blue == 0, "{darker}");
        assert_eq!(colour("#000").standing_apart(&[(white, 7.0)]), Some(colour("#000")));
        assert_eq!(colour("#777").standing_apart(&[(white, 7.0), (colour("#000"), 7.0)]), None);
    }

    #[test]
    fn a_colour_is_three_or_six_digits_behind_a_hash() {
        assert_eq!(Colour::parse("#AbC").map(|colour| colour.to_string()).as_deref(), Some("#aabbcc"));
        for text in ["abc", "#abcd", "#gggggg", "#", "red", "#+1+2+3", "#ắắắ", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
