//! Which pages of a section are the lessons of a course.

use crate::source::{Kind, Library, Page};

/// The lessons of a section, in their order; with one at least it is a course.
pub fn lessons<'a>(library: &'a Library, section: &Page) -> Vec<&'a Page> {
    if !matches!(section.kind, Kind::Section) {
        return Vec::new();
    }
    let mut lessons = library.children(section);
    lessons.retain(|page| page.lesson.is_some());
    lessons
}
