//! The page that makes what is handed in for a recognition: papers out of the answers that a device keeps.

use super::Renderer;
use super::context::PageView;
use super::policy::policy_with_module;
use crate::address;
use crate::criteria::CriteriaSet;
use crate::theme::Misplaced;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use engine::engine;

impl<'a> Renderer<'a> {
    /// The papers of one version, empty: they are filled in on the device.
    pub(super) fn dossier(&self, set: &'a CriteriaSet<'a>) -> Result<String, Misplaced> {
        let permalink = address::dossier(set);
        let links = self.links_at(&permalink);
        let string = |key| self.site.theme.string("dossier", key).replace("{title}", &set.page.title);
        let view = PageView::plain(string("title"), string("description"));
        let mut context = self.context(&links, &permalink, &view);
        context.insert("breadcrumbs", &self.trail_to_check(set, &links));
        context.insert("set", &self.set_view(set, &links));
        context.insert("rubric", &set.rubric.to_page());
        // file:// forbids to fetch a module: there it stands in the page.
        let modules = ["dossier", "docx"].map(|name| BASE64_STANDARD.encode(engine(name).module));
        context.insert("embedded", &Some(modules).filter(|_| self.site.portable));
        context.insert("policy", &policy_with_module());
        self.template("dossier.html", &context)
    }
}
