//! The attributes by which a page and its module know each other: one list a page, and one meaning each.
//!
//! Rust takes the names from here; `tests/site/marks_of_pages.rs` holds the templates, the loader and the README of the
//! theme to the same lists. An attribute that only one side knows fails there.

/// An attribute of a page: `data-results`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(pub &'static str);

impl Mark {
    /// The selector of what has it.
    pub fn any(self) -> String {
        let mut selector = String::from("[");
        selector.push_str(self.0);
        selector.push(']');
        selector
    }

    /// The selector of what has it with that value: an id, or a name of ours.
    pub fn of(self, value: &str) -> String {
        let mut selector = String::from("[");
        for part in [self.0, "=\"", value, "\"]"] {
            selector.push_str(part);
        }
        selector
    }
}

/// Declares marks, and the list of them.
macro_rules! marks {
    ($($(#[doc = $doc:literal])+ $name:ident = $attribute:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: Mark = Mark($attribute);)+
        /// All of them.
        pub const ALL: &[Mark] = &[$($name),+];
    };
}

/// On `<html>`, of every page with a module. Styles and tests read them.
pub mod root {
    use super::Mark;
    marks! {
        /// `ready` once the module has taken over; `manual` before, and where it cannot.
        HOCTAP = "data-hoctap";
        /// What runs it: `wasm`, or `js` where that is its translation; `none` where neither could be had.
        ENGINE = "data-engine";
        /// The size of letters: see [`text_size`](crate::keys::text_size).
        TEXT = "data-text";
    }
}

/// What the loader (`generator/engine/js/start.js`) reads.
pub mod loader {
    use super::Mark;
    marks! {
        /// On the script's element: the address of the module.
        WASM = "data-wasm";
        /// On the script's element: the address of the module in JavaScript, for browsers that run none.
        FALLBACK = "data-fallback";
        /// On the script's element: what the module begins with, fetched beside it.
        BEGIN = "data-begin";
        /// On a script's element in a page that opens from a disk: a module in Base64, by its address.
        WASM_BASE64 = "data-wasm-base64";
    }
}

/// The self-check.
pub mod check {
    use super::Mark;
    marks! {
        /// On the form: the id of the set.
        CHECK = "data-check";
        /// On the form: the version of the set.
        VERSION = "data-version";
        /// On the form: the id of the site, the first part of all keys.
        STORE = "data-store";
        /// On the form: the rule, as [`rubric`](crate::rubric) writes it.
        RUBRIC = "data-rubric";
        /// A fieldset with that indicator, which brings points.
        INDICATOR = "data-indicator";
        /// A fieldset with that target or condition.
        TARGET = "data-target";
        /// Shown while all its words are true: those of [`view`](crate::pages::check::view).
        WHEN = "data-when";
        /// Filled with the text of that name.
        SLOT = "data-slot";
        /// Shown to these groups; to everybody while none is chosen.
        GROUPS = "data-groups";
        /// Shown to all groups but these; to everybody while none is chosen.
        NOT_GROUPS = "data-not-groups";
        /// A `rect` as wide as that share says, of 100.
        BAR = "data-bar";
        /// A link to a step of the way: `next` `previous` `begin` `resume` `open`.
        GO = "data-go";
        /// A list of that name, with the template of its rows.
        ROWS = "data-rows";
        /// On a row: the id of its item.
        ROW = "data-row";
        /// In a fieldset the name of the item; in a row the link that gets it.
        NAME = "data-name";
        /// In a fieldset the lessons; in a row where copies of them go.
        LEARN = "data-learn";
        /// What points, or the numbers of a fieldset, are called.
        UNIT = "data-unit";
        /// On a fieldset: the points between are shown.
        FINE = "data-fine";
        /// The link to the page for passing the device on.
        HAND_OVER = "data-hand-over";
        /// A step of its own where one thing is shown at a time, as every question is.
        STEP = "data-step";
        /// On the step where somebody stands.
        NOW = "data-now";
        /// On `<html>` where one thing is shown at a time: which kind it is.
        ONE = "data-one";
        /// A button, by what it does.
        ACTION = "data-action";
        /// A button that chooses that size of letters.
        SIZE = "data-size";
        /// On such a field: the result in words.
        RESULT_TEXT = "data-result-text";
        /// On such a field: the sheet.
        SHEET_JSON = "data-sheet-json";
        /// Shown once the text beside it was copied.
        COPIED = "data-copied";
        /// The template of the button that reads aloud.
        SPEAK = "data-speak";
        /// The total.
        TOTAL = "data-total";
        /// The result.
        RESULT = "data-result";
        /// On the result: the verdict.
        VERDICT = "data-verdict";
        /// On the result: the total.
        SCORE = "data-score";
        /// On the result: the most.
        MAX = "data-max";
        /// The whole result as JSON.
        RESULT_JSON = "data-result-json";
    }
}

/// The search page.
pub mod search {
    use super::Mark;
    marks! {
        /// On the script's element: the folder of the index.
        PARTS = "data-parts";
        /// On the script's element: the parts are scripts that hand over their bytes.
        PORTABLE = "data-portable";
        /// The list of what is found.
        RESULTS = "data-results";
        /// On the list: how many pages were found.
        COUNT = "data-count";
        /// The button that shows more.
        MORE = "data-more";
        /// A sentence, by how a search ends: see [`Say`](crate::pages::search::state::Say).
        SAY = "data-say";
        /// A number in a sentence: `count`.
        SLOT = "data-slot";
    }
}
