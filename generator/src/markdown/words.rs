//! The theme's words that stand inside a text.

use std::collections::BTreeMap;

/// The strings of `[markdown]`.
#[derive(Debug, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Takes the table `[markdown]` of a theme's strings.
    pub fn new(strings: &toml::Table) -> Self {
        let table = strings.get("markdown").and_then(toml::Value::as_table);
        let words =
            table.into_iter().flatten().filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
        Self(words.collect())
    }

    /// A word by its key. That there is one was seen when the theme was opened.
    pub(super) fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The same with what stands in braces filled in.
    pub(super) fn filled(&self, key: &str, name: &str, value: &str) -> String {
        self.get(key).replace(name, value)
    }
}
