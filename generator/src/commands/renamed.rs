//! Pages whose address is gone since an earlier build: whoever kept or printed it finds nothing, unless the page says under
//! which one it stood before.
//!
//! A page that stands elsewhere is known by its title, or else by its words: of two pages that are new, one may be the old
//! one and the other not. An address is told in every build until a page has it as an alias, or `gone` in `site.toml` says
//! that it is given up.

use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::{OutputFolder, read_file};
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
    for (path, file) in moved(folder, root, pages) {
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
        findings.add(place, Problem::AddressGone { address: address_of(path), file: file.clone() });
    }
    if told != before {
        cache.keep_addresses(told.iter().take(MOST));
    }
}

/// The pages that the last build had and this one has not, each with the file that it was read into since.
fn moved(folder: &OutputFolder, root: &Path, pages: &[Standing]) -> Vec<(String, Option<String>)> {
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
    let texts: Vec<BTreeSet<(String, String)>> = new.iter().map(|page| pairs(&body_of(root, &page.file))).collect();
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
    let told = gone.iter().filter_map(|page| {
        let file = found.get(page.path.as_str()).map(|page| page.file.clone());
        (file.is_some() || was_a_page(&page.path, pages)).then(|| (page.path.clone(), file))
    });
    told.collect()
}

/// Parts of lists, booklets and months come and go with their pages.
fn was_a_page(path: &str, pages: &[Standing]) -> bool {
    let above = path.strip_suffix("/index.html").and_then(|path| path.rsplit_once('/'));
    above.is_some_and(|(above, name)| {
        let index = format!("{above}/index.html");
        !name.starts_with("trang-")
            && !MADE.contains(&name)
            && pages.iter().any(|page| page.is_section && page.path == index)
    })
}

/// The text of a page's file below its front matter; empty where it cannot be read.
fn body_of(root: &Path, file: &str) -> String {
    let bytes = read_file(&root.join(file)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.splitn(3, "+++").nth(2).unwrap_or_default().to_owned()
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
