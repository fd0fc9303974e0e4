//! The page that adds up many sheets of a set.

use super::Renderer;
use super::context::{Link, PageView};
use super::policy::policy_with_module;
use crate::address;
use crate::criteria::CriteriaSet;
use crate::theme::Misplaced;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use engine::engine;

impl<'a> Renderer<'a> {
    /// For the version in force; the rubrics of the others stand beside, so that their sheets are known.
    pub(super) fn tally(&self, set: &'a CriteriaSet<'a>) -> Result<String, Misplaced> {
        let permalink = address::tally(set);
        let links = self.links_at(&permalink);
        let string = |key| self.site.theme.string("tally", key).replace("{title}", &set.page.title);
        let view = PageView::plain(string("title"), string("description"));
        let mut context = self.context(&links, &permalink, &view);
        let others = self.sets.iter().filter(|other| other.document.set == set.document.set && !other.is_current);
        let rubrics: Vec<String> = [set].into_iter().chain(others).map(|set| set.rubric.to_page()).collect();
        let year = self.site.today.year;
        let checks = self.site.theme.string("checks", "title");
        context.insert("set", &self.set_view(set, &links));
        context.insert("rubrics", &rubrics);
        context.insert("years", &[year, year.saturating_sub(1), year.saturating_sub(2)]);
        // file:// forbids to fetch a module: there it stands in the page.
        let modules = ["tally", "gather"].map(|name| BASE64_STANDARD.encode(engine(name).module));
        context.insert("embedded", &Some(modules).filter(|_| self.site.portable));
        context.insert("policy", &policy_with_module());
        let to_checks = Link { title: checks.to_owned(), href: links.href(&address::checks()), lang: None };
        context.insert("breadcrumbs", &[self.home_link(&links), to_checks]);
        let title = string("title");
        let trail = [(checks, &address::checks()), (&*title, &permalink)];
        context.insert("share", &self.share(&trail, None));
        self.template("tally.html", &context)
    }
}
