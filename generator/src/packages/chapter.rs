//! A lesson or an article as one document of a package: what its page says, without what leads around the site.

use super::Volume;
use crate::diagnostic::{Findings, PackageProblem};
use crate::markdown::{Links, Question, Text, escaped};
use crate::source::{Page, SourceNote};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The body of the document of a page: its title, for whom it is, its text, and where that is from. Questions are asked as
/// on paper, their answers stand behind the text.
pub(super) fn on_paper(volume: &Volume<'_>, page: &Page, links: &Links<'_>) -> String {
    let mut html = opening(volume, page);
    let body = volume.body(page);
    let questions = body.map(|body| &*body.questions).unwrap_or_default();
    let asked: Vec<String> = questions.iter().map(|question| question.asked.on(links)).collect();
    html += &body.map(|body| body.text.asking(&asked, links)).unwrap_or_default();
    if !questions.is_empty() {
        html += &answers(volume, questions, links);
    }
    html + &ending(volume, page)
}

/// The same, with questions that check themselves.
pub(super) fn in_page(volume: &Volume<'_>, page: &Page, links: &Links<'_>) -> String {
    let text = volume.body(page).map(|body| body.text.on(links)).unwrap_or_default();
    opening(volume, page) + &text + &ending(volume, page)
}

/// Title, and what a page says of itself.
fn opening(volume: &Volume<'_>, page: &Page) -> String {
    let string = |key| volume.site.theme.string("lesson", key);
    let mut html = format!("<h1>{}</h1>\n", escaped(&page.title));
    let Some(lesson) = &page.lesson else {
        return html + &format!("<p class=\"lead\">{}</p>\n", escaped(&page.description));
    };
    let minutes = string("minutes_value").replace("{minutes}", &lesson.minutes.to_string());
    html += &format!(
        "<p class=\"lead\">{}: {}. {}: {minutes}.</p>\n",
        string("audience"),
        escaped(&lesson.audience),
        string("minutes")
    );
    if !lesson.outcomes.is_empty() {
        html += &format!("<p class=\"label\">{}</p>\n<ul>\n", string("outcomes"));
        lesson.outcomes.iter().for_each(|outcome| html += &format!("<li>{}</li>\n", escaped(outcome)));
        html += "</ul>\n";
    }
    html
}

fn answers(volume: &Volume<'_>, questions: &[Question], links: &Links<'_>) -> String {
    let title = volume.site.theme.string("course", "answers");
    let mut answers = String::new();
    for question in questions {
        answers += &format!("<li>{}</li>\n", question.answered.on(links));
    }
    format!("<section class=\"answers\">\n<h2>{title}</h2>\n<ol>\n{answers}</ol>\n</section>\n")
}

/// Where a text is from, and when it was written.
fn ending(volume: &Volume<'_>, page: &Page) -> String {
    let string = |key| volume.site.theme.string("common", key);
    let mut html = String::new();
    if !page.sources.is_empty() {
        let sources: String = page.sources.iter().map(source).collect();
        html +=
            &format!("<section class=\"sources\">\n<h2>{}</h2>\n<ul>\n{sources}</ul>\n</section>\n", string("sources"));
    }
    if let Some(date) = page.date {
        html += &format!("<p class=\"date\">{}</p>\n", string("updated").replace("{date}", &date.vietnamese()));
    }
    html
}

/// As the page has it.
fn source(source: &SourceNote) -> String {
    let SourceNote { publisher, date, title, url, note } = source;
    let link = |text: &str| match url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escaped(url), escaped(text)),
        None => escaped(text),
    };
    let mut html = escaped(publisher);
    html += &date.as_ref().map(|date| format!(", {}", escaped(date))).unwrap_or_default();
    html += &match (title, url) {
        (Some(title), _) => format!(": “{}”", link(title)),
        (None, Some(url)) => format!(": {}", link(url)),
        (None, None) => String::new(),
    };
    html += ".";
    html += &note.as_ref().map(|note| format!(" {}", escaped(note))).unwrap_or_default();
    format!("<li>{html}</li>\n")
}

/// The texts of a page that come into a package.
pub(super) fn texts<'a>(volume: &Volume<'a>, page: &Page) -> impl Iterator<Item = &'a Text> {
    let questions = |question: &'a Question| [&question.asked, &question.why];
    volume
        .body(page)
        .into_iter()
        .flat_map(move |body| [&body.text].into_iter().chain(body.questions.iter().flat_map(questions)))
}

/// A document of XHTML. What an author wrote as HTML and is none in XML is found; letters that XML lacks are in no text.
pub(super) fn xhtml(page: &Page, language: &str, title: &str, body: &str, findings: &mut Findings) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\">\n<head>\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escaped(title)
    );
    if !is_well_formed(&document) {
        findings.add(page.place(), PackageProblem::NoXml);
    }
    document.into_bytes()
}

fn is_well_formed(document: &str) -> bool {
    let mut reader = Reader::from_str(document);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return depth == 0,
            Ok(Event::Start(tag)) => {
                depth += 1;
                if !tag.attributes().all(|attribute| attribute.is_ok()) {
                    return false;
                }
            }
            Ok(Event::Empty(tag)) if !tag.attributes().all(|attribute| attribute.is_ok()) => return false,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            // HTML has names for letters that XML does not know.
            Ok(Event::GeneralRef(name)) => {
                let known = ["amp", "lt", "gt", "quot", "apos"];
                if !name.starts_with('#') && !known.contains(&&*name) {
                    return false;
                }
            }
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
