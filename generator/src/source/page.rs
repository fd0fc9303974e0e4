//! A page: its front matter, and where its Markdown stands.

use super::permalink::Permalink;
use super::table::{Located, Table};
use super::text::Source;
use super::training::{Course, Lesson};
use crate::criteria::{CriterionPart, SetPart};
use crate::diagnostic::{Expected, Findings, Place, Problem};
use std::ops::Range;
use wasm_check::date::Date;
use wasm_check::vietnamese::slug;

/// One file of `content/`.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file.
    pub source: Source,
    /// Where the Markdown stands in it.
    pub body: Range<usize>,
    /// Its address; of a translation, the original's, for [`super::Library::permalink_in`] knows its own.
    pub permalink: Permalink,
    /// The tag of its language, where that is not the site's main one.
    pub language: Option<String>,
    /// The last part of its address, where it names one.
    pub slug: Option<String>,
    /// The `h1`.
    pub title: String,
    /// One sentence, for lists and shared links.
    pub description: String,
    /// When it was written.
    pub date: Option<Date>,
    /// Where that stands in the source.
    pub date_at: usize,
    /// What a chat shows beside a link to it: a file of `static/`.
    pub image: Option<Located<String>>,
    /// When it was last compared with what is true.
    pub reviewed: Option<Date>,
    /// After how many months it wants to be looked at again, where that differs from the rest of the site.
    pub review_months: Option<u32>,
    /// Who answers for it, where that is not the owner of the site.
    pub owner: Option<String>,
    /// Where its freshness stands in the source.
    pub freshness_at: usize,
    /// Ids of terms.
    pub tags: Vec<Located<String>>,
    /// Addresses under which it stood before.
    pub aliases: Vec<Located<Permalink>>,
    /// Its place among its siblings; pages without one come after.
    pub weight: u32,
    /// Left out unless asked for.
    pub draft: bool,
    /// Its letters are large on paper: to hang up, or for old eyes.
    pub large_print: bool,
    /// What was read for it.
    pub sources: Vec<SourceNote>,
    /// What a lesson says of itself.
    pub lesson: Option<Lesson>,
    /// What a course says of itself, on the page of its section.
    pub course: Option<Course>,
    /// What the page is.
    pub kind: Kind,
}

/// What a page is, and the front matter that only such a page has.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A page that has no pages below it.
    Page,
    /// `_index.md` of a folder.
    Section,
    /// `_index.md` of a set of criteria.
    Set(Box<SetPart>),
    /// One criterion of the set in whose folder it stands.
    Criterion(CriterionPart),
}

/// What was read for a page.
#[derive(Debug, Clone)]
pub struct SourceNote {
    /// Who published it.
    pub publisher: String,
    /// `2024`, `8/2024` or `17/5/2024`.
    pub date: String,
    /// Its title, if known.
    pub title: Option<String>,
    /// What was read there.
    pub note: Option<String>,
}

/// The weight of pages that name none.
const UNWEIGHTED: u32 = u32::MAX;

/// What surrounds a file: decides its address and which keys it may have.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The address of the folder's own page; for `_index.md`, of the folder above.
    pub parent: &'a Permalink,
    /// The folder holds a set of criteria.
    pub in_set: bool,
}

