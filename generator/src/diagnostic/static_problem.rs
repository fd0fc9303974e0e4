//! What can be wrong with a file of `static/`: that it acts, steers a host, or takes the place of the site's own.

/// A file of `static/`, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticProblem {
    /// Its path in `static/`.
    pub path: String,
    /// What is wrong.
    pub fault: StaticFault,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaticFault {
    /// By its name it is a page, a script or a program.
    Acts,
    /// By its bytes it is a page, whatever its name says.
    Markup,
    /// A drawing that can act or fetches something, or that cannot be read: the part of it, as it stands there.
    Drawing(String),
    /// A drawing that arrived in half.
    BrokenDrawing,
    /// A file under the name of a drawing that is none.
    NoDrawing {
        /// Nothing stands in it.
        is_empty: bool,
    },
    /// A drawing in whose words a sign `&` stands for itself.
    Ampersand,
    /// A drawing in which an attribute stands twice.
    Twice {
        /// The attribute.
        name: String,
    },
    /// A drawing that does not say that it is one.
    NoNamespace,
    /// A host does what it says.
    Steers,
    /// The site has a file of that name itself.
    Own,
    /// It is allowed to act, and does not.
    AllowedInert,
}

impl StaticProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self.fault {
            StaticFault::Acts | StaticFault::Markup | StaticFault::Drawing(_) => "static-acts",
            StaticFault::BrokenDrawing
            | StaticFault::NoDrawing { .. }
            | StaticFault::Ampersand
            | StaticFault::Twice { .. }
            | StaticFault::NoNamespace => "broken-drawing",
            StaticFault::Steers => "static-steers",
            StaticFault::Own => "static-own",
            StaticFault::AllowedInert => "allowed-inert",
        }
    }
}
