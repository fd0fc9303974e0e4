//! The questions of a course in Moodle's GIFT, which other platforms read too.
//!
//! Each lesson is a category below that of its course. What was rendered for the page is written as HTML, on one line.

use super::Volume;
use super::volume::stop;
use crate::diagnostic::{Findings, PackageProblem};
use crate::error::Failure;
use crate::markdown::{Choice, Links, Question, Text, escaped};
use std::fmt::Write as _;

/// The file.
pub(super) fn file(volume: &Volume<'_>) -> Result<Vec<u8>, Failure> {
    let links = volume.links(std::sync::Arc::default());
    let mut findings = Findings::default();
    let mut out = String::new();
    for lesson in &volume.pages {
        let Some(body) = volume.body(lesson).filter(|body| body.asks()) else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        let category = [&volume.of.title, &lesson.title].map(|title| category(title)).join("/");
        out.push_str(&format!("$CATEGORY: {category}\n"));
        for (number, question) in (1..).zip(&body.questions) {
            let texts = question.choices.iter().map(|choice| &choice.text).chain([&question.why]);
            volume.follow(lesson, texts.map(Text::whole), &links, &mut findings);
            let name = volume.site.theme.string("markdown", "question").replace("{number}", &number.to_string());
            let name = format!("{}: {}", lesson.title, name.trim_end_matches('.'));
            write(question, &name, &links, &mut out);
        }
    }
    if findings.has_errors() {
        return Err(findings.into());
    }
    if out.is_empty() {
        return Err(stop(volume.of, PackageProblem::NoQuestions));
    }
    Ok(out.into_bytes())
}

fn write(question: &Question, name: &str, links: &Links<'_>, out: &mut String) {
    let html = |text: &Text| literal(text.on(links).trim());
    let asked = literal(&format!("<p>{}</p>", escaped(&question.title)));
    write!(out, "\n::{}::[html]{asked} {{\n", literal(name)).expect("memory takes all");
    let weights = Weights::of(&question.choices);
    for choice in &question.choices {
        writeln!(out, "\t{}{}", weights.mark(choice), html(&choice.text)).expect("memory takes all");
    }
    if !question.why.html().trim().is_empty() {
        writeln!(out, "\t####[html]{}", html(&question.why)).expect("memory takes all");
    }
    out.push_str("}\n");
}

/// What answers count, in percent: Moodle takes no others than these, for 1 to 10 that share a whole.
const SHARES: [&str; 10] = ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"];
/// Where more than ten share it.
const LEAST_SHARE: &str = "5";

/// How the answers of a question count. Where several are right, who chooses all gets nothing.
struct Weights {
    right: usize,
    wrong: usize,
}

impl Weights {
    fn of(choices: &[Choice]) -> Self {
        let right = choices.iter().filter(|choice| choice.is_right).count();
        Self { right, wrong: choices.len() - right }
    }

    fn mark(&self, choice: &Choice) -> String {
        let share = |of: usize| SHARES.get(of.saturating_sub(1)).copied().unwrap_or(LEAST_SHARE);
        match (self.right, choice.is_right) {
            (0 | 1, true) => "=".to_owned(),
            (0 | 1, false) => "~".to_owned(),
            (_, true) => format!("~%{}%", share(self.right)),
            (_, false) => format!("~%-{}%", share(self.wrong)),
        }
    }
}

/// Text in which nothing is a sign of the format, on one line.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for char in text.chars() {
        match char {
            '\n' => out.push_str("\\n"),
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => out.extend(['\\', char]),
            char => out.push(char),
        }
    }
    out
}

/// A title as one category: Moodle parts them by a slash, and takes two for one in a name.
fn category(title: &str) -> String {
    title.replace('/', "//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_the_format_is_left_in_a_text() {
        assert_eq!(literal("a=b {c} ~d #e: \\f\ng"), r"a\=b \{c\} \~d \#e\: \\f\ng");
    }
}
