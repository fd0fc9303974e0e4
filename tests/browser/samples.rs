//! The invented sets of `tests/sites/samples`, built and opened: everything that a rule can have, once.

use std::sync::OnceLock;

use crate::support::browser::{Browser, Phone};
use crate::support::server::{Host, Server};
use crate::support::{Site, samples};

/// Where the self-checks of the samples lie.
pub(crate) const POINTS: &str = "tu-kiem-tra/mau-diem/";
pub(crate) const TARGETS: &str = "tu-kiem-tra/mau-chi-tieu/";
pub(crate) const UNITS: &str = "tu-kiem-tra/mau-ho-so/";
pub(crate) const LISTED: &str = "tu-kiem-tra/mau-liet-ke/";

/// The samples, built once for all tests.
pub(crate) fn built() -> &'static Site {
    static BUILT: OnceLock<Site> = OnceLock::new();
    BUILT.get_or_init(|| {
        let site = samples();
        site.build().succeeds();
        site
    })
}

/// A host with the samples, and a phone.
pub(crate) fn open() -> (Server, Browser) {
    serve(built())
}

/// A host with a site that was built, and a phone.
pub(crate) fn serve(site: &Site) -> (Server, Browser) {
    (Host::default().serve(&site.root().join("public")), Phone::default().open())
}
