//! The book of a set: one page for all its versions, with a row for whatever may be compared from year to year.

use super::Renderer;
use super::context::{Bundle, PageView};
use super::policy::{policy_hash, policy_with_module};
use crate::address;
use crate::criteria::CriteriaSet;
use crate::markdown::Links;
use crate::theme::Misplaced;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use engine::engine;
use serde::Serialize;
use wasm_check::rubric;

/// A version of the set.
#[derive(Debug, Serialize)]
struct VersionView<'a> {
    version: &'a str,
    /// Its self-check.
    href: Option<String>,
    rubric: String,
}

/// What is asked in one version or more, and answered in the same way in all of these.
#[derive(Debug, Serialize)]
struct RowView<'a> {
    id: &'a str,
    number: usize,
    title: &'a str,
    /// Separated by spaces; the current one is among them, or else `only` is there.
    versions: String,
    /// The newest version that asks it, where the current one does not ask it so.
    only: Option<&'a str>,
    /// `percent`, or nothing: what stands behind a number.
    scale: &'static str,
    unit: Option<&'a str>,
    /// Whether it brings points, of which a bar can be drawn.
    has_points: bool,
    #[serde(skip)]
    item: &'a rubric::Item,
}

/// What an id is called; nothing where it is “đạt”.
#[derive(Debug, Serialize)]
struct NameView<'a> {
    id: &'a str,
    title: Option<&'a str>,
}

impl<'a> Renderer<'a> {
    /// The book; from `file://` it carries all inside like the self-check.
    pub(super) fn book(&self, set: &'a CriteriaSet<'a>) -> Result<String, Misplaced> {
        let permalink = address::book(set);
        let links = self.links_at(&permalink);
        let string = |key| self.site.theme.string("book", key).replace("{title}", &set.page.title);
        let view = PageView::form(string("title"), string("description"));
        let mut context = self.context(&links, &permalink, &view);
        let versions: Vec<&CriteriaSet<'a>> =
            self.sets.iter().filter(|other| other.document.set == set.document.set && other.has_check()).collect();
        context.insert("breadcrumbs", &self.trail_to_check(set, &links));
        context.insert("set", &self.set_view(set, &links));
        context.insert("versions", &version_views(&versions, &links));
        context.insert("rows", &rows(&versions));
        context.insert("ranks", &ranks(&versions));
        context.insert("groups", &groups(&versions));
        context.insert("areas", &areas(&versions));
        if self.site.portable {
            let style = ["check.css", "book.css"].map(|name| self.site.theme.code(name)).concat();
            let book = engine("book");
            let policy = format!(
                "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; connect-src 'none'; \
                 base-uri 'none'; form-action 'none'",
                policy_hash(book.script),
                policy_hash(&style),
            );
            context.insert("policy", &policy);
            let wasm_base64 = BASE64_STANDARD.encode(book.module);
            context.insert("bundle", &Bundle { style, script: book.script.into(), wasm_base64: wasm_base64.into() });
        } else {
            context.insert("policy", &policy_with_module());
        }
        self.template("book.html", &context)
    }
}

fn version_views<'a>(versions: &[&'a CriteriaSet<'a>], links: &Links<'a>) -> Vec<VersionView<'a>> {
    let view = |set: &&'a CriteriaSet<'a>| VersionView {
        version: &set.document.version,
        href: links.href(&address::check(set)),
        rubric: set.rubric.to_page(),
    };
    versions.iter().map(view).collect()
}

/// Every way in which something is asked, the current version's first. An item is the same in two versions where its id
/// is and where it is answered in the same way: another scale is another question.
fn rows<'a>(versions: &[&'a CriteriaSet<'a>]) -> Vec<RowView<'a>> {
    let mut rows: Vec<RowView<'a>> = Vec::new();
    for (place, set) in versions.iter().enumerate() {
        let (document, version) = (&set.document, set.document.version.as_str());
        let items = document.items().map(|item| (item.title.as_str(), item.scale.unit()));
        let conditions =
            document.conditions.iter().map(|condition| (condition.title.as_str(), condition.unit.as_deref()));
        for ((item, (title, unit)), number) in set.rubric.items().into_iter().zip(items.chain(conditions)).zip(1..) {
            if let Some(row) = rows.iter_mut().find(|row| is_same(row.item, item)) {
                row.versions.push(' ');
                row.versions.push_str(version);
                continue;
            }
            rows.push(RowView {
                id: &item.id,
                number,
                title,
                versions: version.to_owned(),
                only: (place > 0).then_some(version),
                scale: if item.second.is_some() { "pair" } else { item.scale.as_str() },
                unit,
                has_points: item.max > wasm_check::decimal::Decimal::ZERO,
                item,
            });
        }
    }
    rows
}

fn is_same(one: &rubric::Item, other: &rubric::Item) -> bool {
    one.id == other.id
        && (one.scale, one.second, one.max, one.step) == (other.scale, other.second, other.max, other.step)
        && one.steps == other.steps
}

/// The verdicts that a version may give, with the names of bands and levels.
fn ranks<'a>(versions: &[&'a CriteriaSet<'a>]) -> Vec<NameView<'a>> {
    let of = |set: &&'a CriteriaSet<'a>| {
        let set: &'a CriteriaSet<'a> = set;
        let ranks = set.rubric.ranks.iter().enumerate();
        ranks.map(|(place, rank)| NameView { id: &rank.id, title: super::set_view::rank_title(set, place) })
    };
    named(versions.iter().flat_map(of))
}

fn groups<'a>(versions: &[&'a CriteriaSet<'a>]) -> Vec<NameView<'a>> {
    let all = versions.iter().flat_map(|set| &set.document.groups);
    named(all.map(|group| NameView { id: &group.id, title: Some(&group.title) }))
}

fn areas<'a>(versions: &[&'a CriteriaSet<'a>]) -> Vec<NameView<'a>> {
    let all = versions.iter().flat_map(|set| set.document.areas());
    named(all.map(|area| NameView { id: area.id, title: Some(area.title) }))
}

/// Each id once, as the newest version names it.
fn named<'a>(all: impl Iterator<Item = NameView<'a>>) -> Vec<NameView<'a>> {
    let mut names: Vec<NameView<'a>> = Vec::new();
    for name in all {
        if !names.iter().any(|known| known.id == name.id) {
            names.push(name);
        }
    }
    names
}
