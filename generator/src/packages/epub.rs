//! A course or a section as an EPUB 3: a book for readers on telephones and tablets, read offline and at any size.
//!
//! A chapter a page, its questions as on paper; pictures come along, links among its pages stay in it. What it says of its
//! accessibility follows from what is in it.

use super::Volume;
use super::archive::Archive;
use super::chapter::{on_paper, texts, xhtml};
use super::pictures::Pictures;
use crate::diagnostic::Findings;
use crate::error::Failure;
use crate::markdown::{Links, Text, escaped};
use crate::source::Page;
use std::sync::Arc;
use wasm_check::date::Date;

/// The list of what is in the book.
const CONTENTS: &str = "contents.xhtml";
/// The page of the course or section itself.
const COVER: &str = "cover.xhtml";
const STYLE: &str = include_str!("style.css");

const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;

/// The file.
pub(super) fn file(volume: &Volume<'_>) -> Result<Vec<u8>, Failure> {
    let mut findings = Findings::default();
    let pictures = Pictures::of(volume);
    let chapters: Vec<(&Page, String)> =
        (1..).zip(&volume.pages).map(|(number, page)| (*page, format!("{number:03}.xhtml"))).collect();
    let names = chapters.iter().map(|(page, name)| (page.permalink.clone(), name.clone()));
    let cover = [(volume.of.permalink.clone(), COVER.to_owned())];
    let links = volume.links(Arc::new(names.chain(cover).chain(pictures.names()).collect()));

    let mut archive = Archive::new();
    archive.add_plain("mimetype", b"application/epub+zip");
    archive.add("META-INF/container.xml", CONTAINER.as_bytes());
    archive.add("EPUB/package.opf", package(volume, &chapters, &pictures).as_bytes());
    archive.add("EPUB/style.css", STYLE.as_bytes());
    let language = &volume.site.config.language;
    let contents = contents(volume, &chapters);
    let title = volume.site.theme.string("common", "menu");
    archive.add(&format!("EPUB/{CONTENTS}"), &xhtml(volume.of, language, title, &contents, &mut findings));
    let all = [(volume.of, COVER.to_owned())].into_iter().chain(chapters);
    for (page, name) in all {
        volume.follow(page, texts(volume, page).map(Text::whole), &links, &mut findings);
        let body = body(volume, page, &links);
        archive.add(&format!("EPUB/{name}"), &xhtml(page, language, &page.title, &body, &mut findings));
    }
    if findings.has_errors() {
        return Err(findings.into());
    }
    pictures.add(volume, "EPUB/", &mut archive)?;
    Ok(archive.finish())
}

fn body(volume: &Volume<'_>, page: &Page, links: &Links<'_>) -> String {
    let html = on_paper(volume, page, links);
    format!("<section epub:type=\"chapter\" role=\"doc-chapter\">\n{html}</section>\n")
}

/// The list of chapters, with the sections of each.
fn contents(volume: &Volume<'_>, chapters: &[(&Page, String)]) -> String {
    let title = volume.site.theme.string("common", "menu");
    let mut html = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>{title}</h1>\n<ol>\n<li><a href=\"{COVER}\">{}</a></li>\n",
        escaped(&volume.of.title)
    );
    for (page, name) in chapters {
        html += &format!("<li><a href=\"{name}\">{}</a>", escaped(&page.title));
        let entries = volume.body(page).into_iter().flat_map(|body| &body.toc).filter(|entry| entry.level == 2);
        let mut sections = String::new();
        for entry in entries {
            let (id, title) = (escaped(&entry.id), escaped(&entry.title));
            sections += &format!("<li><a href=\"{name}#{id}\">{title}</a></li>\n");
        }
        if !sections.is_empty() {
            html += &format!("\n<ol>\n{sections}</ol>\n");
        }
        html += "</li>\n";
    }
    html + "</ol>\n</nav>\n"
}

/// What the book is, what is in it, and in which order it is read.
fn package(volume: &Volume<'_>, chapters: &[(&Page, String)], pictures: &Pictures) -> String {
    let config = &volume.site.config;
    let mut items = format!(
        "<item id=\"contents\" href=\"{CONTENTS}\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n\
         <item id=\"cover\" href=\"{COVER}\" media-type=\"application/xhtml+xml\"/>\n"
    );
    let mut order = "<itemref idref=\"cover\"/>\n<itemref idref=\"contents\"/>\n".to_owned();
    for (number, (_, name)) in (1..).zip(chapters) {
        items += &format!("<item id=\"c{number}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>\n");
        order += &format!("<itemref idref=\"c{number}\"/>\n");
    }
    for (number, (name, kind)) in (1..).zip(pictures.files()) {
        items += &format!("<item id=\"p{number}\" href=\"{name}\" media-type=\"{kind}\"/>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{language}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{}{}</metadata>\n\
         <manifest>\n{items}</manifest>\n<spine>\n{order}</spine>\n</package>\n",
        facts(volume),
        accessibility(pictures.files().next().is_some()),
        language = config.language,
    )
}

/// Who made it, when, and of what.
fn facts(volume: &Volume<'_>) -> String {
    let config = &volume.site.config;
    let address = volume.of.permalink.address();
    let home = config.base_url.as_ref().map(|base_url| format!("{base_url}{address}"));
    let pages = || [volume.of].into_iter().chain(volume.pages.iter().copied());
    // When its youngest page was written or looked at: the day of the export would be another each time.
    let date = pages().flat_map(|page| [page.date, page.reviewed]).flatten().max();
    let date = date.map_or_else(|| "1980-01-01".to_owned(), Date::iso);
    let id = home.clone().unwrap_or_else(|| format!("hoctap:{}/{address}", config.id));
    let mut facts = format!("<dc:identifier id=\"id\">{}</dc:identifier>\n", escaped(&id));
    let said = [
        ("title", Some(&volume.of.title)),
        ("language", Some(&config.language)),
        ("description", Some(&volume.of.description)),
        ("creator", volume.of.owner.as_ref().or(config.owner.as_ref())),
        ("publisher", Some(&config.title)),
        ("rights", config.license.as_ref()),
        ("source", home.as_ref()),
    ];
    for (key, value) in said.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        facts += &format!("<dc:{key}>{}</dc:{key}>\n", escaped(value));
    }
    facts + &format!("<meta property=\"dcterms:modified\">{date}T00:00:00Z</meta>\n")
}

/// What helps readers who do not see, and what does not harm.
fn accessibility(has_pictures: bool) -> String {
    let mut said = vec![
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "displayTransformability"),
        ("accessibilityHazard", "none"),
    ];
    if has_pictures {
        said.extend([("accessMode", "visual"), ("accessibilityFeature", "alternativeText")]);
    }
    said.sort_unstable();
    let mut facts = String::new();
    for (key, value) in said {
        facts += &format!("<meta property=\"schema:{key}\">{value}</meta>\n");
    }
    facts
}
