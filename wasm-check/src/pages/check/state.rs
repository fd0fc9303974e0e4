//! What the self-check page knows: the open sheet, whose and of which year it is, what the device holds of it, and at which
//! step somebody stands.
//!
//! Every year and every person has a sheet of its own; one of them is open, and only that one is written. What the form
//! shows follows from here; what somebody types or taps comes in by the name of its field.

use super::steps::{Path, Step};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::figure::Figure;
use crate::keys::{self, DAMAGED, Kept, NOBODY};
use crate::rubric::{Item, Rubric, Scale};
use crate::score::{Outcome, score};
use crate::sheet::{Answer, Recognised, Sheet};
use crate::text::{cut, joined, number, push_number};

/// What the page asks of the device. The store may be missing, full, switched off, or forget in silence.
pub trait Device {
    /// What stands under that key.
    fn load(&self, key: &str) -> Option<String>;
    /// Keeps a text; says whether it stands there now.
    fn save(&self, key: &str, text: &str) -> bool;
    /// Keeps nothing there.
    fn remove(&self, key: &str);
    /// The day in Vietnam.
    fn today(&self) -> Date;
    /// The hour, as people read it: `08:05`.
    fn hour(&self) -> String;
}

/// The page.
#[derive(Debug)]
pub struct State<D> {
    /// Where sheets are kept.
    pub device: D,
    /// The rule: needed for as long as the document lives.
    pub rubric: &'static Rubric,
    /// The open sheet.
    pub sheet: Sheet,
    /// The years that are offered, the newest first.
    pub years: Vec<u16>,
    /// What became of the last change: the hour, where it was kept.
    pub saved_at: String,
    /// The device did not take it.
    pub is_failed: bool,
    /// The open sheet is one that was kept.
    pub is_restored: bool,
    /// Where somebody stands.
    pub step: Step,
    /// All questions are shown at once.
    pub is_list: bool,
    site: String,
    /// What stands in the fields that are typed into: two for each item, the second for a second figure; then the level and
    /// the day of an earlier recognition.
    texts: Vec<String>,
    /// Whose turn it was when the sheet was opened, as the device says it.
    turn: String,
    key: String,
    /// What the device held when it was last read or written.
    seen: Option<String>,
    /// What could not be used whole: put aside before the first change overwrites it.
    unusable: Option<String>,
    /// What was deleted, until something else happens.
    deleted: String,
    /// What the device did not take, by its key: it lives as long as the page.
    unsaved: Vec<(String, String)>,
}

impl<D: Device> State<D> {
    /// Begins with the years that the page offers, the newest first.
    pub fn new(device: D, rubric: Rubric, site: String, years: Vec<u16>) -> Self {
        let rubric: &'static Rubric = Box::leak(Box::new(rubric));
        let sheet = Sheet::blank(rubric, 0);
        let is_list = device.load(&keys::list(&site)).is_some_and(|kept| !kept.is_empty());
        Self {
            device,
            sheet,
            years,
            saved_at: String::new(),
            is_failed: false,
            is_restored: false,
            step: Step::Start,
            is_list,
            site,
            texts: Vec::new(),
            turn: String::new(),
            key: String::new(),
            seen: None,
            unusable: None,
            deleted: String::new(),
            unsaved: Vec::new(),
            rubric,
        }
    }

    /// Brings back the kept sheet, of the year that was chosen before the module was there, if one was. On a slow line people
    /// begin while it is still on its way: what they marked is [laid](Self::lay) over it, and [kept](Self::save).
    pub fn open(&mut self, year: &str) {
        self.move_old();
        self.sheet.year = self.year_to_open();
        self.choose_year(year);
        self.open_kept();
    }

    /// Another tab changed the sheet, it is somebody else's turn, or the page comes out of the browser's memory of visited
    /// pages, when it may be opened for another year too.
    pub fn follow(&mut self, was_away: bool) {
        let before = self.sheet.year;
        if was_away {
            self.sheet.year = self.year_to_open();
        }
        if self.sheet.year != before || self.turn_now() != self.turn || self.is_elsewhere() {
            self.open_kept();
        }
    }

