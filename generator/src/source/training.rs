//! What lessons and courses say of themselves: `[lesson]` in the front matter of a page, `[course]` in that of its section.
//!
//! Both are for the people who learn and the one who teaches; no rule of a set reads them.

use super::table::{FromTomlItem, Located, Table};
use crate::diagnostic::{Expected, Problem};

/// A lesson: a page with `[lesson]`.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// For whom.
    pub audience: String,
    /// How long.
    pub minutes: u32,
    /// What one can do afterwards.
    pub outcomes: Vec<String>,
    /// What everybody takes home: each a text, or a page of the site to print, as an `@/…` link.
    pub hand_outs: Vec<Located<String>>,
    /// Where the table stands in the source.
    pub at: usize,
}

/// A course: a section with `[course]`, or one that holds lessons.
#[derive(Debug, Clone)]
pub struct Course {
    /// For whom.
    pub audience: String,
    /// What happens, one after the other.
    pub agenda: Vec<Session>,
    /// What the room must have.
    pub room: Vec<String>,
    /// What to bring.
    pub materials: Vec<String>,
    /// Where the agenda stands in the source; where there is none, the table.
    pub at: usize,
}

/// One thing on the agenda.
#[derive(Debug, Clone)]
pub struct Session {
    /// How long.
    pub minutes: u32,
    /// What is done.
    pub what: String,
}

/// The most minutes of a lesson or of a thing on the agenda: a working day.
const DAY: u32 = 480;
/// Less than this is no lesson.
const LEAST_LESSON: u32 = 5;

impl Lesson {
    /// Reads `[lesson]`; nothing where it has errors.
    pub(super) fn read(table: Table<'_>) -> Option<Self> {
        let at = table.at();
        let audience = table.required::<String>("audience");
        let minutes = minutes(&table, LEAST_LESSON);
        let outcomes = texts(&table, "outcomes");
        let hand_outs = texts(&table, "hand_outs");
        table.finish();
        Some(Self { audience: audience?.value, minutes: minutes?, outcomes, hand_outs, at })
    }

    /// The pages among what everybody takes home.
    pub fn pages(&self) -> impl Iterator<Item = &Located<String>> {
        self.hand_outs.iter().filter(|hand_out| names_a_page(&hand_out.value))
    }
}

/// Whether a text of the front matter names a page of the site.
pub fn names_a_page(text: &str) -> bool {
    text.starts_with("@/")
}

impl Course {
    /// Reads `[course]`; nothing where it has errors.
    pub(super) fn read(table: Table<'_>) -> Option<Self> {
        let at = table.place_of("agenda").unwrap_or_else(|| table.at());
        let audience = table.required::<String>("audience");
        let agenda = table.tables("agenda").into_iter().filter_map(Session::read).collect();
        let room = texts(&table, "room");
        let materials = texts(&table, "materials");
        table.finish();
        Some(Self { audience: audience?.value, agenda, room, materials, at })
    }
}

impl Session {
    fn read(table: Table<'_>) -> Option<Self> {
        let minutes = minutes(&table, 1);
        let what = table.required::<String>("what");
        table.finish();
        Some(Self { minutes: minutes?, what: what?.value })
    }
}

fn minutes(table: &Table<'_>, least: u32) -> Option<u32> {
    let minutes: Located<u32> = table.required("minutes")?;
    if (least..=DAY).contains(&minutes.value) {
        return Some(minutes.value);
    }
    let expected = if least == 1 { Expected::Minutes } else { Expected::LessonMinutes };
    table.report(minutes.at, Problem::WrongType { key: "minutes".to_owned(), expected });
    None
}

fn texts<T: FromTomlItem>(table: &Table<'_>, key: &'static str) -> Vec<T> {
    table.optional::<Vec<T>>(key).map_or_else(Vec::new, |texts| texts.value)
}
