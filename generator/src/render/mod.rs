//! Rendering: from the plan to bytes.
//!
//! Every output but the service worker is rendered in parallel; the worker comes last, because its list holds the
//! hashes of the others.

mod book;
mod booklet;
mod context;
mod dossier;
mod feeds;
mod hosts;
mod license;
mod lists;
mod margin;
mod page;
mod policy;
mod set_view;
mod share;
mod tally;
mod training;

pub use context::AssetViews;
pub use hosts::headers_of;
pub(crate) use set_view::rank_title;
pub use share::check_images;

use crate::address;
use crate::criteria::{CriteriaSet, document};
use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::{OutputPath, proof};
use crate::error::Failure;
use crate::markdown::{Bodies, Form, Linker, Links};
use crate::pictures::{Making, Variant, published};
use crate::plan::{Keeping, Kept, Output, Plan};
use crate::search::SearchIndex;
use crate::site::Site;
use crate::source::{Language, Page, Permalink, encoded};
use crate::structure::Structure;
use crate::tables;
use crate::theme::{self, Misplaced};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use context::{Bundle, PageView, SearchView};
use engine::{UNPACK, engine};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use policy::{policy_hash, policy_with_module};
use rayon::prelude::*;
use set_view::{SetView, SetViews};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::{LazyLock, Mutex};
use tera::Context;

/// The module of the self-check as it travels inside a page: deflated, for [`UNPACK`], in Base64.
static PACKED_CHECK: LazyLock<String> = LazyLock::new(|| {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(engine("check").module).expect("memory takes all");
    BASE64_STANDARD.encode(packed.finish().expect("memory takes all"))
});

/// Everything that rendering reads.
pub struct Renderer<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its sets.
    pub sets: &'a [CriteriaSet<'a>],
    /// Its pages by tag and date.
    pub structure: &'a Structure<'a>,
    /// Its bodies, by path below `content/`.
    pub bodies: &'a Bodies<'a>,
    /// What links may lead to.
    pub linker: &'a Linker<'a>,
    /// Whether pictures are made smaller.
    pub making: &'a Making,
    /// What was made of the addresses of assets until now.
    pub asset_views: AssetViews,
}

/// A file that is kept once it was read, or where somebody takes the whole site along.
struct Taken {
    hash: String,
    /// In bytes, as the file is, not as it is sent.
    size: usize,
}

/// `[["bai-viet/","q83vEjRWeJCr",10042],…]`: what the worker may keep besides its own list, and what `themes/default/whole.js`
/// takes along.
fn whole(taken: &BTreeMap<String, Taken>) -> Vec<u8> {
    let files: Vec<(&String, &String, usize)> =
        taken.iter().map(|(address, file)| (address, &file.hash, file.size)).collect();
    serde_json::to_vec(&files).expect("texts and numbers are JSON")
}

/// The address of a file below the root of the site, as it stands in a link.
fn address_of(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    encoded(folder.unwrap_or(path))
}

