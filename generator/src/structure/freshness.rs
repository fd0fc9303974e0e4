//! How long a page may be trusted: after so many months somebody should compare it with what is true.

use crate::diagnostic::{Findings, Problem};
use crate::site::Site;
use crate::source::{Config, Page};
use wasm_check::date::Date;

/// The day from which a page wants to be looked at again; nothing where nobody said how long it holds.
pub fn review_due(page: &Page, config: &Config) -> Option<Date> {
    let since = page.reviewed.or(page.date)?;
    Some(since.after_months(page.review_months.or(config.review_months)?))
}

/// Advice for the owner of each page that is past its day.
pub fn check_freshness(site: &Site, findings: &mut Findings) {
    for page in site.library.pages() {
        if let Some(due) = review_due(page, &site.config).filter(|due| *due <= site.today) {
            let owner = page.owner.clone().or_else(|| site.config.owner.clone());
            let place = page.source.place(page.freshness_at);
            findings.add(place, Problem::ReviewDue { due: due.vietnamese(), owner });
        }
    }
}
