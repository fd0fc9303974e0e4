//! The ways in which a site sorts its pages besides folders: by topic, by audience. Terms are declared in `site.toml`,
//! so that a mistyped tag is an error and no second spelling of a topic can grow.

use super::slug::Slug;
use super::table::{Located, Table};
use crate::diagnostic::Problem;
use std::collections::BTreeMap;

/// One way to sort pages.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    /// Stands in addresses: `/chu-de/`.
    pub id: Slug,
    /// “Chủ đề”
    pub title: String,
    /// In the order in which they are declared and shown.
    pub terms: Vec<Term>,
}

/// One word of a taxonomy; pages name it by its id in `tags`.
#[derive(Debug, Clone)]
pub struct Term {
    /// Unique in the site.
    pub id: Slug,
    /// “Kỹ năng số”
    pub title: String,
    /// One sentence; the theme words one where there is none.
    pub description: Option<String>,
}

/// A term by its place in `site.toml`: the taxonomy, then the term in it.
pub type TermIndex = (usize, usize);

impl Taxonomy {
    /// Reads all `[[taxonomies]]`.
    pub(super) fn read_all(top: &Table<'_>) -> Vec<Self> {
        let mut addresses: BTreeMap<String, usize> = BTreeMap::new();
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        let mut taxonomies = Vec::new();
        for table in top.tables("taxonomies") {
            let id = unique_id(&table, &mut addresses);
            let title = table.required::<String>("title");
            let terms = table.tables("terms").into_iter().filter_map(|table| Term::read(table, &mut tags)).collect();
            table.finish();
            if let (Some(id), Some(title)) = (id, title) {
                taxonomies.push(Self { id, title: title.value, terms });
            }
        }
        taxonomies
    }
}

impl Term {
    fn read(table: Table<'_>, seen: &mut BTreeMap<String, usize>) -> Option<Self> {
        let id = unique_id(&table, seen);
        let title = table.required::<String>("title");
        let description = table.optional::<String>("description");
        table.finish();
        Some(Self { id: id?, title: title?.value, description: description.map(|description| description.value) })
    }
}

/// An id that no other of its kind has.
fn unique_id(table: &Table<'_>, seen: &mut BTreeMap<String, usize>) -> Option<Slug> {
    let Located { value, at } = table.id("id")?;
    if let Some(first) = seen.insert(value.clone(), at) {
        table.report(at, Problem::DuplicateId { id: value.clone(), first: table.place(first) });
    }
    Slug::new(&value)
}

/// The declared term of that id.
pub(super) fn find(taxonomies: &[Taxonomy], tag: &str) -> Option<TermIndex> {
    taxonomies.iter().enumerate().find_map(|(taxonomy, of)| {
        let term = of.terms.iter().position(|term| *term.id == *tag)?;
        Some((taxonomy, term))
    })
}
