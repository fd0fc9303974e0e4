//! What a person sees of a spreadsheet and calamine does not tell: hidden rows and columns, small raised notes in a text,
//! formulas without a kept result. Read from the XML itself; what cannot be read hides nothing.

use super::archive::Archive;
use super::grid::raised;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// What is seen of a sheet.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Rows that are hidden.
    pub rows: BTreeSet<u32>,
    /// Columns that are hidden, from the first to the last.
    pub columns: Vec<(u32, u32)>,
    /// Texts with raised notes, marked, by their cells.
    pub raised: BTreeMap<(u32, u32), String>,
    /// Formulas whose result the file does not keep.
    pub uncounted: BTreeMap<(u32, u32), String>,
    /// What is printed at the head and foot of every page.
    pub margins: Vec<String>,
    /// The sheet's part of the file.
    pub path: String,
}

/// What is seen of each sheet, by its name.
pub(super) fn read(archive: &mut Archive<'_>) -> BTreeMap<String, Seen> {
    let mut part = |name: &str| archive.read(name).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let workbook = part("xl/workbook.xml").unwrap_or_default();
    let relations = part("xl/_rels/workbook.xml.rels").unwrap_or_default();
    let targets: BTreeMap<String, (String, String)> = tags(&relations, "Relationship")
        .into_iter()
        .filter_map(|tag| Some((value(&tag, "Id")?, (value(&tag, "Type")?, path(&value(&tag, "Target")?)))))
        .collect();
    let texts = targets.values().find(|(kind, _)| kind.ends_with("/sharedStrings")).map(|(_, path)| path.as_str());
    let texts = part(texts.unwrap_or("xl/sharedStrings.xml")).map(|xml| raised_texts(&xml)).unwrap_or_default();
    let mut seen = BTreeMap::new();
    for tag in tags(&workbook, "sheet") {
        let target = value(&tag, "id").and_then(|id| targets.get(&id));
        let Some((_, path)) = target else { continue };
        if let (Some(name), Some(xml)) = (value(&tag, "name"), part(path)) {
            seen.insert(name, Seen { path: path.clone(), ..sheet(&xml, &texts) });
        }
    }
    seen
}

/// Targets count from `xl/`, or from the top where they begin with `/`.
pub(super) fn path(target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
}

/// All tags of a name.
pub(super) fn tags(xml: &str, name: &str) -> Vec<BytesStart<'static>> {
    let mut reader = Reader::from_str(xml);
    let mut tags = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name => {
                tags.push(tag.into_owned());
            }
            Ok(Event::Eof) | Err(_) => return tags,
            Ok(_) => {}
        }
    }
}

/// What an attribute says, whatever its prefix.
pub(super) fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == key);
    found.map(|attribute| unescaped(&attribute.value))
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

fn is_yes(tag: &BytesStart<'_>, key: &str) -> bool {
    value(tag, key).is_some_and(|value| value == "1" || value == "true")
}

/// Whether a size is so small that no letter is seen.
fn is_flat(tag: &BytesStart<'_>, key: &str, most: f64) -> bool {
    value(tag, key).and_then(|value| value.parse::<f64>().ok()).is_some_and(|value| value <= most)
}

/// Text that is built of runs, some of them raised.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Default)]
struct Runs {
    text: String,
    run: String,
    has_raised: bool,
    is_raised: bool,
    in_text: bool,
    /// Inside of how a word is pronounced.
    in_phonetic: bool,
}

impl Runs {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        match tag.local_name().as_ref() {
            "r" => self.is_raised = false,
            "vertAlign" => self.is_raised |= value(tag, "val").is_some_and(|value| value == "superscript"),
            "rPh" if !is_empty => self.in_phonetic = true,
            "t" if !is_empty => self.in_text = !self.in_phonetic,
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.in_text {
            self.run.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "rPh" => self.in_phonetic = false,
            "t" => {
                self.in_text = false;
                let run = std::mem::take(&mut self.run);
                self.has_raised |= self.is_raised;
                self.text.push_str(&if self.is_raised { raised(&run) } else { run });
            }
            _ => {}
        }
    }

    /// The text with its marks, where some of it is raised.
    fn finish(&mut self) -> Option<String> {
        let done = std::mem::take(self);
        done.has_raised.then_some(done.text)
    }
}

