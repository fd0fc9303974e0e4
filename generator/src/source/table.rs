//! Reading TOML that people typed: every key asked for by name, every mistake located, none stops the next.
//!
//! serde would stop at the first mistake, in English, and lose the place of values that are merely wrong.

use super::set::document::Number;
use super::syntax;
use super::text::Source;
use crate::diagnostic::{ContentProblem, Expected, Findings, Place, Problem, is_no_text, key_meant};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Deref, Range};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use wasm_check::date::Date;
use wasm_check::decimal::{Decimal, has_two_readings};

/// The largest number that may be typed.
const MOST: Decimal = Decimal::whole(999_999_999);

/// The most digits behind the point that a number keeps.
const DECIMALS: usize = 6;

/// Where a table was read from, and where its mistakes go.
pub struct Document<'a> {
    source: &'a Source,
    /// Where the TOML begins in the source.
    start: usize,
    findings: RefCell<&'a mut Findings>,
}

/// One table of the document. Ask for its keys, then [`Table::finish`].
pub struct Table<'d> {
    document: &'d Document<'d>,
    entries: &'d DeTable<'d>,
    /// `criteria.pass`, for messages; empty at the top.
    name: String,
    at: usize,
    known: RefCell<Vec<&'static str>>,
    /// Keys that must be there and are not: told when the table ends, unless they are there under a mistyped name.
    missing: RefCell<Vec<&'static str>>,
}

/// A value and its offset in the source.
///
/// The place is for messages alone: two values are equal wherever they stand, and what is published is the value.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where it stands; 0 for what was read from no text.
    #[serde(skip)]
    pub at: usize,
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> From<T> for Located<T> {
    fn from(value: T) -> Self {
        Self { value, at: 0 }
    }
}

impl AsRef<str> for Located<String> {
    fn as_ref(&self) -> &str {
        &self.value
    }
}

impl PartialEq<str> for Located<String> {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}

impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// What can be read from a value.
pub trait FromToml: Sized {
    /// What to say where it is something else.
    const EXPECTED: Expected;
    /// The value, where it is of that type; `start` is where the TOML begins in its source.
    fn from_toml(value: &DeValue<'_>, start: usize) -> Option<Self>;
    /// Where in the TOML the part begins that keeps it from being read; nothing where that is the whole value.
    fn wrong_part(_value: &DeValue<'_>) -> Option<usize> {
        None
    }
}

impl<'a> Document<'a> {
    /// Reads the TOML that stands in a range of a source, and hands its top table to `read`, unless it is broken.
    pub fn read<T>(
        source: &'a Source,
        range: Range<usize>,
        findings: &'a mut Findings,
        read: impl FnOnce(Table<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = &source.text[range.clone()];
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            if let Some(rest) = syntax::report(source, &range, &errors, findings) {
                read_rest(source, range.start, &rest, findings, read);
            }
            return None;
        }
        for (name, value) in table.get_ref() {
            name_what_is_no_text(name.get_ref(), name.span().start, source, range.start, findings);
            each_text(value, &mut |text, at| name_what_is_no_text(text, at, source, range.start, findings));
        }
        let document = Document { source, start: range.start, findings: RefCell::new(findings) };
        read(Table {
            document: &document,
            entries: table.get_ref(),
            name: String::new(),
            at: range.start,
            known: RefCell::default(),
            missing: RefCell::default(),
        })
    }
}

/// Reads what is left of a text whose broken lines were told of, for the mistakes in it: none that could come from what is
/// left out.
fn read_rest<T>(
    source: &Source,
    start: usize,
    rest: &syntax::Rest,
    findings: &mut Findings,
    read: impl FnOnce(Table<'_>) -> Option<T>,
) {
    let (table, errors) = DeTable::parse_recoverable(&rest.text);
    if !errors.is_empty() {
        return;
    }
    let mut found = Findings::default();
    let document = Document { source, start, findings: RefCell::new(&mut found) };
    drop(read(Table {
        document: &document,
        entries: table.get_ref(),
        name: String::new(),
        at: start,
        known: RefCell::default(),
        missing: RefCell::default(),
    }));
    findings.append(found.only(|problem| match problem {
        Problem::MissingKey { key, .. } => !rest.keys.contains(*key),
        Problem::UnknownKey { .. }
        | Problem::MisplacedKey { .. }
        | Problem::WrongType { .. }
        | Problem::BadDate { .. }
        | Problem::BadId { .. }
        | Problem::WrittenOtherwise { .. }
        | Problem::QuotedNumber { .. }
        | Problem::UnknownValue { .. } => true,
        _ => false,
    }));
}

/// Hands on every text in a value, keys too, with where it stands.
fn each_text(value: &Spanned<DeValue<'_>>, then: &mut impl FnMut(&str, usize)) {
    match value.get_ref() {
        DeValue::String(text) => then(text, value.span().start),
        DeValue::Array(items) => items.iter().for_each(|item| each_text(item, then)),
        DeValue::Table(table) => {
            for (key, value) in table {
                then(key.get_ref(), key.span().start);
                each_text(value, then);
            }
        }
        _ => {}
    }
}

/// A text may hold what its file does not: `"\u0001"`.
fn name_what_is_no_text(text: &str, at: usize, source: &Source, start: usize, findings: &mut Findings) {
    if let Some(char) = text.chars().find(|char| is_no_text(*char)) {
        findings.add(source.place(start + at), ContentProblem::NoText { char });
    }
}

impl<'d> Table<'d> {
    /// Adds a finding at an offset in the source.
    pub fn report(&self, at: usize, problem: impl Into<Problem>) {
        self.document.findings.borrow_mut().add(self.place(at), problem);
    }

    /// Adds a finding at the beginning of the file: it is about the file.
    pub fn report_start(&self, problem: impl Into<Problem>) {
        self.report(0, problem);
    }

    /// The place of an offset in the source.
    pub fn place(&self, at: usize) -> Place {
        self.document.source.place(at)
    }

    /// Where the table begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether the key stands there.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Where the value of a key stands.
    pub fn place_of(&self, key: &str) -> Option<usize> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| self.start_of(value))
    }