    /// Somebody touched a field; `is_choice` where it is one of several. Says whether that changed anything.
    pub fn change(&mut self, name: &str, value: &str, is_choice: bool) -> bool {
        if name == "year" {
            let before = self.sheet.year;
            self.choose_year(value);
            if before == self.sheet.year {
                return false;
            }
            self.open_kept();
            return true;
        }
        let is_elsewhere = self.is_elsewhere();
        let is_turn = self.turn_now() == self.turn;
        if is_elsewhere && is_turn {
            // Another tab wrote meanwhile: only what was touched here is laid over it.
            self.open_kept();
        }
        // Browsers say “input” and “change” of one touch.
        if !self.lay(name, value, is_choice) && !is_elsewhere {
            return false;
        }
        // Under the key of the sheet that is on the screen, whoever's turn it may be by now.
        self.save();
        if !is_turn {
            self.open_kept();
        }
        true
    }

    /// Deletes the open sheet.
    pub fn delete(&mut self) {
        let taken = self.seen.take();
        self.forget_unsaved();
        self.device.remove(&self.key);
        self.device.remove(&aside(&self.key));
        self.device.remove(&keys::at(&self.site));
        self.open_kept();
        self.deleted = taken.unwrap_or_default();
    }

    /// Takes that back.
    pub fn undo(&mut self) {
        if self.is_deleted() {
            let deleted = std::mem::take(&mut self.deleted);
            self.keep(deleted);
            self.open_kept();
        }
    }

    /// Something was deleted and can be taken back.
    pub fn is_deleted(&self) -> bool {
        !self.deleted.is_empty()
    }

    /// It is nobody's turn: the device goes from hand to hand.
    pub fn is_nobodys(&self) -> bool {
        self.turn_now() == NOBODY
    }

    /// The name of the person whose sheet it is; empty where it is the owner's of the device.
    pub fn person(&self) -> &str {
        keys::whose_turn(&self.turn).map(|(_, name)| name).unwrap_or_default()
    }

    /// Whether this device keeps a sheet of another version.
    pub fn keeps_version(&self, version: &str) -> bool {
        let mut is_kept = self.device.load(&self.key_of(version, 0)).is_some();
        for year in &self.years {
            is_kept |= self.device.load(&self.key_of(version, *year)).is_some();
        }
        is_kept
    }

    /// What adding up the sheets of another set on this device yields.
    pub fn figure(&self, set: &str) -> Option<Figure> {
        Figure::parse(&self.device.load(&keys::figure(&self.site, set))?)
    }

