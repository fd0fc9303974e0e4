//! The day on which a legal text was issued, as far as it is known.

use crate::diagnostic::Expected;
use crate::source::FromToml;
use toml::de::DeValue;
use wasm_check::date::Date;

/// A day, a month or a year. Orders by what is known: a year alone comes before its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issued {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// No legal text of today is older.
const EARLIEST: u16 = 1900;

impl Issued {
    /// Reads `2022`, `7/2022`, `25/10/2023` or `2023-10-25`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(date) = Date::parse(text) {
            return Some(date.into());
        }
        let parts: Option<Vec<u16>> = text.split('/').rev().map(digits).collect();
        let small = |part: u16| u8::try_from(part).unwrap_or(0);
        let issued = match *parts?.as_slice() {
            [year] => Self { year, month: None, day: None },
            [year, month] => Self { year, month: Some(small(month)), day: None },
            [year, month, day] => Self { year, month: Some(small(month)), day: Some(small(day)) },
            _ => return None,
        };
        let exists = Date::new(issued.year, issued.month.unwrap_or(1), issued.day.unwrap_or(1)).is_some();
        (exists && issued.year >= EARLIEST).then_some(issued)
    }

    /// Reads what [`Self::iso`] writes.
    pub fn from_iso(text: &str) -> Option<Self> {
        let reversed: Vec<&str> = text.split('-').rev().collect();
        Self::parse(&reversed.join("/"))
    }

    /// As computers write it: `2023-10-25`, `2022-07`, `2022`.
    pub fn iso(self) -> String {
        let parts = [Some(format!("{:04}", self.year)), self.month.map(two_digits), self.day.map(two_digits)];
        parts.into_iter().flatten().collect::<Vec<_>>().join("-")
    }

    /// As it is written in Vietnamese: `25/10/2023`, `7/2022`, `2022`.
    pub fn vietnamese(self) -> String {
        let parts = [self.day.map(u16::from), self.month.map(u16::from), Some(self.year)];
        parts.into_iter().flatten().map(|part| part.to_string()).collect::<Vec<_>>().join("/")
    }

    /// Whether it is certainly after that day.
    pub(super) fn is_after(self, day: Date) -> bool {
        let at_the_latest = (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0));
        at_the_latest > (day.year, day.month, day.day)
    }
}

fn two_digits(number: u8) -> String {
    format!("{number:02}")
}

fn digits(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

impl From<Date> for Issued {
    fn from(date: Date) -> Self {
        Self { year: date.year, month: Some(date.month), day: Some(date.day) }
    }
}

impl FromToml for Issued {
    const EXPECTED: Expected = Expected::Issued;
    fn from_toml(value: &DeValue<'_>, start: usize) -> Option<Self> {
        match value {
            DeValue::String(text) => Self::parse(text.trim()),
            _ => Date::from_toml(value, start).map(Self::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issued(text: &str) -> Issued {
        Issued::parse(text).expect("a day, a month or a year")
    }

    #[test]
    fn what_is_known_of_the_day_is_kept() {
        for (typed, iso, vietnamese) in [
            ("2023-10-25", "2023-10-25", "25/10/2023"),
            ("25/10/2023", "2023-10-25", "25/10/2023"),
            ("7/2022", "2022-07", "7/2022"),
            ("07/2022", "2022-07", "7/2022"),
            ("2022", "2022", "2022"),
        ] {
            assert_eq!((issued(typed).iso(), issued(typed).vietnamese()), (iso.to_owned(), vietnamese.to_owned()));
            assert_eq!(Issued::from_iso(iso), Some(issued(typed)));
        }
    }

    #[test]
    fn months_and_days_that_are_none_are_refused() {
        for typed in
            ["", "13/2022", "0/2022", "30/2/2024", "22", "7-2022", "2022/7", "1/1/1/2022", "+7/2022", "bảy/2022"]
        {
            assert_eq!(Issued::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_day_of_effect_may_fall_into_the_month_of_issue() {
        let effective = Date::parse("2022-07-05").expect("a day");
        for (typed, after) in
            [("7/2022", false), ("2022", false), ("8/2022", true), ("6/7/2022", true), ("5/7/2022", false)]
        {
            assert_eq!(issued(typed).is_after(effective), after, "{typed}");
        }
    }
}
