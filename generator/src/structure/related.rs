//! Pages that belong together: those that share tags.

use super::Structure;
use crate::source::Page;
use std::cmp::Reverse;

/// How many are shown. More would be a list to read rather than a hint where to go on.
const AT_MOST: usize = 3;

/// How many pages on either side of a page, in the list of each of its tags, are looked at. A tag that half of the site
/// carries says little, and looking at all of its pages would make a build grow with the square of the site; those
/// written at about the same time are as good as any. 1 would find two pages, a thousand the same as twelve in a small
/// site.
const REACH: usize = 12;

impl<'a> Structure<'a> {
    /// The pages that share the most telling tags with a page, best first. A tag tells the more, the fewer pages carry
    /// it; among equals the newest, then by address.
    pub fn related(&self, page: &Page) -> Vec<&'a Page> {
        // A few dozen at most: walking through them is quicker than any order.
        let mut related: Vec<(u32, &'a Page)> = Vec::new();
        for (term, place) in self.tagged.get(page.content_path()).into_iter().flatten() {
            let pages = self.pages_of(*term);
            let weight = usize::BITS - pages.len().ilog2();
            for other in &pages[place.saturating_sub(REACH)..(place + REACH + 1).min(pages.len())] {
                match related.iter_mut().find(|(_, found)| std::ptr::eq(*found, *other)) {
                    Some((sum, _)) => *sum += weight,
                    None if std::ptr::eq(page, *other) => {}
                    None => related.push((weight, other)),
                }
            }
        }
        related.sort_by_key(|(weight, page)| (Reverse(*weight), Reverse(page.date), &page.permalink));
        related.into_iter().take(AT_MOST).map(|(_, page)| page).collect()
    }
}
