//! A share that adding up the sheets of one set yields for a target of another: how many of those who were assessed achieved.
//!
//! The page that adds up keeps it on the device under [`keys::figure`](crate::keys::figure); the check of the other set offers
//! it beside the field, as what people said of themselves, and never fills it in: what a circular asks for is the share of
//! those who were recognised.

use crate::decimal::Decimal;
use crate::sheet::YEARS;
use crate::text;

/// What was added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The year that the sheets are about.
    pub year: u16,
    /// People who achieve, by their own sheets.
    pub achieved: u32,
    /// People whose sheets were added up.
    pub assessed: u32,
}

impl Figure {
    /// As it is kept: `2026 83 120`.
    pub fn to_text(self) -> String {
        let mut out = String::new();
        for (place, number) in [u32::from(self.year), self.achieved, self.assessed].into_iter().enumerate() {
            if place > 0 {
                out.push(' ');
            }
            text::push_number(&mut out, number);
        }
        out
    }

    /// Reads what was kept; nothing where it is no such text, or says nothing.
    pub fn parse(kept: &str) -> Option<Self> {
        // By hand: what the standard library splits and reads is larger than this room.
        let mut numbers = [0_u32; 3];
        let mut place = 0;
        for byte in kept.bytes() {
            match byte {
                b' ' => place += 1,
                b'0'..=b'9' => {
                    let number = numbers.get_mut(place)?;
                    *number = number.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
                }
                _ => return None,
            }
        }
        let [year, achieved, assessed] = numbers;
        let year = u16::try_from(year).ok()?;
        let figure = Self { year, achieved, assessed };
        let is_one = YEARS.contains(&year) && assessed > 0 && achieved <= assessed && figure.to_text() == kept;
        is_one.then_some(figure)
    }

    /// In percent, to two decimals, half up.
    pub fn share(self) -> Decimal {
        Decimal::whole(self.achieved).rescaled(Decimal::HUNDRED, Decimal::whole(self.assessed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_is_rounded_half_up() {
        let figure = Figure { year: 2026, achieved: 83, assessed: 120 };
        assert_eq!(figure.share().text(), "69.17");
        assert_eq!(figure.to_text(), "2026 83 120");
    }

    #[test]
    fn what_says_nothing_is_none() {
        for kept in
            ["", "2026", "2026 1", "2026 2 1", "2026 0 0", "1999 1 2", "2026 1 2 3", "2026  1 2", "2026 01 2", "x 1 2"]
        {
            assert_eq!(Figure::parse(kept), None, "{kept}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_reads_back(year in YEARS, achieved in 0u32..5000, more in 1u32..5000) {
            let figure = Figure { year, achieved, assessed: achieved + more };
            prop_assert_eq!(Figure::parse(&figure.to_text()), Some(figure));
        }
    }
}
