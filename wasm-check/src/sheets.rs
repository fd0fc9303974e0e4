//! Many sheets in one text, from outside and hostile until checked: what the book saves, lines of sheets, codes.
//!
//! # What is read
//!
//! - **A file**, which [`write()`] makes, the contract `hoctap-sheets/1`:
//!   `{"schema":"hoctap-sheets/1","set":"cdht","made":"2026-11-22","sheets":[{…,"person":"Bà Tư"},…]}`. `set` and `made` are
//!   for people who look into it; every sheet says its own set and version. A sheet may bring the plan that was made from
//!   it, `"plan":[{"id":"doc-cap-nhat","from":4,"to":5,"done":false,"month":"2027-03"}],"made":"2026-11-22"`: the steps in the
//!   order of the document, see [`crate::book::plan`].
//! - **A sheet**, or a list of them, as JSON: `{"set":…,"version":…,"year":…,"answers":{…}}`, with or without `person`.
//! - **Lines**, each a file, a sheet, or a code, before which may stand whose it is: `Bà Tư: HT1F-19X6-…`. Where nothing
//!   does, the line before it may say it. A code may stand behind `#c=` of an address. As people send them, with all that
//!   chats and lists put around, they are read by [`copied::read`].
//!
//! Of each sheet only the answers count: whatever total or verdict comes along is refused as an unknown key, and a result
//! of the self-check is no sheet. A sheet with a mistake is left out whole and named; the others are read.

pub mod copied;
#[cfg(all(target_arch = "wasm32", feature = "gather"))]
mod page;

use crate::code::{self, CodeError};
use crate::date::{Date, Month};
use crate::json::{self, Items, Member, Node, Value, Writer};
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
    /// How many sheets and codes were not read.
    pub unread: usize,
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
    let mut reading = Reading::new(sheets, bytes, text, rubrics, year);
    while reading.step(text) {}
    reading.found
}

/// A text while it is read: a sheet, a line or a key of the file at each step, so that a page can do something else between
/// two of them, and can stop.
#[derive(Debug)]
pub struct Reading<'r> {
    reader: Reader<'r>,
    /// What was found since somebody took it away.
    pub found: Sheets,
    /// A list of sheets: where the text begins that its places count from, where that ends, and what is left of the list.
    list: Option<(usize, usize, Items)>,
    /// A file: where the text begins that its places count from, where that ends, and what is left of its keys, the last one first.
    file: (usize, usize, Vec<Member>),
    /// Its keys that were read.
    seen: Vec<String>,
    /// The lines that are left, by where they begin.
    lines: Option<usize>,
    /// Neither a sheet nor a trouble was found yet.
    is_empty: bool,
}

