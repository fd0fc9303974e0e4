//! What all pages are made of: places, texts, lists, fields, and who is told what happens to them.
//!
//! On web-sys and gloo. A call that a page of our own cannot make fail is asked for its outcome no further: where a theme
//! has left a place out, nothing is shown there, and the rest works.

use super::marks::{Mark, root};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, NodeList, Window};

#[wasm_bindgen]
extern "C" {
    // Of the document itself, without a handle of it: what gloo looks for first, in four places, is half a kilobyte.
    #[wasm_bindgen(js_namespace = document, js_name = querySelector)]
    fn query(selector: &str) -> Option<Element>;
    #[wasm_bindgen(js_namespace = document, js_name = querySelectorAll)]
    fn query_all(selector: &str) -> NodeList;
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_element(name: &str) -> Element;
    #[wasm_bindgen(js_namespace = document, js_name = getElementById)]
    fn get_element_by_id(id: &str) -> Option<Element>;
    /// The window of the page.
    #[wasm_bindgen(js_namespace = window, js_name = valueOf)]
    pub(crate) fn window() -> Window;
    /// The document of the page.
    #[wasm_bindgen(js_namespace = document, js_name = valueOf)]
    pub(crate) fn document() -> EventTarget;
}

// What can fail in web-sys, for names that no page of ours has: the errors of a dozen calls, caught and dropped, are 1.4 KB.
#[wasm_bindgen]
extern "C" {
    type Part;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Part, name: &str, value: &str);
    #[wasm_bindgen(method)]
    fn append(this: &Part, new: &Element);
    #[wasm_bindgen(method)]
    fn focus(this: &Part);
}

#[cfg(feature = "check")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, js_name = toggleAttribute)]
    fn toggle_attribute(this: &Part, name: &str, is_there: bool);
    #[wasm_bindgen(method, js_name = querySelector)]
    fn query_selector(this: &Part, selector: &str) -> Option<Element>;
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    fn query_selector_all(this: &Part, selector: &str) -> NodeList;
    #[wasm_bindgen(method)]
    fn closest(this: &Part, selector: &str) -> Option<Element>;
    #[wasm_bindgen(method, js_name = cloneNode)]
    fn clone_node(this: &Part, is_deep: bool) -> Element;
    #[wasm_bindgen(method)]
    fn before(this: &Part, new: &Element);
    #[wasm_bindgen(method)]
    fn after(this: &Part, new: &Element);
    #[wasm_bindgen(method, js_name = replaceWith)]
    fn replace_with(this: &Part, new: &Element);
}

#[cfg(feature = "search")]
#[wasm_bindgen]
extern "C" {
    /// The loader's: brings the bytes of a file beside the page, or nothing. No crate knows of scripts that hand over bytes,
    /// and fetching by web-sys takes a request, a response, three promises and an executor.
    #[wasm_bindgen(js_name = hoctapBytes)]
    fn hoctap_bytes(address: &str, is_again: bool, then: &JsValue);
}

/// The first that matches.
#[inline(never)]
pub(crate) fn first(selector: &str) -> Option<Element> {
    query(selector)
}

/// All that match, in the order of the document.
#[cfg(feature = "search")]
#[inline(never)]
pub(crate) fn all(selector: &str) -> Vec<Element> {
    listed(&query_all(selector))
}

#[cfg(feature = "search")]
#[inline(never)]
fn listed(nodes: &NodeList) -> Vec<Element> {
    let mut all = Vec::new();
    for place in 0..nodes.length() {
        all.extend(nodes.item(place).map(JsCast::unchecked_into::<Element>));
    }
    all
}

/// Does something with each that matches, in that one or in the document.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn each(within: Option<&Element>, selector: &str, act: &mut dyn FnMut(Element)) {
    let nodes = match within {
        Some(element) => part(element).query_selector_all(selector),
        None => query_all(selector),
    };
    for place in 0..nodes.length() {
        if let Some(node) = nodes.item(place) {
            act(node.unchecked_into());
        }
    }
}

/// The first in that one that matches.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn inside(element: &Element, selector: &str) -> Option<Element> {
    part(element).query_selector(selector)
}

/// The element of that id.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn by_id(id: &str) -> Option<Element> {
    get_element_by_id(id)
}

fn part(element: &Element) -> &Part {
    element.unchecked_ref()
}

/// Sets an attribute.
#[inline(never)]
pub(crate) fn set(element: &Element, name: &str, value: &str) {
    part(element).set_attribute(name, value);
}

