//! What a course gives besides its lessons: slides of each, the trainer's page, the handout; all made of the same text.
//!
//! Slides are the lesson's page in pieces, rendered for their own address. The trainer's page and the handout gather pieces
//! of several lessons, brought there by [`super::moved`].

use super::Renderer;
use super::booklet::chapter_id;
use super::context::{LessonView, Link, PageView, link_to};
use super::moved::{Move, ids_of};
use crate::address;
use crate::diagnostic::Findings;
use crate::markdown::{Body, Links, Piece, PieceKind};
use crate::source::{Page, Permalink};
use crate::structure::lessons;
use crate::theme::Misplaced;
use serde::Serialize;
use std::collections::BTreeMap;

/// One slide, behind the title.
#[derive(Debug, Serialize)]
struct Slide<'a> {
    /// From 2.
    number: usize,
    /// Its section; the lesson where it stands before the first.
    title: &'a str,
    /// Whether the title stands in its text.
    has_heading: bool,
    is_question: bool,
    /// It says so much that a projector shows all of it only in smaller letters.
    is_dense: bool,
    html: String,
    remarks: Vec<&'a str>,
}

/// Letters on a slide from which on it is dense; of a question also why an answer is right is counted, which is folded.
///
/// Measured on the slides of the real site, at 1280 by 657 and 1024 by 768 pixels.
const DENSE: usize = 300;
const DENSE_QUESTION: usize = 340;

fn is_dense(html: &str, is_question: bool) -> bool {
    // The generator writes `>` in a text as `&gt;`, so a `<` begins a tag and the next `>` ends it.
    let letters = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text).chars().count());
    let most = if is_question { DENSE_QUESTION } else { DENSE };
    html.contains("<table") || letters.sum::<usize>() > most
}

/// A thing on the agenda.
#[derive(Debug, Serialize)]
struct SessionView<'a> {
    /// Hours and minutes after the beginning: `1:30`.
    from: String,
    to: String,
    minutes: u32,
    what: &'a str,
}

/// What a course says of itself.
#[derive(Debug, Serialize)]
struct CourseView<'a> {
    audience: Option<&'a str>,
    agenda: Vec<SessionView<'a>>,
    /// Minutes in all.
    minutes: u32,
    room: &'a [String],
    materials: &'a [String],
}

/// What the trainer is told, and where.
#[derive(Debug, Serialize)]
struct RemarkView {
    /// The section; empty before the first.
    title: String,
    html: String,
}

/// A lesson on the trainer's page.
#[derive(Debug, Serialize)]
struct TaughtView<'a> {
    id: String,
    lesson: Link,
    slides: Option<String>,
    about: Option<LessonView<'a>>,
    remarks: Vec<RemarkView>,
}

/// A lesson on the handout.
#[derive(Debug, Serialize)]
struct SheetView<'a> {
    id: String,
    title: &'a str,
    about: Option<LessonView<'a>>,
    html: String,
    questions: Vec<String>,
    answers: Vec<String>,
}

impl<'a> Renderer<'a> {
    /// The slides of a lesson.
    pub(super) fn slides(&self, lesson: &'a Page) -> Result<String, Misplaced> {
        let permalink = address::slides(lesson);
        let links = self.links_at(&permalink);
        // Rendered anew: its links lead on from another address.
        let body = self.site.body(lesson, &links, &mut Findings::default());
        let pieces = body.pieces();
        let mut opening = Vec::new();
        let mut slides: Vec<Slide<'_>> = Vec::new();
        for piece in pieces {
            let title = match piece.kind {
                PieceKind::Notes => self.site.theme.string("markdown", "notes"),
                _ if piece.title.is_empty() => &lesson.title,
                _ => piece.title,
            };
            let number = slides.len() + 2;
            let is_question = matches!(piece.kind, PieceKind::Question(_));
            let (has_heading, html, remarks) = (piece.has_heading, piece.html, piece.remarks);
            let is_dense = is_dense(&html, is_question);
            slides.push(Slide { number, title, has_heading, is_question, is_dense, html, remarks });
        }
        if slides.is_empty() {
            opening.extend(body.remarks.iter().map(|remark| remark.html.as_str()));
        }
        let mut context = self.context(&links, &permalink, &self.page_view(lesson, None, &links));
        let course = self.site.library.parent(lesson).map(|course| link_to(course, &links));
        context.insert("lesson", &link_to(lesson, &links));
        context.insert("course", &course);
        context.insert("count", &(slides.len() + 1 + usize::from(!lesson.sources.is_empty())));
        context.insert("opening", &opening);
        context.insert("slides", &slides);
        self.template("slides.html", &context)
    }

    /// The page of who teaches a course.
    pub(super) fn trainer(&self, course: &'a Page) -> Result<String, Misplaced> {
        let permalink = address::trainer(course);
        let links = self.links_at(&permalink);
        let lessons = lessons(&self.site.library, course);
        let taught: Vec<TaughtView<'_>> = lessons
            .iter()
            .map(|lesson| TaughtView {
                id: chapter_id(lesson),
                lesson: link_to(lesson, &links),
                slides: links.href(&address::slides(lesson)),
                about: LessonView::of(lesson, &links),
                remarks: self.remarks(lesson, &permalink),
            })
            .collect();
        let mut context = self.course_context(course, &permalink, &links);
        context.insert("course", &course_view(course, &lessons));
        context.insert("remarks", &self.remarks(course, &permalink));
        context.insert("taught", &taught);
        context.insert("handout", &links.href(&address::handout(course)));
        self.template("trainer.html", &context)
    }

