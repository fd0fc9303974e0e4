//! How long a page may be trusted: after so many months somebody should compare it with what is true.

use crate::diagnostic::{ContentProblem, Findings, Problem};
use crate::site::Site;
use crate::source::{Config, Page};
use wasm_check::date::Date;

/// The day from which a page wants to be looked at again; nothing where nobody said how long it holds.
pub fn review_due(page: &Page, config: &Config) -> Option<Date> {
    let since = page.reviewed.or(page.date)?;
    Some(since.after_months(page.review_months.or(config.review_months)?))
}

/// How far ahead a page may be dated without a word.
const MONTHS_AHEAD: u32 = 1;

/// No guidance is so old: a year before it lacks a digit, or has a wrong one.
const FIRST_YEAR: u16 = 1900;

/// Advice for the owner of each page that is past its day, and where a day cannot be meant.
pub fn check_freshness(site: &Site, findings: &mut Findings) {
    let translated = site.library.translated().map(|(_, _, page)| page);
    for page in site.library.pages().chain(translated) {
        check_days(page, site.today, findings);
    }
    for page in site.library.pages() {
        if let Some(due) = review_due(page, &site.config).filter(|due| *due <= site.today) {
            let owner = page.owner.clone().or_else(|| site.config.owner.clone());
            let place = page.source.place(page.freshness_at);
            findings.add(place, Problem::ReviewDue { due: due.vietnamese(), owner });
        }
    }
}

/// A page far ahead would stand first in all lists and feeds; one of next week is an announcement, or was begun on a machine
/// whose clock is ahead. Nobody has reviewed a page tomorrow.
fn check_days(page: &Page, today: Date, findings: &mut Findings) {
    let soon = today.after_months(MONTHS_AHEAD);
    for (key, day, at, last) in
        [("date", page.date, page.date_at, soon), ("reviewed", page.reviewed, page.freshness_at, today)]
    {
        let Some(day) = day else { continue };
        let date = day.to_string();
        if day > last {
            findings.add(page.source.place(at), ContentProblem::DateAhead { key, date });
        } else if day.year < FIRST_YEAR {
            findings.add(page.source.place(at), ContentProblem::DateLongAgo { key, date });
        }
    }
}
