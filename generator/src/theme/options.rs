//! A theme's options: declared in its `theme.toml`, set in the site's `[theme_options]`, held against each other here.
//!
//! What a site sets wrongly is told with its place and the nearest name. A text that would not stand out from its ground
//! is a mistake like any other: the theme says which pairs meet, and by how much they must differ.

use super::colour::Colour;
use super::contrast::{Meeting, check};
use crate::diagnostic::{Expected, Findings, Place, Problem};
use crate::source::{Document, Setting, SettingValue, Source, Table, is_of_the_file, no_static};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The file of a theme that declares them.
pub(super) const FILE: &str = "theme.toml";

/// What text must differ from its ground where the theme names no other number: WCAG 2.2, level AAA.
const LEAST: f64 = 7.0;

/// All options of a theme, as the site wants them.
#[derive(Debug, Default)]
pub struct ThemeOptions {
    options: Vec<ThemeOption>,
}

#[derive(Debug)]
struct ThemeOption {
    key: String,
    value: Value,
    /// Where the site set it.
    set_at: Option<Place>,
    /// The site named one colour for day and night: that of the night follows from it.
    is_one: bool,
}

#[derive(Debug, Clone)]
enum Value {
    Colours {
        light: Colour,
        dark: Colour,
    },
    Text(String),
    Texts(Vec<String>),
    Switch(bool),
    /// A file of `static/`, by its path in the site.
    File(Option<String>),
}

/// Two colours that meet.
struct Pair {
    text: String,
    ground: String,
    least: f64,
    place: Place,
}

/// What templates are given for an option.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum View<'a> {
    Colours { light: String, dark: String },
    Text(&'a str),
    Texts(&'a [String]),
    Switch(bool),
}

/// What an option may be, as `theme.toml` calls it.
#[derive(Clone, Copy)]
enum Kind {
    Colours,
    Text,
    Texts,
    Switch,
    File,
}

const KINDS: [(&str, Kind); 5] = [
    ("colours", Kind::Colours),
    ("text", Kind::Text),
    ("texts", Kind::Texts),
    ("switch", Kind::Switch),
    ("file", Kind::File),
];

impl ThemeOptions {
    /// Reads a theme's declarations and puts what the site sets over them.
    pub(super) fn read(
        source: &Source,
        given: &[Setting],
        statics: &BTreeSet<String>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let range = 0..source.text.len();
        let (mut options, pairs) = Document::read(source, range, findings, |table| {
            let mut keys = BTreeMap::new();
            let options: Vec<Option<ThemeOption>> =
                table.tables("option").into_iter().map(|table| ThemeOption::read(table, &mut keys)).collect();
            let pairs: Vec<Option<Pair>> = table.tables("pair").into_iter().map(Pair::read).collect();
            table.finish();
            Some((options.into_iter().collect::<Option<Vec<_>>>()?, pairs.into_iter().collect::<Option<Vec<_>>>()?))
        })?;
        for given in given {
            set(&mut options, given, statics, findings);
        }
        let mut this = Self { options };
        let meetings = this.meetings(&pairs, findings);
        for option in &mut this.options {
            if let (true, Value::Colours { light, dark }) = (option.is_one, &mut option.value) {
                *dark = Meeting::by_night(&option.key, *light, &meetings).unwrap_or(*dark);
            }
        }
        check(&this.meetings(&pairs, &mut Findings::default()), findings);
        Some(this)
    }

    /// The site's title and the colours as custom properties, for the head of the style sheet: by day, then by night.
    pub fn css(&self, site: &str) -> String {
        let rule = |of: fn(Colour, Colour) -> Colour| {
            let properties = self.options.iter().filter_map(|option| match option.value {
                Value::Colours { light, dark } => Some(format!("--{}:{};", option.key, of(light, dark))),
                _ => None,
            });
            properties.collect::<String>()
        };
        let (light, dark) = (rule(|light, _| light), rule(|_, dark| dark));
        let night = if dark.is_empty() {
            String::new()
        } else {
            format!("@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
        };
        format!(":root{{{light}--site:{}}}\n{night}", css_string(site))
    }

    /// What is the same on every page, by key.
    pub(crate) fn views(&self) -> BTreeMap<&str, View<'_>> {
        self.options.iter().filter_map(|option| Some((option.key.as_str(), View::of(&option.value)?))).collect()
    }

    /// The files that the site named, by key: paths in the site.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().filter_map(|option| match &option.value {
            Value::File(Some(path)) => Some((option.key.as_str(), path.as_str())),
            _ => None,
        })
    }

    /// The colours that meet; a name that is no option is told.
    fn meetings(&self, pairs: &[Pair], findings: &mut Findings) -> Vec<Meeting> {
        let mut meetings = Vec::new();
        for pair in pairs {
            let sides =
                [&pair.text, &pair.ground].map(|key| self.options.iter().find(|option| option.key == *key).ok_or(key));
            let [Ok(text), Ok(ground)] = sides else {
                for key in sides.into_iter().filter_map(Result::err) {
                    let known: Vec<String> = self.options.iter().map(|option| option.key.clone()).collect();
                    findings.add(pair.place.clone(), Problem::UnknownOption { key: key.clone(), known });
                }
                continue;
            };
            if let (Value::Colours { light, dark }, Value::Colours { light: day, dark: night }) =
                (&text.value, &ground.value)
            {
                meetings.push(Meeting {
                    text: (pair.text.clone(), [*light, *dark], text.set_at.clone()),
                    ground: (pair.ground.clone(), [*day, *night], ground.set_at.clone()),
                    least: pair.least,
                    place: pair.place.clone(),
                });
            } else {
                // An option that is no colour stands apart from nothing.
                let known = self.options.iter().filter(|option| matches!(option.value, Value::Colours { .. }));
                let known: Vec<String> = known.map(|option| option.key.clone()).collect();
                let key = if matches!(text.value, Value::Colours { .. }) { &pair.ground } else { &pair.text };
                findings.add(pair.place.clone(), Problem::UnknownOption { key: key.clone(), known });
            }
        }
        meetings
    }
}

