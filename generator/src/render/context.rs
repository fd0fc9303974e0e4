//! What templates are given: the names here are the theme's contract (see `themes/default/README.md`).

use super::Renderer;
use super::license::License;
use super::share::Share;
use crate::address;
use crate::criteria::CriteriaSet;
use crate::criteria::document::State;
use crate::markdown::{Body, Form, Links, Target, TocEntry};
use crate::plan::Kept;
use crate::search::SearchIndex;
use crate::source::{Config, Help, Language, Page, Permalink, names_a_page};
use crate::structure::review_due;
use crate::theme::{Asset, LoadedBy};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tera::{Context, Value};
use wasm_check::date::Date;

/// A title that leads somewhere, unless the page travels alone.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub(super) title: String,
    pub(super) href: Option<String>,
    /// The language of the title, on pages that are not in the site's main one.
    pub(super) lang: Option<String>,
}

/// A link in a list of pages.
#[derive(Debug, Serialize)]
struct ListLink<'a> {
    title: &'a str,
    href: Option<String>,
    lang: Option<&'a str>,
    description: &'a str,
    mark: Option<&'a str>,
    date: Option<String>,
}

/// A link of the main menu.
#[derive(Debug, Serialize)]
struct NavLink<'a> {
    title: &'a str,
    href: Option<String>,
    lang: Option<&'a str>,
    current: bool,
}

/// A self-check in a list.
#[derive(Debug, Serialize)]
struct CheckLink<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    description: &'a str,
    /// The language of these two, on pages that are not in the site's main one.
    lang: Option<&'a str>,
    mark: Option<&'a str>,
    /// What it is about, for whom, who decides.
    about: Option<&'a str>,
    state: State,
    /// Whether it comes to a verdict; else it is a checklist.
    decides: bool,
    href: Option<String>,
    carry_href: Option<String>,
    tally_href: Option<String>,
}

#[derive(Debug, Serialize)]
struct SiteView<'a> {
    title: &'a str,
    description: &'a str,
    owner: Option<&'a str>,
    license: Option<License>,
    contact: Option<&'a str>,
    report_to: Option<&'a str>,
    id: &'a str,
}

/// Who helps; nothing in it where `site.toml` names nobody.
#[derive(Debug, Serialize)]
struct HelpView<'a> {
    name: Option<&'a str>,
    phone: Option<&'a str>,
    /// The number as a link calls it.
    call: Option<String>,
    address: Option<&'a str>,
    /// How a table on paper is entered.
    guide: Option<Link>,
    is_set: bool,
}

impl<'a> HelpView<'a> {
    fn new(help: &'a Help, links: &Links<'_>) -> Self {
        Self {
            name: help.name.as_deref(),
            phone: help.phone.as_deref(),
            call: help.call(),
            address: help.address.as_deref(),
            guide: help.guide.as_ref().and_then(|guide| link_of(&guide.value, links)),
            is_set: help.names_somebody(),
        }
    }
}

impl<'a> SiteView<'a> {
    fn new(config: &'a Config, language: Option<&'a Language>) -> Self {
        Self {
            title: language.map_or(&config.title, |language| &language.title),
            description: language.map_or(&config.description, |language| &language.description),
            owner: config.owner.as_deref(),
            license: config.license.as_deref().map(License::new),
            contact: config.contact.as_deref(),
            report_to: config.report_to.as_deref(),
            id: &config.id,
        }
    }
}

/// Addresses by name; none where the site does without.
type Addresses<'a> = BTreeMap<&'a str, Option<String>>;

/// Addresses of the files that a page loads.
#[derive(Debug, Serialize)]
struct AssetView<'a> {
    /// Style, scripts, pictures and modules: `asset["style.css"]`.
    #[serde(flatten)]
    by_name: Addresses<'a>,
    worker: Option<String>,
    /// The list of what the whole site is.
    whole_list: Option<String>,
    manifest: Option<String>,
    feed: Option<String>,
    /// Files that the site named for its theme, by the option's key.
    of_theme: Addresses<'a>,
}