    fn get(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.known.borrow_mut().push(key);
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn start_of(&self, value: &Spanned<DeValue<'_>>) -> usize {
        self.document.start + value.span().start
    }

    /// A value that may be missing.
    pub fn optional<T: FromToml>(&self, key: &'static str) -> Option<Located<T>> {
        let value = self.get(key)?;
        let at = self.start_of(value);
        let read = T::from_toml(value.get_ref(), self.document.start).map(|value| Located { value, at });
        if read.is_none() {
            let at = T::wrong_part(value.get_ref()).map_or(at, |part| self.document.start + part);
            self.report(at, wrong_value::<T>(key, value.get_ref()));
        }
        if T::EXPECTED.is_of_numbers() && key != "percent" && self.asks_for_thousands(value) {
            return None;
        }
        read
    }

    /// Tells every number that may have been written with thousands in mind: TOML reads `1.200` as 1.2. A share of a hundred
    /// has none.
    fn asks_for_thousands(&self, value: &Spanned<DeValue<'_>>) -> bool {
        match value.get_ref() {
            DeValue::Float(float) if has_two_readings(float.as_str().trim_start_matches('+')) => {
                self.report(self.start_of(value), Problem::TwoReadings { digits: float.as_str().to_owned() });
                true
            }
            DeValue::Array(items) => items.iter().filter(|item| self.asks_for_thousands(item)).count() > 0,
            _ => false,
        }
    }

    /// A number, or a list of numbers, that may be missing: each with its place.
    pub fn numbers(&self, key: &'static str) -> Option<Vec<Located<Number>>> {
        if self.get(key)?.get_ref().is_array() {
            return self.optional::<Vec<Located<Number>>>(key).map(|numbers| numbers.value);
        }
        self.optional::<Number>(key).map(|number| vec![number])
    }

    /// A value that must be there.
    pub fn required<T: FromToml>(&self, key: &'static str) -> Option<Located<T>> {
        if !self.has(key) {
            self.known.borrow_mut().push(key);
            self.missing.borrow_mut().push(key);
            return None;
        }
        self.optional(key)
    }

    /// A word out of a closed list, that must be there.
    pub fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<Located<T>> {
        if !self.has(key) {
            self.required::<String>(key)?;
        }
        self.optional_choice(key, choices)
    }

    /// A word out of a closed list, that may be missing.
    pub fn optional_choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<Located<T>> {
        let word = self.optional::<String>(key)?;
        let choice = choices.iter().find(|(name, _)| *name == word.value).map(|(_, choice)| *choice);
        if choice.is_none() {
            let known = choices.iter().map(|(name, _)| (*name).to_owned()).collect();
            self.report(word.at, Problem::UnknownValue { key: key.to_owned(), value: word.value.clone(), known });
        }
        choice.map(|value| Located { value, at: word.at })
    }

    /// An id that must be there: `[a-z0-9]+(-[a-z0-9]+)*`.
    pub fn id(&self, key: &'static str) -> Option<Located<String>> {
        let id = self.required::<String>(key)?;
        if is_id(&id.value) {
            return Some(id);
        }
        self.report(id.at, Problem::BadId { id: id.value });
        None
    }

    /// The table of that name below this one, if there is one.
    pub fn table(&self, key: &'static str) -> Option<Table<'d>> {
        let value = self.get(key)?;
        let at = self.start_of(value);
        if let DeValue::Table(table) = value.get_ref() {
            return Some(self.below(key, table, at));
        }
        self.report(at, Problem::WrongType { key: key.to_owned(), expected: Expected::Table });
        None
    }

    /// The tables of that name below this one.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'d>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items = value.get_ref().as_array().filter(|items| items.iter().all(|item| item.get_ref().is_table()));
        let Some(items) = items else {
            self.report(self.start_of(value), Problem::WrongType { key: key.to_owned(), expected: Expected::Tables });
            return Vec::new();
        };
        items.iter().filter_map(|item| Some(self.below(key, item.get_ref().as_table()?, self.start_of(item)))).collect()
    }

    /// Every key, where it stands, its value and where that stands, in the order of the keys.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, usize, &'d DeValue<'d>, usize)> {
        let start = self.document.start;
        self.entries.iter().map(move |(key, value)| {
            (key.get_ref().as_ref(), start + key.span().start, value.get_ref(), start + value.span().start)
        })
    }

    pub(super) fn below(&self, key: &str, table: &'d DeTable<'d>, at: usize) -> Table<'d> {
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        Table {
            document: self.document,
            entries: table,
            name,
            at,
            known: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// Reports every key that nobody asked for. One that was meant for a key that is missing is one mistake, not two.
    pub fn finish(self) {
        let known = self.known.take();
        let mut sorted = known.clone();
        sorted.sort_unstable();
        sorted.dedup();
        for (key, _) in self.entries {
            if !known.contains(&key.get_ref().as_ref()) {
                let known = sorted.clone();
                let (key, at) = (key.get_ref().clone().into_owned(), self.document.start + key.span().start);
                if self.belongs_above(&key) {
                    self.report(at, Problem::MisplacedKey { key, table: self.name.clone() });
                    continue;
                }
                if let Some(meant) = key_meant(&key, known.iter().copied()) {
                    self.missing.borrow_mut().retain(|missing| *missing != meant);
                }
                self.report(at, Problem::UnknownKey { key, table: self.name.clone(), known });
            }
        }
    }

    /// Whether a key is one of the file itself, which was written below the line of a table.
    fn belongs_above(&self, key: &str) -> bool {
        !self.name.is_empty() && is_of_the_file(&self.document.source.path, key)
    }
}

impl Drop for Table<'_> {
    fn drop(&mut self) {
        for key in self.missing.take() {
            self.report(self.at, Problem::MissingKey { key, table: self.name.clone() });
        }
    }
}

