//! Pictures: files of the site only, with their size, so that the text does not jump when they arrive; wide ones in
//! several widths, of which a phone takes the one that it shows.

use super::Target;
use super::build::Builder;
use super::text::{What, escaped};
use super::writer::Writer;
use crate::diagnostic::{ContentProblem, LinkAway, Problem};
use crate::pictures::Picture;
use crate::source::Permalink;

/// What a picture may weigh without a word, in kilobytes: ten times the page around it.
const HEAVY: u64 = 200;

/// How wide a picture is shown: as the column of the theme, which is 34 letters of 19.5 pixels less its margins, or as
/// the phone less the same.
const SIZES: &str = "(min-width: 700px) 632px, calc(100vw - 32px)";

impl Writer<'_, '_> {
    /// A picture as HTML. The page's policy would refuse what is no file of the site.
    pub(super) fn image(&mut self, destination: &str, title: &str, alt: &str, at: usize) -> Builder {
        if alt.is_empty() {
            self.report(at, Problem::ImageAlt);
        }
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) };
        let about = format!("alt=\"{}\"{title}", escaped(alt));
        let target = self.links.linker.resolve_from(destination, self.page.content_path());
        let Ok(Target::File { permalink: file, .. }) = &target else {
            let problem = match target {
                // The name of a file of the site, or nearly.
                Err(problem @ Problem::NoStatic { .. }) => problem,
                Err(Problem::LinkForm { similar: Some(similar), .. }) if similar.starts_with('/') => {
                    Problem::NoStatic { path: destination.to_owned(), similar: Some(similar), beside: Vec::new() }
                }
                Err(Problem::LinkAway { why: LinkAway::OwnFile { right: Some(similar) }, .. }) => {
                    Problem::NoStatic { path: destination.to_owned(), similar: Some(similar), beside: Vec::new() }
                }
                _ => Problem::ImageOutside { target: destination.to_owned() },
            };
            self.report(at, problem);
            return block(&format!("<img src=\"\" {about}>"));
        };
        self.body.shown.push(file.as_str().to_owned());
        let path = format!("/{}", file.as_str());
        let picture = match self.links.linker.pictures.get(file.as_str()) {
            Ok(picture) => picture,
            Err(broken) => {
                self.report(at, broken.problem(path));
                let mut built = block("<img src=\"");
                self.address(file, &mut built);
                built.block(&format!("\" {about}>"));
                return built;
            }
        };
        if picture.is_too_large {
            self.report(at, ContentProblem::ImageTooLarge { path: path.clone() });
        }
        let kilobytes = picture.bytes.div_ceil(1000);
        // Where there are smaller ones, nearly nobody fetches this.
        if kilobytes > HEAVY && picture.webp.is_empty() {
            self.report(at, ContentProblem::ImageHeavy { path, kilobytes, most: HEAVY });
        }
        self.picture(picture, file, &about)
    }

    fn picture(&self, picture: &Picture, file: &Permalink, about: &str) -> Builder {
        let mut built = Builder::default();
        if !picture.webp.is_empty() {
            built.block("<picture><source type=\"image/webp\" srcset=\"");
            for (number, variant) in picture.webp.iter().enumerate() {
                built.block(if number > 0 { ", " } else { "" });
                self.address(&variant.permalink, &mut built);
                built.block(&format!(" {}w", variant.width));
            }
            built.block(&format!("\" sizes=\"{SIZES}\">"));
        }
        built.block("<img src=\"");
        self.address(picture.fallback.as_ref().map_or(file, |fallback| &fallback.permalink), &mut built);
        let (width, height) = (picture.width, picture.height);
        built.block(&format!("\" {about} width=\"{width}\" height=\"{height}\" loading=\"lazy\""));
        built.mark(What::Void);
        built.block(">");
        built.block(if picture.webp.is_empty() { "" } else { "</picture>" });
        built
    }

    fn address(&self, file: &Permalink, built: &mut Builder) {
        built.link(Target::File { permalink: file.clone(), behind: String::new() }, self.links);
    }
}

fn block(markup: &str) -> Builder {
    let mut built = Builder::default();
    built.block(markup);
    built
}