    /// What is handed out in a course: of each lesson what there is to do, questions to be answered with a pen, and the
    /// answers on a sheet of their own.
    pub(super) fn handout(&self, course: &'a Page) -> Result<String, Misplaced> {
        let permalink = address::handout(course);
        let links = self.links_at(&permalink);
        let sheets: Vec<SheetView<'_>> = lessons(&self.site.library, course)
            .into_iter()
            .map(|lesson| self.sheet(lesson, &links, &permalink))
            .collect();
        let mut context = self.course_context(course, &permalink, &links);
        context.insert("asks", &sheets.iter().any(|sheet| !sheet.questions.is_empty()));
        context.insert("sheets", &sheets);
        self.template("handout.html", &context)
    }

    fn sheet(&self, lesson: &'a Page, links: &Links<'a>, permalink: &Permalink) -> SheetView<'a> {
        let body = self.bodies.get(lesson.content_path());
        let html = body.map(|body| to_do(body, self.site.theme.string("lesson", "exercise"))).unwrap_or_default();
        let answers: Vec<&str> =
            body.iter().flat_map(|body| &body.questions).map(|question| question.answered.as_str()).collect();
        let kept = format!("{html}{}", answers.concat());
        let moved = |html: &str| self.moved(lesson, permalink, html, &kept);
        SheetView {
            id: chapter_id(lesson),
            title: &lesson.title,
            about: LessonView::of(lesson, links),
            questions: body.iter().flat_map(|body| &body.questions).map(|question| moved(&question.asked)).collect(),
            answers: answers.into_iter().map(moved).collect(),
            html: moved(&html),
        }
    }

    /// A part of a page's text on another page; links to what is not among all that came along lead to the page.
    fn moved(&self, page: &Page, to: &Permalink, html: &str, all: &str) -> String {
        let (from, explicit, kept) = (&page.permalink, self.site.portable, Some(ids_of(all)));
        Move { from, to, explicit, id: &chapter_id(page), title: &page.title, ids: &BTreeMap::new(), kept }.html(html)
    }

    /// What the trainer is told on a page, by section.
    fn remarks(&self, page: &Page, to: &Permalink) -> Vec<RemarkView> {
        let Some(body) = self.bodies.get(page.content_path()) else { return Vec::new() };
        if body.remarks.is_empty() {
            return Vec::new();
        }
        let all: String = body.remarks.iter().map(|remark| remark.html.as_str()).collect();
        let pieces = body.pieces();
        let told = pieces.iter().flat_map(|piece| piece.remarks.iter().map(|html| (piece.title, *html)));
        // Where there is no text, nothing has them.
        let untold = body.remarks.iter().filter(|_| pieces.is_empty()).map(|remark| ("", remark.html.as_str()));
        told.chain(untold)
            .map(|(title, html)| RemarkView { title: title.to_owned(), html: self.moved(page, to, html, &all) })
            .collect()
    }

    fn course_context(&self, course: &'a Page, permalink: &Permalink, links: &Links<'a>) -> tera::Context {
        let view: PageView<'_> = self.page_view(course, None, links).asking(true);
        let mut context = self.context(links, permalink, &view);
        let mut breadcrumbs = self.breadcrumbs(course, links);
        breadcrumbs.push(link_to(course, links));
        context.insert("breadcrumbs", &breadcrumbs);
        context
    }
}

/// What of a lesson people take home: its exercise and the sections with numbered steps, with the notes that they refer to;
/// all of its text where there is neither. Questions come apart.
fn to_do(body: &Body, exercise: &str) -> String {
    let pieces = body.pieces();
    let is_text = |piece: &&Piece<'_>| piece.kind == PieceKind::Text;
    let has_steps = |piece: &&Piece<'_>| {
        piece.html.contains("<ol") || piece.title.to_lowercase().contains(&exercise.to_lowercase())
    };
    let any = pieces.iter().filter(is_text).any(|piece| has_steps(&piece));
    let mut html = String::new();
    for piece in pieces.iter().filter(is_text).filter(|piece| !any || has_steps(piece)) {
        if !piece.has_heading && any && !piece.title.is_empty() {
            html.push_str(&format!("<h2>{}</h2>\n", escaped(piece.title)));
        }
        html.push_str(&piece.html);
    }
    if html.contains("role=\"doc-noteref\"") {
        html.extend(pieces.iter().filter(|piece| piece.kind == PieceKind::Notes).map(|piece| piece.html.as_str()));
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The agenda as it is given; the lessons one after the other where it is not.
fn course_view<'a>(page: &'a Page, lessons: &[&'a Page]) -> CourseView<'a> {
    let course = page.course.as_ref();
    let given = course.into_iter().flat_map(|course| &course.agenda);
    let mut sessions: Vec<(u32, &str)> = given.map(|session| (session.minutes, session.what.as_str())).collect();
    if sessions.is_empty() {
        let of_lesson = |page: &&'a Page| Some((page.lesson.as_ref()?.minutes, page.title.as_str()));
        sessions.extend(lessons.iter().filter_map(of_lesson));
    }
    let clock = |minutes: u32| format!("{}:{:02}", minutes / 60, minutes % 60);
    let mut sum = 0_u32;
    let agenda = sessions.into_iter().map(|(minutes, what)| {
        let from = clock(sum);
        sum = sum.saturating_add(minutes);
        SessionView { from, to: clock(sum), minutes, what }
    });
    let agenda: Vec<SessionView<'_>> = agenda.collect();
    CourseView {
        audience: course.map(|course| course.audience.as_str()),
        agenda,
        minutes: sum,
        room: course.map_or(&[], |course| &course.room),
        materials: course.map_or(&[], |course| &course.materials),
    }
}
