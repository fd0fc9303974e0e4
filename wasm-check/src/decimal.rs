//! Exact decimal numbers: points, counts, percentages and the thresholds they are held against.
//!
//! No binary fraction decides a threshold: 0.1 three times is 0.3 here. A number is kept in millionths.

use crate::text;
use std::fmt;

/// How many there are of the smallest part in 1.
const SCALE: u64 = 1_000_000;

/// So many in a hundredth, the smallest part that is shown.
const CENT: u64 = SCALE / 100;

/// The most digits before the point: sums and products of such numbers fit.
const WHOLE_DIGITS: usize = 9;

/// A number of at most nine digits before the point and six after it, 0 or more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(u64);

impl Decimal {
    /// Nothing; also what “no” counts as.
    pub const ZERO: Self = Self(0);
    /// One; also what “yes” counts as.
    pub const ONE: Self = Self(SCALE);
    /// A hundred percent.
    pub const HUNDRED: Self = Self(100 * SCALE);

    /// A whole number.
    pub const fn whole(number: u32) -> Self {
        Self(number as u64 * SCALE)
    }

    /// Reads digits with at most one point: `8`, `92.5`, `92.50`. Nothing where there are signs, exponents or other
    /// marks, or more than nine digits before the point. What stands behind the sixth decimal only makes the last
    /// millionth odd: no threshold and no step is so fine, so 8.0000001 is above 8 and no whole number, and
    /// 89.9999999 is under 90.
    pub fn parse(digits: &str) -> Option<Self> {
        Self::read(digits.as_bytes(), b'.')
    }

    /// Reads a number as people type it, with space around it: `92,5`, `92.5`, `1.200.000`, `1.200,5`.
    ///
    /// This is the only reader of what a person typed: the fields of the pages, the cells of tables, sheets. Vietnamese
    /// part thousands by points, and many people type a point before decimals, so `1.200` has two readings and is
    /// refused as [`Unread::Thousands`]: whoever reads it as one of them is wrong a thousand times over.
    pub fn parse_typed(typed: &str) -> Result<Self, Unread> {
        let typed = without_space(typed.as_bytes());
        for (mark, other) in [(b'.', b','), (b',', b'.')] {
            let end = typed.iter().position(|byte| *byte == other).unwrap_or(typed.len());
            let (whole, fraction) = typed.split_at(end);
            let groups = groups(whole, mark);
            if groups == 1 && fraction.is_empty() {
                // With a comma it is how decimals are written, and how this program writes them; but never down to a 0.
                if mark == b'.' || typed.ends_with(b"0") {
                    return Err(Unread::Thousands);
                }
            } else if groups > 0 {
                let mut plain = Vec::new();
                plain.extend(whole.iter().filter(|byte| **byte != mark));
                plain.extend_from_slice(fraction);
                return Self::read(&plain, b',').ok_or(Unread::NoNumber);
            }
        }
        Self::read(typed, b',').ok_or(Unread::NoNumber)
    }

    /// The same of a percentage, behind which a percent sign may stand.
    pub fn parse_percent(typed: &str) -> Result<Self, Unread> {
        let typed = typed.trim_ascii_end();
        Self::parse_typed(typed.strip_suffix('%').unwrap_or(typed))
    }

    /// Reads digits with at most one mark between them: a point, or that other one.
    fn read(digits: &[u8], other_mark: u8) -> Option<Self> {
        // How much a digit behind the point counts; and how many there are on this side of it.
        let (mut parts, mut value, mut count) = (0, 0, 0);
        let mut is_fraction = false;
        for byte in digits {
            if (*byte == b'.' || *byte == other_mark) && !is_fraction && count > 0 {
                (is_fraction, value, count) = (true, SCALE, 0);
                continue;
            }
            let digit = u64::from(byte.wrapping_sub(b'0'));
            count += 1;
            if digit > 9 || !is_fraction && count > WHOLE_DIGITS {
                return None;
            }
            if is_fraction {
                value /= 10;
                parts += digit * value;
                parts |= u64::from(value == 0 && digit > 0);
            } else {
                parts = parts * 10 + digit * SCALE;
            }
        }
        if count > 0 { Some(Self(parts)) } else { None }
    }

