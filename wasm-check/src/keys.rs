//! What a device keeps, and under which names: sheets by year and person, people, plans.
//!
//! `<site>` keeps the sites of one origin apart (`data-store` of the page).
//!
//! | key | what |
//! | --- | --- |
//! | `<site>/sheet/<set>@<version>/<year>` | the sheet of the owner of the device |
//! | `<site>/sheet/<set>@<version>/<year>/<person>` | the sheet of somebody else |
//! | `<site>/sheet/<set>@<version>` | where one sheet was kept before there were years; its year stands in it |
//! | `<site>/plan/<set>@<version>/<year>`, `…/<person>` | what somebody wants to do |
//! | any of these and `/damaged` | what stood there and could not be read whole |
//! | `<site>/people` | a [`People`] |
//! | `<site>/year` | the year last chosen in a check, see [`year_to_show`] |
//! | `<site>/at` | where somebody stands in a check: `<key of the sheet> <step> <number of the question, or 0> <how many>` |
//! | `<site>/list` | whether a check shows all questions at once: `1`, or nothing |
//! | `<site>/text` | the size of letters: `1`, the usual one, `2` or `3` |
//! | `<site>/person` | whose turn it is: nothing for the owner, else [`Person::turn`]; or [`NOBODY`] |
//! | `<site>/figure/<set>` | a [`Figure`](crate::figure::Figure): what adding up sheets of the set yields for others |
//!
//! Pure: names and texts in, names and texts out.

use crate::json::{self, Value, Writer};
use crate::sheet::YEARS;
use crate::text;

/// What stands behind the key of something that could not be read whole.
pub const DAMAGED: &str = "/damaged";

/// What `<site>/person` holds while the device goes from hand to hand: no sheet may be shown, the owner's least of all.
/// The check leads to `so/#trao-may` then, where the next person says who they are.
pub const NOBODY: &str = "-";

/// The most characters of a name; what is longer is cut.
pub const MOST_OF_A_NAME: usize = 60;

/// What is kept of one person and one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The answers.
    Sheet,
    /// What to do next.
    Plan,
}

/// A key, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'k> {
    /// What it holds.
    pub kept: Kept,
    /// The id of the set.
    pub set: &'k str,
    /// The version of the set.
    pub version: &'k str,
    /// The year assessed; nothing where the sheet itself says it.
    pub year: Option<u16>,
    /// The id of the person; nothing for the owner of the device.
    pub person: Option<&'k str>,
    /// Whether it could not be read whole and was put aside.
    pub is_damaged: bool,
}

impl Kept {
    fn folder(self) -> &'static str {
        match self {
            Self::Sheet => "/sheet/",
            Self::Plan => "/plan/",
        }
    }

    /// The key for a version of a set, a year and a person.
    pub fn key(self, site: &str, set: &str, version: &str, year: u16, person: Option<&str>) -> String {
        let mut key = self.of_version(site, set, version);
        key.push('/');
        text::push_number(&mut key, year.into());
        if let Some(person) = person {
            key.push('/');
            key.push_str(person);
        }
        key
    }

    /// What all keys for a version of a set begin with; of a sheet, the key from before there were years.
    pub fn of_version(self, site: &str, set: &str, version: &str) -> String {
        let mut key = String::new();
        for part in [site, self.folder(), set, "@", version] {
            key.push_str(part);
        }
        key
    }
}

