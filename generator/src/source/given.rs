//! Values whose keys the reader does not know: what a site sets of its theme, before the theme says what it takes.

use super::table::Table;
use crate::diagnostic::Place;
use toml::de::DeValue;

/// One key, as it was typed.
#[derive(Debug, Clone)]
pub struct Given {
    /// `accent`
    pub key: String,
    /// Where the key stands.
    pub key_place: Place,
    /// What stands behind it.
    pub value: GivenValue,
    /// Where that stands.
    pub place: Place,
}

/// What may stand behind such a key.
#[derive(Debug, Clone)]
pub enum GivenValue {
    /// `"…"`
    Text(String),
    /// `true`
    Bool(bool),
    /// `["…", "…"]`
    Texts(Vec<String>),
    /// `{ light = "…", dark = "…" }`
    Table(Vec<Given>),
    /// What no theme takes.
    Other,
}

impl Given {
    /// All keys of a table, in its order.
    pub(super) fn all(table: &Table<'_>) -> Vec<Self> {
        table
            .entries()
            .map(|(key, key_at, value, at)| Self {
                key: key.to_owned(),
                key_place: table.place(key_at),
                value: match value {
                    DeValue::String(text) => GivenValue::Text(text.trim().to_owned()),
                    DeValue::Boolean(on) => GivenValue::Bool(*on),
                    DeValue::Array(items) => {
                        let texts: Option<Vec<String>> = items
                            .iter()
                            .map(|item| item.get_ref().as_str().map(|text| text.trim().to_owned()))
                            .collect();
                        texts.map_or(GivenValue::Other, GivenValue::Texts)
                    }
                    DeValue::Table(inner) => GivenValue::Table(Self::all(&table.below(key, inner, at))),
                    _ => GivenValue::Other,
                },
                place: table.place(at),
            })
            .collect()
    }
}
