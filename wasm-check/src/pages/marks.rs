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
        /// What runs it: `wasm`.
        ENGINE = "data-engine";
    }
}

/// What the loader (`generator/engine/js/start.js`) reads.
pub mod loader {
    use super::Mark;
    marks! {
        /// On the script's element: the address of the module.
        WASM = "data-wasm";
        /// On the script's element: what the module begins with, fetched beside it.
        BEGIN = "data-begin";
        /// On a script's element in a page that opens from a disk: a module in Base64, by its address.
        WASM_BASE64 = "data-wasm-base64";
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
