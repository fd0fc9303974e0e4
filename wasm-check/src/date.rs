//! Days of the calendar, as the law counts them in Vietnam: at UTC+7, whatever the device's own zone says.
//!
//! A check made on New Year's Eve must not belong to another year because a phone was set up abroad.

use crate::text;
use std::fmt;

/// Seconds that Vietnam is ahead of UTC, all year.
const UTC_PLUS_7: i64 = 7 * 3600;

/// A day of the Gregorian calendar. Displays as `2026-11-21`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// The day, where there is one: no 30 February.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (year <= 9999 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `2026-11-21`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range]
                .iter()
                .try_fold(0_u16, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u16::from(byte - b'0')))
        };
        let small = |range| number(range).and_then(|number| u8::try_from(number).ok());
        Self::new(number(0..4)?, small(5..7)?, small(8..10)?)
    }

    /// Reads a day as fields and people give it: `2026-11-21` or `21/11/2026`.
    pub fn parse_typed(text: &str) -> Option<Self> {
        // By hand: what the standard library parts and reads is larger than all else here.
        let typed = text.trim_ascii();
        let (mut parts, mut place) = ([0_u16; 3], 0);
        for byte in typed.bytes() {
            match byte {
                b'0'..=b'9' if parts[place] < 1000 => parts[place] = parts[place] * 10 + u16::from(byte - b'0'),
                b'/' if place < 2 => place += 1,
                _ => return Self::parse(typed),
            }
        }
        let [day, month, year] = parts;
        if place < 2 { None } else { Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?) }
    }

    /// The day in Vietnam at a moment, given in seconds since 1970-01-01T00:00:00Z.
    pub fn in_vietnam(unix_seconds: i64) -> Self {
        // Civil from days, after Howard Hinnant: years that begin in March make the leap day the last.
        let days = (unix_seconds + UTC_PLUS_7).div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: u16::try_from(year.clamp(0, 9999)).unwrap_or(0),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// The year that a check on this day is most likely about: recognition looks back on a whole year, and who checks
    /// in January looks back on the one that has just ended.
    pub fn year_to_assess(self) -> u16 {
        if self.month == 1 { self.year.saturating_sub(1) } else { self.year }
    }

    /// The same day so many months later; the last of the month where that has fewer days.
    pub fn after_months(self, months: u32) -> Self {
        let months = u32::from(self.year) * 12 + u32::from(self.month) - 1 + months;
        let year = u16::try_from(months / 12).unwrap_or(u16::MAX).min(9999);
        let month = u8::try_from(months % 12 + 1).unwrap_or(1);
        (1..=self.day).rev().find_map(|day| Self::new(year, month, day)).unwrap_or(self)
    }

    /// The last day of so many years that follow this one's: a recognition that was decided on 10/2/2026 and is kept for
    /// three years is kept to 31/12/2029 (24/2023, Điều 5.4: “tiếp theo năm được công nhận”).
    pub fn end_of_years_after(self, years: u32) -> Self {
        let year = u16::try_from(u32::from(self.year).saturating_add(years)).unwrap_or(u16::MAX).min(9999);
        Self { year, month: 12, day: 31 }
    }

    /// The day after it.
    pub fn next(self) -> Self {
        Self::new(self.year, self.month, self.day + 1).unwrap_or_else(|| self.in_month().after(1).first_day())
    }

    /// The month that it is in.
    pub fn in_month(self) -> Month {
        Month { year: self.year, month: self.month }
    }

    /// As computers write it: `2026-11-21`.
    pub fn iso(self) -> String {
        let mut out = String::new();
        let year = u32::from(self.year);
        text::push_two_digits(&mut out, year / 100);
        text::push_two_digits(&mut out, year % 100);
        for part in [self.month, self.day] {
            out.push('-');
            text::push_two_digits(&mut out, part.into());
        }
        out
    }

    /// As it is written in Vietnamese: `21/11/2026`.
    pub fn vietnamese(self) -> String {
        let mut out = String::new();
        text::push_number(&mut out, self.day.into());
        out.push('/');
        text::push_number(&mut out, self.month.into());
        out.push('/');
        text::push_number(&mut out, self.year.into());
        out
    }
}

