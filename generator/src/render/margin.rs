//! What stands in the margin of a printed page: its title, and the date of the text or the decision that it rests on.
//!
//! A style sheet cannot read the page, and the margin belongs to the style sheet. So the words are custom properties in
//! a style element of the page, which the page's policy allows by its hash and by nothing else.

use super::Renderer;
use super::policy::{POLICY, policy_hash};
use crate::source::{Kind, Page};
use crate::theme::css_string;
use tera::Context;
use wasm_check::date::Date;

impl Renderer<'_> {
    /// Puts the words of the margin into a page, and allows them. `shown` is the page in the language of its text.
    pub(super) fn margin(&self, context: &mut Context, original: &Page, shown: &Page) {
        let note = self.basis(original).or(shown.date.map(Date::vietnamese)).unwrap_or_default();
        let style = format!(":root{{--title:{};--note:{}}}", css_string(&shown.title), css_string(&note));
        let allowed = format!("style-src 'self' {}", policy_hash(&style));
        context.insert("policy", &POLICY.replace("style-src 'self'", &allowed));
        context.insert("margin", &style);
    }

    /// The number of the decision, where it is known: `324/QĐ-KHVN`.
    fn basis(&self, page: &Page) -> Option<String> {
        let set = match page.kind {
            Kind::Set(_) => page,
            Kind::Criterion(_) => self.site.library.parent(page)?,
            Kind::Page | Kind::Section => return None,
        };
        let set = self.sets.iter().find(|candidate| std::ptr::eq(candidate.page, set))?;
        set.document.basis.number.clone()
    }
}