impl<'r> Reading<'r> {
    /// Begins a text, of which so many bytes and so many sheets are read. Every step takes the same text.
    pub fn new(sheets: usize, bytes: usize, text: &str, rubrics: &'r [&'r Rubric], year: u16) -> Self {
        let reader =
            Reader { rubrics, year, most: sheets, found: Sheets::default(), count: 0, is_full: false, waiting: None };
        let mut reading = Self {
            reader,
            found: Sheets::default(),
            list: None,
            file: (0, 0, Vec::new()),
            seen: Vec::new(),
            lines: None,
            is_empty: true,
        };
        reading.begin(bytes, text);
        reading
    }

    fn begin(&mut self, bytes: usize, text: &str) {
        // The mark of UTF-8, which some programs put in front.
        let bare = text.strip_prefix("\u{feff}").unwrap_or(text);
        let start = text.len() - bare.len();
        if text.len() > bytes {
            self.reader.trouble(0, None, TroubleKind::TooLarge);
            return;
        }
        match json::parse_shallow(bare) {
            Ok(root) => self.value(start, bare, root),
            Err(error) => {
                let first = bare.trim_start();
                let first = &first[..line_of(first)];
                // One value over many lines is told where it breaks, not line by line.
                if is_json(first) && json::parse_shallow(first).is_err() {
                    self.reader.problem(start + error.at, ProblemKind::Syntax);
                } else {
                    self.lines = Some(start);
                }
            }
        }
    }

    /// Reads on; false where nothing is left.
    pub fn step(&mut self, text: &str) -> bool {
        let is_more = !self.reader.is_full && self.read_on(text);
        let found = &mut self.reader.found;
        self.is_empty &= found.sheets.is_empty() && found.troubles.is_empty();
        if !is_more && self.is_empty {
            self.is_empty = false;
            let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            self.reader.trouble(start, None, TroubleKind::Empty);
        }
        self.found.sheets.append(&mut self.reader.found.sheets);
        self.found.troubles.append(&mut self.reader.found.troubles);
        self.found.unread += std::mem::take(&mut self.reader.found.unread);
        is_more
    }

    fn read_on(&mut self, text: &str) -> bool {
        if let Some((start, end, items)) = &mut self.list {
            match items.next(text.get(*start..*end).unwrap_or_default()) {
                Some(node) => self.reader.sheet(*start, &node),
                None => self.list = None,
            }
            return true;
        }
        match self.file.2.pop() {
            Some(member) => self.member(member),
            None => return self.line(text),
        }
        true
    }

    fn line(&mut self, text: &str) -> bool {
        let Some(at) = self.lines else { return false };
        let rest = text.get(at..).unwrap_or_default();
        if rest.is_empty() {
            self.lines = None;
            self.reader.give_up_waiting();
            return false;
        }
        let line = &rest[..line_of(rest)];
        self.lines = Some(at + line.len());
        let bare = seen(line);
        let from = at + line.len() - bare.len();
        if is_json(bare) {
            self.reader.give_up_waiting();
            match json::parse_shallow(bare) {
                Ok(root) => self.value(from, bare, root),
                Err(error) => {
                    self.reader.found.unread += 1;
                    self.reader.problem(from + error.at, ProblemKind::Syntax);
                }
            }
        } else if !bare.trim().is_empty() {
            self.reader.code(from, bare.trim_end());
        }
        true
    }

    /// A file, a sheet, or a list of sheets, whose lists are still to be read. Offsets in the value count from `start`.
    fn value(&mut self, start: usize, text: &str, root: Node) {
        let schema = root.value.get("schema").map(|schema| schema.as_text().unwrap_or_default().to_owned());
        match (schema.as_deref(), root.value) {
            (Some(SCHEMA), Value::Object(mut members)) => {
                members.reverse();
                self.seen.clear();
                self.file = (start, start + text.len(), members);
            }
            (Some(RESULT), _) => {
                self.reader.found.unread += 1;
                self.reader.trouble(start + root.at, None, TroubleKind::Result);
            }
            (Some(other), _) => {
                self.reader.found.unread += 1;
                self.reader.trouble(start + root.at, None, TroubleKind::Format(other.to_owned()));
            }
            (None, Value::List(_)) => self.list = Some((start, start + text.len(), Items::new(root.at))),
            (None, _) => {
                // One sheet, with lists of its own.
                if let Ok(sheet) = json::parse(text) {
                    self.reader.sheet(start, &sheet);
                }
            }
        }
    }

    /// A key of a file.
    fn member(&mut self, Member { at, key, node }: Member) {
        let (start, end) = (self.file.0, self.file.1);
        let is_text = node.value.as_text().is_some();
        if self.seen.contains(&key) {
            self.reader.problem(start + at, ProblemKind::Repeated(key));
            return;
        }
        match (key.as_str(), node.value) {
            ("schema" | "made" | "set", _) if is_text => {}
            ("schema" | "made" | "set", _) => self.reader.problem(start + node.at, ProblemKind::NotText(key.clone())),
            ("sheets", Value::List(_)) => self.list = Some((start, end, Items::new(node.at))),
            ("sheets", _) => self.reader.problem(start + node.at, ProblemKind::NotAnObject),
            _ => {
                // Not noted as seen: there may be any number of them.
                self.reader.problem(start + at, ProblemKind::UnknownKey(key));
                return;
            }
        }
        self.seen.push(key);
    }
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

/// Whether a line is to be read as JSON. Chats put a time in brackets before a name.
fn is_json(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes {
        [b'{', ..] => true,
        [b'[', rest @ ..] => rest.trim_ascii_start().first().is_none_or(|byte| matches!(byte, b'{' | b'[' | b']')),
        _ => false,
    }
}

/// Without what cannot be seen at its start: the mark of UTF-8, where two files were joined.
fn seen(text: &str) -> &str {
    text.trim_start_matches(|char| matches!(char, '\u{feff}' | '\u{200b}'..='\u{200f}' | ' ' | '\t'))
}

/// Where codes may begin in a line, and where the letters, digits and hyphens end that begin there: at letters that no
/// other letter of a word stands before.
fn codes(line: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let is_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < line.len() {
            let begin = at;
            let length = line[at..].iter().position(|byte| !is_of_it(byte)).unwrap_or(line.len() - at);
            at += length.max(1);
            let word = &line[begin..begin + length];
            let dashes = word.iter().take_while(|byte| **byte == b'-').count();
            if matches!(word.get(dashes..dashes + 2), Some([b'H' | b'h', b'T' | b't'])) {
                return Some((begin + dashes, begin + length));
            }
        }
        None
    })
}

