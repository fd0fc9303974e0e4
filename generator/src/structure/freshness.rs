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

/// A page of tomorrow would stand first in all lists and feeds.
fn check_days(page: &Page, today: Date, findings: &mut Findings) {
    for (key, day, at) in [("date", page.date, page.date_at), ("reviewed", page.reviewed, page.freshness_at)] {
        let Some(day) = day else { continue };
        let date = day.to_string();
        if day > today {
            findings.add(page.source.place(at), ContentProblem::DateAhead { key, date });
        } else if day.year < FIRST_YEAR {
            findings.add(page.source.place(at), ContentProblem::DateLongAgo { key, date });
        }
    }
}