/// A month of a year. Written `2027-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// Reads `2027-03`.
    pub fn parse(text: &str) -> Option<Self> {
        Date::parse(&text::joined(text, "-01")).map(Date::in_month)
    }

    /// So many months later.
    pub fn after(self, months: u32) -> Self {
        self.first_day().after_months(months).in_month()
    }

    /// Where it begins.
    pub fn first_day(self) -> Date {
        Date { year: self.year, month: self.month, day: 1 }
    }

    /// As computers write it: `2027-03`.
    pub fn iso(self) -> String {
        let mut out = self.first_day().iso();
        out.truncate(7);
        out
    }

    /// As it is written in Vietnamese: `3/2027`.
    pub fn vietnamese(self) -> String {
        let mut out = text::number(self.month.into());
        out.push('/');
        text::push_number(&mut out, self.year.into());
        out
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_month_later_is_the_same_day_or_the_last() {
        let day = |text| Date::parse(text).expect("a day");
        for (from, months, to) in [
            ("2026-11-21", 1, "2026-12-21"),
            ("2026-11-21", 2, "2027-01-21"),
            ("2026-11-21", 12, "2027-11-21"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2023-08-31", 6, "2024-02-29"),
        ] {
            assert_eq!(day(from).after_months(months), day(to), "{from} + {months}");
        }
    }

    #[test]
    fn months_and_days_follow_each_other_over_the_end_of_a_year() {
        let december = Month::parse("2026-12").expect("a month");
        assert_eq!((december.after(3).iso(), december.after(0).vietnamese()), ("2027-03".into(), "12/2026".into()));
        let last = Date::parse("2026-12-31").expect("a day");
        assert_eq!((last.in_month(), last.next().to_string()), (december, "2027-01-01".to_owned()));
        assert_eq!(december.first_day().next().to_string(), "2026-12-02");
        for nothing in ["", "2026", "2026-13", "2026-1", "2026-12-01"] {
            assert_eq!(Month::parse(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn new_year_begins_in_vietnam_seven_hours_before_greenwich() {
        let new_year_at_utc = 1_798_761_600; // 2027-01-01T00:00:00Z
        assert_eq!(Date::in_vietnam(new_year_at_utc - UTC_PLUS_7).to_string(), "2027-01-01");
        assert_eq!(Date::in_vietnam(new_year_at_utc - UTC_PLUS_7 - 1).to_string(), "2026-12-31");
    }

    #[test]
    fn a_check_in_january_is_about_the_year_before() {
        let year_to_assess = |date| Date::parse(date).expect("a day").year_to_assess();
        assert_eq!(year_to_assess("2027-01-31"), 2026);
        assert_eq!(year_to_assess("2027-02-01"), 2027);
        assert_eq!(year_to_assess("2026-12-31"), 2026);
    }

    #[test]
    fn the_thirtieth_of_february_is_no_day() {
        assert_eq!(Date::parse("2026-02-30"), None);
        assert_eq!(Date::parse("2026-02-29"), None);
        assert!(Date::parse("2024-02-29").is_some());
        assert_eq!(Date::parse("2026-13-01"), None);
        assert_eq!(Date::parse("26-11-2021"), None);
        assert_eq!(Date::parse("2026-1१-1"), None);
    }

    proptest! {
        #[test]
        fn days_follow_each_other(day in -200_000_i64..2_000_000) {
            let today = Date::in_vietnam(day * 86_400);
            let tomorrow = Date::in_vietnam((day + 1) * 86_400);
            prop_assert_eq!(Date::parse(&today.to_string()), Some(today));
            prop_assert!(tomorrow > today);
            prop_assert!(tomorrow.day == today.day + 1 || tomorrow.day == 1);
        }
    }
}