/// A file that was rendered.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Its path in the output folder.
    pub path: OutputPath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<'a> Renderer<'a> {
    /// Renders all outputs of a plan and hands each to `sink`; gives what the budgets need to know of them.
    pub fn render_all<T: Send>(
        &self,
        plan: &Plan<'a>,
        findings: &mut Findings,
        sink: impl Fn(&Output<'a>, Rendered) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        let problems = Mutex::new(Findings::default());
        let kept: Mutex<BTreeMap<String, String>> = Mutex::default();
        let taken: Mutex<BTreeMap<String, Taken>> = Mutex::default();
        let results: Result<Vec<Option<T>>, Failure> = plan
            .outputs
            .par_iter()
            .filter(|(_, output)| !matches!(output, Output::Worker | Output::Whole | Output::Compressed(_)))
            .map(|(path, output)| {
                let bytes = match self.render(path, output) {
                    Ok(bytes) => bytes?,
                    Err(Misplaced { place, problem }) => {
                        let place = place.unwrap_or_else(|| self.origin(path, output));
                        problems.lock().expect("no thread panics").add(place, *problem);
                        return Ok(None);
                    }
                };
                match plan.keeping(output) {
                    Some(Keeping::FirstVisit) => {
                        kept.lock().expect("no thread panics").insert(address_of(path), proof(&bytes));
                    }
                    Some(Keeping::WhenRead) => {
                        let file = Taken { hash: proof(&bytes), size: bytes.len() };
                        taken.lock().expect("no thread panics").insert(address_of(path), file);
                    }
                    None => {}
                }
                sink(output, Rendered { path: path.clone(), bytes }).map(Some)
            })
            .collect();
        let mut results = results?;
        findings.append(problems.into_inner().expect("no thread panics"));
        let (mut kept, taken) =
            (kept.into_inner().expect("no thread panics"), taken.into_inner().expect("no thread panics"));
        // The worker's own list comes last: it proves the other one too.
        for made in [Output::Whole, Output::Worker] {
            let path = if matches!(made, Output::Whole) { address::whole() } else { address::worker() }.output_path();
            let Some(output) = plan.outputs.get(&path) else { continue };
            let bytes = if matches!(made, Output::Whole) { whole(&taken) } else { self.worker(&kept) };
            if plan.keeping(output).is_some() {
                kept.insert(address_of(&path), proof(&bytes));
            }
            results.push(Some(sink(output, Rendered { path, bytes })?));
        }
        Ok(results.into_iter().flatten().collect())
    }

    /// The bytes of one output, for who asks for it alone.
    pub fn render_one(&self, path: &str, output: &Output<'a>) -> Result<Vec<u8>, Failure> {
        if matches!(output, Output::Worker) {
            return Ok(self.worker(&BTreeMap::new()));
        }
        if matches!(output, Output::Whole) {
            return Ok(whole(&BTreeMap::new()));
        }
        self.render(path, output).unwrap_or_else(|misplaced| Err(misplaced.into_failure(self.origin(path, output))))
    }

    /// The search page alone.
    pub fn search_page(&self, index: &SearchIndex) -> Result<Vec<u8>, Failure> {
        let page = self.search(index).map(String::into_bytes);
        page.map_err(|misplaced| misplaced.into_failure(Place::start_of(format!("themes/{}", self.site.config.theme))))
    }

    /// Where to look when an output cannot be rendered.
    fn origin(&self, path: &str, output: &Output<'_>) -> Place {
        match output {
            Output::Static => Place::start_of(format!("static/{path}")),
            Output::Page(placed, _) => placed.shown.place(),
            Output::Redirect(page) | Output::Slides(page) | Output::Trainer(page) | Output::Handout(page) => {
                page.place()
            }
            Output::Picture(variant) => Place::start_of(format!("static/{}", variant.of)),
            _ => Place::start_of(format!("themes/{}", self.site.config.theme)),
        }
    }

    fn render(&self, path: &str, output: &Output<'a>) -> Result<Result<Vec<u8>, Failure>, Misplaced> {
        let bytes = match output {
            Output::Page(placed, part) => self.page(*placed, *part)?.into_bytes(),
            Output::Taxonomy(taxonomy) => self.taxonomy(*taxonomy)?.into_bytes(),
            Output::Term(term, part) => self.term(*term, *part)?.into_bytes(),
            Output::Archive => self.archive()?.into_bytes(),
            Output::Month(month, part) => self.month(month, *part)?.into_bytes(),
            Output::Redirect(page) => self.redirect(page, path)?.into_bytes(),
            Output::Booklet(section) => self.booklet(section)?.into_bytes(),
            Output::Slides(lesson) => self.slides(lesson)?.into_bytes(),
            Output::Trainer(course) => self.trainer(course)?.into_bytes(),
            Output::Handout(course) => self.handout(course)?.into_bytes(),
            Output::Checks => self.checks()?.into_bytes(),
            Output::Check(set, language) => self.check(set, *language)?.into_bytes(),
            Output::Book(set) => self.book(set)?.into_bytes(),
            Output::SingleFile(set) => self.single_file(set)?.into_bytes(),
            Output::Dossier(set) => self.dossier(set)?.into_bytes(),
            Output::Tally(set) => self.tally(set)?.into_bytes(),
            Output::SetJson(set) => set.document.to_json(),
            Output::SetSheet(set) => {
                let sheet = tables::xlsx(&set.document);
                return Ok(sheet.map_err(|why| why.into_failure(set.page.place(), Path::new(path))));
            }
            Output::SetSchema => document::schema(),
            Output::Search(index) => self.search(index)?.into_bytes(),
            Output::SearchPart(part) => part.file(),
            Output::NotFound => self.not_found()?.into_bytes(),
            Output::NoNetwork { searches } => self.no_network(*searches)?.into_bytes(),
            Output::Manifest => self.manifest()?.into_bytes(),
            Output::Sitemap => self.sitemap()?.into_bytes(),
            Output::Feed(section) => self.feed(section)?.into_bytes(),
            Output::Robots => self.robots()?.into_bytes(),
            Output::HostFile(file, named) => {
                hosts::text(*file, &self.site.config, named, self.site.precompress).into_bytes()
            }
            Output::Worker | Output::Whole => unreachable!("their lists are rendered after all others"),
            Output::Compressed(_) => unreachable!("it is made of the bytes of another"),
            Output::Asset(asset) => asset.bytes.to_vec(),
            Output::Picture(variant) => {
                let picture = self.linker.pictures.get(&variant.of);
                let all: Vec<&Variant> = picture.iter().flat_map(|picture| picture.variants()).collect();
                return Ok(self.making.bytes(&self.site.static_files, variant, &all)?);
            }
            Output::Static => {
                let bytes = match self.site.static_files.read(path) {
                    Ok(bytes) => bytes,
                    Err(failure) => return Ok(Err(failure)),
                };
                published(bytes).map_err(|broken| Problem::from(broken.problem(format!("/{path}"))))?
            }
        };
        Ok(Ok(bytes))
    }

    /// Links of a page at an address.
    pub fn links_at(&self, from: &Permalink) -> Links<'a> {
        Links {
            linker: self.linker,
            form: Form::Relative { from: from.clone(), explicit: self.site.portable },
            language: None,
        }
    }

    fn template(&self, name: &str, context: &Context) -> Result<String, Misplaced> {
        self.site.theme.render(name, None, true, context)
    }

    fn checks(&self) -> Result<String, Misplaced> {
        let permalink = address::checks();
        let links = self.links_at(&permalink);
        let string = |key| self.site.theme.string("checks", key);
        let view = PageView::plain(string("title").to_owned(), string("description").to_owned());
        let mut context = self.context(&links, &permalink, &view);
        context.insert("checks", &self.check_links(&links));
        context.insert("breadcrumbs", &[self.home_link(&links)]);
        context.insert("share", &self.share(&[(string("title"), &permalink)], None));
        self.template("checks.html", &context)
    }

    /// The self-check on a host; from `file://`, which refuses to fetch a module, it carries all inside like the
    /// file that travels alone.
    fn check(&self, set: &'a CriteriaSet<'a>, language: Option<&'a Language>) -> Result<String, Misplaced> {
        let language = language.map(|language| language.tag.as_str());
        let permalink = self.check_in(set, language).unwrap_or_else(|| address::check(set));
        let links = Links { language, ..self.links_at(&permalink) };
        let mut context = self.check_context(set, &links, &permalink);
        context
            .insert("alternates", &self.alternates_by(&links, |language| Some((self.check_in(set, language)?, true))));
        if self.site.portable {
            self.bundle(&mut context);
        } else {
            context.insert("policy", &policy_with_module());
            let (list, title) = (address::checks(), self.check_string("title", set, &links));
            let trail = [(self.site.theme.string_in(language, "checks", "title"), &list), (&*title, &permalink)];
            context.insert("share", &self.share(&trail, None));
        }
        self.site.theme.render("check.html", language, true, &context)
    }

    fn single_file(&self, set: &'a CriteriaSet<'a>) -> Result<String, Misplaced> {
        let form = Form::Alone { base_url: self.site.config.base_url.as_deref() };
        let links = Links { linker: self.linker, form, language: None };
        let mut context = self.check_context(set, &links, &address::check(set));
        self.bundle(&mut context);
        self.template("check.html", &context)
    }

    /// Where the self-check of a set stands in a language, if it does.
    fn check_in(&self, set: &CriteriaSet<'_>, language: Option<&str>) -> Option<Permalink> {
        let plain = address::check(set);
        language.map_or(Some(&plain), |tag| self.linker.checks_in_languages.get(tag)?.get(&plain)).cloned()
    }

    /// What the self-check of a set is called in the language of the links.
    fn check_string(&self, key: &str, set: &CriteriaSet<'_>, links: &Links<'_>) -> String {
        let title = &context::shown(set.page, links).title;
        self.site.theme.string_in(links.language, "check", key).replace("{title}", title)
    }

    /// The way to a page below the self-check of a set.
    fn trail_to_check(&self, set: &CriteriaSet<'_>, links: &Links<'a>) -> [context::Link; 3] {
        let link = |title: String, to: &Permalink| context::Link { title, href: links.href(to), lang: None };
        [
            self.home_link(links),
            link(self.site.theme.string("checks", "title").to_owned(), &address::checks()),
            link(self.check_string("title", set, links), &address::check(set)),
        ]
    }

    fn check_context(&self, set: &'a CriteriaSet<'a>, links: &Links<'a>, permalink: &Permalink) -> Context {
        let view = PageView::form(self.check_string("title", set, links), self.check_string("description", set, links));
        let mut context = self.context(links, permalink, &view);
        let year = self.site.today.year;
        context.insert("set", &self.set_view(set, links));
        context.insert("rubric", &set.rubric.to_page());
        context.insert("years", &[year, year.saturating_sub(1), year.saturating_sub(2)]);
        let to_checks = context::Link {
            title: self.site.theme.string_in(links.language, "checks", "title").to_owned(),
            href: links.href(&address::checks()),
            lang: None,
        };
        context.insert("breadcrumbs", &[self.home_link(links), to_checks]);
        context
    }

    /// Puts style, script and module into the page, and allows just these.
    fn bundle(&self, context: &mut Context) {
        let style = self.site.theme.code("check.css");
        let check = engine("check");
        let script = format!("{UNPACK}\n{}", check.script);
        let policy = format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; connect-src 'none'; base-uri 'none'; \
             form-action 'none'",
            policy_hash(&script),
            policy_hash(&style),
        );
        context.insert("policy", &policy);
        context.insert("bundle", &Bundle { style, script: script.into(), wasm_base64: PACKED_CHECK.as_str().into() });
    }

    fn search(&self, index: &SearchIndex) -> Result<String, Misplaced> {
        let permalink = address::search();
        let links = self.links_at(&permalink);
        let string = |key| self.site.theme.string("search", key).to_owned();
        let view = PageView::plain(string("title"), string("description"));
        let mut context = self.context(&links, &permalink, &view);
        context.insert("search", &SearchView::new(index, &links));
        context.insert("breadcrumbs", &[self.home_link(&links)]);
        context.insert("policy", &policy_with_module());
        context.insert("share", &self.share(&[(string("title").as_str(), &permalink)], None));
        self.template("search.html", &context)
    }

    fn not_found(&self) -> Result<String, Misplaced> {
        let links = if self.site.portable {
            self.links_at(&address::not_found())
        } else {
            Links {
                linker: self.linker,
                form: Form::Absolute { base_path: self.site.config.base_path() },
                language: None,
            }
        };
        let string = |key| self.site.theme.string("not_found", key).to_owned();
        let view = PageView::plain(string("title"), string("description"));
        let mut context = self.context(&links, &address::not_found(), &view);
        context.remove("canonical");
        self.template("404.html", &context)
    }

    /// Relative to the root of the site, whatever its base URL: the worker knows where that is.
    fn no_network(&self, searches: bool) -> Result<String, Misplaced> {
        let permalink = address::no_network();
        let links = self.links_at(&permalink);
        let string = |key| self.site.theme.string("no_network", key).to_owned();
        let view = PageView::plain(string("title"), string("description"));
        let mut context = self.context(&links, &permalink, &view);
        context.remove("canonical");
        self.lead_only_to(&mut context, &Kept::new(self.site, self.sets, searches), &links);
        self.template("no_network.html", &context)
    }

    fn manifest(&self) -> Result<String, Misplaced> {
        let links = self.links_at(&address::manifest());
        let view = PageView::plain(String::new(), String::new());
        self.template(theme::MANIFEST, &self.context(&links, &Permalink::home(), &view))
    }

    /// The service worker with the list of what it keeps; or, where the site does without, the one that cleans up.
    fn worker(&self, kept: &BTreeMap<String, String>) -> Vec<u8> {
        let name = if self.site.config.service_worker { "sw.js" } else { "sw-off.js" };
        let files: Vec<(&String, &String)> = kept.iter().collect();
        let json = |value: serde_json::Result<String>| value.expect("strings are JSON");
        self.site
            .theme
            .code(name)
            .replace("__SITE__", &json(serde_json::to_string(&self.site.config.id)))
            .replace("__FILES__", &json(serde_json::to_string(&files)))
            .into_bytes()
    }

    /// The set whose `_index.md` this is.
    fn set_view_of(&self, index: Option<&Page>, links: &'a Links<'a>) -> Option<SetView<'a>> {
        let set = self.sets.iter().find(|set| index.is_some_and(|index| std::ptr::eq(index, set.page)))?;
        Some(self.set_view(set, links))
    }

    fn set_view(&self, set: &'a CriteriaSet<'a>, links: &'a Links<'a>) -> SetView<'a> {
        SetViews { sets: self.sets, bodies: self.bodies, links }.view(set)
    }
}