impl<'k> Key<'k> {
    /// Takes a key apart; nothing where it is none of this site's sheets and plans.
    pub fn parse(site: &str, key: &'k str) -> Option<Self> {
        let key = key.strip_prefix(site)?;
        let (kept, rest) = match key.strip_prefix(Kept::Sheet.folder()) {
            Some(rest) => (Kept::Sheet, rest),
            None => (Kept::Plan, key.strip_prefix(Kept::Plan.folder())?),
        };
        let (rest, is_damaged) = match rest.strip_suffix(DAMAGED) {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let mut parts = rest.split('/');
        let (set, version) = parts.next()?.split_once('@')?;
        let year = match parts.next() {
            Some(year) => Some(to_year(year)?),
            None => None,
        };
        let person = parts.next();
        let is_whole = parts.next().is_none() && person.is_none_or(is_person) && !set.is_empty() && !version.is_empty();
        is_whole.then_some(Self { kept, set, version, year, person, is_damaged })
    }
}

fn to_year(digits: &str) -> Option<u16> {
    let year = digits.parse().ok()?;
    (digits.len() == 4 && YEARS.contains(&year)).then_some(year)
}

/// Whether that can be the id of a person: `p1`, `p2`, …
pub fn is_person(id: &str) -> bool {
    number_of(id).is_some()
}

/// The number of an id, which is written in one way only.
fn number_of(id: &str) -> Option<u32> {
    // By hand: what the standard library reads, and finds in texts, is as much code as the rest of this room.
    let [b'p', digits @ ..] = id.as_bytes() else { return None };
    let mut number = 0;
    for digit in digits {
        match digit {
            b'0' if number == 0 => return None,
            b'0'..=b'9' if number < 100_000 => number = number * 10 + u32::from(digit - b'0'),
            _ => return None,
        }
    }
    if number > 0 { Some(number) } else { None }
}

/// `<site>/people`
pub fn people(site: &str) -> String {
    text::joined(site, "/people")
}

/// `<site>/person`
pub fn person(site: &str) -> String {
    text::joined(site, "/person")
}

/// `<site>/figure/<set>`
pub fn figure(site: &str, set: &str) -> String {
    text::joined(&text::joined(site, "/figure/"), set)
}

/// `<site>/year`
pub fn year(site: &str) -> String {
    text::joined(site, "/year")
}

/// `<site>/at`
pub fn at(site: &str) -> String {
    text::joined(site, "/at")
}

/// `<site>/list`
pub fn list(site: &str) -> String {
    text::joined(site, "/list")
}

/// `<site>/text`
pub fn text_size(site: &str) -> String {
    text::joined(site, "/text")
}

/// What `<site>/year` holds once somebody has chosen a year, when another was the likely one: `2025 2026`.
pub fn chosen_year(year: u16, likely: u16) -> String {
    let mut text = String::new();
    text::push_number(&mut text, year.into());
    text.push(' ');
    text::push_number(&mut text, likely.into());
    text
}

/// The year that a check opens with: the one last chosen, for as long as the same year is the likely one.
pub fn year_to_show(kept: &str, likely: u16) -> u16 {
    for year in YEARS {
        if kept == chosen_year(year, likely) {
            return year;
        }
    }
    likely
}

/// The id and the name in [`Person::turn`]; nothing where it is the owner's, or [`NOBODY`]'s.
pub fn whose_turn(kept: &str) -> Option<(&str, &str)> {
    let (id, name) = text::cut(kept, b' ');
    if is_person(id) { Some((id, name)) } else { None }
}

/// Somebody besides the owner of the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `p1`, `p2`, …: never used again on this device.
    pub id: String,
    /// A name or a number of their choosing.
    pub name: String,
}

impl Person {
    /// What `<site>/person` holds while it is their turn: `p2 Bà Tư`.
    pub fn turn(&self) -> String {
        let mut turn = self.id.clone();
        turn.push(' ');
        turn.push_str(&self.name);
        turn
    }
}

/// All people besides the owner, in the order in which they came.
///
/// As JSON: `{"people":[{"id":"p1","name":"Bà Tư"}],"last":2}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Everyone who is kept.
    pub list: Vec<Person>,
    /// The highest number that was ever given out.
    pub last: u32,
}

impl People {
    /// Reads what is sound of the JSON form, and says whether that is all of it.
    pub fn read(text: &str) -> (Self, bool) {
        let mut people = Self::default();
        let Ok(root) = json::parse(text) else { return (people, false) };
        for node in root.value.get("people").map(Value::items).unwrap_or_default() {
            let of = |key| node.value.get(key).and_then(Value::as_text).unwrap_or_default();
            let (id, name) = (of("id"), clean_name(of("name")));
            let Some(number) = number_of(id) else { continue };
            if name.is_empty() || people.get(id).is_some() {
                continue;
            }
            people.last = people.last.max(number);
            people.list.push(Person { id: id.to_owned(), name });
        }
        people.last = people.last.max(root.value.get("last").and_then(Value::as_whole).unwrap_or_default());
        let is_whole = people.to_json() == text;
        (people, is_whole)
    }

    /// The JSON form.
    pub fn to_json(&self) -> String {
        let mut json = Writer::default();
        json.object(|json| {
            json.key("people").list(|json| {
                for person in &self.list {
                    json.object(|json| {
                        json.key("id").text(&person.id);
                        json.key("name").text(&person.name);
                    });
                }
            });
            json.key("last").number(self.last);
        });
        json.finish()
    }

    /// The person of that id.
    pub fn get(&self, id: &str) -> Option<&Person> {
        self.list.iter().find(|person| person.id == id)
    }

    /// Takes in somebody who left sheets but is not on the list; the id is their name.
    pub fn adopt(&mut self, id: &str) {
        if let Some(number) = number_of(id)
            && self.get(id).is_none()
        {
            self.last = self.last.max(number);
            self.list.push(Person { id: id.to_owned(), name: id.to_owned() });
        }
    }

    /// Adds somebody under a name that is [clean](clean_name), with an id that nobody had before.
    pub fn add(&mut self, name: String) -> &Person {
        self.last += 1;
        let mut id = String::from("p");
        text::push_number(&mut id, self.last);
        self.list.push(Person { id, name });
        &self.list[self.list.len() - 1]
    }
}

/// A name as it is kept: on one line, without spaces around it, not longer than [`MOST_OF_A_NAME`]; empty where nothing
/// is left.
pub fn clean_name(typed: &str) -> String {
    clean_text(typed, MOST_OF_A_NAME)
}

/// The same of a text that may be so many characters long.
pub(crate) fn clean_text(typed: &str, most: usize) -> String {
    let (mut name, mut count, mut is_apart) = (String::new(), 0, false);
    for char in typed.chars() {
        if is_no_letter(char) {
            is_apart = count > 0;
            continue;
        }
        if is_apart && count + 1 < most {
            name.push(' ');
            count += 1;
        }
        is_apart = false;
        if count == most {
            break;
        }
        name.push(char);
        count += 1;
    }
    name
}

