//! Who registered: a number, numbers of groups, or a list of names, and who of it is missing.

use super::standing::{Buckets, hash_of};
use super::{Line, Standing, count};
use crate::keys::clean_name;
use crate::sheets::Listed;

/// The most names of a list that a page reads; those behind are not read.
pub const MOST_NAMES: usize = 10_000;

/// Who registered, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registered {
    /// How many in all; nothing where nobody said.
    pub count: Option<u32>,
    /// How many of a group, by its id.
    pub groups: Vec<(String, u32)>,
    /// Their names. Where there are any, they are counted, and the numbers above are not used.
    pub names: Vec<Name>,
}

/// Somebody who registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it was written.
    pub name: String,
    /// The id of the group, where one stands behind the name.
    pub group: Option<String>,
}

/// A line of a list of names that is not used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTrouble {
    /// Offset of the line.
    pub at: usize,
    /// The name.
    pub name: String,
    /// What stands behind it and is no group; nothing where the name stands there twice, which counts once.
    pub group: Option<String>,
}

impl Registered {
    pub(super) fn all(&self) -> Option<u32> {
        if !self.names.is_empty() {
            return Some(count(self.names.len()));
        }
        let sum = self.groups.iter().fold(0_u32, |sum, group| sum.saturating_add(group.1));
        self.count.or((sum > 0).then_some(sum))
    }

    /// Of those in a group, or in none.
    pub(super) fn of(&self, group: Option<&str>) -> Option<u32> {
        let is_listed = self.names.iter().any(|name| name.group.is_some());
        if is_listed {
            return Some(count(self.names.iter().filter(|name| name.group.as_deref() == group).count()));
        }
        self.groups.iter().find(|of| Some(of.0.as_str()) == group && self.names.is_empty()).map(|of| of.1)
    }
}

/// Reads a list of names, one a line; behind a name, after a tab or a semicolon, may stand the group, by its id or its
/// title. `groups` are these. Those behind the `most` first ones are not read.
pub fn read_names(text: &str, groups: &[(String, String)], most: usize) -> (Vec<Name>, Vec<NameTrouble>) {
    let (mut names, mut troubles): (Vec<Name>, Vec<NameTrouble>) = (Vec::new(), Vec::new());
    let (mut at, mut seen) = (0, Buckets::default());
    for line in text.trim_start_matches('\u{feff}').split_inclusive('\n') {
        let (name, behind) = line.split_once(['\t', ';']).unwrap_or((line, ""));
        let (name, behind) = (clean_name(name), clean_name(behind));
        let place = at;
        at += line.len();
        if name.is_empty() || names.len() == most {
            continue;
        }
        let key = key(&name);
        let hash = hash_of(key.bytes().map(u32::from));
        let is_twice = seen.find(hash, |other| self::key(&names[other].name) == key).is_some();
        if is_twice {
            troubles.push(NameTrouble { at: place, name, group: None });
            continue;
        }
        let wanted = self::key(&behind);
        let group = groups.iter().find(|(id, title)| *id == wanted || self::key(title) == wanted);
        if group.is_none() && !behind.is_empty() {
            troubles.push(NameTrouble { at: place, name: name.clone(), group: Some(behind) });
        }
        seen.add(hash, names.len());
        names.push(Name { name, group: group.map(|group| group.0.clone()) });
    }
    (names, troubles)
}

/// Names the people of a list who are missing, and marks sheets of others; nothing where there is no list. And the group
/// of each name: its own, or that of its sheet.
pub(super) fn compare_names(
    lines: &mut [Line],
    listed: &[Listed],
    names: &[Name],
) -> (Vec<String>, Vec<Option<String>>) {
    let mut of_names = Buckets::default();
    for (place, name) in names.iter().enumerate() {
        of_names.add(hash_of(key(&name.name).bytes().map(u32::from)), place);
    }
    let mut is_there = vec![false; names.len()];
    let mut groups = Vec::new();
    for name in names {
        groups.push(name.group.clone());
    }
    for (line, listed) in lines.iter_mut().zip(listed) {
        if names.is_empty() || line.standing != Standing::Counted {
            continue;
        }
        let key = listed.person.as_deref().map(key).unwrap_or_default();
        let hash = hash_of(key.bytes().map(u32::from));
        match of_names.find(hash, |place| self::key(&names[place].name) == key) {
            Some(place) => {
                is_there[place] = true;
                if groups[place].is_none() {
                    groups[place].clone_from(&listed.sheet.group);
                }
            }
            None => line.is_unlisted = true,
        }
    }
    let missing = names.iter().zip(&is_there).filter(|(_, is_there)| !**is_there);
    (missing.map(|(name, _)| name.name.clone()).collect(), groups)
}

/// What a name is compared by: Vietnamese in small letters. The library's tables of all scripts would weigh more than the
/// whole tally; one way to write a mark is enough here, since the names of one list come from one keyboard.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::new();
    for char in name.chars() {
        key.push(small(char));
    }
    key
}

/// The small letter of one of Vietnamese.
pub(crate) fn small(char: char) -> char {
    let up = match char {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => 32,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => 1,
        'Ạ'..='Ỹ' => 1 - u32::from(char) % 2,
        _ => 0,
    };
    char::from_u32(u32::from(char) + up).unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::vietnamese::VOWELS;

    #[test]
    fn names_are_equal_in_capital_and_in_small_letters() {
        for (name, other) in [("ÔNG NĂM", "ông năm"), ("ĐẶNG THỊ Ư", "Đặng Thị ư"), ("Ỷ Lan", "ỷ lan"), ("1×Ý", "1×ý")]
        {
            assert_eq!(key(name), key(other));
        }
        assert_ne!(key("Bà Tư"), key("Bà Tú"));
        for letter in VOWELS.iter().flatten().copied().chain(['đ']) {
            let capital: String = letter.to_uppercase().collect();
            assert_eq!(key(&capital), letter.to_string(), "{capital}");
        }
    }
}
