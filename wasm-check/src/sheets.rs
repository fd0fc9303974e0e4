//! Many sheets in one text, from outside and hostile until checked: what the book saves, lines of sheets, codes.
//!
//! # What is read
//!
//! - **A file**, which [`write()`] makes, the contract `hoctap-sheets/1`:
//!   `{"schema":"hoctap-sheets/1","set":"cdht","made":"2026-11-22","sheets":[{…,"person":"Bà Tư"},…]}`. `set` and `made` are
//!   for people who look into it; every sheet says its own set and version. A sheet may bring the plan that was made from
//!   it, `"plan":[{"id":"doc-cap-nhat","from":4,"to":5,"done":false}],"made":"2026-11-22"`: the steps in the order of the
//!   document, see [`crate::book::plan`].
//! - **A sheet**, or a list of them, as JSON: `{"set":…,"version":…,"year":…,"answers":{…}}`, with or without `person`.
//! - **Lines**, each a file, a sheet, or a code; before a code may stand whose it is: `Bà Tư: HT1F-19X6-…`. A code may
//!   stand behind `#c=` of an address.
//!
//! Of each sheet only the answers count: whatever total or verdict comes along is refused as an unknown key, and a result
//! of the self-check is no sheet. A sheet with a mistake is left out whole and named; the others are read.

#[cfg(all(target_arch = "wasm32", feature = "gather"))]
mod page;

use crate::code::{self, CodeError};
use crate::date::Date;
use crate::json::{self, Member, Node, Value, Writer};
use crate::keys::clean_name;
use crate::rubric::Rubric;
use crate::sheet::{Answer, Problem, ProblemKind, Sheet};

/// The most bytes of a text that a page reads.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The most sheets in a text that a page reads.
pub const MOST_SHEETS: usize = 10_000;

/// The name of the format.
pub const SCHEMA: &str = "hoctap-sheets/1";

/// What the results of a self-check call themselves.
const RESULT: &str = "hoctap-result/1";

/// A sheet that was read without a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Offset in the text.
    pub at: usize,
    /// Whose it is, where that is said.
    pub person: Option<String>,
    /// The place of its version among the rubrics that were given.
    pub rubric: usize,
    /// The sheet.
    pub sheet: Sheet,
    /// What they want to do next, where the sheet brings that: as [`crate::book::plan::Plan`] writes it.
    pub plan: Option<String>,
}

/// A sheet to write: its rule, whose it is, what they want to do next as JSON.
pub type Entry<'a> = (&'a Rubric, &'a Sheet, Option<&'a str>, Option<&'a str>);

/// Why a part of a text is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Offset in the text.
    pub at: usize,
    /// Whose sheet it is in, where that is said.
    pub person: Option<String>,
    /// What it is.
    pub kind: TroubleKind,
}

/// What can be wrong with a text of many sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TroubleKind {
    /// It has more than [`MOST_BYTES`].
    TooLarge,
    /// It has more than [`MOST_SHEETS`]; those behind are not read.
    TooMany,
    /// It has no sheet.
    Empty,
    /// A file of another format, by its name.
    Format(String),
    /// The result of a self-check: the answers are needed, the verdict is not taken over.
    Result,
    /// Something in a sheet or in the file around it.
    Sheet(ProblemKind),
    /// A code that cannot be read.
    Code(CodeError),
}

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheets {
    /// In the order of the text.
    pub sheets: Vec<Listed>,
    /// In the order of the text.
    pub troubles: Vec<Trouble>,
}

/// Reads a text. The rubrics are of one set, one for each version that is known; a sheet that names no version is of the
/// first, and one that names no year is of that year.
///
/// As a page reads, on a phone perhaps: up to [`MOST_BYTES`] and [`MOST_SHEETS`].
pub fn read(text: &str, rubrics: &[&Rubric], year: u16) -> Sheets {
    read_up_to(MOST_SHEETS, MOST_BYTES, text, rubrics, year)
}

