//! What a course gives besides its lessons: slides of each, the trainer's page, the handout; all made of the same text.
//!
//! Slides are the lesson's text in pieces, written for their own address. The trainer's page and the handout gather pieces
//! of several lessons, each written as a chapter.

use super::Renderer;
use super::booklet::chapter_id;
use super::context::{LessonView, Link, PageView, link_to};
use crate::address;
use crate::markdown::{Body, Links, Piece, PieceKind, Text, TextPart, Thing};
use crate::source::{Page, Permalink};
use crate::structure::lessons;
use crate::theme::Misplaced;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// How many letters it shows: the theme shows few of them larger.
    letters: usize,
    html: String,
    remarks: Vec<String>,
}

/// Letters on a slide from which on it is dense; of a question also why an answer is right is counted, which is folded.
///
/// Measured on the slides of the real site, at 1280 by 657 and 1024 by 768 pixels.
const DENSE: usize = 300;
const DENSE_QUESTION: usize = 340;

fn is_dense(text: &TextPart<'_>, is_question: bool) -> bool {
    let most = if is_question { DENSE_QUESTION } else { DENSE };
    text.has(Thing::Table) || text.letters() > most
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
        let body = self.bodies.get(lesson.content_path());
        let pieces = body.map(|body| body.text.pieces()).unwrap_or_default();
        let mut opening = Vec::new();
        let mut slides: Vec<Slide<'_>> = Vec::new();
        for piece in pieces {
            let title = match piece.kind {
                PieceKind::Notes => self.site.theme.string("markdown", "notes"),
                _ if piece.title.is_empty() => &lesson.title,
                _ => piece.title,
            };
            let number = slides.len() + 2;
            let is_question = piece.kind == PieceKind::Question;
            let (has_heading, html) = (piece.has_heading, piece.text.on(&links));
            let remarks = piece.remarks.iter().map(|remark| remark.on(&links)).collect();
            let is_dense = is_dense(&piece.text, is_question);
            let letters = piece.text.letters();
            slides.push(Slide { number, title, has_heading, is_question, is_dense, letters, html, remarks });
        }
        if slides.is_empty() {
            opening.extend(body.into_iter().flat_map(|body| body.text.remarks()).map(|remark| remark.on(&links)));
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
        let to_do = body.map(|body| to_do(body, self.site.theme.string("lesson", "exercise"))).unwrap_or_default();
        let questions = || body.into_iter().flat_map(|body| &body.questions);
        let answers: Vec<TextPart<'_>> = questions().map(|question| question.answered.whole()).collect();
        let parts = to_do.iter().map(|(_, part)| part);
        let on_sheet = self.links_of_parts(lesson, permalink, TextPart::all_ids(parts.chain(&answers)));
        let html = to_do.iter().map(|(title, part)| {
            let heading = title.map(|title| format!("<h3>{}</h3>\n", escaped(title))).unwrap_or_default();
            heading + &part.on(&on_sheet)
        });
        SheetView {
            id: chapter_id(lesson),
            title: &lesson.title,
            about: LessonView::of(lesson, links),
            html: html.collect(),
            questions: questions().map(|question| question.asked.on(&on_sheet)).collect(),
            answers: answers.iter().map(|answer| answer.on(&on_sheet)).collect(),
        }
    }

    /// Links of parts of a page's text on another page, among no other chapters; links to an id that did not come along
    /// lead to the page.
    fn links_of_parts(&self, page: &Page, on: &Permalink, kept: BTreeSet<String>) -> Links<'a> {
        self.links_in(page, on, Arc::default(), Some(kept))
    }

    /// What the trainer is told on a page, by section.
    fn remarks(&self, page: &Page, on: &Permalink) -> Vec<RemarkView> {
        let Some(body) = self.bodies.get(page.content_path()) else { return Vec::new() };
        let all: Vec<TextPart<'_>> = body.text.remarks().map(Text::whole).collect();
        if all.is_empty() {
            return Vec::new();
        }
        let links = self.links_of_parts(page, on, TextPart::all_ids(all.iter()));
        let pieces = body.text.pieces();
        let told = pieces.iter().flat_map(|piece| piece.remarks.iter().map(|remark| (piece.title, *remark)));
        // Where there is no text, nothing has them.
        let untold = body.text.remarks().filter(|_| pieces.is_empty()).map(|remark| ("", remark));
        told.chain(untold)
            .map(|(title, remark)| RemarkView { title: title.to_owned(), html: remark.on(&links) })
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
/// all of its text where there is neither. Questions come apart. Each part comes with the title of its section, where that
/// stands elsewhere.
fn to_do<'b>(body: &'b Body, exercise: &str) -> Vec<(Option<&'b str>, TextPart<'b>)> {
    let pieces = body.text.pieces();
    let is_text = |piece: &&Piece<'_>| piece.kind == PieceKind::Text;
    let has_steps = |piece: &&Piece<'_>| {
        piece.text.has(Thing::OrderedList) || piece.title.to_lowercase().contains(&exercise.to_lowercase())
    };
    let any = pieces.iter().filter(is_text).any(|piece| has_steps(&piece));
    let taken = pieces.iter().filter(is_text).filter(|piece| !any || has_steps(piece));
    let titled = |piece: &Piece<'b>| {
        let title = Some(piece.title).filter(|title| any && !piece.has_heading && !title.is_empty());
        (title, piece.text.clone())
    };
    let mut parts: Vec<(Option<&str>, TextPart<'_>)> = taken.map(titled).collect();
    if parts.iter().any(|(_, part)| part.has(Thing::NoteReference)) {
        parts.extend(
            pieces.iter().filter(|piece| piece.kind == PieceKind::Notes).map(|piece| (None, piece.text.clone())),
        );
    }
    parts
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
