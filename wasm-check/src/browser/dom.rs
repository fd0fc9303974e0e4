//! The few things done to elements, none of which can fail in a way that a person could help, and to their names.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

/// The first element that matches.
pub(super) fn first(document: &Document, selector: &str) -> Option<Element> {
    document.query_selector(selector).ok().flatten()
}

/// All elements that match, in the order of the document.
pub(super) fn all(document: &Document, selector: &str) -> Vec<Element> {
    let mut all = Vec::new();
    if let Ok(nodes) = document.query_selector_all(selector) {
        while let Some(node) = nodes.item(u32::try_from(all.len()).unwrap_or(u32::MAX)) {
            all.push(node.unchecked_into());
        }
    }
    all
}

/// Shows or hides the element.
pub(super) fn show(element: &Element, shown: bool) {
    let _unknown_to_the_browser = element.toggle_attribute_with_force("hidden", !shown);
}

/// Sets an attribute.
pub(super) fn set_attribute(element: &Element, name: &str, value: &str) {
    let _bad_name = element.set_attribute(name, value);
}

/// Sets the text, unless it stands there already: a screen reader would say it again.
pub(super) fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// The parts, one after the other.
pub(super) fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}
