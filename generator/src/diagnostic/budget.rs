//! What is weighed: the names of the budgets.

use super::{Lang, en, vi};

/// A size that has a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// The heaviest page that people read, with its style.
    HeaviestPage,
    /// The one in the middle.
    MedianPage,
    /// The module of the self-check.
    Module,
    /// The largest module of other pages.
    OtherModule,
    /// A module of the page that makes a dossier.
    DossierModule,
    /// All that a self-check moves.
    WholeCheck,
    /// All that the book of a self-check moves.
    WholeBook,
    /// The module in JavaScript.
    Fallback,
    /// The self-check as one file.
    SingleFile,
    /// The service worker, without its list.
    Worker,
    /// What a phone keeps from the first visit on.
    Kept,
    /// The module of the search.
    SearchModule,
    /// The index of the search, by how much text there is.
    Index,
    /// All that a first search moves.
    FirstSearch,
}

impl Budget {
    /// Its name, for a table.
    pub fn name(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => vi::output::budget(self),
            Lang::En => en::output::budget(self),
        }
    }
}
