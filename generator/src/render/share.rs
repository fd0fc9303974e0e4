//! What a chat or a search engine shows of a link: title, sentence, picture, and the way to the page.
//!
//! Only where the site knows its address: both formats ask for full ones. A portable site is opened from a stick, where
//! nobody shares a link to it.

use super::Renderer;
use super::license::License;
use crate::diagnostic::{Findings, Problem};
use crate::site::Site;
use crate::source::{Page, Permalink, encoded, no_static};
use crate::theme::for_script;
use serde::Serialize;
use serde_json::{Value, json};

/// What a page's picture may be: what chats show.
const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

/// What the templates write into the head of a page.
#[derive(Debug, Serialize)]
pub(super) struct Share {
    /// `article` or `website`.
    kind: &'static str,
    /// The full address of the picture.
    image: String,
    /// In pixels, where they are known: chats lay the picture out before they have it.
    width: Option<u32>,
    height: Option<u32>,
    /// JSON-LD, ready to stand in a script element.
    data: Option<String>,
}

impl Renderer<'_> {
    /// The home page says what the site is, every other page where it stands, and one with a date who wrote it and when.
    ///
    /// `trail` leads from below the home page to the page itself.
    pub(super) fn share(&self, trail: &[(&str, &Permalink)], page: Option<&Page>) -> Option<Share> {
        let config = &self.site.config;
        let base_url = config.base_url.as_deref().filter(|_| !self.site.portable)?;
        let card = self.site.assets.get("card.png")?;
        let own = page.and_then(|page| page.image.as_ref()).map(|image| image.value.trim_start_matches('/'));
        let image = format!("{base_url}{}", encoded(own.unwrap_or(card.permalink.as_str())));
        let size = if own.is_some() { None } else { png_size(&card.bytes) };
        let article = page.and_then(|page| Some((page, page.date?)));
        let data = match (article, trail) {
            (_, []) => json!({
                "@context": CONTEXT, "@type": "WebSite", "name": config.title, "url": base_url,
                "inLanguage": config.language,
            }),
            // One name is no way.
            (None, [_]) => Value::Null,
            (None, trail) => {
                let mut crumbs = breadcrumbs(base_url, trail);
                crumbs["@context"] = CONTEXT.into();
                crumbs
            }
            (Some((page, date)), trail) => {
                let mut article = json!({
                    "@type": "Article", "headline": page.title, "image": image, "datePublished": date.to_string(),
                    "inLanguage": config.language,
                });
                if let Some(license) = config.license.as_deref().map(License::new) {
                    article["license"] = license.href.unwrap_or(license.name).into();
                }
                if let Some(owner) = &config.owner {
                    article["author"] = json!({ "@type": "Organization", "name": owner });
                }
                json!({ "@context": CONTEXT, "@graph": [article, breadcrumbs(base_url, trail)] })
            }
        };
        Some(Share {
            kind: if article.is_some() { "article" } else { "website" },
            image,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            data: Some(data).filter(|data| !data.is_null()).map(|data| for_script(&data.to_string())),
        })
    }

    /// The way to a page of `content/`, home left out.
    pub(super) fn trail<'p>(&'p self, page: &'p Page) -> Vec<(&'p str, &'p Permalink)> {
        let ancestors = self.site.library.ancestors(page).into_iter().chain([page]).skip(1);
        ancestors.map(|page| (page.title.as_str(), &page.permalink)).collect()
    }
}

const CONTEXT: &str = "https://schema.org";

/// The page itself comes last, and needs no address.
fn breadcrumbs(base_url: &str, trail: &[(&str, &Permalink)]) -> Value {
    let items = trail.iter().enumerate().map(|(index, (name, permalink))| {
        let mut item = json!({ "@type": "ListItem", "position": index + 1, "name": name });
        if index + 1 < trail.len() {
            item["item"] = format!("{base_url}{}", permalink.address()).into();
        }
        item
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// Width and height of a PNG: they stand at its beginning.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") { Some((number(16)?, number(20)?)) } else { None }
}

/// Every picture that a page names must be there, and of a kind that chats show.
pub fn check_images(site: &Site, findings: &mut Findings) {
    for page in site.library.pages() {
        let Some(image) = &page.image else { continue };
        let path = image.value.trim_start_matches('/');
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        if !extension.is_some_and(|extension| PICTURES.contains(&extension.as_str())) {
            let known = PICTURES.iter().map(|extension| format!("….{extension}")).collect();
            let (key, value) = ("image".to_owned(), image.value.clone());
            findings.add(page.source.place(image.at), Problem::UnknownValue { key, value, known });
        } else if !site.statics.contains(path) {
            findings.add(page.source.place(image.at), no_static(&image.value, &site.statics));
        }
    }
}
