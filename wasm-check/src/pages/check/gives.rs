//! What leaves the page as a person wishes: the result in words, copied, shared, printed, read aloud. What a device cannot do
//! stays hidden.

use super::shows::held;
use crate::pages::controls::{copy, each, first, inside, nearest, put_after, set, show, text, tidy, window};
use crate::pages::marks::check::{COPIED, RESULT, SPEAK};
use js_sys::{Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, ShareData, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice,
};

#[wasm_bindgen]
extern "C" {
    // Where the page came by plain HTTP there is no clipboard, and web-sys does not reckon with that.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
    // web-sys has it for documents of HTML only, which are a type of their own.
    #[wasm_bindgen(js_namespace = document, js_name = execCommand)]
    fn exec_command(name: &str) -> bool;
}

/// The result as text: what is shown of it, line by line.
pub(super) fn in_words() -> String {
    let mut words = first("h1").as_ref().map(text).unwrap_or_default();
    let Some(result) = first(&RESULT.any()).as_ref().map(copy) else { return words };
    let unseen = "[hidden],.screen,.paper,.by-hand,.actions,details,script,template,svg,h2";
    each(Some(&result), unseen, &mut |unseen| unseen.remove());
    each(Some(&result), "p,h3,li,tr", &mut |line| {
        if line.parent_element().and_then(|parent| nearest(&parent, "li")).is_some() {
            return;
        }
        let mut parts = String::new();
        each(Some(&line), "th,td", &mut |cell| {
            parts.push_str(if parts.is_empty() { "" } else { " – " });
            parts.push_str(&text(&cell));
        });
        if parts.is_empty() {
            parts = text(&line);
        }
        if !parts.is_empty() {
            words.push('\n');
            words.push_str(&parts);
        }
    });
    words
}

/// Copies the text beside a button.
pub(super) fn copy_beside(button: &Element) {
    let Some(part) = nearest(button, "details") else { return };
    let Some(area) = inside(&part, "textarea") else { return };
    let area: HtmlInputElement = area.unchecked_into();
    area.select();
    let done = move || each(Some(&part), &COPIED.any(), &mut |note| show(&note, true));
    match write_text(&area.value()) {
        Ok(writing) => {
            let (done, refused) = (Closure::<dyn FnMut(JsValue)>::new(move |_| done()), ignore());
            let _no_need = writing.then2(&done, &refused);
            // It may come at any time, or never.
            done.forget();
            refused.forget();
        }
        Err(_) if exec_command("copy") => done(),
        Err(_) => {}
    }
}

/// Hands the result to another app.
pub(super) fn share() {
    let data = ShareData::new();
    data.set_title(&first("title").as_ref().map(text).unwrap_or_default());
    data.set_text(&in_words());
    let refused = ignore();
    let _no_need = window().navigator().share_with_data(&data).catch(&refused);
    refused.forget();
}

/// Who is refused, or changes their mind, is told so by the device.
fn ignore() -> Closure<dyn FnMut(JsValue)> {
    Closure::new(|_| {})
}

/// Whether there is such a thing: some browsers inside other apps neither print nor share.
pub(super) fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|found| found.is_truthy())
}

thread_local! {
    /// The button of the question that is being read.
    static READING: RefCell<Option<Element>> = const { RefCell::new(None) };
}

#[inline(never)]
fn speech() -> Option<SpeechSynthesis> {
    window().speech_synthesis().ok()
}

/// A voice, where the device has one for the language of the page.
pub(super) fn listen() {
    if !has(&window(), "speechSynthesis") {
        return;
    }
    let Some(template) = first(&SPEAK.any()).as_ref().and_then(held) else { return };
    each(None, ".ask legend", &mut |question| {
        put_after(&question, &copy(&template));
    });
    look();
    if let Some(speech) = speech() {
        // Before Safari 16 neither is a target of events.
        let again = Closure::<dyn FnMut(JsValue)>::new(|_| look());
        speech.set_onvoiceschanged(Some(again.as_ref().unchecked_ref()));
        again.forget();
    }
}

/// Offers to read where there is a voice.
fn look() {
    let is_there = voice().is_some();
    each(None, ".speak", &mut |button| show(&button, is_there));
}

/// What is asked may be in another language than the page around it: it is read in its own, and nothing else is.
fn tongue(part: &Element) -> String {
    nearest(part, "[lang]").and_then(|part| part.get_attribute("lang")).unwrap_or_default()
}

fn voice() -> Option<SpeechSynthesisVoice> {
    let asked = tongue(&first(".ask legend")?);
    let voices = speech()?.get_voices();
    for place in 0..voices.length() {
        let voice: SpeechSynthesisVoice = voices.get(place).unchecked_into();
        if speaks(&voice.lang(), &asked) {
            return Some(voice);
        }
    }
    None
}

/// Whether `vi-VN` is `vi`.
fn speaks(voice: &str, tongue: &str) -> bool {
    voice.get(..tongue.len()) == Some(tongue)
}

pub(super) fn stop() {
    if let Some(reading) = READING.take() {
        set(&reading, "aria-pressed", "false");
    }
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

/// Reads the question of a button, or stops reading it.
pub(super) fn read_aloud(button: &Element) {
    let is_stop = READING.with_borrow(|reading| reading.as_ref() == Some(button));
    stop();
    let (Some(ask), Some(voice), false) = (nearest(button, ".ask"), voice(), is_stop) else { return };
    let asked = voice.lang();
    let mut words = String::new();
    each(Some(&ask), "legend,.guide tr,.scores span", &mut |part| {
        let is_tongue = speaks(&asked, &tongue(&part));
        let part: HtmlElement = part.unchecked_into();
        if part.offset_parent().is_some() && is_tongue {
            words.push_str(if words.is_empty() { "" } else { ". " });
            words.push_str(&tidy(&part.inner_text()));
        }
    });
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&words) else { return };
    utterance.set_voice(Some(&voice));
    utterance.set_lang(&asked);
    let end = Closure::<dyn FnMut(JsValue)>::new(|_| stop());
    utterance.set_onend(Some(end.as_ref().unchecked_ref()));
    // It may end at any time, or never.
    end.forget();
    READING.set(Some(button.clone()));
    set(button, "aria-pressed", "true");
    if let Some(speech) = speech() {
        speech.speak(&utterance);
    }
}
