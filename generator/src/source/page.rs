//! A page: its front matter, and where its Markdown stands.

use super::front;
use super::permalink::Permalink;
use super::set::{CriterionPart, SetPart};
use super::slug::Slug;
use super::table::{Located, Table};
use super::text::Source;
use super::training::{Course, Lesson};
use crate::diagnostic::{Expected, FileProblem, Findings, Place, Problem};
use std::ops::Range;
use wasm_check::date::Date;

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
    pub slug: Option<Slug>,
    /// The `h1`.
    pub title: String,
    /// One sentence, for lists and shared links.
    pub description: String,
    /// Words that it is looked for by and does not say: shown nowhere.
    pub keywords: Vec<String>,
    /// The drawn mark beside its name: one of [`MARKS`].
    pub mark: Option<&'static str>,
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
    /// `2024`, `8/2024` or `17/5/2024`; `None` where the source itself says none.
    pub date: Option<String>,
    /// Its title, if known.
    pub title: Option<String>,
    /// Where it can be read, if known.
    pub url: Option<String>,
    /// What was read there.
    pub note: Option<String>,
}

/// The marks that the theme draws beside the name of a page, by what they show.
const MARKS: [&str; 10] = ["person", "house", "tree", "village", "building", "book", "board", "list", "phone", "help"];

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
        let (front, body) = front::split(source, findings)?;
        let (stem, is_index) = stem_of(&source.path);
        let Named { name, weight: stem_weight, date: stem_date } = Named::of(stem);

        super::Document::read(source, front, findings, |table| {
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            let keywords = keywords(&table);
            let mark = table.optional_choice("mark", &MARKS.map(|mark| (mark, mark)));
            let date = table.optional::<Date>("date");
            let image = table.optional::<String>("image");
            let reviewed = table.optional::<Date>("reviewed");
            let review_months = months(&table, "review_months");
            let owner = table.optional::<String>("owner");
            let tags = table.optional::<Vec<Located<String>>>("tags").map_or_else(Vec::new, |tags| tags.value);
            let aliases = aliases(&table);
            let weight = table.optional::<u32>("weight");
            let given_slug = given_slug(&table);
            let slug_of_name = Slug::from_name(name).or_else(|| given_slug.clone());
            let draft = table.optional::<bool>("draft").is_some_and(|draft| draft.value);
            let sources = table.tables("source").into_iter().filter_map(SourceNote::read).collect();
            let kind = match (is_index, surroundings.in_set) {
                (true, _) => match table.table("criteria") {
                    Some(criteria) => SetPart::read(criteria).map(|set| Kind::Set(Box::new(set))),
                    None => Some(Kind::Section),
                },
                (false, true) => {
                    // What else is wrong in it is told too, whatever it is called.
                    let id = slug_of_name.clone().unwrap_or_else(|| Slug::stand_in(name));
                    CriterionPart::read(&table, id).map(Kind::Criterion)
                }
                (false, false) => Some(Kind::Page),
            };
            let is_page = matches!(kind, Some(Kind::Page));
            let lesson = is_page.then(|| table.table("lesson").and_then(Lesson::read)).flatten();
            let large_print = is_page && table.optional::<bool>("large_print").is_some_and(|large| large.value);
            let may_be_course = matches!(kind, Some(Kind::Section)) && source.path != "content/_index.md";
            let course = may_be_course.then(|| table.table("course").and_then(Course::read)).flatten();
            let own_slug = match &kind {
                Some(Kind::Set(set)) => Some(set.id.clone()),
                _ => given_slug.clone().or(slug_of_name),
            };
            let (is_home, is_set) = (source.path == "content/_index.md", is_index && table.has("criteria"));
            if own_slug.is_none() && !is_home && !is_set && !table.has("slug") {
                let name = source.path.rsplit('/').nth(usize::from(is_index)).unwrap_or(stem).to_owned();
                table.report_start(FileProblem::NoSlug { name });
            }
            table.finish();

            let permalink = if is_home { Permalink::home() } else { surroundings.parent.page(&own_slug?) };
            Some(Self {
                body,
                permalink,
                language: None,
                slug: given_slug,
                title: title?.value,
                description: description?.value,
                keywords,
                mark: mark.map(|mark| mark.value),
                image,
                weight: weight.map(|weight| weight.value).or(stem_weight).unwrap_or(UNWEIGHTED),
                draft,
                large_print,
                freshness_at: reviewed.as_ref().or(date.as_ref()).map_or(0, |date| date.at),
                date_at: date.as_ref().map_or(0, |date| date.at),
                date: date.map(|date| date.value).or(stem_date.filter(|_| !is_index)),
                reviewed: reviewed.map(|date| date.value),
                review_months,
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

    /// A page whose front matter cannot be read, for the mistakes in its text: it stands nowhere.
    pub(super) fn unread(source: &Source, parent: &Permalink) -> Self {
        Self {
            body: front::body_of(&source.text),
            permalink: parent.page(&Slug::stand_in(&source.path)),
            language: None,
            slug: None,
            title: String::new(),
            description: String::new(),
            keywords: Vec::new(),
            mark: None,
            date: None,
            date_at: 0,
            image: None,
            reviewed: None,
            review_months: None,
            owner: None,
            freshness_at: 0,
            tags: Vec::new(),
            aliases: Vec::new(),
            weight: UNWEIGHTED,
            draft: false,
            large_print: false,
            sources: Vec::new(),
            lesson: None,
            course: None,
            kind: Kind::Page,
            source: source.clone(),
        }
    }

    /// Reads a page in another language. What it is, where it stands and what it is about, the original says; a
    /// translation says its own words.
    pub(super) fn read_translation(
        source: &Source,
        original: &Self,
        language: &str,
        findings: &mut Findings,
    ) -> Option<Self> {
        let (front, body) = front::split(source, findings)?;
        super::Document::read(source, front, findings, |table| {
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            let keywords = keywords(&table);
            let date = table.optional::<Date>("date");
            let slug = given_slug(&table);
            let draft = table.optional::<bool>("draft").is_some_and(|draft| draft.value);
            let sources = table.tables("source").into_iter().filter_map(SourceNote::read).collect();
            let lesson = original.lesson.is_some().then(|| table.table("lesson").and_then(Lesson::read)).flatten();
            let course = original.course.is_some().then(|| table.table("course").and_then(Course::read)).flatten();
            table.finish();
            Some(Self {
                body,
                permalink: original.permalink.clone(),
                language: Some(language.to_owned()),
                slug,
                title: title?.value,
                description: description?.value,
                keywords,
                mark: original.mark,
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

/// What a name says besides itself.
struct Named<'n> {
    /// Of which the address is made.
    name: &'n str,
    /// `01-tu-hoc` is first.
    weight: Option<u32>,
    /// `2024-01-02-tin` is of that day.
    date: Option<Date>,
}

impl<'n> Named<'n> {
    /// A date stays in the address: next year's `2025-01-02-tin` is another page.
    fn of(stem: &'n str) -> Self {
        if begins_with_a_month(stem) {
            let day = stem.get(..10).filter(|_| matches!(stem.as_bytes().get(10), None | Some(b'-')));
            return Self { name: stem, weight: None, date: day.and_then(Date::parse) };
        }
        let numbered = stem.split_once('-').and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
        let (weight, name) = numbered.map_or((None, stem), |(weight, rest)| (Some(weight), rest));
        Self { name, weight, date: None }
    }
}

/// `2024-01`, alone or with a `-` behind it.
fn begins_with_a_month(stem: &str) -> bool {
    let mut parts = stem.splitn(3, '-');
    let number = |part: Option<&str>, digits: usize| -> Option<u32> {
        part.filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
    };
    let (year, month) = (number(parts.next(), 4), number(parts.next(), 2));
    year.is_some_and(|year| (1900..2100).contains(&year)) && month.is_some_and(|month| (1..=12).contains(&month))
}

/// Words by which a page is found as by its title.
fn keywords(table: &Table<'_>) -> Vec<String> {
    table.optional::<Vec<String>>("keywords").map_or_else(Vec::new, |keywords| keywords.value)
}

/// The last part of an address, where the front matter names one.
fn given_slug(table: &Table<'_>) -> Option<Slug> {
    let given = table.optional::<String>("slug")?;
    let slug = Slug::new(&given.value).filter(|slug| super::is_id(slug));
    if slug.is_none() {
        table.report(given.at, Problem::BadId { id: given.value });
    }
    slug
}

/// The longest that a page may be trusted: a hundred years.
const MOST_MONTHS: u32 = 1200;

/// A number of months, from 1.
pub(super) fn months(table: &Table<'_>, key: &'static str) -> Option<u32> {
    let given = table.optional::<u32>(key)?;
    if (1..=MOST_MONTHS).contains(&given.value) {
        return Some(given.value);
    }
    table.report(given.at, Problem::WrongType { key: key.to_owned(), expected: Expected::Months });
    None
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

impl SourceNote {
    fn read(table: Table<'_>) -> Option<Self> {
        let publisher = table.required::<String>("publisher");
        let date = table.optional::<String>("date");
        let title = table.optional::<String>("title").map(|title| title.value);
        let url = table.optional::<String>("url");
        let note = table.optional::<String>("note").map(|note| note.value);
        if let Some(url) = url.as_ref().filter(|url| !is_web_address(&url.value)) {
            table.report(url.at, Problem::WrongType { key: "url".to_owned(), expected: Expected::WebAddress });
        }
        if let Some(date) = date.as_ref().filter(|date| !is_source_date(&date.value)) {
            table.report(date.at, Problem::WrongType { key: "date".to_owned(), expected: Expected::SourceDate });
        }
        table.finish();
        Some(Self {
            publisher: publisher?.value,
            date: date.map(|date| date.value),
            title,
            url: url.map(|url| url.value),
            note,
        })
    }
}

fn is_web_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty() && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control())
    })
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
