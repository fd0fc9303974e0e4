//! Questions that check themselves: `:::question`, a list of answers, and why.
//!
//! The page needs no script: which words show follows from what is checked, by the style sheet alone. A question is
//! written twice, once to be answered in the page and once to be answered with a pen, its answer apart.

use super::blocks::Frame;
use super::build::{Builder, Step, Steps, write};
use super::text::Text;
use super::words::Words;
use super::writer::Writer;
use crate::diagnostic::ContentProblem;
use pulldown_cmark::{Event, Tag, TagEnd};

/// A question for paper and for other programs; the page has it in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked, without its number.
    pub title: String,
    /// What may be answered.
    pub choices: Vec<Choice>,
    /// Why that is right.
    pub why: Text,
    /// Question and answers, with a box before each.
    pub asked: Text,
    /// Which are right, and why.
    pub answered: Text,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whether it is right.
    pub is_right: bool,
    /// One line.
    pub text: Text,
}

impl<'e> Writer<'_, 'e> {
    /// A question that ends; what stood in it becomes one step.
    pub(super) fn question(&mut self, frame: &Frame, inside: Steps<'e>, out: &mut Steps<'e>) {
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
        let why = write(rest, self.links);
        let asked = Asked { number: self.asked, text: &frame.title, choices: &choices, why: &why };
        let words = self.rules.words;
        let (on_paper, answered, in_the_page) =
            (asked.on_paper(words).text, asked.answer(words).text, asked.in_the_page(words));
        out.push(Step::Question(in_the_page));
        self.body.questions.push(Question {
            title: frame.title.clone(),
            choices,
            why: why.text,
            asked: on_paper,
            answered,
        });
    }

    /// The answers, and what stands behind them.
    fn choices(&mut self, frame: &Frame, inside: Steps<'e>) -> (Vec<Choice>, Steps<'e>) {
        let mut events = inside.into_iter().peekable();
        if !matches!(events.peek(), Some(Step::Event(Event::Start(Tag::List(None))))) {
            self.report(frame.at, ContentProblem::QuestionList);
            return (Vec::new(), self.tasks(events));
        }
        let mut items: Vec<Steps<'e>> = Vec::new();
        let mut depth = 0_usize;
        for step in events.by_ref() {
            let before = depth;
            match &step {
                Step::Event(Event::Start(_)) | Step::Link { .. } => depth += 1,
                Step::Event(Event::End(_)) => depth -= 1,
                _ => {}
            }
            match &step {
                Step::Event(Event::Start(Tag::Item)) if before == 1 => items.push(Vec::new()),
                // The list's own beginning, and the end of an item.
                Step::Event(Event::Start(_)) if before == 0 => {}
                Step::Event(Event::End(TagEnd::Item)) if before == 2 => {}
                _ => {
                    if let Some(item) = items.last_mut().filter(|_| before >= 2) {
                        item.push(step);
                    }
                }
            }
            if depth == 0 {
                break;
            }
        }
        let mut choices = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            if let Some(choice) = self.choice(item) {
                choices.push(choice);
            } else {
                let at = frame.items.get(index).copied().unwrap_or(frame.at);
                self.report(at, ContentProblem::QuestionOption);
            }
        }
        (choices, self.tasks(events))
    }

    /// The rest, whose tasks are what they are everywhere.
    fn tasks(&self, steps: impl Iterator<Item = Step<'e>>) -> Steps<'e> {
        steps
            .map(|step| match step {
                Step::Event(Event::TaskListMarker(done)) => self.task(done),
                step => step,
            })
            .collect()
    }

    /// One line of text with a box before it; nothing where it is something else.
    fn choice(&self, mut steps: Steps<'e>) -> Option<Choice> {
        // Blank lines between answers make paragraphs of them.
        if matches!(steps.first(), Some(Step::Event(Event::Start(Tag::Paragraph)))) {
            if !matches!(steps.last(), Some(Step::Event(Event::End(TagEnd::Paragraph)))) {
                return None;
            }
            steps.pop();
            steps.remove(0);
        }
        let Some(Step::Event(Event::TaskListMarker(is_right))) = steps.first() else { return None };
        let is_right = *is_right;
        steps.remove(0);
        let is_inline = |step: &Step<'_>| match step {
            Step::Event(Event::Start(tag)) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough),
            Step::Event(Event::Rule | Event::TaskListMarker(_))
            | Step::Block(_)
            | Step::Rule
            | Step::Question(_)
            | Step::Heading { .. }
            | Step::HeadingEnd(_) => false,
            Step::Event(_) | Step::Built(_) | Step::Raw(_) | Step::Link { .. } | Step::Mark(_) => true,
        };
        if !steps.iter().all(is_inline) {
            return None;
        }
        let text = write(steps, self.links).trimmed();
        (!text.text.html().is_empty()).then_some(Choice { is_right, text: text.text })
    }
}

