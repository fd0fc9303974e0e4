//! Puts what is to be seen into the page. All places are found once; only what differs is touched: a screen reader would say
//! it again, and the browser would lay out the page anew.

use super::state::{Device, State, all_words};
use super::steps::Step;
use super::view::{Row, View};
use crate::decimal::Decimal;
use crate::pages::controls::{
    append, by_id, copy, each, first, focus, inside, mark, nearest, put_for, said, say, set, set_text, show, text,
    tidy, value, window,
};
use crate::pages::marks::Mark;
use crate::pages::marks::check::{
    BAR, FINE, GO, GROUPS, LEARN, MAX, NAME, NOT_GROUPS, NOW, ONE, RESULT, RESULT_JSON, ROW, ROWS, SCORE, SLOT, TOTAL,
    UNIT, VERDICT, WHEN,
};
use crate::rubric::{Item, Rubric, Scale};
use crate::sheet::Answer;
use crate::text::joined;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// What a place does with its names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Groups,
    NotGroups,
    When,
    Slot,
    Bar,
    Go,
}

/// In the order in which they are found: whether something belongs to a group is settled before names are copied.
const SHOWS: [(Shows, Mark); 6] = [
    (Shows::Groups, GROUPS),
    (Shows::NotGroups, NOT_GROUPS),
    (Shows::When, WHEN),
    (Shows::Slot, SLOT),
    (Shows::Bar, BAR),
    (Shows::Go, GO),
];

/// Something that shows what it names.
struct Place {
    element: Element,
    shows: Shows,
    names: String,
    /// What it shows by now; nothing yet.
    holds: Option<String>,
}

/// A list, and the rows that stand in it.
struct List {
    element: Element,
    name: String,
    template: Element,
    rows: Vec<Row>,
}

/// A field of the form.
pub(super) struct Field {
    pub(super) element: HtmlInputElement,
    pub(super) name: String,
    /// Of a choice: what it stands for.
    pub(super) value: String,
    pub(super) is_choice: bool,
}

/// All places of the page.
pub(super) struct Places {
    all: Vec<Place>,
    lists: Vec<List>,
    pub(super) fields: Vec<Field>,
}

impl Places {
    #[inline(never)]
    pub(super) fn find() -> Self {
        let mut found = Self { all: Vec::new(), lists: Vec::new(), fields: Vec::new() };
        for (shows, mark) in SHOWS {
            each(None, &mark.any(), &mut |element| {
                found.all.push(Place { names: said(&element, mark), element, shows, holds: None });
            });
        }
        each(None, &ROWS.any(), &mut |element| {
            if let Some(template) = inside(&element, "template").and_then(|template| held(&template)) {
                found.lists.push(List { name: said(&element, ROWS), element, template, rows: Vec::new() });
            }
        });
        each(None, "form [name]", &mut |element| {
            let element: HtmlInputElement = element.unchecked_into();
            let is_choice = element.type_() == "radio";
            found.fields.push(Field { name: element.name(), value: element.value(), is_choice, element });
        });
        found
    }

    /// Shows all of it; the verdict comes last: who waits for it finds all the rest in place.
    pub(super) fn show<D: Device>(&mut self, view: &View<'_, D>, rubric: &Rubric) {
        let mut is_other_group = false;
        for place in &mut self.all {
            let is_other = place.show(view);
            is_other_group |= is_other && place.shows == Shows::Groups;
        }
        for list in &mut self.lists {
            list.show(view.rows(&list.name), rubric, is_other_group);
        }
        let outcome = &view.outcome;
        if let (Some(json), Some(total), Some(result)) =
            (first(&RESULT_JSON.any()), first(&TOTAL.any()), first(&RESULT.any()))
        {
            json.set_text_content(Some(&outcome.to_json(rubric)));
            set_text(&total, &outcome.total.vietnamese());
            say(&result, SCORE, &outcome.total.text());
            say(&result, MAX, &outcome.max.text());
            say(&result, VERDICT, outcome.verdict.as_str());
        }
    }

    /// Writes into all fields what the sheet says.
    pub(super) fn mark<D: Device>(&self, state: &State<D>) {
        for Field { element, name, value, is_choice } in &self.fields {
            let now = state.value(name, *is_choice);
            if *is_choice {
                let is_marked = now == *value;
                if element.checked() != is_marked {
                    element.set_checked(is_marked);
                }
                // The points between are shown where one of them is chosen.
                if is_marked && nearest(element, ".fine").is_some() {
                    mark(nearest(element, "fieldset").as_ref(), FINE, true);
                }
            } else if element.value() != now {
                element.set_value(&now);
            }
        }
    }
}