/// Whether a file may have that key above its tables.
pub(crate) fn is_of_the_file(path: &str, key: &str) -> bool {
    const SITE: [&str; 19] = [
        "allow_active",
        "base_url",
        "contact",
        "description",
        "enforce_budgets",
        "gone",
        "hosts",
        "id",
        "language",
        "license",
        "owner",
        "page_size",
        "raw_html",
        "report_to",
        "review_months",
        "search",
        "service_worker",
        "theme",
        "title",
    ];
    const PAGE: [&str; 13] = [
        "aliases",
        "date",
        "description",
        "draft",
        "image",
        "large_print",
        "owner",
        "review_months",
        "reviewed",
        "slug",
        "tags",
        "title",
        "weight",
    ];
    if path == "site.toml" { SITE.contains(&key) } else { path.starts_with("content/") && PAGE.contains(&key) }
}

fn is_number(expected: Expected) -> bool {
    matches!(
        expected,
        Expected::Whole
            | Expected::Positive
            | Expected::Minutes
            | Expected::Months
            | Expected::LessonMinutes
            | Expected::Number
            | Expected::Numbers
    )
}

fn is_plain_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 7 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn wrong_value<T: FromToml>(key: &str, value: &DeValue<'_>) -> Problem {
    match value {
        DeValue::String(text) if is_number(T::EXPECTED) && is_plain_number(text) => {
            Problem::QuotedNumber { key: key.to_owned(), right: format!("{key} = {text}") }
        }
        DeValue::String(text) if matches!(T::EXPECTED, Expected::Date) => Problem::BadDate { text: text.to_string() },
        _ => Problem::WrongType { key: key.to_owned(), expected: T::EXPECTED },
    }
}

/// Whether a text is an id by the contract.
pub fn is_id(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

impl FromToml for String {
    const EXPECTED: Expected = Expected::Text;
    fn from_toml(value: &DeValue<'_>, _start: usize) -> Option<Self> {
        value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

impl FromToml for bool {
    const EXPECTED: Expected = Expected::Bool;
    fn from_toml(value: &DeValue<'_>, _start: usize) -> Option<Self> {
        value.as_bool()
    }
}

impl FromToml for u32 {
    const EXPECTED: Expected = Expected::Whole;
    fn from_toml(value: &DeValue<'_>, _start: usize) -> Option<Self> {
        let integer = value.as_integer()?;
        Self::from_str_radix(integer.as_str(), integer.radix()).ok()
    }
}

impl FromToml for Decimal {
    const EXPECTED: Expected = Expected::Number;
    fn from_toml(value: &DeValue<'_>, start: usize) -> Option<Self> {
        match value {
            DeValue::Integer(_) => Some(Self::whole(u32::from_toml(value, start)?)).filter(|number| *number <= MOST),
            // From its digits, never through a binary fraction; none are cut off in silence.
            DeValue::Float(float) => {
                let digits = float.as_str().trim_start_matches('+');
                let decimals = digits.split_once('.')?.1.trim_end_matches('0').len();
                if decimals <= DECIMALS { Self::parse(digits) } else { None }
            }
            _ => None,
        }
    }
}

impl FromToml for Number {
    const EXPECTED: Expected = Decimal::EXPECTED;
    fn from_toml(value: &DeValue<'_>, start: usize) -> Option<Self> {
        Decimal::from_toml(value, start).map(Self)
    }
}

impl FromToml for Date {
    const EXPECTED: Expected = Expected::Date;
    fn from_toml(value: &DeValue<'_>, _start: usize) -> Option<Self> {
        match value {
            DeValue::Datetime(datetime) => {
                let date = datetime.date.filter(|_| datetime.time.is_none())?;
                Self::new(date.year, date.month, date.day)
            }
            DeValue::String(text) => Self::parse(text),
            _ => None,
        }
    }
}

impl<T: FromTomlItem> FromToml for Vec<T> {
    const EXPECTED: Expected = T::EXPECTED_LIST;
    fn from_toml(value: &DeValue<'_>, start: usize) -> Option<Self> {
        value.as_array()?.iter().map(|item| T::from_toml_item(item, start)).collect()
    }
    fn wrong_part(value: &DeValue<'_>) -> Option<usize> {
        let item = value.as_array()?.iter().find(|item| T::from_toml_item(item, 0).is_none())?;
        Some(item.span().start)
    }
}

/// What lists can be made of.
pub trait FromTomlItem: Sized {
    /// What to say where the list holds something else.
    const EXPECTED_LIST: Expected;
    /// The item, where it is of that type.
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self>;
}

impl FromTomlItem for String {
    const EXPECTED_LIST: Expected = Expected::Texts;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        Self::from_toml(item.get_ref(), start)
    }
}

impl<T: FromTomlItem> FromTomlItem for Located<T> {
    const EXPECTED_LIST: Expected = T::EXPECTED_LIST;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        Some(Self { value: T::from_toml_item(item, start)?, at: start + item.span().start })
    }
}

impl FromTomlItem for Number {
    const EXPECTED_LIST: Expected = Expected::Numbers;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        Self::from_toml(item.get_ref(), start)
    }
}