    /// Millionths of it.
    pub const fn millionths(self) -> u64 {
        self.0
    }

    /// So many millionths.
    pub const fn from_millionths(millionths: u64) -> Self {
        Self(millionths)
    }

    /// Whether it has no decimals.
    pub const fn is_whole(self) -> bool {
        self.0.is_multiple_of(SCALE)
    }

    /// Whether it is a whole number of such steps.
    pub const fn is_multiple_of(self, step: Self) -> bool {
        self.0.is_multiple_of(step.0)
    }

    /// The larger part of it that is a whole number.
    pub const fn floor(self) -> u64 {
        self.0 / SCALE
    }

    /// The sum.
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// The difference; 0 where the other is larger.
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Half up to two decimals: for showing, never for deciding.
    pub const fn rounded(self) -> Self {
        Self((self.0 + CENT / 2) / CENT * CENT)
    }

    /// `self × factor ÷ divisor`, half up to two decimals: for showing, never for deciding. All three are sums of
    /// points, of which a set has a thousand at most.
    pub const fn rescaled(self, factor: Self, divisor: Self) -> Self {
        let cents = if divisor.0 == 0 { 1 } else { divisor.0 * CENT };
        Self((self.0 * factor.0 * 2 + cents) / (cents * 2) * CENT)
    }

    /// Appends it with the mark before its decimals, all of them that are not 0.
    fn push(self, out: &mut String, mark: char) {
        push_whole(out, self.floor());
        let mut rest = self.0 % SCALE;
        if rest > 0 {
            out.push(mark);
        }
        let mut value = SCALE / 10;
        while rest > 0 {
            push_whole(out, rest / value);
            rest %= value;
            value /= 10;
        }
    }

    /// With a decimal point, as JSON and attributes have it: `92.5`.
    pub fn text(self) -> String {
        let mut out = String::new();
        self.push(&mut out, '.');
        out
    }

    /// With a decimal comma and all its decimals, as it may be typed: `92,125`.
    pub fn typed(self) -> String {
        let mut out = String::new();
        self.push(&mut out, ',');
        out
    }

    /// With a decimal comma and at most two decimals, half up, as people read it: `92,5`.
    pub fn vietnamese(self) -> String {
        self.rounded().typed()
    }
}

/// Why a text that somebody typed is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is none, or one that nothing here can hold.
    NoNumber,
    /// It has two readings: 1200 and 1,2.
    Thousands,
}

/// Whether a number was written by hand with thousands in mind, though it may be read otherwise: `1.200`. No program writes
/// a 0 at the end of decimals.
pub(crate) fn looks_like_thousands(digits: &str) -> bool {
    digits.ends_with('0') && has_two_readings(digits)
}

/// Whether a number with a decimal point may be one with thousands: `1.200`, `1.125`; not `0.125`, not `1.2000`.
pub fn has_two_readings(digits: &str) -> bool {
    groups(digits.as_bytes(), b'.') == 1
}

/// How many groups of three digits stand behind the first digits, with that mark before each; 0 where the text is
/// anything else.
fn groups(whole: &[u8], mark: u8) -> usize {
    let mut parts = whole.split(|byte| *byte == mark);
    let is_digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let first = parts.next().unwrap_or_default();
    if !matches!(first, [b'1'..=b'9'] | [b'1'..=b'9', _] | [b'1'..=b'9', _, _]) || !is_digits(first) {
        return 0;
    }
    let mut count = 0;
    for part in parts {
        if part.len() != 3 || !is_digits(part) {
            return 0;
        }
        count += 1;
    }
    count
}

