//! Pictures: files of the site only, with their size, so that the text does not jump when they arrive.

use super::Target;
use super::words::escaped;
use super::writer::Writer;
use crate::diagnostic::Problem;

impl Writer<'_, '_> {
    /// A picture as HTML. The page's policy would refuse what is no file of the site.
    pub(super) fn image(&mut self, destination: &str, title: &str, alt: &str, at: usize) -> String {
        if alt.is_empty() {
            self.report(at, Problem::ImageAlt);
        }
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) };
        let alt = escaped(alt);
        let target = self.links.linker.resolve(destination);
        let Ok(target @ Target::Inside { page: None, .. }) = target else {
            self.report(at, Problem::ImageOutside { target: destination.to_owned() });
            return format!("<img src=\"\" alt=\"{alt}\"{title}>");
        };
        self.note_target(&target, at);
        let src = escaped(&self.links.href_of(&target).unwrap_or_default());
        format!("<img src=\"{src}\" alt=\"{alt}\"{title}>")
    }
}
