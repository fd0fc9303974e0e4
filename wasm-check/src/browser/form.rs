//! The form: an answer sheet as a person sees it.

use super::dom;
use crate::date::Date;
use crate::rubric::Rubric;
use crate::sheet::{Answer, Sheet};
use crate::text;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FormData, HtmlFormElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

/// How many years beyond the newest of the page a device's clock is believed. The single file may be opened long after
/// it was made; a clock that is off by more is wrong, and nobody scrolls through a century.
const YEARS_AHEAD: u16 = 20;

/// Indicators' radios are named by their id after this, as the id may be `year` or `group`.
const INDICATOR: &str = "i.";

/// The form of the page.
pub(super) struct Form {
    document: Document,
    element: HtmlFormElement,
    radios: Vec<Element>,
    year: Option<HtmlSelectElement>,
}

impl Form {
    /// The form that a self-check page has.
    pub(super) fn find(document: &Document) -> Option<Self> {
        Some(Self {
            element: dom::first(document, "form[data-check]")?.unchecked_into(),
            radios: dom::all(document, "form[data-check] input[type=radio]"),
            year: dom::first(document, "form[data-check] select[name=year]").map(JsCast::unchecked_into),
            document: document.clone(),
        })
    }

    /// The element itself.
    pub(super) fn element(&self) -> &HtmlFormElement {
        &self.element
    }

    /// What is marked now. The year of today is taken where the page does not ask for one.
    pub(super) fn read(&self, rubric: &Rubric, today: Date) -> Sheet {
        let year = today.year_to_assess();
        let mut sheet = Sheet::blank(rubric, year);
        let Ok(data) = FormData::new_with_form(&self.element) else { return sheet };
        let value = |name: &str| data.get(name).as_string().filter(|value| !value.is_empty());
        sheet.year = value("year").and_then(|year| to_year(&year)).unwrap_or(year);
        sheet.group = value("group").filter(|group| rubric.groups.contains(group));
        sheet.area = value("area").filter(|area| rubric.area(area).is_some());
        for (indicator, answer) in rubric.indicators().zip(&mut sheet.answers) {
            if let Some(choice) = value(&dom::joined(&[INDICATOR, &indicator.id])) {
                *answer = Answer::from_choice(&choice, indicator.max).unwrap_or_default();
            }
        }
        sheet
    }

    /// Marks what the sheet says, and nothing else.
    pub(super) fn fill(&self, rubric: &Rubric, sheet: &Sheet) {
        for radio in &self.radios {
            let radio: &HtmlInputElement = radio.unchecked_ref();
            let (name, choice) = (radio.name(), radio.value());
            let is_chosen = match name.as_str() {
                "group" => sheet.group.as_deref().unwrap_or_default() == choice,
                "area" => sheet.area.as_deref().unwrap_or_default() == choice,
                name => rubric.indicators().zip(&sheet.answers).any(|(indicator, answer)| {
                    name.strip_prefix(INDICATOR) == Some(&indicator.id)
                        && Answer::from_choice(&choice, indicator.max) == Some(*answer)
                }),
            };
            radio.set_checked(is_chosen);
        }
        if let Some(select) = &self.year {
            self.offer_year(select, sheet.year);
            select.set_value(&text::number(sheet.year.into()));
        }
    }

    /// The year, where a person has picked another than the one that the page was delivered with.
    pub(super) fn marked_year(&self) -> Option<u16> {
        let select = self.year.as_ref()?;
        if select.selected_index() > 0 { to_year(&select.value()) } else { None }
    }

    /// The year that a check today is most likely about. Adds those that have begun since the page was made; where the
    /// clock says one that is not among them even so, the page knows better.
    pub(super) fn likely_year(&self, today: Date) -> u16 {
        let likely = today.year_to_assess();
        let years = self.years();
        let (Some(select), Some(newest)) = (&self.year, years.first().and_then(year_of)) else { return likely };
        if today.year <= newest.saturating_add(YEARS_AHEAD) {
            for year in newest..=today.year {
                self.offer_year(select, year);
            }
        }
        let is_offered = self.years().iter().any(|option| year_of(option) == Some(likely));
        if is_offered { likely } else { newest }
    }

    /// Adds the year to the choices, newest first, unless it is there.
    fn offer_year(&self, select: &HtmlSelectElement, year: u16) {
        let years = self.years();
        let next = years.iter().find(|option| year_of(option).is_some_and(|offered| offered <= year));
        if next.and_then(year_of) == Some(year) {
            return;
        }
        if let Ok(option) = self.document.create_element("option") {
            dom::set_text(&option, &text::number(year.into()));
            let _next_is_a_child = select.insert_before(&option, next.map(AsRef::as_ref));
        }
    }

    fn years(&self) -> Vec<Element> {
        dom::all(&self.document, "form[data-check] select[name=year] option")
    }
}

fn year_of(option: &Element) -> Option<u16> {
    to_year(&option.unchecked_ref::<HtmlOptionElement>().value())
}

fn to_year(value: &str) -> Option<u16> {
    text::whole(value).and_then(|year| u16::try_from(year).ok())
}