/// The [`AssetView`]s of a site, each made once for all pages that write it alike.
///
/// All assets stand at the root of the site, so a page writes the address of each as it writes that of the worker; only the
/// files that the site named for its theme may stand elsewhere. By these addresses they are found.
#[derive(Debug, Default)]
pub struct AssetViews(Mutex<BTreeMap<Vec<Option<String>>, Value>>);

/// What a page says of itself.
#[derive(Debug, Serialize)]
pub(super) struct PageView<'a> {
    title: Cow<'a, str>,
    description: Cow<'a, str>,
    content: &'a str,
    mark: Option<&'a str>,
    /// Its headings of the second level, where there are enough of them to lose one's way.
    toc: Vec<&'a TocEntry>,
    date: Option<String>,
    /// When it was last compared with what is true.
    reviewed: Option<String>,
    /// The day that it is past.
    review_due: Option<String>,
    /// By taxonomy.
    tags: Vec<TagsView<'a>>,
    sources: Vec<SourceView<'a>>,
    lesson: Option<LessonView<'a>>,
    large_print: bool,
    /// Whether its text asks questions, which have a style sheet of their own.
    asks: bool,
    /// Whether it is a form, whose style sheet is whole.
    is_form: bool,
}

/// From this many headings on, a page has a table of contents.
const TOC_FROM: usize = 3;

/// The tags of a page that belong to one taxonomy.
#[derive(Debug, Serialize)]
struct TagsView<'a> {
    title: &'a str,
    terms: Vec<Link>,
}

/// What was read for a page.
#[derive(Debug, Serialize)]
pub(super) struct SourceView<'a> {
    pub(super) publisher: &'a str,
    pub(super) date: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

/// What a lesson says of itself.
#[derive(Debug, Serialize)]
pub(super) struct LessonView<'a> {
    audience: &'a str,
    minutes: u32,
    outcomes: &'a [String],
    hand_outs: Vec<Link>,
}

/// What the self-check carries inside when it travels alone.
#[derive(Debug, Serialize)]
pub(super) struct Bundle {
    pub(super) style: String,
    pub(super) script: Cow<'static, str>,
    pub(super) wasm_base64: Cow<'static, str>,
}

/// What the search page needs to begin.
#[derive(Debug, Serialize)]
pub(super) struct SearchView {
    script: Option<String>,
    parts: String,
}

impl SearchView {
    pub(super) fn new(index: &SearchIndex, links: &Links<'_>) -> Self {
        let folder = index.script().relative_to(&address::search(), false).replace("search.js", "");
        Self { script: links.href(&index.script()), parts: folder }
    }
}

impl PageView<'_> {
    /// A page that the theme words.
    pub(super) fn plain(title: String, description: String) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            content: "",
            mark: None,
            toc: Vec::new(),
            date: None,
            reviewed: None,
            review_due: None,
            tags: Vec::new(),
            sources: Vec::new(),
            lesson: None,
            large_print: false,
            asks: false,
            is_form: false,
        }
    }
}

impl<'a> LessonView<'a> {
    /// Of a page that is a lesson.
    pub(super) fn of(page: &'a Page, links: &Links<'_>) -> Option<Self> {
        page.lesson.as_ref().map(|lesson| Self {
            audience: &lesson.audience,
            minutes: lesson.minutes,
            outcomes: &lesson.outcomes,
            hand_outs: lesson.hand_outs.iter().filter_map(|hand_out| hand_out_view(&hand_out.value, links)).collect(),
        })
    }
}

fn hand_out_view(hand_out: &str, links: &Links<'_>) -> Option<Link> {
    if names_a_page(hand_out) {
        return link_of(hand_out, links);
    }
    Some(Link { title: hand_out.to_owned(), href: None, lang: None })
}

/// The headings of the second level, unless they are few.
fn contents(body: Option<&Body>) -> Vec<&TocEntry> {
    let toc: Vec<&TocEntry> = body.into_iter().flat_map(|body| &body.toc).filter(|entry| entry.level == 2).collect();
    if toc.len() < TOC_FROM { Vec::new() } else { toc }
}