/// The same of a text of any length, as the command reads.
pub fn read_all(text: &str, rubrics: &[&Rubric], year: u16) -> Sheets {
    read_up_to(usize::MAX, usize::MAX, text, rubrics, year)
}

fn read_up_to(sheets: usize, bytes: usize, text: &str, rubrics: &[&Rubric], year: u16) -> Sheets {
    let mut reader = Reader { rubrics, year, most: sheets, found: Sheets::default() };
    // The mark of UTF-8, which some programs put in front.
    let bare = text.strip_prefix("\u{feff}").unwrap_or(text);
    let start = text.len() - bare.len();
    if text.len() > bytes {
        reader.trouble(0, None, TroubleKind::TooLarge);
        return reader.found;
    }
    match json::parse(bare) {
        Ok(root) => reader.value(start, root),
        Err(error) => {
            let first = bare.trim_start();
            let first = &first[..line_of(first)];
            // One value over many lines is told where it breaks, not line by line.
            if is_json(first) && json::parse(first).is_err() {
                reader.trouble(start + error.at, None, TroubleKind::Sheet(ProblemKind::Syntax));
            } else {
                reader.lines(start, bare);
            }
        }
    }
    if reader.found.sheets.is_empty() && reader.found.troubles.is_empty() {
        reader.trouble(start, None, TroubleKind::Empty);
    }
    reader.found
}

/// The contract `hoctap-sheets/1`, a line for each sheet.
pub fn write<'a>(set: &str, made: Date, sheets: impl Iterator<Item = Entry<'a>>) -> String {
    let mut json = Writer::default();
    json.object(|json| {
        json.key("schema").text(SCHEMA);
        json.key("set").text(set);
        json.key("made").text(&made.iso());
        json.key("sheets").list(|_| {});
    });
    let mut out = json.finish();
    // Behind the bracket that opens the list.
    out.truncate(out.len() - 2);
    let mut comma = "\n";
    for (rubric, sheet, person, plan) in sheets {
        out.push_str(comma);
        comma = ",\n";
        out.push_str(&sheet.to_json(rubric));
        if let Some(person) = person {
            let mut json = Writer::default();
            json.object(|json| json.key("person").text(person));
            merge(&mut out, &json.finish());
        }
        if let Some(plan) = plan {
            merge(&mut out, plan);
        }
    }
    out.push_str("\n]}\n");
    out
}

// By bytes: what the standard library finds in texts is as much code as the rest of this room.

/// The length of the first line, with its end.
fn line_of(text: &str) -> usize {
    text.bytes().position(|byte| byte == b'\n').map_or(text.len(), |end| end + 1)
}

fn is_json(text: &str) -> bool {
    matches!(text.as_bytes(), [b'{' | b'[', ..])
}

/// Where one of these marks stands last.
fn last_of(text: &str, marks: &[u8]) -> Option<usize> {
    text.as_bytes().iter().rposition(|byte| marks.contains(byte))
}

/// Puts the members of an object behind those of the one that the text ends with.
fn merge(out: &mut String, object: &str) {
    out.pop();
    out.push(',');
    out.push_str(&object[1..]);
}

