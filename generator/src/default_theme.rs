//! The default theme, as it goes into the command.
//!
//! Named file by file, and only in the command, not in the library: an edit of a style sheet or a template compiles this
//! crate of a few files and nothing else. `tests/site/themes.rs` holds the list against the folder.

/// The files of `themes/default/`, by their path in it, sorted.
macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!("../../themes/default/", $path)).as_slice())),*]
    };
}

/// Every file of the default theme but its README.
pub(crate) const DEFAULT_THEME: &[(&str, &[u8])] = files! {
    "base.css"
    "book.css"
    "card.png"
    "check.css"
    "dossier.css"
    "home.css"
    "icon-192.png"
    "icon-512.png"
    "icon.svg"
    "manifest.webmanifest"
    "offline.js"
    "search.css"
    "slides.css"
    "slides.js"
    "strings/en.toml"
    "strings/vi.toml"
    "style.css"
    "sw-off.js"
    "sw.js"
    "tally.css"
    "templates/404.html"
    "templates/atom.xml"
    "templates/base.html"
    "templates/book.html"
    "templates/booklet.html"
    "templates/check.html"
    "templates/checks.html"
    "templates/criterion.html"
    "templates/criterion_text.html"
    "templates/dossier.html"
    "templates/handout.html"
    "templates/home.html"
    "templates/list.html"
    "templates/no_network.html"
    "templates/page.html"
    "templates/parts.html"
    "templates/redirect.html"
    "templates/robots.txt"
    "templates/search.html"
    "templates/section.html"
    "templates/set.html"
    "templates/sitemap.xml"
    "templates/slides.html"
    "templates/tally.html"
    "templates/trainer.html"
    "theme.toml"
    "training.css"
    "whole.js"
};