/// Whose a code is, out of what stands before it: without the marks at its ends.
fn name_before(text: &str) -> String {
    let is_mark = |char: char| matches!(char, ':' | ';' | ',' | '-' | '–' | '—' | '>' | '.' | '(' | ' ' | '\t');
    clean_name(text.trim_matches(is_mark))
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
                    let month = step.value.get("month").and_then(Value::as_text).and_then(Month::parse);
                    if let Some(month) = month {
                        json.key("month").text(&month.iso());
                        taken += 1;
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

#[derive(Debug)]
struct Reader<'a> {
    rubrics: &'a [&'a Rubric],
    year: u16,
    /// The most sheets.
    most: usize,
    /// How many were found.
    count: usize,
    /// More were there than that.
    is_full: bool,
    found: Sheets,
    /// A line that may say whose the next code is.
    waiting: Option<(usize, String)>,
}

impl Reader<'_> {
    fn trouble(&mut self, at: usize, person: Option<String>, kind: TroubleKind) {
        self.found.troubles.push(Trouble { at, person, kind });
    }

    fn problem(&mut self, at: usize, kind: ProblemKind) {
        self.trouble(at, None, TroubleKind::Sheet(kind));
    }

    /// A line that said nobody's name is neither a sheet nor a code.
    fn give_up_waiting(&mut self) {
        if let Some((at, _)) = self.waiting.take() {
            self.found.unread += 1;
            self.trouble(at, None, TroubleKind::Code(CodeError::NotACode));
        }
    }

    /// A line with a code, and perhaps with whose it is.
    fn code(&mut self, at: usize, line: &str) {
        let mut first = None;
        for (begin, end) in codes(line.as_bytes()) {
            let has_digit = |text: &&str| text.bytes().any(|byte| byte.is_ascii_digit());
            // As people type it, with spaces, up to the end of the line; or as it is copied, up to the first space.
            let whole = line.get(begin..).filter(has_digit).filter(|text| code::looks_like_one(text));
            let short = line.get(begin..end).filter(has_digit);
            for text in whole.into_iter().chain(short) {
                match self.decoded(text) {
                    Ok((rubric, sheet)) => {
                        let person = self.whose(line, begin);
                        return self.add(Listed { at, person, rubric, sheet, plan: None });
                    }
                    Err(error) => first = first.or(Some((begin, error))),
                }
            }
        }
        if let Some((begin, error)) = first {
            let person = self.whose(line, begin);
            self.found.unread += 1;
            self.trouble(at, person, TroubleKind::Code(error));
        } else {
            self.give_up_waiting();
            self.waiting = Some((at, name_before(line)));
        }
    }

    fn decoded(&self, text: &str) -> Result<(usize, Sheet), CodeError> {
        let mut error = CodeError::NotACode;
        for place in 0..self.rubrics.len() {
            match code::decode(self.rubrics[place], text) {
                Ok(sheet) => return Ok((place, sheet)),
                // What another version says of it is less than that it is of none of them.
                Err(other) if place == 0 || other != CodeError::OtherSet => error = other,
                Err(_) => {}
            }
        }
        Err(error)
    }

    /// Whose the code at this place of a line is: what stands before it, or the line before.
    fn whose(&mut self, line: &str, begin: usize) -> Option<String> {
        let before = &line[..begin];
        // An address tells nobody's name.
        let is_address = before.ends_with("#c=");
        let end = if is_address { last_of(before, b" \t").unwrap_or_default() } else { begin };
        let mut name = name_before(&line[..end]);
        if let (true, Some(waiting)) = (name.is_empty(), self.waiting.take()) {
            name = waiting.1;
        }
        self.give_up_waiting();
        Some(name).filter(|name| !name.is_empty())
    }

    fn sheet(&mut self, start: usize, node: &Node) {
        let of = |key| node.value.get(key).and_then(Value::as_text);
        let person = of("person").map(clean_name).filter(|name| !name.is_empty());
        if of("schema") == Some(RESULT) {
            self.found.unread += 1;
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
        if !problems.is_empty() {
            self.found.unread += 1;
        }
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
        if self.count < self.most {
            self.count += 1;
            self.found.sheets.push(listed);
        } else if !self.is_full {
            self.is_full = true;
            self.trouble(listed.at, None, TroubleKind::TooMany);
        }
    }
}
