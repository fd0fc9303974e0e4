//! The page that makes the dossier: fills the papers from what the device keeps.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]
// No doc comments on functions: the glue would carry them.

use super::standing::{Counts, Standing, State};
use crate::decimal::Decimal;
use crate::dom::{self, Element};
use crate::keys::{self, Kept, Key, NOBODY};
use crate::rubric::{Rubric, Scale};
use crate::score::judge;
use crate::sheet::{Answer, Sheet};
use crate::text::number;
use wasm_bindgen::prelude::*;

// The most characters of a name on a paper.
const LONGEST_NAME: usize = 120;

// What is known of the page, and needed for as long as it lives.
struct Page {
    root: Element,
    rubric: Rubric,
    site: String,
}

// Takes the page over; false where it is none.
#[wasm_bindgen]
pub fn open() -> bool {
    let Some(root) = dom::first("[data-dossier]") else { return false };
    let rubric = dom::first("[data-rubric]").and_then(|place| Rubric::from_page(&place.get_attribute("data-rubric")?));
    let Some(rubric) = rubric else { return false };
    let site = root.get_attribute("data-store").unwrap_or_default();
    let page: &'static Page = Box::leak(Box::new(Page { root, rubric, site }));
    page.offer_years();
    page.fill();
    for field in dom::all("[data-dossier] select, [data-dossier] input") {
        dom::on(&field, "input", Box::new(|_| page.fill()));
    }
    // Another tab wrote, or the page comes out of the browser's memory.
    for event in ["storage", "pageshow"] {
        dom::on(
            &dom::window(),
            event,
            Box::new(|_| {
                page.offer_years();
                page.fill();
            }),
        );
    }
    for button in dom::all("[data-action=print]") {
        dom::show(&button, dom::can("print"));
        dom::on(&button, "click", Box::new(|_| dom::print()));
    }
    true
}

impl Page {
    // Whose turn it is, as it is kept: empty for the owner; none where the device goes from hand to hand.
    fn turn(&self) -> Option<String> {
        let turn = dom::load(&keys::person(&self.site)).ok().flatten().unwrap_or_default();
        (turn != NOBODY).then_some(turn)
    }

    // The years of which the device keeps a sheet of this person, the newest first.
    fn years(&self) -> Vec<u16> {
        let Some(turn) = self.turn() else { return Vec::new() };
        let person = keys::whose_turn(&turn).map(|(id, _)| id);
        let mut years = Vec::new();
        let mut place = 0;
        while let Ok(Some(name)) = dom::key(place) {
            place += 1;
            if let Some(key) = Key::parse(&self.site, &name)
                && key.kept == Kept::Sheet
                && (key.set, key.version) == (self.rubric.set.as_str(), self.rubric.version.as_str())
                && (key.person, key.is_damaged) == (person, false)
                && let Some(year) = key.year
            {
                // By hand: the sorting of the standard library is as much code as the rest of this page.
                let mut at = 0;
                while years.get(at).is_some_and(|before| *before > year) {
                    at += 1;
                }
                years.insert(at, year);
            }
        }
        years
    }

    // Puts the years into their list; the chosen one stays, the first time it is the one that the check opens with.
    fn offer_years(&self) {
        let Some(list) = dom::first("[data-dossier] select") else { return };
        let likely = dom::today().year_to_assess();
        let kept = dom::load(&keys::year(&self.site)).ok().flatten().unwrap_or_default();
        let years = self.years();
        let before: Option<u16> = list.value().parse().ok();
        let chosen = before.unwrap_or_else(|| keys::year_to_show(&kept, likely));
        list.empty();
        for year in &years {
            let option = dom::create("option");
            option.set_text_content(Some(&number(u32::from(*year))));
            list.insert_before(&option, None);
        }
        if years.contains(&chosen) {
            list.set_value(&number(u32::from(chosen)));
        }
    }

    fn year() -> u16 {
        let chosen = dom::first("[data-dossier] select").and_then(|list| list.value().parse().ok());
        chosen.unwrap_or_else(|| dom::today().year_to_assess())
    }