impl FromTomlItem for u32 {
    const EXPECTED_LIST: Expected = Expected::Wholes;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        Self::from_toml(item.get_ref(), start)
    }
}

/// A list of numbers, or one number alone.
impl FromTomlItem for Vec<Located<Number>> {
    const EXPECTED_LIST: Expected = Expected::NumberLists;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        if item.get_ref().is_array() {
            return Self::from_toml(item.get_ref(), start).filter(|numbers| !numbers.is_empty());
        }
        Some(vec![Located::from_toml_item(item, start)?])
    }
}

/// `[points, "text"]`
impl FromTomlItem for (Decimal, String) {
    const EXPECTED_LIST: Expected = Expected::Guide;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        pair(item, start)
    }
}

/// `[from, points]`
impl FromTomlItem for (Decimal, Decimal) {
    const EXPECTED_LIST: Expected = Expected::Counts;
    fn from_toml_item(item: &Spanned<DeValue<'_>>, start: usize) -> Option<Self> {
        pair(item, start)
    }
}

fn pair<L: FromToml, R: FromToml>(item: &Spanned<DeValue<'_>>, start: usize) -> Option<(L, R)> {
    let pair = item.get_ref().as_array()?;
    let [left, right] = [pair.first()?, pair.get(1)?];
    if pair.len() > 2 {
        return None;
    }
    Some((L::from_toml(left.get_ref(), start)?, R::from_toml(right.get_ref(), start)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Decimal> {
        let (source, mut findings) = (Source::new("a.md", format!("a = {text}\n")), Findings::default());
        let end = source.text.len();
        Document::read(&source, 0..end, &mut findings, |table| Some(table.optional::<Decimal>("a")?.value))
    }

    #[test]
    fn a_number_is_read_from_its_digits() {
        for (typed, read) in
            [("7.5", "7.5"), ("85", "85"), ("0.1", "0.1"), ("92.50", "92.5"), ("+7.0", "7"), ("0x0a", "10")]
        {
            assert_eq!(number(typed), Decimal::parse(read), "{typed}");
        }
        for typed in ["1.200", "12.500", "999.999", "+1.234"] {
            assert_eq!(number(typed), None, "{typed} has two readings");
        }
        assert_eq!([number("1.2000"), number("0.125")], [Decimal::parse("1.2"), Decimal::parse("0.125")]);
        for (typed, read) in [("1_000", "1000"), ("0.333333", "0.333333"), ("999999999", "999999999")] {
            assert_eq!(number(typed), Decimal::parse(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_such_number_is_refused_not_rounded() {
        for typed in
            ["-1", "-0.5", "1e3", "1.5e-3", "inf", "nan", "0.3333333", "1000000000", "4294967296", "\"7,5\"", "true"]
        {
            assert_eq!(number(typed), None, "{typed}");
        }
    }
}