impl Page {
    /// Reads a file's front matter; nothing where it has errors.
    pub(super) fn read(source: &Source, surroundings: &Surroundings<'_>, findings: &mut Findings) -> Option<Self> {
        let (front, body) = split_front_matter(source, findings)?;
        let (stem, is_index) = stem_of(&source.path);
        let stem_weight = leading_number(stem);
        let name = stem_weight.map_or(stem, |_| stem.split_once('-').map_or(stem, |(_, rest)| rest));

        super::Document::read(source, front, findings, |table| {
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            let date = table.optional::<Date>("date");
            let image = table.optional::<String>("image");
            let reviewed = table.optional::<Date>("reviewed");
            let review_months = table.optional::<u32>("review_months");
            let owner = table.optional::<String>("owner");
            let tags = table.optional::<Vec<Located<String>>>("tags").map_or_else(Vec::new, |tags| tags.value);
            let aliases = aliases(&table);
            let weight = table.optional::<u32>("weight");
            let given_slug = table.optional::<String>("slug");
            let draft = table.optional::<bool>("draft").is_some_and(|draft| draft.value);
            let sources = table.tables("source").into_iter().filter_map(SourceNote::read).collect();
            let kind = match (is_index, surroundings.in_set) {
                (true, _) => match table.table("criteria") {
                    Some(criteria) => SetPart::read(criteria).map(|set| Kind::Set(Box::new(set))),
                    None => Some(Kind::Section),
                },
                (false, true) => CriterionPart::read(&table, slug(name)).map(Kind::Criterion),
                (false, false) => Some(Kind::Page),
            };
            let is_page = matches!(kind, Some(Kind::Page));
            let lesson = is_page.then(|| table.table("lesson").and_then(Lesson::read)).flatten();
            let large_print = is_page && table.optional::<bool>("large_print").is_some_and(|large| large.value);
            let may_be_course = matches!(kind, Some(Kind::Section)) && source.path != "content/_index.md";
            let course = may_be_course.then(|| table.table("course").and_then(Course::read)).flatten();
            if let Some(given) = given_slug.as_ref().filter(|given| !super::is_id(&given.value)) {
                table.report(given.at, Problem::BadId { id: given.value.clone() });
            }
            table.finish();

            let given_slug = given_slug.map(|slug| slug.value);
            let own_slug = match &kind {
                Some(Kind::Set(set)) => set.id.clone(),
                _ => given_slug.clone().unwrap_or_else(|| slug(name)),
            };
            let permalink = if source.path == "content/_index.md" {
                Permalink::home()
            } else {
                surroundings.parent.page(&own_slug)
            };
            Some(Self {
                body,
                permalink,
                language: None,
                slug: given_slug,
                title: title?.value,
                description: description?.value,
                image,
                weight: weight.map(|weight| weight.value).or(stem_weight).unwrap_or(UNWEIGHTED),
                draft,
                large_print,
                freshness_at: reviewed.as_ref().or(date.as_ref()).map_or(0, |date| date.at),
                date_at: date.as_ref().map_or(0, |date| date.at),
                date: date.map(|date| date.value),
                reviewed: reviewed.map(|date| date.value),
                review_months: review_months.map(|months| months.value),
                owner: owner.map(|owner| owner.value),
                tags,
                aliases,
                sources,
                lesson,
                course,
                kind: kind?,
                source: source.clone(),
            })
        })
    }

    /// Reads a page in another language. What it is, where it stands and what it is about, the original says; a
    /// translation says its own words.
    pub(super) fn read_translation(
        source: &Source,
        original: &Self,
        language: &str,
        findings: &mut Findings,
    ) -> Option<Self> {
        let (front, body) = split_front_matter(source, findings)?;
        super::Document::read(source, front, findings, |table| {
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            let date = table.optional::<Date>("date");
            let slug = table.optional::<String>("slug");
            let draft = table.optional::<bool>("draft").is_some_and(|draft| draft.value);
            let sources = table.tables("source").into_iter().filter_map(SourceNote::read).collect();
            let lesson = original.lesson.is_some().then(|| table.table("lesson").and_then(Lesson::read)).flatten();
            let course = original.course.is_some().then(|| table.table("course").and_then(Course::read)).flatten();
            if let Some(given) = slug.as_ref().filter(|given| !super::is_id(&given.value)) {
                table.report(given.at, Problem::BadId { id: given.value.clone() });
            }
            table.finish();
            Some(Self {
                body,
                permalink: original.permalink.clone(),
                language: Some(language.to_owned()),
                slug: slug.map(|slug| slug.value),
                title: title?.value,
                description: description?.value,
                freshness_at: date.as_ref().map_or(0, |date| date.at),
                date_at: date.as_ref().map_or(0, |date| date.at),
                date: date.map(|date| date.value),
                image: original.image.clone(),
                reviewed: None,
                review_months: None,
                owner: original.owner.clone(),
                tags: Vec::new(),
                aliases: Vec::new(),
                weight: original.weight,
                draft,
                large_print: original.large_print,
                sources,
                lesson,
                course,
                kind: original.kind.clone(),
                source: source.clone(),
            })
        })
    }