    fn fill(&self) {
        let rubric = &self.rubric;
        let year = Self::year();
        let kept = self.turn().and_then(|turn| {
            let person = keys::whose_turn(&turn).map(|(id, _)| id);
            let key = Kept::Sheet.key(&self.site, &rubric.set, &rubric.version, year, person);
            dom::load(&key).ok().flatten()
        });
        let mut sheet = Sheet::recover(kept.as_deref().unwrap_or_default(), rubric, year);
        sheet.year = year;
        let outcome = judge(rubric, &sheet, dom::today());
        let standing = Standing::of(rubric, &sheet, &outcome);
        let items = rubric.items();

        let counts = Counts::of(&standing.states);
        let slots = [
            ("year", number(u32::from(year))),
            ("next-year", number(u32::from(year) + 1)),
            ("met", number(counts.met)),
            ("of", number(counts.asked())),
            ("unmet", number(counts.unmet)),
            ("open", number(counts.open)),
            ("sender", typed("sender")),
            ("receiver", typed("receiver")),
        ];
        let mut words = Vec::new();
        for (word, is_true) in [
            ("kept", kept.is_some()),
            ("not-kept", kept.is_none()),
            ("reached", standing.is_reached),
            ("unreached", !standing.is_reached),
            ("open", counts.open > 0),
            ("unmet", counts.unmet > 0),
            ("whole", counts.open + counts.unmet == 0),
        ] {
            if is_true {
                words.push(word.to_owned());
            }
        }
        for (kind, id) in [
            ("rank:", rubric.ranks.get(standing.level).map(|rank| rank.id.as_str())),
            ("group:", sheet.group.as_deref()),
            ("area:", sheet.area.as_deref()),
        ] {
            if let Some(id) = id {
                words.push(dom::joined(&[kind, id]));
            }
        }
        fill_part(&self.root, &slots, &words, true);
        for (attribute, is_for) in [("data-groups", true), ("data-not-groups", false)] {
            for place in dom::all(&dom::joined(&["[", attribute, "]"])) {
                let ids = place.get_attribute(attribute).unwrap_or_default();
                let is_one = sheet.group.as_deref().is_none_or(|group| has_word(&ids, group) == is_for);
                dom::show(&place, is_one);
            }
        }
        let numbers = standing.numbers();
        for row in dom::all("tr[data-item]") {
            let id = row.get_attribute("data-item").unwrap_or_default();
            let Some(place) = items.iter().position(|item| item.id == id) else { continue };
            let (state, answer) = (standing.states[place], sheet.answers[place]);
            let no = number(numbers[place]);
            dom::show(&row, state != State::NotAsked);
            let (first, second) = match answer {
                Answer::Given(figure) => (figure.vietnamese(), String::new()),
                Answer::Pair(figures) => {
                    figures.map(|figure| figure.map_or_else(|| "?".to_owned(), Decimal::vietnamese)).into()
                }
                _ => Default::default(),
            };
            let is_word = matches!(items[place].scale, Scale::YesNo | Scale::Excludes | Scale::Options);
            let mut words = vec![
                match state {
                    State::Met => "met",
                    State::Unmet => "unmet",
                    State::NotApplicable(_) => "na",
                    State::Open | State::NotAsked => "open",
                }
                .to_owned(),
            ];
            match answer {
                Answer::Given(figure) if is_word => words.push(dom::joined(&["answer:", &figure.text()])),
                _ if answer.is_given() => words.push("number".to_owned()),
                _ => {}
            }
            let note = sheet.notes[place].clone();
            fill_part(&row, &[("no", no), ("first", first), ("second", second), ("note", note)], &words, false);
        }
        for (attribute, wanted) in [("data-unmet-item", State::Unmet), ("data-open-item", State::Open)] {
            for place in dom::all(&dom::joined(&["[", attribute, "]"])) {
                let id = place.get_attribute(attribute).unwrap_or_default();
                let Some(of) = items.iter().position(|item| item.id == id) else { continue };
                dom::show(&place, standing.states[of] == wanted);
                fill_part(&place, &[("no", number(numbers[of]))], &[], false);
            }
        }
        self.fill_criteria(&standing);
    }

    // How many targets of each criterion are met.
    fn fill_criteria(&self, standing: &Standing) {
        let mut end = 0;
        for criterion in &self.rubric.criteria {
            let begin = end;
            end += criterion.items.len();
            let counts = Counts::of(&standing.states[begin..end]);
            let word = match (counts.unmet, counts.open) {
                (0, 0) => "all-met",
                (0, _) => "open",
                _ => "unmet",
            };
            for row in dom::all(&dom::joined(&["tr[data-criterion=\"", &criterion.id, "\"]"])) {
                fill_part(
                    &row,
                    &[("met", number(counts.met)), ("of", number(counts.asked()))],
                    &[word.to_owned()],
                    false,
                );
            }
        }
    }
}

// What somebody typed there, or what the page proposes.
#[inline(never)]
fn typed(name: &str) -> String {
    let field = dom::first(&dom::joined(&["[data-dossier] input[name=", name, "]"]));
    let Some(field) = field else { return String::new() };
    let typed = keys::clean_text(&field.value(), LONGEST_NAME);
    if typed.is_empty() { field.get_attribute("placeholder").unwrap_or_default() } else { typed }
}

// Fills and shows what stands in that part; `outer` leaves out what stands in a scope of its own.
#[inline(never)]
fn fill_part(part: &Element, slots: &[(&str, String)], words: &[String], outer: bool) {
    for (selector, is_slot) in [("[data-slot]", true), ("[data-when]", false)] {
        for place in dom::all_in(part, selector) {
            if outer && place.nearest("[data-scope]").is_some() {
                continue;
            }
            if is_slot {
                fill_slot(&place, slots);
            } else {
                show_when(&place, words);
            }
        }
    }
}

#[inline(never)]
fn fill_slot(place: &Element, slots: &[(&str, String)]) {
    let name = place.get_attribute("data-slot").unwrap_or_default();
    for (slot, text) in slots {
        if *slot == name {
            dom::set_text(place, text);
        }
    }
}

#[inline(never)]
fn show_when(place: &Element, words: &[String]) {
    let wanted = place.get_attribute("data-when").unwrap_or_default();
    let (mut rest, mut holds) = (&*wanted, true);
    while !rest.is_empty() {
        let (word, others) = first_word(rest);
        holds &= words.iter().any(|known| known == word);
        rest = others;
    }
    dom::show(place, holds);
}

// The first of words with a space between them, and what follows. By bytes: to search a text costs a kilobyte.
#[inline(never)]
fn first_word(words: &str) -> (&str, &str) {
    let end = words.bytes().position(|byte| byte == b' ').unwrap_or(words.len());
    (words.get(..end).unwrap_or_default(), words.get(end + 1..).unwrap_or_default())
}

#[inline(never)]
fn has_word(words: &str, wanted: &str) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let (word, others) = first_word(rest);
        if word == wanted {
            return true;
        }
        rest = others;
    }
    false
}