impl<'a> PageView<'a> {
    /// With another text.
    pub(super) fn with_content(self, content: &'a str) -> Self {
        Self { content, ..self }
    }

    /// A self-check, or its book.
    pub(super) fn form(title: String, description: String) -> Self {
        Self { is_form: true, ..Self::plain(title, description) }
    }

    /// With questions, or without.
    pub(super) fn asking(self, asks: bool) -> Self {
        Self { asks, ..self }
    }
}

fn sources(page: &Page) -> Vec<SourceView<'_>> {
    page.sources
        .iter()
        .map(|source| SourceView {
            publisher: &source.publisher,
            date: source.date.as_deref(),
            title: source.title.as_deref(),
            url: source.url.as_deref(),
            note: source.note.as_deref(),
        })
        .collect()
}

/// The most pages below the home page that every page names; the home page names all. Where thousands lie there, their
/// names would be most of each of thousands of pages.
const MOST_IN_NAV: usize = 40;

impl<'a> Renderer<'a> {
    /// A page of `content/`.
    pub(super) fn page_view<'p>(&'p self, page: &'p Page, body: Option<&'p Body>, links: &Links<'a>) -> PageView<'p> {
        let due = review_due(page, &self.site.config).filter(|due| *due <= self.site.today);
        PageView {
            title: page.title.as_str().into(),
            description: page.description.as_str().into(),
            content: body.map_or("", |body| body.text.html()),
            mark: page.mark,
            toc: contents(body),
            date: page.date.map(Date::vietnamese),
            reviewed: page.reviewed.map(Date::vietnamese),
            review_due: due.map(Date::vietnamese),
            tags: self.tags_view(page, links),
            sources: sources(page),
            lesson: LessonView::of(page, links),
            large_print: page.large_print,
            asks: body.is_some_and(Body::asks),
            is_form: false,
        }
    }