    /// What the sheet comes to.
    pub fn outcome(&self) -> Outcome<'_> {
        score(self.rubric, &self.sheet, self.device.today())
    }

    /// The way through the page.
    pub fn path(&self) -> Path<'_> {
        Path::of(self.rubric, &self.sheet)
    }

    /// Somebody comes: by an address with that behind its `#`, or to where they were.
    pub fn come(&mut self, hash: &str) {
        let path = self.path();
        let mut step = path.step(hash);
        if step.is_none() {
            let kept = self.device.load(&keys::at(&self.site)).unwrap_or_default();
            let (key, rest) = cut(&kept, b' ');
            if key == self.key {
                step = path.step(cut(rest, b' ').0);
            }
        }
        let begin = if self.sheet.is_unanswered() { Step::Start } else { path.open() };
        self.step = step.unwrap_or(begin);
        self.remember();
    }

    /// Somebody goes on to an address in the page; to the start where it is none.
    pub fn go(&mut self, hash: &str) {
        if hash.is_empty() {
            self.step = Step::Start;
        }
        if let Some(step) = self.path().step(hash) {
            self.step = step;
        }
        self.remember();
    }

    /// One question at a time, or all.
    pub fn turn_list(&mut self) {
        self.is_list = !self.is_list;
        self.device.save(&keys::list(&self.site), if self.is_list { "1" } else { "" });
    }

    /// The size of letters that was chosen for the site.
    pub fn size(&self) -> String {
        self.device.load(&keys::text_size(&self.site)).unwrap_or_else(|| "1".to_owned())
    }

    /// Chooses it.
    pub fn choose_size(&self, size: &str) {
        self.device.save(&keys::text_size(&self.site), size);
    }

    /// What stands in a field, or which of its choices is the answer; empty where there is none.
    pub fn value(&self, name: &str, is_choice: bool) -> String {
        match name {
            "year" => number(self.sheet.year.into()),
            "group" => self.sheet.group.clone().unwrap_or_default(),
            "area" => self.sheet.area.clone().unwrap_or_default(),
            "recognised-level" => self.texts[self.texts.len() - 2].clone(),
            "recognised-date" => self.texts[self.texts.len() - 1].clone(),
            _ => match self.find(name) {
                Some((place, _)) if name.starts_with("n.") => self.sheet.notes[place / 2].clone(),
                Some((place, item)) if is_choice => self.sheet.answers[place / 2].in_form(item),
                Some((place, _)) => self.texts[place].clone(),
                None => String::new(),
            },
        }
    }

    /// Whether a field holds what cannot be used; by the id of the item, or that and `.1` or `.2`.
    pub fn is_wrong(&self, id: &str) -> bool {
        self.find(&joined("i.", id))
            .is_some_and(|(place, _)| !self.texts[place].is_empty() && self.figure_in(place).is_none())
    }

    /// The place of a field among the texts, and the item that it is about; nothing but the place where it is about none.
    #[inline(never)]
    fn find(&self, name: &str) -> Option<(usize, &Item)> {
        let (id, part) = cut(name.get(2..)?, b'.');
        let mut place = usize::from(part == "2");
        for item in self.rubric.items() {
            if item.id == id {
                return Some((place, item));
            }
            place += 2;
        }
        None
    }

    /// Puts what somebody did onto the sheet; says whether that changed anything.
    pub fn lay(&mut self, name: &str, value: &str, is_choice: bool) -> bool {
        let before = self.said();
        let one = |is_one: bool| if is_one { Some(value.to_owned()) } else { None };
        let others = self.texts.len().saturating_sub(2);
        match name {
            "group" => self.sheet.group = one(self.rubric.group(value).is_some()),
            "area" => self.sheet.area = one(self.rubric.area(value).is_some()),
            "recognised-level" | "recognised-date" => {
                value.clone_into(&mut self.texts[others + usize::from(name == "recognised-date")]);
                self.sheet.recognised = self.read_recognised(others);
            }
            _ => {
                let Some((place, item)) = self.find(name) else { return false };
                let at = place / 2;
                let of_choice = Answer::from_field(value, item).unwrap_or_default();
                let is_pair = item.second.is_some();
                if name.starts_with("n.") {
                    value.clone_into(&mut self.sheet.notes[at]);
                } else if is_choice {
                    self.sheet.answers[at] = of_choice;
                    self.texts[at * 2].clear();
                    self.texts[at * 2 + 1].clear();
                } else {
                    value.clone_into(&mut self.texts[place]);
                    // What cannot be read counts as none: it stays in its field, which says so.
                    let figures = [self.figure_in(at * 2), self.figure_in(at * 2 + 1)];
                    self.sheet.answers[at] = match figures {
                        _ if is_pair => Answer::of_two(figures),
                        [Some(number), _] => Answer::Given(number),
                        _ => Answer::Blank,
                    };
                }
            }
        }
        before != self.said()
    }

    /// All that the form says, as one text.
    fn said(&self) -> String {
        let mut said = self.sheet.to_json(self.rubric);
        for text in &self.texts {
            said.push(' ');
            said.push_str(text);
        }
        said
    }

    /// The number that was typed into a field; nothing where it cannot be used.
    fn figure_in(&self, place: usize) -> Option<Decimal> {
        let item = self.rubric.items()[place / 2];
        // Who has typed `92,` is on the way to a number that begins so.
        let mut text = self.texts[place].clone();
        if let Some(b',' | b'.') = text.as_bytes().last() {
            text.push('0');
        }
        let is_second = place % 2 == 1;
        let scale = if is_second { item.second? } else { item.scale };
        let figure = scale.typed(&text)?;
        let is_one = if is_second { item.accepts_second(figure) } else { item.accepts(figure) };
        if is_one { Some(figure) } else { None }
    }

    /// What stands in the two fields for an earlier recognition.
    fn read_recognised(&self, place: usize) -> Option<Recognised> {
        let level = Decimal::parse(&self.texts[place])?.floor();
        Recognised::new(u32::try_from(level).ok()?, Date::parse_typed(&self.texts[place + 1])?, self.rubric)
    }

    /// Writes into the fields what the sheet says.
    fn show_texts(&mut self) {
        self.texts.clear();
        for (item, answer) in self.rubric.items().into_iter().zip(&self.sheet.answers) {
            let figures = match *answer {
                Answer::Given(number) if is_typed(item) => [Some(number), None],
                Answer::Pair(figures) => figures,
                _ => [None, None],
            };
            for figure in figures {
                self.texts.push(figure.map(Decimal::typed).unwrap_or_default());
            }
        }
        let (level, date) = match self.sheet.recognised {
            Some(Recognised { level, date }) => (number(level), date.iso()),
            None => (String::new(), String::new()),
        };
        self.texts.push(level);
        self.texts.push(date);
    }

    fn open_kept(&mut self) {
        self.turn = self.turn_now();
        let year = self.sheet.year;
        let key = self.key_of(&self.rubric.version, year);
        if key != self.key {
            self.deleted.clear();
            self.key = key;
        }
        self.seen = self.get(&self.key);
        let kept = self.seen.as_deref().unwrap_or_default();
        let mut sheet = Sheet::recover(kept, self.rubric, year);
        sheet.year = year;
        // Whole is what would be written so again.
        let is_whole = self.seen.is_none() || kept == sheet.to_json(self.rubric);
        self.unusable = if is_whole { None } else { self.seen.clone() };
        self.saved_at.clear();
        self.is_failed = self.unsaved.iter().any(|(unsaved, _)| *unsaved == self.key);
        self.is_restored = !sheet.is_blank();
        self.sheet = sheet;
        self.show_texts();
    }

    /// Keeps the sheet as it stands.
    pub fn save(&mut self) {
        let text = self.sheet.to_json(self.rubric);
        self.keep(text);
    }

    fn keep(&mut self, text: String) {
        self.deleted.clear();
        if let Some(unusable) = &self.unusable
            && self.device.save(&aside(&self.key), unusable)
        {
            self.unusable = None;
        }
        self.is_failed = self.unusable.is_some() || !self.device.save(&self.key, &text);
        self.forget_unsaved();
        self.saved_at.clear();
        if self.is_failed {
            self.unsaved.push((self.key.clone(), text.clone()));
        } else {
            self.saved_at = self.device.hour();
        }
        self.seen = Some(text);
        self.remember();
    }

    fn forget_unsaved(&mut self) {
        self.unsaved.retain(|(key, _)| *key != self.key);
    }

    fn is_elsewhere(&self) -> bool {
        self.get(&self.key) != self.seen
    }

    /// Notes where somebody stands who has begun: `<key of the sheet> <step> <number> <of>`; the start page leads there.
    fn remember(&self) {
        if self.is_list || self.sheet.is_unanswered() || self.step == Step::Start {
            return;
        }
        let path = self.path();
        let mut text = self.key.clone();
        text.push(' ');
        text.push_str(&path.id(self.step));
        text.push(' ');
        push_number(&mut text, path.number(self.step));
        text.push(' ');
        push_number(&mut text, path.count());
        self.device.save(&keys::at(&self.site), &text);
    }

    /// What stands under a key, on the device or here.
    #[inline(never)]
    fn get(&self, key: &str) -> Option<String> {
        let unsaved = self.unsaved.iter().find(|(unsaved, _)| unsaved == key);
        unsaved.map_or_else(|| self.device.load(key), |(_, text)| Some(text.clone()))
    }

    #[inline(never)]
    fn turn_now(&self) -> String {
        self.device.load(&keys::person(&self.site)).unwrap_or_default()
    }

    /// The key of a sheet of this set; of year 0, the one from before there were years.
    #[inline(never)]
    fn key_of(&self, version: &str, year: u16) -> String {
        if year == 0 {
            return Kept::Sheet.of_version(&self.site, &self.rubric.set, version);
        }
        let nobody = if self.turn == NOBODY { Some(NOBODY) } else { None };
        let person = keys::whose_turn(&self.turn).map(|(id, _)| id).or(nobody);
        Kept::Sheet.key(&self.site, &self.rubric.set, version, year, person)
    }

    /// A sheet from before there were years moves to its own; where there is one already, to the side of that.
    fn move_old(&self) {
        let version = &self.rubric.version;
        let old = self.key_of(version, 0);
        let Some(kept) = self.device.load(&old) else { return };
        let year = Sheet::recover(&kept, self.rubric, self.device.today().year_to_assess()).year;
        let own = self.key_of(version, year);
        let is_free = |to: &str| self.device.load(to).is_none_or(|there| there == kept);
        let to = if is_free(&own) { own } else { aside(&own) };
        if is_free(&to) && self.device.save(&to, &kept) {
            self.device.remove(&old);
        }
    }

    /// The year that a check today is most likely about.
    fn likely_year(&mut self) -> u16 {
        let today = self.device.today();
        let newest = self.years.first().copied().unwrap_or(today.year);
        // The page may be opened long after it was made; a clock that is off by more is wrong.
        if today.year <= newest + 20 {
            let mut year = newest;
            while year < today.year {
                year += 1;
                self.years.insert(0, year);
            }
        }
        let likely = today.year_to_assess();
        if self.years.contains(&likely) { likely } else { newest }
    }

    fn year_to_open(&mut self) -> u16 {
        let likely = self.likely_year();
        let year = keys::year_to_show(&self.device.load(&keys::year(&self.site)).unwrap_or_default(), likely);
        self.offer(year);
        year
    }

    fn choose_year(&mut self, year: &str) {
        let Some(year) = Decimal::parse(year).and_then(|year| u16::try_from(year.floor()).ok()) else { return };
        if year != self.sheet.year {
            let likely = self.likely_year();
            self.sheet.year = year;
            self.device.save(&keys::year(&self.site), &keys::chosen_year(year, likely));
        }
    }

    /// Offers a year that is not among them.
    fn offer(&mut self, year: u16) {
        if !self.years.contains(&year) {
            let place = self.years.iter().position(|other| *other < year).unwrap_or(self.years.len());
            self.years.insert(place, year);
        }
    }
}

fn aside(key: &str) -> String {
    joined(key, DAMAGED)
}

/// Whether its answer is typed, and not chosen.
fn is_typed(item: &Item) -> bool {
    matches!(item.scale, Scale::Typed | Scale::Count | Scale::Percent | Scale::Number)
}

/// Whether all words of a text are so.
#[inline(never)]
pub fn all_words(mut text: &str, is: &dyn Fn(&str) -> bool) -> bool {
    while !text.is_empty() {
        let (word, rest) = cut(text, b' ');
        if !is(word) {
            return false;
        }
        text = rest;
    }
    true
}

#[cfg(test)]
mod tests;