/// Space of any kind, and what cannot be seen: two names that look the same should be the same, and none should turn the
/// text behind it around. By ranges: the tables of the standard library are larger than this room.
fn is_no_letter(char: char) -> bool {
    matches!(char, '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SITE: &str = "hoc/tap";

    #[test]
    fn a_key_tells_what_it_was_made_of() {
        let own = Kept::Sheet.key(SITE, "cdht", "324-2023", 2026, None);
        assert_eq!(own, "hoc/tap/sheet/cdht@324-2023/2026");
        let of_another = Kept::Plan.key(SITE, "cdht", "324-2023", 2025, Some("p12"));
        assert_eq!(of_another, "hoc/tap/plan/cdht@324-2023/2025/p12");
        let key = Key::parse(SITE, &of_another).expect("a key");
        assert_eq!((key.kept, key.set, key.version), (Kept::Plan, "cdht", "324-2023"));
        assert_eq!((key.year, key.person, key.is_damaged), (Some(2025), Some("p12"), false));
        let aside = own + DAMAGED;
        assert!(Key::parse(SITE, &aside).is_some_and(|key| key.is_damaged && key.year == Some(2026)));
        let old = Kept::Sheet.of_version(SITE, "cdht", "324-2023");
        assert_eq!(Key::parse(SITE, &old).map(|key| key.year), Some(None));
    }

    #[test]
    fn what_others_keep_is_no_key_of_ours() {
        for key in [
            "hoc/tap/people",
            "hoc/tap/person",
            "hoc/tapestry/sheet/cdht@1/2026",
            "other/sheet/cdht@1/2026",
            "hoc/tap/sheet/cdht",
            "hoc/tap/sheet/@1/2026",
            "hoc/tap/sheet/cdht@1/26",
            "hoc/tap/sheet/cdht@1/+202",
            "hoc/tap/sheet/cdht@1/2026/q1",
            "hoc/tap/sheet/cdht@1/2026/p01",
            "hoc/tap/sheet/cdht@1/2026/p1/x",
        ] {
            assert_eq!(Key::parse(SITE, key), None, "{key}");
        }
    }

    #[test]
    fn a_number_is_never_given_out_twice() {
        let mut people = People::default();
        assert_eq!(people.add("Bà Tư".to_owned()).turn(), "p1 Bà Tư");
        people.add("Ông Năm".to_owned());
        people.list.clear();
        let (mut people, is_whole) = People::read(&people.to_json());
        assert!(is_whole);
        assert_eq!(people.add("Chị Sáu".to_owned()).id, "p3");
    }

    #[test]
    fn of_a_damaged_list_all_is_taken_that_is_sound() {
        let text = r#"{"people":[{"id":"p1","name":" Bà  Tư "},{"id":"p1","name":"X"},{"id":"admin","name":"Y"},7,
                      {"id":"p9","name":"Ông Năm"}],"last":2}"#;
        let (people, is_whole) = People::read(text);
        assert!(!is_whole);
        let names: Vec<&str> = people.list.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((names, people.last), (vec!["Bà Tư", "Ông Năm"], 9));
        assert_eq!(People::read("{"), (People::default(), false));
    }

    #[test]
    fn a_year_is_chosen_until_the_next_one_comes() {
        assert_eq!(chosen_year(2025, 2026), "2025 2026");
        assert_eq!(year_to_show("2025 2026", 2026), 2025);
        assert_eq!(year_to_show("2025 2026", 2027), 2027);
        for nothing in ["", "2025", "1999 2026", "x 2026", "2025 2026 "] {
            assert_eq!(year_to_show(nothing, 2026), 2026, "{nothing}");
        }
    }

    #[test]
    fn the_turn_is_somebodys_or_the_owners() {
        assert_eq!(whose_turn("p2 Bà Tư"), Some(("p2", "Bà Tư")));
        assert_eq!(whose_turn("p2"), Some(("p2", "")));
        assert_eq!(whose_turn(""), None);
        assert_eq!(whose_turn("x Bà Tư"), None);
    }

    proptest! {
        #[test]
        fn a_clean_name_stays_as_it_is(typed in "\\PC{0,90}|[ \ta\u{301}b\n]{0,90}") {
            let name = clean_name(&typed);
            prop_assert_eq!(clean_name(&name), name.clone());
            prop_assert!(name.chars().count() <= MOST_OF_A_NAME);
            prop_assert!(!name.contains(['\n', '\t']));
        }

        #[test]
        fn any_text_is_a_key_or_none(text in "hoc/tap/(sheet|plan)/[a-z@/0-9]{0,30}|\\PC{0,40}") {
            if let Some(Key { kept, set, version, year: Some(year), person, is_damaged }) = Key::parse(SITE, &text) {
                let key = kept.key(SITE, set, version, year, person);
                prop_assert_eq!(if is_damaged { key + DAMAGED } else { key }, text);
            }
        }
    }
}