/// The nearest that matches: itself, what it stands in, and so on.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn nearest(element: &Element, selector: &str) -> Option<Element> {
    part(element).closest(selector)
}

/// A copy of all of it.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn copy(element: &Element) -> Element {
    part(element).clone_node(true)
}

/// Its text, with single spaces.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn text(element: &Element) -> String {
    tidy(&element.text_content().unwrap_or_default())
}

/// The same text with single spaces in it and none around it.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn tidy(text: &str) -> String {
    let (mut out, mut is_apart) = (String::new(), false);
    for char in text.chars() {
        if matches!(char, ' ' | '\n' | '\t' | '\u{a0}') {
            is_apart = !out.is_empty();
            continue;
        }
        if is_apart {
            out.push(' ');
        }
        is_apart = false;
        out.push(char);
    }
    out
}

/// A new element, in no place yet.
#[inline(never)]
pub(crate) fn create(name: &str) -> Element {
    create_element(name)
}

/// What a mark says there; empty where it is not.
#[inline(never)]
pub(crate) fn said(element: &Element, mark: Mark) -> String {
    element.get_attribute(mark.0).unwrap_or_default()
}

/// Says it.
pub(crate) fn say(element: &Element, mark: Mark, value: &str) {
    set(element, mark.0, value);
}

/// Shows or hides.
#[inline(never)]
pub(crate) fn show(element: &Element, is_shown: bool) {
    element.unchecked_ref::<HtmlElement>().set_hidden(!is_shown);
}

/// Sets an attribute without a value, or takes it away.
#[cfg(feature = "check")]
#[inline(never)]
pub(crate) fn mark(element: Option<&Element>, mark: Mark, is_there: bool) {
    if let Some(element) = element {
        part(element).toggle_attribute(mark.0, is_there);
    }
}

/// Shows the one of these that is meant, and hides the others.
#[cfg(feature = "search")]
pub(crate) fn show_one(mark: Mark, meant: &str) {
    for element in all(&mark.any()) {
        show(&element, said(&element, mark) == meant);
    }
}

/// Sets the text, unless it stands there already: a screen reader would say it again.
#[inline(never)]
pub(crate) fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Puts an element behind all others in that one.
#[inline(never)]
pub(crate) fn append(to: &Element, new: &Element) {
    part(to).append(new);
}

/// Puts an element before that one.
#[cfg(feature = "check")]
pub(crate) fn put_before(element: &Element, new: &Element) {
    part(element).before(new);
}

/// Puts an element behind that one.
#[cfg(feature = "check")]
pub(crate) fn put_after(element: &Element, new: &Element) {
    part(element).after(new);
}

/// Puts an element in the place of that one.
#[cfg(feature = "check")]
pub(crate) fn put_for(element: &Element, new: &Element) {
    part(element).replace_with(new);
}

/// Puts a text behind all others in that one.
#[cfg(feature = "search")]
pub(crate) fn append_text(to: &Element, text: &str) {
    let _always = to.append_with_str_1(text);
}

/// Takes out all that is in it.
#[cfg(feature = "search")]
pub(crate) fn empty(element: &Element) {
    element.set_text_content(None);
}

/// Somebody goes on here.
pub(crate) fn focus(element: &Element) {
    part(element).focus();
}

/// What stands in a field, or is chosen in a list.
#[inline(never)]
pub(crate) fn value(field: &Element) -> String {
    // Lists and larger fields have the same property.
    field.unchecked_ref::<HtmlInputElement>().value()
}

/// Puts it there.
#[inline(never)]
pub(crate) fn set_value(field: &Element, value: &str) {
    field.unchecked_ref::<HtmlInputElement>().set_value(value);
}

/// Listens for as long as the document lives, to what happens in there too.
#[inline(never)]
pub(crate) fn on(target: &EventTarget, event: &'static str, then: fn(&Event)) {
    // Told on the way down: that a part of a page was opened does not rise.
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(target, event, options, then).forget();
}

/// Brings the bytes of a file beside the page; nothing where it cannot be had. Where it could not be before, the browser
/// is told to ask anew.
#[cfg(feature = "search")]
pub(crate) fn bring(address: &str, is_again: bool, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    hoctap_bytes(address, is_again, &Closure::once_into_js(then));
}

/// Says, for styles and tests, that the module has taken over.
pub(crate) fn take_over() {
    if let Some(html) = first("html") {
        say(&html, root::HOCTAP, "ready");
    }
}