/// Arranges the page for where somebody stands; brings somebody there who comes.
pub(super) fn arrange(step: Step, is_list: bool, id: &str, is_arrival: bool) {
    let Some(html) = first("html") else { return };
    mark(Some(&html), ONE, !is_list);
    let Some(here) = by_id(id) else { return };
    if is_list {
        if is_arrival {
            here.scroll_into_view();
        }
        return;
    }
    say(&html, ONE, if let Step::Ask(_) = step { "ask" } else { id });
    mark(first(&NOW.any()).as_ref(), NOW, false);
    mark(Some(&here), NOW, true);
    if is_arrival {
        set(&here, "tabindex", "-1");
        focus(&here);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// What a template holds.
pub(super) fn held(template: &Element) -> Option<Element> {
    template.unchecked_ref::<web_sys::HtmlTemplateElement>().content().first_element_child()
}

impl Place {
    /// Says whether that changed anything.
    fn show<D: Device>(&mut self, view: &View<'_, D>) -> bool {
        let yes = |is_so: bool| if is_so { "1".to_owned() } else { String::new() };
        let holds = match self.shows {
            Shows::Slot => match view.text(&self.names) {
                Some(text) => text,
                None => return false,
            },
            Shows::Bar => view.share(&self.names).text(),
            Shows::Go => view.way(&self.names),
            Shows::When => yes(all_words(&self.names, &|word| view.is(word))),
            // To everybody, while no group is chosen.
            Shows::Groups | Shows::NotGroups => yes(view
                .outcome
                .group
                .is_none_or(|group| all_words(&self.names, &|word| word != group) != (self.shows == Shows::Groups))),
        };
        if self.holds.as_ref() == Some(&holds) {
            return false;
        }
        match self.shows {
            Shows::Slot => set_text(&self.element, &holds),
            Shows::Bar => set(&self.element, "width", &holds),
            _ => show(&self.element, !holds.is_empty()),
        }
        if self.shows == Shows::Go {
            set(&self.element, "href", &joined("#", &holds));
        } else if let Some(id) = self.names.strip_prefix("wrong:")
            && let Some(field) = by_id(&joined("n-", id))
        {
            set(&field, "aria-invalid", if holds.is_empty() { "false" } else { "true" });
        }
        self.holds = Some(holds);
        true
    }
}

impl List {
    fn show(&mut self, rows: Vec<Row>, rubric: &Rubric, is_anew: bool) {
        // Before the rows stands their template.
        let standing = self.element.children();
        let child = |at: usize| standing.item(u32::try_from(at + 1).unwrap_or(u32::MAX));
        for (at, row) in rows.iter().enumerate() {
            if self.rows.get(at) == Some(row) && !is_anew {
                continue;
            }
            let made = copy(&self.template);
            fill(&made, row, rubric.items()[row.place], &self.element);
            match child(at) {
                Some(old) => put_for(&old, &made),
                None => append(&self.element, &made),
            }
        }
        while let Some(old) = child(rows.len()) {
            old.remove();
        }
        self.rows = rows;
    }
}

/// Fills a row: what the view says of it, and what stands in the words of the form.
fn fill(made: &Element, row: &Row, item: &Item, list: &Element) {
    let id = joined("i-", &item.id);
    let Some(ask) = by_id(&id) else { return };
    say(made, ROW, &item.id);
    if let (Some(link), Some(name)) = (inside(made, &NAME.any()), inside(&ask, &NAME.any()).as_ref().map(copy)) {
        set(&link, "href", &joined("#", &id));
        // The words of the group that is chosen, the others hidden.
        append(&link, &name);
    }
    if let Some(place) = inside(made, &LEARN.any()) {
        let lessons = inside(&ask, "ul.links").as_ref().map(copy);
        show(&place, lessons.is_some());
        if let Some(lessons) = lessons {
            append(&place, &lessons);
        }
    }
    let deed = deed(&ask, row.to);
    each(Some(made), &SLOT.any(), &mut |place| {
        let name = said(&place, SLOT);
        let words = row.number(&name).unwrap_or_else(|| match name.as_str() {
            "said" => said_of(&ask, item, row.from, &said(list, UNIT)),
            "deed" => deed.clone(),
            "unit" => said(&ask, UNIT),
            // The labels of two figures.
            _ => inside(&ask, if name == "first" { "[for$='.1']" } else { "[for$='.2']" })
                .as_ref()
                .map(text)
                .unwrap_or_default(),
        });
        set_text(&place, &words);
    });
    each(Some(made), &WHEN.any(), &mut |place| {
        let word = said(&place, WHEN);
        show(&place, word == row.word || word == "deed" && row.word == "points" && !deed.is_empty());
    });
}

/// What was answered, in the words of the form.
fn said_of(ask: &Element, item: &Item, answer: Answer, unit: &str) -> String {
    if let (Answer::Given(points), Scale::Whole) = (answer, item.scale) {
        return joined(&points.vietnamese(), unit);
    }
    if let Some(label) = inside(ask, "input:checked + span") {
        return text(&label);
    }
    let mut words = String::new();
    each(Some(ask), "[inputmode]:not([aria-invalid=true])", &mut |field| {
        let typed = value(&field);
        if !typed.is_empty() {
            words.push_str(if words.is_empty() { "" } else { "; " });
            words.push_str(&typed);
            words.push_str(&field.next_sibling().and_then(|unit| unit.text_content()).unwrap_or_default());
        }
    });
    words
}

/// The words of the first choice that is so much or more: what it looks like.
fn deed(ask: &Element, to: Answer) -> String {
    let mut words = String::new();
    if let Answer::Given(to) = to {
        each(Some(ask), ".wide input", &mut |choice| {
            if words.is_empty()
                && Decimal::parse(&value(&choice)) >= Some(to)
                && let Some(last) = choice.next_element_sibling().and_then(|label| label.last_child())
            {
                words = tidy(&last.text_content().unwrap_or_default());
            }
        });
    }
    words
}
