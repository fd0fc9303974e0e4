//! Deeds as a calendar file: iCalendar, RFC 5545, so that a phone reminds of them.
//!
//! Each is an event of a whole day, with an alarm at eight in the morning. Lines end in CR LF and are folded at 75 bytes
//! (3.1), texts are escaped (3.3.11), and each event keeps its UID (3.8.4.7): imported again, it takes the place of the one
//! before.

use crate::date::Date;
use crate::text::push_two_digits;

/// The most bytes of a line, without its end.
const MOST: usize = 75;

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Unlike that of any other deed, and the same whenever it is written.
    pub uid: String,
    /// The day on which to be reminded.
    pub day: Date,
    /// What it is.
    pub title: String,
    /// What there is to say of it.
    pub text: String,
}

/// The file.
pub fn calendar(deeds: &[Deed], made: Date) -> String {
    let mut out = String::new();
    let head =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hoctap//hoctap//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
    for line in head {
        push_line(&mut out, line);
    }
    let mut stamp = String::from("DTSTAMP:");
    push_day(&mut stamp, made);
    stamp.push_str("T000000Z");
    for deed in deeds {
        push_line(&mut out, "BEGIN:VEVENT");
        push_text(&mut out, "UID:", &deed.uid);
        push_line(&mut out, &stamp);
        // The last day is the first on which it is over.
        for (name, day) in [("DTSTART;VALUE=DATE:", deed.day), ("DTEND;VALUE=DATE:", deed.day.next())] {
            let mut line = String::from(name);
            push_day(&mut line, day);
            push_line(&mut out, &line);
        }
        push_text(&mut out, "SUMMARY:", &deed.title);
        push_text(&mut out, "DESCRIPTION:", &deed.text);
        // A day's work, beside which other things are done.
        for line in ["TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT8H"] {
            push_line(&mut out, line);
        }
        push_text(&mut out, "DESCRIPTION:", &deed.title);
        push_line(&mut out, "END:VALARM");
        push_line(&mut out, "END:VEVENT");
    }
    push_line(&mut out, "END:VCALENDAR");
    out
}

/// `20270301`
fn push_day(out: &mut String, day: Date) {
    push_two_digits(out, (day.year / 100).into());
    for part in [day.year % 100, day.month.into(), day.day.into()] {
        push_two_digits(out, part.into());
    }
}

fn push_text(out: &mut String, name: &str, text: &str) {
    let mut line = String::from(name);
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => {
                line.push('\\');
                line.push(char);
            }
            '\n' => line.push_str("\\n"),
            '\0'..' ' | '\u{7f}' => {}
            _ => line.push(char),
        }
    }
    push_line(out, &line);
}

/// A line; what goes on in the next begins there behind a space, and no letter is cut.
fn push_line(out: &mut String, line: &str) {
    let mut length = 0;
    for char in line.chars() {
        if length + char.len_utf8() > MOST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(char);
        length += char.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn deed(title: &str, text: &str) -> Deed {
        let day = Date::parse("2026-12-31").expect("a day");
        Deed { uid: "cdht-2026-doc@hoctap".to_owned(), day, title: title.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_deed_is_an_event_of_a_whole_day_with_an_alarm() {
        let made = Date::parse("2026-11-22").expect("a day");
        let file = calendar(&[deed("Đọc sách, báo", "Từ 4 lên 5;\nmỗi ngày")], made);
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//hoctap//hoctap//VI",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:cdht-2026-doc@hoctap",
                "DTSTAMP:20261122T000000Z",
                "DTSTART;VALUE=DATE:20261231",
                "DTEND;VALUE=DATE:20270101",
                "SUMMARY:Đọc sách\\, báo",
                "DESCRIPTION:Từ 4 lên 5\\;\\nmỗi ngày",
                "TRANSP:TRANSPARENT",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER:PT8H",
                "DESCRIPTION:Đọc sách\\, báo",
                "END:VALARM",
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_unfolded_it_says_what_it_said(title in "[\\PC\n]{0,200}") {
            let made = Date::parse("2026-11-22").expect("a day");
            let file = calendar(&[deed(&title, "x")], made);
            prop_assert!(file.split("\r\n").all(|line| line.len() <= MOST));
            prop_assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
            let whole = file.replace("\r\n ", "");
            let line = whole.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).expect("a summary");
            let mut said = String::new();
            let mut chars = line.chars();
            while let Some(char) = chars.next() {
                match char {
                    '\\' => match chars.next() {
                        Some('n') => said.push('\n'),
                        other => said.extend(other),
                    },
                    _ => said.push(char),
                }
            }
            prop_assert_eq!(said, title.replace('\u{7f}', ""));
        }
    }
}