/// The plan in a sheet, as a device keeps it; or the first thing that is wrong with it. Written while it is read: neither
/// page that reads files has any other use for its steps.
fn plan_of(sheet: &Node, rubric: &Rubric) -> Result<Option<String>, (usize, ProblemKind)> {
    let Value::Object(members) = &sheet.value else { return Ok(None) };
    let find = |key: &str| members.iter().find(|member| member.key == key).map(|member| &member.node);
    let Some(steps) = find("plan") else { return Ok(None) };
    let Value::List(steps) = &steps.value else { return Err((steps.at, ProblemKind::Answer("plan".to_owned()))) };
    let (items, mut next, mut wrong) = (rubric.items(), 0, None);
    let mut json = Writer::default();
    json.object(|json| {
        json.key("plan").list(|json| {
            for step in steps {
                let id = step.value.get("id").and_then(Value::as_text).unwrap_or_default();
                let place = items.iter().position(|item| item.id == id).unwrap_or(items.len());
                let Some(item) = items.get(place).filter(|_| place >= next) else {
                    wrong = wrong.or(Some((step.at, id)));
                    continue;
                };
                next = place + 1;
                json.object(|json| {
                    json.key("id").text(id);
                    let (mut taken, mut is_sound) = (1, false);
                    for key in ["from", "to"] {
                        let given = step.value.get(key).and_then(|value| Answer::from_value(value, item));
                        if let Some(answer) = given.filter(|answer| answer.is_given()) {
                            answer.write(item, json.key(key));
                            taken += 1;
                        }
                    }
                    if let Some(Value::Bool(done)) = step.value.get("done") {
                        json.key("done").bool(*done);
                        (taken, is_sound) = (taken + 1, taken % 2 == 1);
                    }
                    // What it says besides was no answer, or has no place in a plan; and from where asks for how far.
                    let count = if let Value::Object(members) = &step.value { members.len() } else { 0 };
                    if !is_sound || taken != count {
                        wrong = wrong.or(Some((step.at, id)));
                    }
                });
            }
        });
        if let Some(made) = find("made") {
            let text = made.value.as_text().unwrap_or_default();
            if Date::parse(text).is_none() {
                wrong = wrong.or(Some((made.at, "made")));
            }
            json.key("made").text(text);
        }
    });
    match wrong {
        Some((at, word)) => Err((at, ProblemKind::Answer(word.to_owned()))),
        None if steps.is_empty() => Ok(None),
        None => Ok(Some(json.finish())),
    }
}

struct Reader<'a> {
    rubrics: &'a [&'a Rubric],
    year: u16,
    /// The most sheets.
    most: usize,
    found: Sheets,
}

