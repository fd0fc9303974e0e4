//! The page as the module sees it: the few functions of the browser that it calls, and short ways to use them.
//!
//! `web-sys` where a call cannot fail. Where its calls hand up an error that a page of our own cannot cause, or where it
//! has a type of its own for every kind of field, the call is declared here: that halves what binds the module to the
//! browser.
#![allow(dead_code, reason = "every page's module takes what it needs")]

use crate::date::Date;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, NodeList};

#[wasm_bindgen]
extern "C" {
    /// Any element, fields and lists among them.
    #[wasm_bindgen(extends = web_sys::Element, extends = web_sys::Node, extends = EventTarget)]
    #[derive(Clone)]
    pub(crate) type Element;
    /// A moment on the device's own clock.
    #[wasm_bindgen(js_name = Date)]
    pub(crate) type Clock;

    #[wasm_bindgen(js_namespace = document, js_name = querySelectorAll)]
    fn query_selector_all(selector: &str) -> NodeList;
    /// The first element that matches.
    #[wasm_bindgen(js_namespace = document, js_name = querySelector)]
    pub(crate) fn first(selector: &str) -> Option<Element>;
    /// A new element, in no place yet.
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    pub(crate) fn create(name: &str) -> Element;

    /// The first element in this one that matches.
    #[wasm_bindgen(method, js_name = querySelector)]
    pub(crate) fn first(this: &Element, selector: &str) -> Option<Element>;
    /// Sets an attribute.
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub(crate) fn set_attribute(this: &Element, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = toggleAttribute)]
    fn toggle_attribute(this: &Element, name: &str, is_there: bool);
    /// Puts an element into it, before another or at the end.
    #[wasm_bindgen(method, js_name = insertBefore)]
    pub(crate) fn insert_before(this: &Element, new: &Element, next: Option<&Element>);
    /// Of a field, a choice, a list.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn value(this: &Element) -> String;
    /// Of a field or a list.
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_value(this: &Element, value: &str);
    /// Of a choice.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn checked(this: &Element) -> bool;
    /// Of a choice.
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_checked(this: &Element, is_checked: bool);
    /// Of a list: the place of what is chosen.
    #[wasm_bindgen(method, getter, js_name = selectedIndex)]
    pub(crate) fn selected_index(this: &Element) -> i32;
    /// Of a form: as it was delivered.
    #[wasm_bindgen(method)]
    pub(crate) fn reset(this: &Element);

    /// The nearest that matches: itself, what it stands in, and so on.
    #[wasm_bindgen(method, js_name = closest)]
    pub(crate) fn nearest(this: &Element, selector: &str) -> Option<Element>;
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    fn query_selector_all_in(this: &Element, selector: &str) -> NodeList;
    /// Of a template: what it holds.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn content(this: &Element) -> Element;
    #[wasm_bindgen(method, js_name = cloneNode)]
    fn clone_whole(this: &Element, is_whole: bool) -> Element;
    /// Takes out all that is in it.
    #[wasm_bindgen(method, js_name = replaceChildren)]
    pub(crate) fn empty(this: &Element);
    /// What is typed goes there; it comes into sight.
    #[wasm_bindgen(method)]
    pub(crate) fn focus(this: &Element);

    /// Goes to another page.
    #[wasm_bindgen(js_namespace = location, js_name = assign)]
    pub(crate) fn go(address: &str);

    /// The window of the page.
    #[wasm_bindgen(js_namespace = window, js_name = valueOf)]
    pub(crate) fn window() -> EventTarget;
    /// Opens the dialog for printing.
    #[wasm_bindgen(js_namespace = window)]
    pub(crate) fn print();
    /// Asks the person a question.
    #[wasm_bindgen(js_namespace = window)]
    pub(crate) fn confirm(question: &str) -> bool;
    #[wasm_bindgen(js_namespace = Reflect)]
    fn get(object: &EventTarget, name: &str) -> JsValue;

    /// Milliseconds since 1970.
    #[wasm_bindgen(js_namespace = Date)]
    pub(crate) fn now() -> f64;
    /// This moment.
    #[wasm_bindgen(constructor, js_class = "Date")]
    pub(crate) fn new() -> Clock;
    /// Its hour.
    #[wasm_bindgen(method, js_name = getHours)]
    pub(crate) fn hours(this: &Clock) -> u32;
    /// Its minute.
    #[wasm_bindgen(method, js_name = getMinutes)]
    pub(crate) fn minutes(this: &Clock) -> u32;

    // The store may be missing, forbidden or full: the only thing here that fails.
    /// The key in that place; nothing behind the last one.
    #[wasm_bindgen(catch, js_namespace = localStorage, js_name = key)]
    pub(crate) fn key(place: u32) -> Result<Option<String>, JsValue>;
    /// What the device keeps under that key.
    #[wasm_bindgen(catch, js_namespace = localStorage, js_name = getItem)]
    pub(crate) fn load(key: &str) -> Result<Option<String>, JsValue>;
    /// Keeps a text under that key.
    #[wasm_bindgen(catch, js_namespace = localStorage, js_name = setItem)]
    pub(crate) fn save(key: &str, text: &str) -> Result<(), JsValue>;
    /// Keeps nothing under that key.
    #[wasm_bindgen(catch, js_namespace = localStorage, js_name = removeItem)]
    pub(crate) fn remove(key: &str) -> Result<(), JsValue>;
}

/// All elements that match, in the order of the document.
pub(crate) fn all(selector: &str) -> Vec<Element> {
    listed(&query_selector_all(selector))
}

/// All elements in that one that match, in the order of the document.
pub(crate) fn all_in(element: &Element, selector: &str) -> Vec<Element> {
    listed(&element.query_selector_all_in(selector))
}

/// A copy of the one element that a template holds.
pub(crate) fn copy(template: &Element) -> Option<Element> {
    let first = template.content().first("*")?;
    Some(first.clone_whole(true))
}

fn listed(nodes: &NodeList) -> Vec<Element> {
    let mut all = Vec::new();
    while let Some(node) = nodes.item(u32::try_from(all.len()).unwrap_or(u32::MAX)) {
        all.push(node.unchecked_into());
    }
    all
}

/// Shows or hides the element.
pub(crate) fn show(element: &Element, is_shown: bool) {
    element.toggle_attribute("hidden", !is_shown);
}

/// Sets the text, unless it stands there already: a screen reader would say it again.
pub(crate) fn set_text(element: &Element, text: &str) {
    if element.text_content().unwrap_or_default() != text {
        element.set_text_content(Some(text));
    }
}

/// Listens for as long as the document lives.
pub(crate) fn on(target: &EventTarget, event: &'static str, then: Box<dyn FnMut(&Event)>) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, event, options, then).forget();
}

/// Whether the browser has that function: some of those inside other apps neither print nor ask.
pub(crate) fn can(function: &str) -> bool {
    get(&window(), function).is_function()
}

/// The day in Vietnam by the device's clock.
pub(crate) fn today() -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "a clock of this century")]
    Date::in_vietnam((now() / 1000.0) as i64)
}

/// The parts, one after the other.
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}