/// Calls back with every event, and with the texts of references resolved.
pub(super) fn walk(xml: &str, mut each: impl FnMut(Step<'_, '_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => each(Step::Open(&tag, false)),
            Ok(Event::Empty(tag)) => {
                each(Step::Open(&tag, true));
                each(Step::Close(tag.local_name().as_ref()));
            }
            Ok(Event::End(tag)) => each(Step::Close(tag.local_name().as_ref())),
            Ok(Event::Text(text)) => each(Step::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => each(Step::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(entity)) => {
                if let Some(text) = resolve_xml_entity(&entity) {
                    each(Step::Text(text));
                } else if let Ok(Some(char)) = entity.resolve_char_ref() {
                    each(Step::Text(char.encode_utf8(&mut [0; 4])));
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A step through a part.
pub(super) enum Step<'a, 'b> {
    /// A tag, and whether it is empty.
    Open(&'a BytesStart<'b>, bool),
    /// A text between tags.
    Text(&'a str),
    /// The end of a tag.
    Close(&'a str),
}

/// The texts of the table of texts that have raised notes, by their numbers.
fn raised_texts(xml: &str) -> BTreeMap<usize, String> {
    let (mut texts, mut number, mut runs) = (BTreeMap::new(), 0, Runs::default());
    walk(xml, |step| match step {
        Step::Open(tag, is_empty) => runs.open(tag, is_empty),
        Step::Text(text) => runs.add(text),
        Step::Close("si") => {
            if let Some(text) = runs.finish() {
                texts.insert(number, text);
            }
            number += 1;
        }
        Step::Close(name) => runs.close(name),
    });
    texts
}

/// The cell that is open.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Default)]
struct Cell {
    is_shared: bool,
    has_text_type: bool,
    formula: Option<String>,
    value: String,
    in_formula: bool,
    in_value: bool,
}

/// The height of a row, in points, and the width of a column, in letters, that still hide all that stands in them.
const FLATTEST: f64 = 2.0;
const NARROWEST: f64 = 0.15;

fn sheet(xml: &str, texts: &BTreeMap<usize, String>) -> Seen {
    let mut seen = Seen::default();
    let (mut row, mut column) = (0, 0);
    // Rows of which nothing else is said have no height.
    let mut is_flat_sheet = false;
    let mut in_margin = false;
    let (mut cell, mut runs) = (Cell::default(), Runs::default());
    walk(xml, |step| match step {
        Step::Open(tag, is_empty) => match tag.local_name().as_ref() {
            "sheetFormatPr" => {
                is_flat_sheet = is_yes(tag, "zeroHeight") || is_flat(tag, "defaultRowHeight", FLATTEST);
            }
            "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                in_margin = !is_empty;
            }
            "col" if is_yes(tag, "hidden") || is_flat(tag, "width", NARROWEST) => {
                let place = |key| value(tag, key).and_then(|value| value.parse().ok());
                if let (Some(first), Some(last)) = (place("min"), place("max")) {
                    seen.columns.push((first, last));
                }
            }
            "row" => {
                row = value(tag, "r").and_then(|value| value.parse().ok()).unwrap_or(row + 1);
                column = 0;
                let has_height = value(tag, "ht").is_some();
                if is_yes(tag, "hidden") || is_flat(tag, "ht", FLATTEST) || is_flat_sheet && !has_height {
                    seen.rows.insert(row);
                }
            }
            "c" => {
                column = value(tag, "r").and_then(|name| column_of(&name)).unwrap_or(column + 1);
                let kind = value(tag, "t").unwrap_or_default();
                cell = Cell { is_shared: kind == "s", has_text_type: kind == "str", ..Cell::default() };
                runs = Runs::default();
            }
            "f" => {
                cell.formula = Some(String::new());
                cell.in_formula = !is_empty;
            }
            "v" => cell.in_value = !is_empty,
            _ => runs.open(tag, is_empty),
        },
        Step::Text(text) if cell.in_formula => {
            if let Some(formula) = &mut cell.formula {
                formula.push_str(text);
            }
        }
        Step::Text(text) if cell.in_value => cell.value.push_str(text),
        Step::Text(text) if in_margin => match seen.margins.last_mut() {
            Some(margin) if !margin.is_empty() => margin.push_str(text),
            _ => seen.margins.push(text.to_owned()),
        },
        Step::Text(text) => runs.add(text),
        Step::Close("f") => cell.in_formula = false,
        Step::Close("v") => cell.in_value = false,
        Step::Close(name) if name.ends_with("Header") || name.ends_with("Footer") => {
            in_margin = false;
            seen.margins.push(String::new());
        }
        Step::Close("c") => {
            let cell = std::mem::take(&mut cell);
            let shared =
                cell.value.trim().parse().ok().filter(|_| cell.is_shared).and_then(|number: usize| texts.get(&number));
            if let Some(text) = runs.finish().or_else(|| shared.cloned()) {
                seen.raised.insert((row, column), text);
            }
            if let (Some(formula), true, false) = (cell.formula, cell.value.is_empty(), cell.has_text_type) {
                seen.uncounted.insert((row, column), format!("={formula}"));
            }
        }
        Step::Close(name) => runs.close(name),
    });
    seen
}

/// The column of `C7`.
pub(super) fn column_of(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column = letters.fold(0_u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A' + 1));
    (column > 0).then_some(column)
}
