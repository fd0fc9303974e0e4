//! A course for learning platforms, as SCORM 1.2: one part that is followed (a “SCO”) for the course itself, and one for
//! each lesson.
//!
//! The pages are those of the site without what leads around it, in its own style; their questions check themselves, and
//! `scorm.js` tells the platform of them.

use super::Volume;
use super::archive::Archive;
use super::chapter::{in_page, texts};
use super::pictures::Pictures;
use crate::diagnostic::Findings;
use crate::error::Failure;
use crate::markdown::{Links, Text, escaped};
use crate::source::Page;
use std::sync::Arc;

const SCRIPT: &str = include_str!("scorm.js");
/// The page of the course itself.
const COURSE: &str = "index.html";

/// The file.
pub(super) fn file(volume: &Volume<'_>) -> Result<Vec<u8>, Failure> {
    let mut findings = Findings::default();
    let pictures = Pictures::of(volume);
    let lessons = (1..).zip(&volume.pages).map(|(number, page)| (*page, format!("{number:03}.html")));
    let pages: Vec<(&Page, String)> = [(volume.of, COURSE.to_owned())].into_iter().chain(lessons).collect();
    // A platform leads from part to part by itself: a page that went to another one would be taken for the first. So links
    // to lessons lead to the site.
    let links = volume.links(Arc::new(pictures.names().collect()));

    let mut archive = Archive::new();
    archive.add("imsmanifest.xml", manifest(volume, &pages, &pictures).as_bytes());
    let theme = &volume.site.theme;
    archive.add("style.css", (theme.code("style.css") + &theme.code("training.css")).as_bytes());
    archive.add("scorm.js", SCRIPT.as_bytes());
    for (page, name) in &pages {
        volume.follow(page, texts(volume, page).map(Text::whole), &links, &mut findings);
        archive.add(name, document(volume, page, &links).as_bytes());
    }
    if findings.has_errors() {
        return Err(findings.into());
    }
    pictures.add(volume, "", &mut archive)?;
    Ok(archive.finish())
}

fn document(volume: &Volume<'_>, page: &Page, links: &Links<'_>) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<main>\n{}</main>\n\
         <script src=\"scorm.js\"></script>\n</body>\n</html>\n",
        volume.site.config.language,
        escaped(&page.title),
        in_page(volume, page, links)
    )
}

/// The list of what is in the package, by which a platform shows it.
fn manifest(volume: &Volume<'_>, pages: &[(&Page, String)], pictures: &Pictures) -> String {
    let (mut items, mut resources) = (String::new(), String::new());
    for (number, (page, name)) in pages.iter().enumerate() {
        items += &format!(
            "<item identifier=\"item-{number}\" identifierref=\"page-{number}\" isvisible=\"true\">\n<title>{}</title>\n</item>\n",
            escaped(&page.title)
        );
        resources += &format!(
            "<resource identifier=\"page-{number}\" type=\"webcontent\" adlcp:scormtype=\"sco\" href=\"{name}\">\n\
             <file href=\"{name}\"/>\n<dependency identifierref=\"shared\"/>\n</resource>\n"
        );
    }
    let shared = ["style.css", "scorm.js"].into_iter().chain(pictures.files().map(|(name, _)| name));
    let mut files = String::new();
    for name in shared {
        files += &format!("<file href=\"{name}\"/>\n");
    }
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<manifest identifier="hoctap-{id}-{name}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
<metadata>
<schema>ADL SCORM</schema>
<schemaversion>1.2</schemaversion>
</metadata>
<organizations default="course">
<organization identifier="course">
<title>{title}</title>
{items}</organization>
</organizations>
<resources>
{resources}<resource identifier="shared" type="webcontent" adlcp:scormtype="asset">
{files}</resource>
</resources>
</manifest>
"#,
        id = volume.site.config.id,
        name = volume.name(),
        title = escaped(&volume.of.title),
    )
}
