//! Questions that check themselves: `:::question`, a list of answers, and why.
//!
//! The page needs no script: which words show follows from what is checked, by the style sheet alone. A question is
//! written twice, once to be answered in the page and once to be answered with a pen, its answer apart.

use super::blocks::Frame;
use super::cuts::Cut;
use super::words::{Words, escaped};
use super::writer::{Out, Writer};
use crate::diagnostic::ContentProblem;
use pulldown_cmark::{Event, Tag, TagEnd, html};

/// A question for paper; the page has it in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Question and answers, with a box before each.
    pub asked: String,
    /// Which are right, and why.
    pub answered: String,
}

/// An answer to choose.
struct Choice {
    is_right: bool,
    html: String,
}

impl<'e> Writer<'_, 'e> {
    /// A question that ends; what stood in it becomes one event.
    pub(super) fn question(&mut self, frame: &Frame, inside: Out<'e>, out: &mut Out<'e>) {
        let (choices, rest) = self.choices(frame, inside);
        if choices.is_empty() {
            // It was reported; what stands there stays readable.
            out.extend(rest);
            return;
        }
        if choices.len() < 2 {
            self.report(frame.at, ContentProblem::QuestionFew { count: choices.len() });
        }
        if !choices.iter().any(|choice| choice.is_right) {
            self.report(frame.at, ContentProblem::QuestionRight);
        }
        if rest.is_empty() {
            self.report(frame.at, ContentProblem::QuestionWhy);
        }
        self.asked += 1;
        let mut why = String::new();
        html::push_html(&mut why, rest.into_iter());
        let asked = Asked { number: self.asked, text: &frame.title, choices: &choices, why: &why };
        let words = self.rules.words;
        let question = Question { asked: asked.on_paper(words), answered: asked.answer(words) };
        self.mark_at(out.len(), Cut::Question(question));
        out.push(Event::Html(asked.in_the_page(words).into()));
    }

    /// The answers, and what stands behind them.
    fn choices(&mut self, frame: &Frame, inside: Out<'e>) -> (Vec<Choice>, Out<'e>) {
        let mut events = inside.into_iter().peekable();
        if !matches!(events.peek(), Some(Event::Start(Tag::List(None)))) {
            self.report(frame.at, ContentProblem::QuestionList);
            return (Vec::new(), self.tasks(events));
        }
        let mut items: Vec<Out<'e>> = Vec::new();
        let mut depth = 0_usize;
        for event in events.by_ref() {
            match &event {
                Event::Start(Tag::Item) if depth == 1 => items.push(Vec::new()),
                // The list's own beginning, and the end of an item.
                Event::Start(_) if depth == 0 => {}
                Event::End(TagEnd::Item) if depth == 2 => {}
                _ => {
                    if let Some(item) = items.last_mut().filter(|_| depth >= 2) {
                        item.push(event.clone());
                    }
                }
            }
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let mut choices = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            if let Some(choice) = choice(item) {
                choices.push(choice);
            } else {
                let at = frame.items.get(index).copied().unwrap_or(frame.at);
                self.report(at, ContentProblem::QuestionOption);
            }
        }
        (choices, self.tasks(events))
    }

    /// The rest, whose tasks are what they are everywhere.
    fn tasks(&self, events: impl Iterator<Item = Event<'e>>) -> Out<'e> {
        events
            .map(|event| match event {
                Event::TaskListMarker(done) => self.task(done),
                event => event,
            })
            .collect()
    }
}

/// One line of text with a box before it; nothing where it is something else.
fn choice(item: Out<'_>) -> Option<Choice> {
    let mut events: Out<'_> = item;
    // Blank lines between answers make paragraphs of them.
    if matches!(events.first(), Some(Event::Start(Tag::Paragraph))) {
        if !matches!(events.last(), Some(Event::End(TagEnd::Paragraph))) {
            return None;
        }
        events.pop();
        events.remove(0);
    }
    let Some(Event::TaskListMarker(is_right)) = events.first() else { return None };
    let is_right = *is_right;
    events.remove(0);
    let is_inline = |event: &Event<'_>| match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        }
        Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => false,
        _ => true,
    };
    if !events.iter().all(is_inline) {
        return None;
    }
    let mut text = String::new();
    html::push_html(&mut text, events.into_iter());
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Choice { is_right, html: text })
}

/// A question and all that belongs to it.
struct Asked<'q> {
    number: usize,
    text: &'q str,
    choices: &'q [Choice],
    why: &'q str,
}

impl Asked<'_> {
    fn has_many(&self) -> bool {
        self.choices.iter().filter(|choice| choice.is_right).count() > 1
    }

    /// “Câu 1. …”, and whether there is more than one to choose.
    fn question(&self, words: &Words) -> String {
        let number = words.filled("question", "{number}", &self.number.to_string());
        let many = if self.has_many() { format!(" {}", words.get("question_many")) } else { String::new() };
        format!("{number} {}{many}", escaped(self.text))
    }

    /// Radios, or boxes where several are right. Each is a sibling of what is said of it: so the style sheet knows.
    fn in_the_page(&self, words: &Words) -> String {
        let kind = if self.has_many() { "checkbox" } else { "radio" };
        let number = self.number;
        let mut out = format!("<fieldset class=\"quiz\">\n<legend>{}</legend>\n", self.question(words));
        for (index, choice) in self.choices.iter().enumerate() {
            let (letter, class) = (letter(index), if choice.is_right { "y" } else { "n" });
            let id = format!("q.{number}.{letter}");
            out.push_str(&format!(
                "<input class=\"{class}\" type=\"{kind}\" name=\"q.{number}\" id=\"{id}\">\
                 <label for=\"{id}\"><b>{letter}.</b> {}</label>\n",
                choice.html
            ));
        }
        let part = if self.has_many() {
            format!("<span class=\"part\">{}</span>", words.get("question_part"))
        } else {
            String::new()
        };
        out.push_str(&format!(
            "<p class=\"said\" role=\"status\"><span class=\"right\">{}</span><span class=\"wrong\">{}</span>{part}</p>\n\
             <details>\n<summary>{}</summary>\n{}</details>\n</fieldset>\n",
            words.get("question_right"),
            words.get("question_wrong"),
            words.get("question_why"),
            self.answer(words),
        ));
        out
    }

    fn on_paper(&self, words: &Words) -> String {
        let choices = self.choices.iter().enumerate();
        let choices: Vec<String> =
            choices.map(|(index, choice)| format!("<li><b>{}.</b> {}</li>\n", letter(index), choice.html)).collect();
        let choices = choices.concat();
        format!("<p class=\"label\">{}</p>\n<ul class=\"boxes\">\n{choices}</ul>\n", self.question(words))
    }

    fn answer(&self, words: &Words) -> String {
        let right = self.choices.iter().enumerate().filter(|(_, choice)| choice.is_right);
        let letters: Vec<String> = right.map(|(index, _)| letter(index)).collect();
        let answer = words.filled("question_answer", "{letters}", &letters.join(", "));
        format!("<p class=\"label\">{answer}</p>\n{}", self.why)
    }
}

/// `A` for the first; a number behind `Z`, which nobody reaches by hand.
fn letter(index: usize) -> String {
    let letter = u8::try_from(index).ok().filter(|index| *index < 26).map(|index| char::from(b'A' + index));
    letter.map_or_else(|| (index + 1).to_string(), String::from)
}