fn without_space(mut bytes: &[u8]) -> &[u8] {
    while let [b'\0'..=b' ', rest @ ..] = bytes {
        bytes = rest;
    }
    while let [rest @ .., b'\0'..=b' '] = bytes {
        bytes = rest;
    }
    bytes
}

#[expect(clippy::cast_possible_truncation, reason = "nine digits at most")]
fn push_whole(out: &mut String, number: u64) {
    text::push_number(out, number as u32);
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a decimal")
    }

    #[test]
    fn a_tenth_three_times_is_three_tenths() {
        let tenth = decimal("0.1");
        assert_eq!([tenth; 3].into_iter().sum::<Decimal>(), decimal("0.3"));
    }

    #[test]
    fn what_is_typed_with_a_comma_or_a_point_is_one_number() {
        for typed in ["92,5", "92.5", " 92,50 ", "92,5%", "92,5 %"] {
            assert_eq!(Decimal::parse_percent(typed), Ok(decimal("92.5")), "{typed}");
        }
        for typed in
            ["", ",", "92,", ",5", "-1", "+1", "1e3", "9 2", "chín", "1234567890", "%", "NaN", "90%", "1.20.000"]
        {
            assert_eq!(Decimal::parse_typed(typed), Err(Unread::NoNumber), "{typed}");
        }
    }

    #[test]
    fn three_digits_behind_one_mark_are_no_number_but_a_question() {
        for typed in ["1.200", "12.000", " 100.000 ", "1.234", "1,200"] {
            assert_eq!(Decimal::parse_typed(typed), Err(Unread::Thousands), "{typed}");
        }
        for (typed, read) in [
            ("1.200.000", "1200000"),
            ("1.200,5", "1200.5"),
            ("1,200.5", "1200.5"),
            ("1,200,000", "1200000"),
            ("0.125", "0.125"),
            ("92,125", "92.125"),
            ("1.2000", "1.2"),
            ("1200", "1200"),
        ] {
            assert_eq!(Decimal::parse_typed(typed), Ok(decimal(read)), "{typed}");
        }
    }

    #[test]
    fn just_under_a_threshold_is_under_it_however_many_nines() {
        assert!(decimal("89.99999999999999999") < decimal("90"));
        assert!(decimal("89.99999999999999999") > decimal("89.99"));
    }

    #[test]
    fn numbers_are_shown_to_two_decimals_half_up() {
        for (exact, shown) in
            [("66.666666", "66,67"), ("66.665", "66,67"), ("66.6649", "66,66"), ("80", "80"), ("7.5", "7,5")]
        {
            assert_eq!(decimal(exact).vietnamese(), shown);
        }
        assert_eq!(Decimal::whole(70).rescaled(Decimal::HUNDRED, Decimal::whole(90)).text(), "77.78");
        assert_eq!(Decimal::whole(45).rescaled(Decimal::HUNDRED, Decimal::whole(90)).text(), "50");
    }

    proptest! {
        #[test]
        fn a_decimal_survives_writing_and_reading(millionths in 0..=999_999_999_999_999_u64) {
            let decimal = Decimal::from_millionths(millionths);
            prop_assert_eq!(Decimal::parse(&decimal.text()), Some(decimal));
        }

        #[test]
        fn what_is_written_for_typing_is_read_back(millionths in 0..=999_999_999_999_999_u64) {
            let decimal = Decimal::from_millionths(millionths);
            prop_assert_eq!(Decimal::parse_typed(&decimal.typed()), Ok(decimal));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,16}|[0-9.,% ]{0,16}") {
            let _ = Decimal::parse_typed(&text);
        }

        #[test]
        fn order_is_the_order_of_numbers(left in 0..=10_000_u32, right in 0..=10_000_u32) {
            let text = |cents: u32| format!("{}.{:02}", cents / 100, cents % 100);
            prop_assert_eq!(decimal(&text(left)).cmp(&decimal(&text(right))), left.cmp(&right));
        }
    }
}
