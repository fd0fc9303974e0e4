//! Puts what is to be seen into the page.

use super::state::{Run, Say, Shown, View};
use crate::pages::controls::{all, append, append_text, create, empty, first, say, set_text, show, show_one};
use crate::pages::marks::search::{COUNT, MORE, RESULTS, SAY, SLOT};
use crate::text::number;
use web_sys::Element;

pub(super) fn show_view(view: &View) {
    let count = number(view.count);
    for slot in all(&SLOT.of("count")) {
        set_text(&slot, &count);
    }
    show_one(SAY, view.say.map_or("", Say::name));
    if let Some(list) = first(&RESULTS.any()) {
        empty(&list);
        for result in &view.results {
            append(&list, &row(result));
        }
        say(&list, COUNT, &count);
    }
    if let Some(button) = first(&MORE.any()) {
        show(&button, view.has_more);
    }
}

fn row(result: &Shown) -> Element {
    let (row, link) = (create("li"), create("a"));
    let _always = link.set_attribute("href", &result.href);
    write(&link, &result.title);
    append(&row, &link);
    if !result.text.is_empty() {
        let text = create("p");
        write(&text, &result.text);
        append(&row, &text);
    }
    row
}

fn write(to: &Element, runs: &[Run]) {
    for run in runs {
        if run.is_marked {
            let mark = create("mark");
            append_text(&mark, &run.text);
            append(to, &mark);
        } else {
            append_text(to, &run.text);
        }
    }
}