    /// Whether it lists the pages below it: every section but the home page, which lists sections.
    pub fn is_listing(&self) -> bool {
        matches!(self.kind, Kind::Section) && self.permalink != Permalink::home()
    }

    /// Whether it may ask a question: what stands in code looks alike.
    pub fn may_ask(&self) -> bool {
        self.source.text.contains(":::question")
    }

    /// The beginning of its file.
    pub fn place(&self) -> Place {
        Place::start_of(&self.source.path)
    }

    /// The path below `content/`, by which other pages link to it.
    pub fn content_path(&self) -> &str {
        content_path(&self.source.path)
    }
}

/// The path of a file below `content/`.
pub(super) fn content_path(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// The name of the page: the file's stem, or the folder's name for `_index.md`.
fn stem_of(path: &str) -> (&str, bool) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    if stem == "_index" { (folder.rsplit('/').next().unwrap_or(folder), true) } else { (stem, false) }
}

/// `01-tu-hoc` is first.
fn leading_number(stem: &str) -> Option<u32> {
    stem.split_once('-').and_then(|(number, _)| number.parse().ok())
}

/// Addresses under which a page stood before, as people may have printed them: `/bai-viet/cu/`, `/cu.html`.
fn aliases(table: &Table<'_>) -> Vec<Located<Permalink>> {
    let given = table.optional::<Vec<Located<String>>>("aliases").map_or_else(Vec::new, |aliases| aliases.value);
    let read = given.into_iter().filter_map(|alias| {
        let value = Permalink::from_address(&alias.value);
        if value.is_none() {
            table.report(alias.at, Problem::BadAlias { alias: alias.value });
        }
        Some(Located { value: value?, at: alias.at })
    });
    read.collect()
}

/// Where the front matter and the body stand: between two lines `+++`, and after them.
fn split_front_matter(source: &Source, findings: &mut Findings) -> Option<(Range<usize>, Range<usize>)> {
    const FENCE: &str = "+++\n";
    let start = Place::start_of(&source.path);
    let Some(rest) = source.text.strip_prefix(FENCE) else {
        findings.add(start, Problem::NoFrontMatter);
        return None;
    };
    let end = if rest.starts_with("+++") { Some(0) } else { rest.find("\n+++").map(|newline| newline + 1) };
    let Some(end) = end.map(|end| end + FENCE.len()) else {
        findings.add(start, Problem::OpenFrontMatter);
        return None;
    };
    let body = source.text[end..].find('\n').map_or(source.text.len(), |newline| end + newline + 1);
    Some((FENCE.len()..end, body..source.text.len()))
}

impl SourceNote {
    fn read(table: Table<'_>) -> Option<Self> {
        let publisher = table.required::<String>("publisher");
        let date = table.required::<String>("date");
        let title = table.optional::<String>("title").map(|title| title.value);
        let note = table.optional::<String>("note").map(|note| note.value);
        if let Some(date) = date.as_ref().filter(|date| !is_source_date(&date.value)) {
            table.report(date.at, Problem::WrongType { key: "date".to_owned(), expected: Expected::SourceDate });
        }
        table.finish();
        Some(Self { publisher: publisher?.value, date: date?.value, title, note })
    }
}

/// `2024`, `8/2024` or `17/5/2024`, with a day that exists.
fn is_source_date(text: &str) -> bool {
    let parts: Option<Vec<u16>> = text.split('/').rev().map(|part| part.parse().ok()).collect();
    let small = |part: u16| u8::try_from(part).unwrap_or(0);
    match parts.as_deref() {
        Some([year]) => *year >= 1900,
        Some([year, month]) => Date::new(*year, small(*month), 1).is_some(),
        Some([year, month, day]) => Date::new(*year, small(*month), small(*day)).is_some(),
        _ => false,
    }
}
