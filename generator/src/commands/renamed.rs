//! Pages whose address is gone since an earlier build: whoever kept or printed it finds nothing, unless the page says under
//! which one it stood before.
//!
//! A page that stands elsewhere is known by its title, or else by its words: of two pages that are new, one may be the old
//! one and the other not. An address is told in every build until a page has it as an alias, or `gone` in `site.toml` says
//! that it is given up.

use crate::address;
use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::OutputFolder;
use crate::pictures::Cache;
use crate::source::{Kind, Page};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Pages that are made of others, below a section: a booklet, those of a course.
const MADE: [&str; 3] = ["in", "nguoi-day", "phat-tay"];

/// How many of the pairs of words of a page must have stood on the old one: pages of one site share few.
const ALIKE: f64 = 0.5;

/// So many addresses are remembered at most.
const MOST: usize = 1000;

/// Where a page stands.
#[derive(Debug)]
pub struct Standing {
    title: String,
    /// Of its file in the output.
    path: String,
    /// The file that it was read from.
    file: String,
    /// What it says below its front matter.
    body: String,
    /// It names addresses already under which it stood.
    has_aliases: bool,
    /// It lists the pages below it.
    is_section: bool,
}

impl Standing {
    /// Of one page.
    pub fn of(page: &Page) -> Self {
        Self {
            title: page.title.clone(),
            path: page.permalink.output_path().as_str().to_owned(),
            file: page.source.path.clone(),
            body: page.source.text.get(page.body.clone()).unwrap_or_default().to_owned(),
            has_aliases: !page.aliases.is_empty(),
            is_section: !matches!(page.kind, Kind::Page | Kind::Criterion(_)),
        }
    }
}

/// A page that is gone from its address.
struct Gone {
    path: String,
    title: String,
    /// The pairs of words that it held.
    pairs: BTreeSet<(String, String)>,
}

/// Tells of the pages that stood elsewhere at an earlier build, before the new version takes the place of the old one.
pub(super) fn renamed(
    folder: &OutputFolder,
    root: &Path,
    given_up: &[String],
    pages: &[Standing],
    findings: &mut Findings,
) {
    let cache = Cache::of(root);
    let before = cache.addresses();
    let mut told: BTreeMap<String, Option<String>> = before.clone();
    for (path, file) in moved(folder, pages) {
        told.insert(path, file);
    }
    let address_of = |path: &str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let is_given_up = |path: &str| {
        let address = address_of(path);
        given_up.iter().any(|given| given.trim_matches('/') == address.trim_matches('/'))
    };
    told.retain(|path, _| !folder.is_written(path) && !is_given_up(path));
    for file in told.values_mut() {
        // A page that went on to another name, or is deleted too.
        if file.as_ref().is_some_and(|file| !pages.iter().any(|page| page.file == *file)) {
            *file = None;
        }
    }
    for (path, file) in &told {
        let place = Place::start_of(file.clone().unwrap_or_else(|| "content".to_owned()));
        let page = pages.iter().find(|page| file.as_ref() == Some(&page.file));
        let has_aliases = page.is_some_and(|page| page.has_aliases);
        findings.add(place, Problem::AddressGone { address: address_of(path), file: file.clone(), has_aliases });
    }
    for address in given_up {
        let path = address.trim_matches('/');
        if [path.to_owned(), format!("{path}/index.html")].iter().any(|path| folder.is_written(path)) {
            findings.add(Place::start_of("site.toml"), Problem::GoneIsThere { address: address.clone() });
        }
    }
    if told != before {
        cache.keep_addresses(told.iter().take(MOST));
    }
}

/// The pages that the last build had and this one has not, each with the file that it was read into since.
fn moved(folder: &OutputFolder, pages: &[Standing]) -> Vec<(String, Option<String>)> {
    let gone: Vec<Gone> = folder
        .gone("/index.html")
        .into_iter()
        .map(|(path, html)| {
            let html = String::from_utf8_lossy(&html);
            Gone { path, title: title(&html), pairs: pairs(&words_of(&html)) }
        })
        .collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let mut new: Vec<&Standing> = pages.iter().filter(|page| !folder.had(&page.path)).collect();
    let mut found: BTreeMap<&str, &Standing> = BTreeMap::new();
    // Titles first: what is called the same is the same, and no other's.
    for page in &gone {
        if let Some(place) = new.iter().position(|new| new.title == page.title) {
            found.insert(&page.path, new.remove(place));
        }
    }
    let texts: Vec<BTreeSet<(String, String)>> = new.iter().map(|page| pairs(&page.body)).collect();
    let mut likely: Vec<(f64, &str, usize)> = Vec::new();
    for page in gone.iter().filter(|page| !found.contains_key(page.path.as_str())) {
        for (place, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let shared = text.intersection(&page.pairs).count();
            #[expect(clippy::cast_precision_loss, reason = "a page has no such number of words")]
            let share = shared as f64 / text.len() as f64;
            likely.push((share, &page.path, place));
        }
    }
    likely.retain(|(share, ..)| *share >= ALIKE);
    likely.sort_by(|one, two| two.0.total_cmp(&one.0).then_with(|| (one.1, one.2).cmp(&(two.1, two.2))));
    let mut taken = BTreeSet::new();
    for (_, path, place) in likely {
        if !found.contains_key(path) && taken.insert(place) {
            found.insert(path, new[place]);
        }
    }
    let paths: BTreeSet<&str> = gone.iter().map(|page| page.path.as_str()).collect();
    let told = gone.iter().filter_map(|page| {
        let file = found.get(page.path.as_str()).map(|page| page.file.clone());
        (file.is_some() || was_a_page(&page.path, pages, &paths)).then(|| (page.path.clone(), file))
    });
    told.collect()
}

/// Parts of lists, booklets and months come and go with their pages; self-checks with their sets. What stood below a
/// section was a page, below one that is gone too, and so was what stood at the root.
fn was_a_page(path: &str, pages: &[Standing], gone: &BTreeSet<&str>) -> bool {
    let Some(own) = path.strip_suffix("/index.html") else { return false };
    let (above, name) = own.rsplit_once('/').unwrap_or(("", own));
    if name.starts_with("trang-") || MADE.contains(&name) {
        return false;
    }
    if above.is_empty() {
        return own != address::checks().as_str().trim_matches('/')
            && own != address::search().as_str().trim_matches('/');
    }
    let index = format!("{above}/index.html");
    pages.iter().any(|page| page.is_section && page.path == index)
        || gone.contains(index.as_str()) && was_a_page(&index, pages, gone)
}

/// What a page says between its marks.
fn words_of(html: &str) -> String {
    let main = html.find("<main").map_or(html, |start| &html[start..]);
    let main = main.find("</main>").map_or(main, |end| &main[..end]);
    let mut text = String::with_capacity(main.len());
    for piece in main.split('<') {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text
}

/// The pairs of words that stand side by side.
fn pairs(text: &str) -> BTreeSet<(String, String)> {
    let words: Vec<String> = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// The heading of a page.
fn title(html: &str) -> String {
    let inner = |open: &str, close: &str| {
        let rest = &html[html.find(open)?..];
        let rest = &rest[rest.find('>')? + 1..];
        Some(rest[..rest.find(close)?].trim().to_owned())
    };
    let text = inner("<h1", "</h1>").or_else(|| inner("<title", "</title>")).unwrap_or_default();
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    entities.into_iter().fold(text, |text, (entity, char)| text.replace(entity, char))
}
