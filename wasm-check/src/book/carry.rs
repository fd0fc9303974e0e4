//! Taking sheets along and bringing them back: a file, a code, a QR code, a table.
//!
//! What comes back is hostile until [`sheets`] has checked it; the page shows what it would change before it is kept.

use super::desk::Desk;
use crate::code::{self, CodeError};
use crate::csv::Csv;
use crate::date::Date;
use crate::json::{self, Value, Writer};
use crate::qr;
use crate::sheet::{ProblemKind, Sheet};
use crate::sheets::{self, TroubleKind};

/// So many sheets and so many mistakes are handed to the page; the counts say how many there are.
const MOST_TROUBLES: usize = 100;

/// The code of a sheet.
pub fn code(desk: &Desk, version: usize, text: &str) -> String {
    let rubric = desk.versions.get(version);
    rubric.map(|rubric| code::encode(rubric, &Sheet::recover(text, rubric, 2000))).unwrap_or_default()
}

/// A QR code as the path of an SVG picture, behind its width in fields, with the quiet margin of four that readers need:
/// `33 M4 4h1v1h-1z…`. Empty where the text is too long.
pub fn qr(text: &str) -> String {
    let mut out = String::new();
    let Some(qr) = qr::encode(text) else { return out };
    push(&mut out, qr.size + 8);
    for y in 0..qr.size {
        for x in 0..qr.size {
            if qr.dark(x, y) {
                out.push_str(" M");
                push(&mut out, x + 4);
                out.push(' ');
                push(&mut out, y + 4);
                out.push_str("h1v1h-1z");
            }
        }
    }
    out
}

fn push(out: &mut String, number: usize) {
    crate::text::push_number(out, u32::try_from(number).unwrap_or(u32::MAX));
}

/// The file `hoctap-sheets/1` of sheets given as `[{"version":0,"person":"Bà Tư"|null,"text":"{…}","plan":"{…}"},…]`;
/// `plan` is what the device keeps of it, whole; absent where there is none.
pub fn file(desk: &Desk, listed: &str, made: Date) -> String {
    let Ok(root) = json::parse(listed) else { return String::new() };
    let mut all = Vec::new();
    for entry in root.value.items() {
        let version = entry.value.get("version").and_then(Value::as_whole).unwrap_or_default();
        let text = entry.value.get("text").and_then(Value::as_text);
        if let (Some(rubric), Some(text)) = (desk.versions.get(version as usize), text) {
            let sheet = Sheet::recover(text, rubric, made.year);
            let of = |key| entry.value.get(key).and_then(Value::as_text);
            all.push((rubric, sheet, of("person"), of("plan")));
        }
    }
    let set = desk.versions.first().map_or("", |rubric| &rubric.set);
    sheets::write(set, made, all.iter().map(|(rubric, sheet, person, plan)| (*rubric, sheet, *person, *plan)))
}

/// What a text brings:
/// `{"sheets":[{"version":0,"year":2026,"person":…,"text":"{…}","plan":"{…}"|null},…],"troubles":[{"line":3,"person":…,"what":"part",
/// "word":"…"},…],"count":2}`. `text` and `plan` are as the device keeps them; `count` says how many mistakes there are in all.
pub fn bring(desk: &Desk, text: &str, year: u16) -> String {
    let rubrics: Vec<_> = desk.versions.iter().collect();
    let found = sheets::read(text, &rubrics, year);
    let mut json = Writer::default();
    json.object(|json| {
        json.key("sheets").list(|json| {
            for listed in &found.sheets {
                json.object(|json| {
                    json.key("version").number(u32::try_from(listed.rubric).unwrap_or_default());
                    json.key("year").number(listed.sheet.year.into());
                    json.key("person").optional_text(listed.person.as_deref());
                    json.key("text").text(&listed.sheet.to_json(rubrics[listed.rubric]));
                    json.key("plan").optional_text(listed.plan.as_deref());
                });
            }
        });
        json.key("troubles").list(|json| {
            for trouble in found.troubles.iter().take(MOST_TROUBLES) {
                let (what, word) = say(&trouble.kind);
                json.object(|json| {
                    // By bytes: the standard library's search is as much code as the rest of this room.
                    let line = 1 + text.bytes().take(trouble.at).filter(|byte| *byte == b'\n').count();
                    json.key("line").number(u32::try_from(line).unwrap_or(u32::MAX));
                    json.key("person").optional_text(trouble.person.as_deref());
                    json.key("what").text(what);
                    json.key("word").text(word);
                });
            }
        });
        json.key("count").number(u32::try_from(found.troubles.len()).unwrap_or(u32::MAX));
    });
    json.finish()
}