/// A text as CSS writes it; it may also stand in a style element.
pub(crate) fn css_string(text: &str) -> String {
    let escape = |char: char| match char {
        '"' | '\\' | '<' | '&' => format!("\\{:x} ", u32::from(char)),
        char if char.is_control() => " ".to_owned(),
        char => char.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

impl<'a> View<'a> {
    fn of(value: &'a Value) -> Option<Self> {
        Some(match value {
            Value::Colours { light, dark } => Self::Colours { light: light.to_string(), dark: dark.to_string() },
            Value::Text(text) => Self::Text(text),
            Value::Texts(texts) => Self::Texts(texts),
            Value::Switch(on) => Self::Switch(*on),
            // Its address depends on the page.
            Value::File(_) => return None,
        })
    }
}

/// Puts what the site typed over the theme's own value.
fn set(options: &mut [ThemeOption], given: &Setting, statics: &BTreeSet<String>, findings: &mut Findings) {
    let Some(option) = options.iter_mut().find(|option| option.key == given.key) else {
        let key = given.key.clone();
        let problem = if is_of_the_file("site.toml", &key) {
            Problem::MisplacedKey { key, table: "theme_options".to_owned() }
        } else {
            Problem::UnknownOption { key, known: options.iter().map(|option| option.key.clone()).collect() }
        };
        findings.add(given.key_place.clone(), problem);
        return;
    };
    let expected = match (&mut option.value, &given.value) {
        (Value::Text(text), SettingValue::Text(given)) => {
            text.clone_from(given);
            return;
        }
        (Value::Texts(texts), SettingValue::Texts(given)) => {
            texts.clone_from(given);
            return;
        }
        (Value::Switch(on), SettingValue::Bool(given)) => {
            *on = *given;
            return;
        }
        (Value::Colours { light, dark }, SettingValue::Table(table)) => {
            option.set_at = Some(given.place.clone());
            for side in table {
                let colour = match side.key.as_str() {
                    "light" => &mut *light,
                    "dark" => &mut *dark,
                    _ => {
                        let known = vec!["light".to_owned(), "dark".to_owned()];
                        findings.add(side.key_place.clone(), Problem::UnknownOption { key: side.key.clone(), known });
                        continue;
                    }
                };
                let SettingValue::Text(text) = &side.value else {
                    let problem = Problem::WrongType { key: side.key.clone(), expected: Expected::Colour };
                    findings.add(side.place.clone(), problem);
                    continue;
                };
                if let Some(parsed) = Colour::parse(text) {
                    *colour = parsed;
                } else {
                    findings.add(side.place.clone(), Problem::BadColour { text: text.clone() });
                }
            }
            return;
        }
        (Value::Colours { light, dark }, SettingValue::Text(text)) => {
            option.set_at = Some(given.place.clone());
            match Colour::parse(text) {
                Some(parsed) => (*light, *dark, option.is_one) = (parsed, parsed, true),
                None => findings.add(given.place.clone(), Problem::BadColour { text: text.clone() }),
            }
            return;
        }
        (Value::File(file), SettingValue::Text(path)) => {
            let path_in_site = path.strip_prefix('/').unwrap_or(path);
            if statics.contains(path_in_site) {
                *file = Some(path_in_site.to_owned());
            } else {
                findings.add(given.place.clone(), no_static(path, statics));
            }
            return;
        }
        (Value::Text(_) | Value::File(_), _) => Expected::Text,
        (Value::Texts(_), _) => Expected::Texts,
        (Value::Switch(_), _) => Expected::Bool,
        (Value::Colours { .. }, _) => Expected::Colours,
    };
    findings.add(given.place.clone(), Problem::WrongType { key: given.key.clone(), expected });
}

impl ThemeOption {
    /// One `[[option]]`. Its description is for whoever reads `theme.toml`: asked for, so that no option goes without.
    /// Its key is held against those before it, with their places.
    fn read(table: Table<'_>, keys: &mut BTreeMap<String, Place>) -> Option<Self> {
        let key = table.id("key");
        if let Some(key) = &key {
            let (id, here) = (key.value.clone(), table.place(key.at));
            if let Some(first) = keys.get(&id) {
                table.report(key.at, Problem::DuplicateId { id, first: first.clone() });
            } else {
                keys.insert(id, here);
            }
        }
        let kind = table.choice("type", &KINDS);
        let description = table.required::<String>("description");
        let value = match kind.map(|kind| kind.value) {
            Some(Kind::Colours) => {
                let (light, dark) = (colour(&table, "light"), colour(&table, "dark"));
                light.zip(dark).map(|(light, dark)| Value::Colours { light, dark })
            }
            Some(Kind::Text) => {
                Some(Value::Text(table.optional::<String>("default").map(|text| text.value).unwrap_or_default()))
            }
            Some(Kind::Texts) => Some(Value::Texts(
                table.optional::<Vec<String>>("default").map(|texts| texts.value).unwrap_or_default(),
            )),
            Some(Kind::Switch) => Some(Value::Switch(table.optional::<bool>("default").is_some_and(|on| on.value))),
            Some(Kind::File) => Some(Value::File(None)),
            None => None,
        };
        table.finish();
        let (key, _, value) = (key?, description?, value?);
        Some(Self { key: key.value, value, set_at: None, is_one: false })
    }
}

fn colour(table: &Table<'_>, key: &'static str) -> Option<Colour> {
    let text = table.required::<String>(key)?;
    let colour = Colour::parse(&text.value);
    if colour.is_none() {
        table.report(text.at, Problem::BadColour { text: text.value });
    }
    colour
}

impl Pair {
    /// One `[[pair]]`.
    fn read(table: Table<'_>) -> Option<Self> {
        let place = table.place(table.at());
        let text = table.required::<String>("text");
        let ground = table.required::<String>("ground");
        let least = table.optional::<wasm_check::decimal::Decimal>("least");
        table.finish();
        #[expect(clippy::cast_precision_loss, reason = "a contrast is between 1 and 21")]
        let least = least.map_or(LEAST, |least| least.value.millionths() as f64 / 1e6);
        Some(Self { text: text?.value, ground: ground?.value, least, place })
    }
}
