//! Values whose keys the reader does not know: what a site sets of its theme, before the theme says what it takes.

use super::table::Table;
use crate::diagnostic::Place;
use toml::de::DeValue;

/// One key, as it was typed.
#[derive(Debug, Clone)]
pub struct Setting {
    /// `accent`
    pub key: String,
    /// Where the key stands.
    pub key_place: Place,
    /// What stands behind it.
    pub value: SettingValue,
    /// Where that stands.
    pub place: Place,
}

/// What may stand behind such a key.
#[derive(Debug, Clone)]
pub enum SettingValue {
    /// `"…"`
    Text(String),
    /// `true`
    Bool(bool),
    /// `["…", "…"]`
    Texts(Vec<String>),
    /// `{ light = "…", dark = "…" }`
    Table(Vec<Setting>),
    /// What no theme takes.
    Other,
}

impl Setting {
    /// All keys of a table, in its order.
    pub(super) fn all(table: &Table<'_>) -> Vec<Self> {
        table
            .entries()
            .map(|(key, key_at, value, at)| Self {
                key: key.to_owned(),
                key_place: table.place(key_at),
                value: match value {
                    DeValue::String(text) => SettingValue::Text(text.trim().to_owned()),
                    DeValue::Boolean(on) => SettingValue::Bool(*on),
                    DeValue::Array(items) => {
                        let texts: Option<Vec<String>> = items
                            .iter()
                            .map(|item| item.get_ref().as_str().map(|text| text.trim().to_owned()))
                            .collect();
                        texts.map_or(SettingValue::Other, SettingValue::Texts)
                    }
                    DeValue::Table(inner) => SettingValue::Table(Self::all(&table.below(key, inner, at))),
                    _ => SettingValue::Other,
                },
                place: table.place(at),
            })
            .collect()
    }
}