/// Which sentence of the page says what is wrong, and the word in it.
fn say(kind: &TroubleKind) -> (&'static str, &str) {
    match kind {
        TroubleKind::TooLarge | TroubleKind::TooMany => ("too-large", ""),
        TroubleKind::Empty => ("empty", ""),
        TroubleKind::Format(name) => ("format", name),
        TroubleKind::Result => ("result", ""),
        TroubleKind::Code(CodeError::OtherSet) => ("other-set", ""),
        TroubleKind::Code(CodeError::NotACode) => ("syntax", ""),
        TroubleKind::Code(_) => ("code", ""),
        TroubleKind::Sheet(problem) => match problem {
            ProblemKind::Syntax | ProblemKind::NotAnObject | ProblemKind::NoSet => ("syntax", ""),
            ProblemKind::OtherSet(_) => ("other-set", ""),
            ProblemKind::OtherVersion(name) => ("other-version", name),
            ProblemKind::Year => ("year", ""),
            ProblemKind::UnknownKey(name)
            | ProblemKind::Repeated(name)
            | ProblemKind::UnknownGroup(name)
            | ProblemKind::UnknownArea(name)
            | ProblemKind::UnknownItem(name)
            | ProblemKind::NotText(name)
            | ProblemKind::Answer(name)
            | ProblemKind::Thousands { id: name, .. }
            | ProblemKind::NotApplicable(name)
            | ProblemKind::LongNote(name)
            | ProblemKind::Recognised(name) => ("part", name),
        },
    }
}

/// A table of rows of cells, `[["…",…],…]`, for spreadsheets.
pub fn table(rows: &str) -> String {
    let mut csv = Csv::default();
    if let Ok(root) = json::parse(rows) {
        for row in root.value.items() {
            for cell in row.value.items() {
                csv.cell(cell.value.as_text().unwrap_or_default());
            }
            csv.end_line();
        }
    }
    csv.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Scale;
    use crate::rubric::samples::{item, points};

    fn desk() -> Desk {
        Desk { versions: vec![points("x", "2", 12, vec![item("a", Scale::Whole, 10, "1")])] }
    }

    const SHEET: &str = r#"{"set":"x","version":"2","year":2026,"group":null,"area":null,"answers":{"a":8}}"#;

    #[test]
    fn a_file_and_a_code_bring_back_what_went_out() {
        let listed = serde_json::json!([{ "version": 0, "person": "Bà Tư", "text": SHEET }]).to_string();
        let made = Date::parse("2026-11-22").expect("a day");
        let brought =
            |text: &str| -> serde_json::Value { serde_json::from_str(&bring(&desk(), text, 2026)).expect("JSON") };
        let back = brought(&file(&desk(), &listed, made));
        assert_eq!(back["sheets"][0]["person"], "Bà Tư");
        assert_eq!(back["sheets"][0]["text"], SHEET);
        assert_eq!(brought(&code(&desk(), 0, SHEET))["sheets"][0]["text"], SHEET);
        let none = brought("{\n  \"set\": \"x\", \"answers\": { \"a\": 11 }\n}");
        assert_eq!(none["sheets"], serde_json::json!([]));
        assert_eq!(none["troubles"][0], serde_json::json!({ "line": 2, "person": null, "what": "part", "word": "a" }));
    }

    #[test]
    fn a_qr_code_is_a_path_with_a_margin() {
        let path = qr("HTTP");
        let (size, fields) = path.split_once(" M").expect("a path");
        assert_eq!(size, "29");
        assert!(fields.starts_with("4 4h1v1h-1z"), "{fields}");
        assert_eq!(qr(&"x".repeat(10_000)), "");
    }

    #[test]
    fn a_table_has_a_line_for_each_row() {
        assert_eq!(table(r#"[["Tên","=1"],["a"]]"#), "\u{feff}\"Tên\";\"'=1\"\r\n\"a\"\r\n");
    }
}