/// A question and all that belongs to it.
struct Asked<'q> {
    number: usize,
    text: &'q str,
    choices: &'q [Choice],
    why: &'q Builder,
}

impl Asked<'_> {
    fn has_many(&self) -> bool {
        self.choices.iter().filter(|choice| choice.is_right).count() > 1
    }

    /// “Câu 1. …”, and whether there is more than one to choose.
    fn question(&self, words: &Words) -> String {
        let number = words.filled("question", "{number}", &self.number.to_string());
        let many = if self.has_many() { format!(" {}", words.get("question_many")) } else { String::new() };
        format!("{number} {}{many}", self.text)
    }

    /// Radios, or boxes where several are right. Each is a sibling of what is said of it: so the style sheet knows.
    fn in_the_page(&self, words: &Words) -> Builder {
        let kind = if self.has_many() { "checkbox" } else { "radio" };
        let mut built = Builder::default();
        built.block("<fieldset class=\"quiz\">\n<legend>");
        built.words(&self.question(words));
        built.block("</legend>\n");
        let name = format!("q.{}", self.number);
        for (index, choice) in self.choices.iter().enumerate() {
            let class = if choice.is_right { "y" } else { "n" };
            let id = format!("{name}.{}", letter(index));
            built.block(&format!("<input class=\"{class}\" type=\"{kind}\" name=\""));
            built.id(&name);
            built.block("\" id=\"");
            built.id(&id);
            built.block("\"><label for=\"");
            built.id(&id);
            built.block("\">");
            lettered(index, choice, &mut built);
            built.block("</label>\n");
        }
        // What is said once it is answered belongs to no text that is read before.
        built.block("<p class=\"said\" role=\"status\">");
        let mut say = |class: &str, key: &str| {
            built.inline(&format!("<span class=\"{class}\">"));
            built.aside(words.get(key));
            built.inline("</span>");
        };
        say("right", "question_right");
        say("wrong", "question_wrong");
        if self.has_many() {
            say("part", "question_part");
        }
        built.block("</p>\n<details>\n<summary>");
        built.words(words.get("question_why"));
        built.block("</summary>\n");
        built.append(self.answer(words));
        built.block("</details>\n</fieldset>\n");
        built
    }

    fn on_paper(&self, words: &Words) -> Builder {
        let mut built = Builder::default();
        built.block("<p class=\"label\">");
        built.words(&self.question(words));
        built.block("</p>\n<ul class=\"boxes\">\n");
        for (index, choice) in self.choices.iter().enumerate() {
            built.block("<li>");
            lettered(index, choice, &mut built);
            built.block("</li>\n");
        }
        built.block("</ul>\n");
        built
    }

    fn answer(&self, words: &Words) -> Builder {
        let right = self.choices.iter().enumerate().filter(|(_, choice)| choice.is_right);
        let letters: Vec<String> = right.map(|(index, _)| letter(index)).collect();
        let mut built = Builder::default();
        built.block("<p class=\"label\">");
        built.words(&words.filled("question_answer", "{letters}", &letters.join(", ")));
        built.block("</p>\n");
        built.append(self.why.clone());
        built
    }
}

/// `A. …`
fn lettered(index: usize, choice: &Choice, built: &mut Builder) {
    built.inline("<b>");
    built.words(&format!("{}.", letter(index)));
    built.inline("</b>");
    built.words(" ");
    built.append_text(choice.text.clone());
}

/// `A` for the first; a number behind `Z`, which nobody reaches by hand.
fn letter(index: usize) -> String {
    let letter = u8::try_from(index).ok().filter(|index| *index < 26).map(|index| char::from(b'A' + index));
    letter.map_or_else(|| (index + 1).to_string(), String::from)
}