impl Reader<'_> {
    fn trouble(&mut self, at: usize, person: Option<String>, kind: TroubleKind) {
        self.found.troubles.push(Trouble { at, person, kind });
    }

    fn problem(&mut self, at: usize, kind: ProblemKind) {
        self.trouble(at, None, TroubleKind::Sheet(kind));
    }

    fn lines(&mut self, start: usize, text: &str) {
        let (mut at, mut rest) = (start, text);
        while !rest.is_empty() {
            let (line, behind) = rest.split_at(line_of(rest));
            rest = behind;
            let bare = line.trim();
            if is_json(bare) {
                match json::parse(line) {
                    Ok(root) => self.value(at, root),
                    Err(error) => self.problem(at + error.at, ProblemKind::Syntax),
                }
            } else if !bare.is_empty() {
                self.code(at, bare);
            }
            at += line.len();
        }
    }

    /// A line with a code, and perhaps with whose it is.
    fn code(&mut self, at: usize, line: &str) {
        let (mut before, text) = match line.as_bytes().windows(3).rposition(|window| window == b"#c=") {
            // An address tells nobody's name.
            Some(mark) => (&line[..last_of(&line[..mark], b" \t").unwrap_or_default()], &line[mark + 3..]),
            None if code::looks_like_one(line) => ("", line),
            None => last_of(line, b":\t;,").map_or(("", line), |mark| (&line[..mark], &line[mark + 1..])),
        };
        while let [.., b':' | b';' | b',' | b' ' | b'\t'] = before.as_bytes() {
            before = &before[..before.len() - 1];
        }
        let person = Some(clean_name(before)).filter(|name| !name.is_empty());
        let mut error = CodeError::NotACode;
        for place in 0..self.rubrics.len() {
            match code::decode(self.rubrics[place], text) {
                Ok(sheet) => return self.add(Listed { at, person, rubric: place, sheet, plan: None }),
                // What another version says of it is less than that it is of none of them.
                Err(other) if place == 0 || other != CodeError::OtherSet => error = other,
                Err(_) => {}
            }
        }
        self.trouble(at, person, TroubleKind::Code(error));
    }

    /// A file, a sheet, or a list of sheets. Offsets in the value count from `start`.
    fn value(&mut self, start: usize, root: Node) {
        let schema = root.value.get("schema").map(|schema| schema.as_text().unwrap_or_default().to_owned());
        match (schema.as_deref(), root.value) {
            (Some(SCHEMA), Value::Object(members)) => self.file(start, members),
            (Some(RESULT), _) => self.trouble(start + root.at, None, TroubleKind::Result),
            (Some(other), _) => self.trouble(start + root.at, None, TroubleKind::Format(other.to_owned())),
            (None, Value::List(sheets)) => self.list(start, sheets),
            (None, value) => self.sheet(start, &Node { at: root.at, value }),
        }
    }

    fn file(&mut self, start: usize, members: Vec<Member>) {
        let mut seen: Vec<String> = Vec::new();
        for Member { at, key, node } in members {
            let is_text = node.value.as_text().is_some();
            if seen.contains(&key) {
                self.problem(start + at, ProblemKind::Repeated(key));
                continue;
            }
            match (key.as_str(), node.value) {
                ("schema" | "made" | "set", _) if is_text => {}
                ("schema" | "made" | "set", _) => self.problem(start + node.at, ProblemKind::NotText(key.clone())),
                ("sheets", Value::List(sheets)) => self.list(start, sheets),
                ("sheets", _) => self.problem(start + node.at, ProblemKind::NotAnObject),
                _ => {
                    // Not noted as seen: there may be any number of them.
                    self.problem(start + at, ProblemKind::UnknownKey(key));
                    continue;
                }
            }
            seen.push(key);
        }
    }

    fn list(&mut self, start: usize, sheets: Vec<Node>) {
        for node in sheets {
            if self.found.troubles.last().is_some_and(|trouble| trouble.kind == TroubleKind::TooMany) {
                return;
            }
            self.sheet(start, &node);
        }
    }

    fn sheet(&mut self, start: usize, node: &Node) {
        let of = |key| node.value.get(key).and_then(Value::as_text);
        let person = of("person").map(clean_name).filter(|name| !name.is_empty());
        if of("schema") == Some(RESULT) {
            return self.trouble(start + node.at, person, TroubleKind::Result);
        }
        let version = of("version");
        let own = self.rubrics.iter().position(|rubric| version.is_none_or(|version| rubric.version == version));
        // One of a version that nobody knows is read as of the first, which names it.
        let rubric = own.unwrap_or_default();
        let Some(known) = self.rubrics.get(rubric) else { return };
        let reading = Sheet::read_node(node, known, self.year);
        let mut problems = reading.problems;
        let plan = match plan_of(node, known) {
            Ok(plan) => plan,
            Err((at, kind)) => {
                problems.push(Problem { at, kind });
                None
            }
        };
        if problems.is_empty() {
            return self.add(Listed { at: start + node.at, person, rubric, sheet: reading.sheet, plan });
        }
        let is_other =
            |problem: &ProblemKind| matches!(problem, ProblemKind::OtherSet(_) | ProblemKind::OtherVersion(_));
        // A sheet of another set has no item of this one: that would be said a dozen times.
        let alone = problems.iter().position(|problem| is_other(&problem.kind));
        for (place, problem) in problems.into_iter().enumerate() {
            if alone.is_none_or(|alone| alone == place) {
                self.trouble(start + problem.at, person.clone(), TroubleKind::Sheet(problem.kind));
            }
        }
    }

    fn add(&mut self, listed: Listed) {
        if self.found.sheets.len() < self.most {
            self.found.sheets.push(listed);
        } else if self.found.troubles.last().is_none_or(|trouble| trouble.kind != TroubleKind::TooMany) {
            self.trouble(listed.at, None, TroubleKind::TooMany);
        }
    }
}
