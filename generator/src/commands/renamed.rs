//! Pages whose address is gone since the last build: whoever kept or printed it finds nothing, unless the page says under
//! which one it stood before.

use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::OutputFolder;
use crate::source::{Kind, Page};
use std::collections::BTreeMap;

/// Pages that are made of others, below a section: a booklet, those of a course.
const MADE: [&str; 3] = ["in", "nguoi-day", "phat-tay"];

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

/// Tells of the pages that stood elsewhere at the last build, before the new version takes the place of the old one.
pub(super) fn renamed(folder: &OutputFolder, pages: &[Standing], findings: &mut Findings) {
    let gone = folder.gone("/index.html");
    if gone.is_empty() {
        return;
    }
    let new: BTreeMap<&str, &Standing> =
        pages.iter().filter(|page| !folder.had(&page.path)).map(|page| (page.title.as_str(), page)).collect();
    for (path, html) in gone {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(&path));
        let title = title(&String::from_utf8_lossy(&html));
        let above = path.strip_suffix("/index.html").and_then(|path| path.rsplit_once('/'));
        let beside = |page: &&&Standing| above.is_some_and(|(above, _)| page.path.starts_with(&format!("{above}/")));
        let mut near = new.values().filter(beside);
        let only = near.next().filter(|_| near.next().is_none());
        let file = new.get(title.as_str()).or(only).map(|page| page.file.clone());
        // Parts of lists, booklets and months come and go with their pages.
        let was_a_page = above.is_some_and(|(above, name)| {
            let index = format!("{above}/index.html");
            !name.starts_with("trang-")
                && !MADE.contains(&name)
                && pages.iter().any(|page| page.is_section && page.path == index)
        });
        if file.is_some() || was_a_page {
            let place = Place::start_of(file.clone().unwrap_or_else(|| "content".to_owned()));
            findings.add(place, Problem::AddressGone { address, file });
        }
    }
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
