//! `[help]` of `site.toml`: who helps a reader. Said once, shown wherever a text says to ask.

use super::table::{Located, Table};
use crate::diagnostic::Problem;

/// Who helps; where nothing is set, the page sends to the association in the hamlet or commune.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// The name of the association, or of a person.
    pub name: Option<String>,
    /// A number to call.
    pub phone: Option<String>,
    /// Where to find it.
    pub address: Option<String>,
    /// The page that says how a table on paper is entered, `@/articles/….md`.
    pub guide: Option<Located<String>>,
}

impl Help {
    /// Reads the table; nothing of it where it has errors.
    pub(super) fn read(table: Table<'_>) -> Self {
        let [name, address] = ["name", "address"].map(|key| table.optional::<String>(key).map(|text| text.value));
        let phone = table.optional::<String>("phone");
        let guide = table.optional::<String>("guide");
        if let Some(phone) = phone.as_ref().filter(|phone| !is_phone(&phone.value)) {
            let (key, value) = ("phone".to_owned(), phone.value.clone());
            table.report(phone.at, Problem::WrittenOtherwise { key, value, right: "0912 345 678".to_owned() });
        }
        table.finish();
        Self { name, phone: phone.map(|phone| phone.value), address, guide }
    }

    /// Whether there is somebody to ask.
    pub fn names_somebody(&self) -> bool {
        self.name.is_some() || self.phone.is_some() || self.address.is_some()
    }

    /// The number as a link calls it: `tel:0912345678`.
    pub fn call(&self) -> Option<String> {
        let digits: String =
            self.phone.as_ref()?.chars().filter(|char| char.is_ascii_digit() || *char == '+').collect();
        Some(format!("tel:{digits}"))
    }
}

/// At least three digits, and otherwise what people write between them.
fn is_phone(text: &str) -> bool {
    text.chars().all(|char| char.is_ascii_digit() || matches!(char, ' ' | '+' | '-' | '.' | '(' | ')'))
        && text.chars().filter(char::is_ascii_digit).count() >= 3
}
