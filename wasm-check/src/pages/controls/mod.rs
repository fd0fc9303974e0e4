//! What all pages are made of: places, texts, lists, fields, and who is told what happens to them.
//!
//! On web-sys and gloo. A call that a page of our own cannot make fail is asked for its outcome no further: where a theme
//! has left a place out, nothing is shown there, and the rest works.

use super::marks::{Mark, root};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_utils::document;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, NodeList};

#[wasm_bindgen]
extern "C" {
    /// The loader's: brings the bytes of a file beside the page, or nothing. No crate knows of scripts that hand over bytes,
    /// and fetching by web-sys takes a request, a response, three promises and an executor.
    #[wasm_bindgen(js_name = hoctapBytes)]
    fn hoctap_bytes(address: &str, is_again: bool, then: &JsValue);
}

/// The first that matches.
pub(crate) fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All that match, in the order of the document.
pub(crate) fn all(selector: &str) -> Vec<Element> {
    document().query_selector_all(selector).map(|nodes| listed(&nodes)).unwrap_or_default()
}

fn listed(nodes: &NodeList) -> Vec<Element> {
    let mut all = Vec::new();
    for place in 0..nodes.length() {
        all.extend(nodes.item(place).map(JsCast::unchecked_into::<Element>));
    }
    all
}

/// A new element, in no place yet.
pub(crate) fn create(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}

/// What a mark says there; empty where it is not.
pub(crate) fn said(element: &Element, mark: Mark) -> String {
    element.get_attribute(mark.0).unwrap_or_default()
}

/// Says it.
pub(crate) fn say(element: &Element, mark: Mark, value: &str) {
    let _always = element.set_attribute(mark.0, value);
}

/// Shows or hides.
pub(crate) fn show(element: &Element, is_shown: bool) {
    element.unchecked_ref::<HtmlElement>().set_hidden(!is_shown);
}

/// Shows the one of these that is meant, and hides the others.
pub(crate) fn show_one(mark: Mark, meant: &str) {
    for element in all(&mark.any()) {
        show(&element, said(&element, mark) == meant);
    }
}

/// Sets the text, unless it stands there already: a screen reader would say it again.
pub(crate) fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Puts an element behind all others in that one.
pub(crate) fn append(to: &Element, new: &Element) {
    let _always = to.append_child(new);
}

/// Puts a text behind all others in that one.
pub(crate) fn append_text(to: &Element, text: &str) {
    let _always = to.append_with_str_1(text);
}

/// Takes out all that is in it.
pub(crate) fn empty(element: &Element) {
    element.set_text_content(None);
}

/// Somebody goes on here.
pub(crate) fn focus(element: &Element) {
    let _always = element.unchecked_ref::<HtmlElement>().focus();
}

/// What stands in a field, or is chosen in a list.
pub(crate) fn value(field: &Element) -> String {
    // Lists and larger fields have the same property.
    field.unchecked_ref::<HtmlInputElement>().value()
}

/// Puts it there.
pub(crate) fn set_value(field: &Element, value: &str) {
    field.unchecked_ref::<HtmlInputElement>().set_value(value);
}

/// Listens for as long as the document lives.
pub(crate) fn on(target: &EventTarget, event: &'static str, then: impl FnMut(&Event) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, event, options, then).forget();
}

/// Brings the bytes of a file beside the page; nothing where it cannot be had. Where it could not be before, the browser
/// is told to ask anew.
pub(crate) fn bring(address: &str, is_again: bool, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    hoctap_bytes(address, is_again, &Closure::once_into_js(then));
}

/// Says, for styles and tests, that the module has taken over.
pub(crate) fn take_over() {
    if let Some(html) = document().document_element() {
        say(&html, root::ENGINE, "wasm");
        say(&html, root::HOCTAP, "ready");
    }
}
