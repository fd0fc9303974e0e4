//! The archive: pages by the month in which they were written.

use crate::address;
use crate::source::{Page, Permalink};

/// The pages of one month.
#[derive(Debug)]
pub struct Month<'a> {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// Newest first.
    pub pages: Vec<&'a Page>,
}

impl Month<'_> {
    /// `/theo-thang/2026-11/`
    pub fn permalink(&self) -> Permalink {
        address::month(self.year, self.month)
    }
}

/// Cuts pages that are sorted newest first into months; those without a date come last and are left out.
pub(super) fn months<'a>(newest_first: &[&'a Page]) -> Vec<Month<'a>> {
    let mut months: Vec<Month<'a>> = Vec::new();
    for page in newest_first {
        let Some(date) = page.date else { break };
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (date.year, date.month) => last.pages.push(page),
            _ => months.push(Month { year: date.year, month: date.month, pages: vec![page] }),
        }
    }
    months
}