    fn tags_view(&self, page: &Page, links: &Links<'a>) -> Vec<TagsView<'_>> {
        let config = &self.site.config;
        let mut views: Vec<TagsView<'_>> = Vec::new();
        let mut last = None;
        for term in self.structure.terms_of(page) {
            let taxonomy = &config.taxonomies[term.0];
            if last.replace(term.0) != Some(term.0) {
                views.push(TagsView { title: &taxonomy.title, terms: Vec::new() });
            }
            let title = taxonomy.terms[term.1].title.clone();
            let link = Link { title, href: links.href(&address::term(config, term)), lang: None };
            views.last_mut().expect("it was just pushed").terms.push(link);
        }
        views
    }

    /// The full address of a page, where the site knows its own.
    pub(super) fn canonical(&self, permalink: &Permalink) -> Option<String> {
        self.site.config.base_url.as_ref().map(|base_url| format!("{base_url}{}", permalink.address()))
    }

    /// What every template is given.
    pub(super) fn context(&self, links: &Links<'a>, permalink: &Permalink, page: &PageView<'_>) -> Context {
        let config = &self.site.config;
        let mut context = Context::new();
        let language = config.languages.iter().find(|language| links.language == Some(&language.tag));
        context.insert("lang", language.map_or(config.language.as_str(), |language| &language.tag));
        context.insert("untranslated", &None::<&str>);
        // Sets are written in the main language, whatever the page around them speaks.
        context.insert("set_lang", &language.map(|_| &config.language));
        context.insert("site", &SiteView::new(config, language));
        context.insert("help", &HelpView::new(&config.help, links));
        context.insert("page", page);
        context.insert("canonical", &self.canonical(permalink));
        context.insert("home", &self.home_href(links));
        context.insert("nav", &self.nav(links, permalink));
        context.insert("lists", &self.lists(links));
        context.insert("alternates", &Vec::<Link>::new());
        context.insert("breadcrumbs", &Vec::<Link>::new());
        context.insert("policy", super::policy::POLICY);
        context.insert("margin", &None::<&str>);
        context.insert("portable", &self.site.portable);
        context.insert("bundle", &None::<Bundle>);
        context.insert("share", &None::<Share>);
        context.insert_value("asset", self.asset_view(links));
        context
    }

    /// Where the files stand that a page loads.
    fn asset_view(&self, links: &Links<'a>) -> Value {
        let online = |permalink: &Permalink| (!self.site.portable).then(|| links.href(permalink)).flatten();
        let of_theme = self.of_theme(links);
        let alike = std::iter::once(links.href(&address::worker())).chain(of_theme.values().cloned());
        let mut views = self.asset_views.0.lock().expect("no thread panics");
        let view = views.entry(alike.collect()).or_insert_with(|| {
            let has_feed = self.site.config.base_url.is_some();
            Value::from_serializable(&AssetView {
                by_name: self.assets(links),
                worker: online(&address::worker()),
                whole_list: online(&address::whole()),
                manifest: online(&address::manifest()),
                feed: self.site.library.home().filter(|_| has_feed).and_then(|home| online(&address::feed(home))),
                of_theme,
            })
        });
        view.clone()
    }

    /// The address of each asset; none where the site does without.
    fn assets(&self, links: &Links<'a>) -> Addresses<'a> {
        let is_used = |asset: &Asset| match asset.loaded_by {
            LoadedBy::Host => !self.site.portable,
            LoadedBy::Whole => !self.site.portable && self.site.config.service_worker,
            _ => true,
        };
        let href = |asset: &'a Asset| links.href(&asset.permalink).filter(|_| is_used(asset));
        self.site.assets.named().map(|(name, asset)| (name, href(asset))).collect()
    }

    /// For the page that is shown without a network: it leads to what is kept, and to nothing else.
    pub(super) fn lead_only_to(&self, context: &mut Context, kept: &Kept<'a>, links: &Links<'a>) {
        let link = |title: &str, permalink: &Permalink| Link {
            title: title.to_owned(),
            href: links.href(permalink),
            lang: None,
        };
        let string = |table, key| self.site.theme.string(table, key);
        let all = (!kept.checks.is_empty()).then(|| link(string("checks", "title"), &address::checks()));
        let checks = kept.checks.iter().map(|set| {
            let title = string("check", "title").replace("{title}", &set.page.title);
            link(&title, &address::check(set))
        });
        let pages = kept.pages.iter().map(|page| link(&page.title, &page.permalink));
        let search = kept.searches.then(|| link(string("search", "title"), &address::search()));
        let lists: Vec<Link> = all.into_iter().chain(checks).chain(pages).chain(search).collect();
        context.insert("kept", &lists);
        for nothing in ["nav", "lists"] {
            context.insert(nothing, &Vec::<Link>::new());
        }
        let site = SiteView { license: None, report_to: None, ..SiteView::new(&self.site.config, None) };
        context.insert("site", &site);
    }

    /// Nothing for the page that travels alone: what it does not carry, it may not show.
    fn of_theme(&self, links: &Links<'a>) -> Addresses<'a> {
        let travels = matches!(links.form, Form::Alone { .. });
        let files = self.site.theme.options.files().filter(|_| !travels);
        files.map(|(key, path)| (key, Permalink::file(path).ok().and_then(|file| links.href(&file)))).collect()
    }

    /// The home page in the language of the page.
    fn home_href(&self, links: &Links<'a>) -> Option<String> {
        self.site.library.home().and_then(|home| links.to(home))
    }

    /// The self-checks, the sections below the home page, the search.
    fn nav(&self, links: &Links<'a>, current: &Permalink) -> Vec<NavLink<'a>> {
        let link = |title, permalink: &Permalink| NavLink {
            title,
            href: links.href(permalink),
            lang: None,
            current: current.as_str().starts_with(permalink.as_str()),
        };
        let has_checks = self.sets.iter().any(CriteriaSet::has_check);
        let title = self.site.theme.string_in(links.language, "checks", "title");
        let checks = has_checks.then(|| link(title, &address::checks()));
        let library = &self.site.library;
        let paths = library.home().map_or(&[][..], |home| library.children_paths(home));
        let sections = library.pages_at(&paths[..paths.len().min(MOST_IN_NAV)]);
        let sections = sections.into_iter().map(|page| NavLink {
            lang: language_of(page, links),
            ..link(&shown(page, links).title, library.permalink_in(page, links.language))
        });
        let title = self.site.theme.string_in(links.language, "search", "title");
        let search = self.site.config.search.then(|| link(title, &address::search()));
        checks.into_iter().chain(sections).chain(search).collect()
    }

    /// The lists that are no sections: taxonomies and the archive.
    fn lists(&self, links: &Links<'a>) -> Vec<Link> {
        let config = &self.site.config;
        let lang = links.language.map(|_| config.language.clone());
        let taxonomies = self.structure.taxonomies().map(|taxonomy| Link {
            title: config.taxonomies[taxonomy].title.clone(),
            href: links.href(&address::taxonomy(config, taxonomy)),
            lang: lang.clone(),
        });
        let archive = (!self.structure.months.is_empty()).then(|| Link {
            title: self.site.theme.string("lists", "archive").to_owned(),
            href: links.href(&address::archive()),
            lang: lang.clone(),
        });
        taxonomies.chain(archive).collect()
    }

    pub(super) fn home_link(&self, links: &Links<'a>) -> Link {
        let title = self.site.theme.string_in(links.language, "common", "home").to_owned();
        Link { title, href: self.home_href(links), lang: None }
    }

    pub(super) fn breadcrumbs(&self, page: &Page, links: &Links<'a>) -> Vec<Link> {
        let ancestors = self.site.library.ancestors(page).into_iter().skip(1).map(|page| link_to(page, links));
        std::iter::once(self.home_link(links))
            .filter(|_| page.permalink != Permalink::home())
            .chain(ancestors)
            .collect()
    }

    pub(super) fn check_links(&self, links: &Links<'a>) -> Vec<impl Serialize + use<'a>> {
        self.sets
            .iter()
            .filter(|set| set.is_current && set.has_check())
            .map(|set| CheckLink {
                id: &set.document.set,
                version: &set.document.version,
                title: &shown(set.page, links).title,
                description: &shown(set.page, links).description,
                lang: language_of(set.page, links),
                mark: set.page.mark,
                about: set.document.about.as_deref(),
                state: set.document.state,
                decides: set.document.gives_verdicts(),
                href: links.to_check(&address::check(set)),
                carry_href: links.href(&address::single_file(set)),
                tally_href: links.href(&address::tally(set)),
            })
            .collect()
    }
}

/// A page as it is in the language of the links, where somebody translated it.
pub(super) fn shown<'p>(page: &'p Page, links: &Links<'p>) -> &'p Page {
    links.language.and_then(|language| links.linker.library.translation(page, language)).unwrap_or(page)
}

/// The language in which a page's title is shown: said wherever the reader's is not the main one, as lists mix both.
pub(super) fn language_of<'p>(page: &'p Page, links: &Links<'p>) -> Option<&'p str> {
    links.language?;
    Some(shown(page, links).language.as_deref().unwrap_or(links.linker.language))
}

/// A link to a page.
pub(super) fn link_to(page: &Page, links: &Links<'_>) -> Link {
    let lang = language_of(page, links).map(str::to_owned);
    Link { title: shown(page, links).title.clone(), href: links.to(page), lang }
}

/// A link of the front matter, under the title of its page. Broken ones were reported when the site was checked.
pub(super) fn link_of(destination: &str, links: &Links<'_>) -> Option<Link> {
    let target = links.linker.resolve(destination).ok()?;
    let href = links.href_of(&target);
    match &target {
        Target::Inside { page: Some(page), .. } => {
            Some(Link { href, ..link_to(links.linker.library.get(page)?, links) })
        }
        _ => Some(Link { title: destination.to_owned(), href, lang: None }),
    }
}

/// Links to pages, with what each is about.
pub(super) fn link_list<'a>(pages: &[&'a Page], links: &Links<'a>) -> Vec<impl Serialize + use<'a>> {
    pages
        .iter()
        .map(|page| {
            let shown = shown(page, links);
            ListLink {
                title: &shown.title,
                href: links.to(page),
                lang: language_of(page, links),
                description: &shown.description,
                mark: page.mark,
                date: page.date.map(Date::vietnamese),
            }
        })
        .collect()
}
