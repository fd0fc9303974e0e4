//! All pages of the site, and how they hang together: a folder is a section, its `_index.md` is the section's page.

use super::language::{Language, similar_tag, split_translation};
use super::page::{Kind, Page, Surroundings, content_path};
use super::permalink::Permalink;
use super::set::SetPart;
use super::slug::Slug;
use super::text::Source;
use crate::diagnostic::{FileProblem, Findings, Place, Problem};
use crate::disk::{Entry, Folder, Found, Root};
use crate::error::Failure;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use wasm_check::vietnamese::collation_key;

/// The pages of a site by their path below `content/`.
#[derive(Debug, Default)]
pub struct Library {
    pages: BTreeMap<String, Arc<Page>>,
    /// The paths of the pages below each section, in the order in which they are listed.
    children: BTreeMap<String, Vec<String>>,
    /// The place of each page in that order.
    places: BTreeMap<String, usize>,
    /// Pages in another language, by its tag and the path of the original.
    translations: BTreeMap<String, BTreeMap<String, Page>>,
    /// Where each page stands in another language, translated or not, by its tag and the path of the original.
    in_languages: BTreeMap<String, BTreeMap<String, Permalink>>,
    /// Files that are there but could not be read as pages.
    broken: BTreeSet<String>,
    /// The same, as far as their text can be looked at for its own mistakes.
    unread: Vec<Page>,
    /// Drafts that were left out, translations too; one that is a section leaves out all below.
    drafts: BTreeSet<String>,
}

impl Library {
    /// The page of that path.
    pub fn get(&self, content_path: &str) -> Option<&Page> {
        self.pages.get(content_path).map(AsRef::as_ref)
    }

    /// The page at the root of the site.
    pub fn home(&self) -> Option<&Page> {
        self.get("_index.md")
    }

    /// A page in another language, where somebody translated it.
    pub fn translation(&self, original: &Page, language: &str) -> Option<&Page> {
        self.translations.get(language)?.get(original.content_path())
    }

    /// All translated pages: the language, the original, the translation.
    pub fn translated(&self) -> impl Iterator<Item = (&str, &Page, &Page)> {
        let all =
            self.translations.iter().flat_map(|(tag, pages)| pages.iter().map(move |(path, page)| (tag, path, page)));
        all.filter_map(|(tag, path, page)| Some((tag.as_str(), self.get(path)?, page)))
    }

    /// Whether a page stands in a language, translated or not.
    pub fn is_in(&self, original: &Page, language: &str) -> bool {
        self.in_languages.get(language).is_some_and(|places| places.contains_key(original.content_path()))
    }

    /// All translations of a page, with their languages.
    pub fn translations<'p>(&'p self, original: &'p Page) -> impl Iterator<Item = (&'p str, &'p Page)> {
        self.translations.iter().filter_map(|(tag, pages)| Some((tag.as_str(), pages.get(original.content_path())?)))
    }

    /// Where a page stands in a language; the main one where none is named.
    pub fn permalink_in<'p>(&'p self, original: &'p Page, language: Option<&str>) -> &'p Permalink {
        let abroad = language.and_then(|language| self.in_languages.get(language)?.get(original.content_path()));
        abroad.unwrap_or(&original.permalink)
    }

    /// All pages, by path.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.values().map(AsRef::as_ref)
    }

    /// The paths of all pages.
    pub fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.pages.keys().map(String::as_str)
    }

    /// Whether a file is there whose mistakes keep it from being a page.
    pub fn is_broken(&self, content_path: &str) -> bool {
        self.broken.contains(content_path)
    }

    /// The files that are there but could not be read as pages, by path.
    pub fn broken(&self) -> impl Iterator<Item = &str> {
        self.broken.iter().map(String::as_str)
    }

    /// Their texts, to be looked at for mistakes.
    pub fn unread(&self) -> &[Page] {
        &self.unread
    }

    /// Whether there is any such file.
    pub fn has_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// Whether the folder of a section holds such a file.
    pub fn is_broken_below(&self, section: &Page) -> bool {
        let folder = section.content_path().strip_suffix("_index.md").unwrap_or_default();
        self.broken.iter().any(|path| path.starts_with(folder))
    }

    /// The drafts that were left out, by path.
    pub fn drafts(&self) -> impl Iterator<Item = &str> {
        self.drafts.iter().map(String::as_str)
    }

    /// Whether a path is a draft that was left out, or lies below one.
    pub fn is_left_out(&self, content_path: &str) -> bool {
        let above = content_path.match_indices('/').map(|(slash, _)| &content_path[..slash]);
        self.drafts.contains(content_path) || above.into_iter().any(|folder| self.drafts.contains(&index_of(folder)))
    }

    /// The page of the section that a page stands in; nothing for the home page.
    pub fn parent(&self, page: &Page) -> Option<&Page> {
        let folder = folder_of(page.content_path())?;
        self.get(&index_of(folder))
    }

    /// The sections that a page stands in, from the home page down.
    pub fn ancestors(&self, page: &Page) -> Vec<&Page> {
        let mut ancestors: Vec<&Page> = std::iter::successors(self.parent(page), |page| self.parent(page)).collect();
        ancestors.reverse();
        ancestors
    }

    /// The pages directly below a section: by weight, then the newest, then by title as in a dictionary.
    pub fn children(&self, section: &Page) -> Vec<&Page> {
        self.pages_at(self.children_paths(section))
    }

    /// Their paths: a list of thousands is not looked up to show twenty of them.
    pub fn children_paths(&self, section: &Page) -> &[String] {
        self.children.get(section.content_path()).map_or(&[], Vec::as_slice)
    }

    /// The pages of some paths.
    pub fn pages_at(&self, paths: &[String]) -> Vec<&Page> {
        paths.iter().filter_map(|path| self.get(path)).collect()
    }

    /// The pages before and after a page in its section, sections below it left out.
    pub fn neighbours(&self, page: &Page) -> (Option<&Page>, Option<&Page>) {
        let path = page.content_path();
        let siblings = folder_of(path).and_then(|folder| self.children.get(&index_of(folder)));
        let (Some(siblings), Some(&place)) = (siblings, self.places.get(path)) else { return (None, None) };
        let page_at = |place: usize| {
            let page = self.get(siblings.get(place)?)?;
            (!matches!(page.kind, Kind::Section)).then_some(page)
        };
        (place.checked_sub(1).and_then(page_at), page_at(place + 1))
    }

    /// Gives every set that is not the current version of its id, and all pages below it, an address with its version:
    /// `/tieu-chi/cdht/244-2022/`. Only now: which version is current is known when all are read.
    fn place_versions(&mut self) {
        let mut older: Vec<(String, Permalink, Permalink)> = Vec::new();
        for (path, page) in &self.pages {
            let Kind::Set(set) = &page.kind else { continue };
            let is_current = !self.sets().any(|other| other.id == set.id && other.precedence() > set.precedence());
            if !is_current {
                let folder = path.strip_suffix("_index.md").unwrap_or_default().to_owned();
                older.push((folder, page.permalink.clone(), page.permalink.page(&set.version)));
            }
        }
        for (folder, plain, versioned) in older {
            for (_, page) in self.pages.iter_mut().filter(|(path, _)| path.starts_with(&folder)) {
                let page = Arc::make_mut(page);
                page.permalink = page.permalink.moved(&plain, &versioned);
            }
        }
    }

    /// Gives every page an address in every other language: below its section's address there, under its own name or
    /// the one that its translation gives it.
    fn place_in_languages(&mut self, languages: &[Language]) {
        for language in languages {
            let mut places: BTreeMap<String, Permalink> = BTreeMap::new();
            let mut paths: Vec<&String> = self.pages.keys().collect();
            // Sections before what is below them.
            paths
                .sort_by_key(|path| (path.matches('/').count() * 2 + usize::from(!path.ends_with("_index.md")), *path));
            for path in paths {
                let page = &self.pages[path];
                // Sets stand in the language of their text, unless somebody introduces one in another.
                let is_of_a_set = matches!(page.kind, Kind::Set(_) | Kind::Criterion(_));
                if is_of_a_set && self.translation(page, &language.tag).is_none() {
                    continue;
                }
                let place =
                    match self.parent(page).and_then(|parent| Some((parent, places.get(parent.content_path())?))) {
                        None => Permalink::home().page(&language.tag),
                        Some((parent, above)) => {
                            let translated = self.translation(page, &language.tag).and_then(|page| page.slug.as_ref());
                            match translated {
                                Some(slug) => above.page(slug),
                                None => page.permalink.moved(&parent.permalink, above),
                            }
                        }
                    };
                places.insert(path.clone(), place);
            }
            self.in_languages.insert(language.tag.to_string(), places);
        }
    }

    fn sets(&self) -> impl Iterator<Item = &SetPart> {
        self.pages.values().filter_map(|page| match &page.kind {
            Kind::Set(set) => Some(set.as_ref()),
            _ => None,
        })
    }

    fn index_children(&mut self) {
        let mut children: BTreeMap<String, Vec<&Page>> = BTreeMap::new();
        for page in self.pages.values() {
            if let Some(folder) = folder_of(page.content_path()) {
                children.entry(index_of(folder)).or_default().push(page);
            }
        }
        let in_order = |mut pages: Vec<&Page>| {
            pages.sort_by_cached_key(|page| {
                (page.weight, Reverse(page.date), collation_key(&page.title), page.permalink.clone())
            });
            pages.into_iter().map(|page| page.content_path().to_owned()).collect()
        };
        let children: BTreeMap<String, Vec<String>> =
            children.into_iter().map(|(section, pages)| (section, in_order(pages))).collect();
        self.places = children.values().flat_map(|paths| paths.iter().cloned().zip(0..)).collect();
        self.children = children;
    }
}

/// The folder that holds a page's section, by the page's path; nothing for the home page.
fn folder_of(content_path: &str) -> Option<&str> {
    let folder = content_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if content_path.ends_with("_index.md") {
        if folder.is_empty() { None } else { Some(folder.rsplit_once('/').map_or("", |(above, _)| above)) }
    } else {
        Some(folder)
    }
}

fn index_of(folder: &str) -> String {
    if folder.is_empty() { "_index.md".to_owned() } else { format!("{folder}/_index.md") }
}

/// Pages that an earlier reading left, for a command that reads a site again and again.
pub trait KnownPages {
    /// The page of a file, by its path in the site, where it is as it was.
    fn page(&self, file: &Path, path: &str, around: &Surroundings<'_>) -> Option<Arc<Page>>;

    /// Keeps a page that was read without a mistake.
    fn keep_page(&mut self, file: &Path, path: &str, around: &Surroundings<'_>, page: &Arc<Page>);
}

/// The name of a section's own page.
const INDEX: &str = "_index.md";

/// Reads all of `content/`. Drafts are left out unless asked for; a draft `_index.md` leaves out its whole folder.
pub fn read_library(
    root: &Root,
    languages: &[Language],
    drafts: bool,
    known: Option<&mut dyn KnownPages>,
    findings: &mut Findings,
) -> Result<Library, Failure> {
    let mut reader = Reader { languages, drafts, known, findings, library: Library::default() };
    match root.content(reader.findings)? {
        Found::Folder(part) => reader.folder("content", &part.folder(), &Permalink::home())?,
        Found::Nothing => reader.no_home(),
        Found::Refused => {}
    }
    reader.library.place_versions();
    reader.library.index_children();
    reader.library.place_in_languages(languages);
    Ok(reader.library)
}

struct Reader<'a, 'k> {
    languages: &'a [Language],
    drafts: bool,
    /// What an earlier reading left.
    known: Option<&'a mut (dyn KnownPages + 'k)>,
    findings: &'a mut Findings,
    library: Library,
}

impl Reader<'_, '_> {
    fn no_home(&mut self) {
        let path = "content/_index.md";
        self.findings.add(Place::start_of(path), Problem::MissingFile { path: path.to_owned() });
    }

    fn folder(&mut self, folder: &str, open: &Folder<'_>, above: &Permalink) -> Result<(), Failure> {
        let (files, folders) = self.list(folder, open)?;
        let (translations, files): (Vec<Entry>, Vec<Entry>) =
            files.into_iter().partition(|file| split_translation(&file.name).is_some());
        let Some(index) = files.iter().find(|file| file.name == "_index.md") else {
            if folder == "content" {
                self.no_home();
            } else if !files.is_empty() || !folders.is_empty() || !translations.is_empty() {
                let place = Place::start_of(format!("{folder}/_index.md"));
                self.findings.add(place, Problem::MissingIndex { folder: folder.to_owned() });
                // What stands below has mistakes of its own, and is told of in the same run.
                let parent = above.page(&Slug::stand_in(folder));
                self.library.broken.insert(format!("{}/_index.md", content_path(folder)));
                return self.below(folder, open, (files, translations, folders), &parent, false);
            }
            return Ok(());
        };
        let index = self.page(folder, open, index, above, false)?;
        let Some((parent, in_set)) = index else { return Ok(()) };
        self.below(folder, open, (files, translations, folders), &parent, in_set)
    }

    /// Reads what a folder holds beside its own page.
    fn below(
        &mut self,
        folder: &str,
        open: &Folder<'_>,
        (files, translations, folders): (Vec<Entry>, Vec<Entry>, Vec<Entry>),
        parent: &Permalink,
        in_set: bool,
    ) -> Result<(), Failure> {
        for file in files.iter().filter(|file| file.name != "_index.md") {
            self.page(folder, open, file, parent, in_set)?;
        }
        for file in translations {
            self.translation(folder, open, &file)?;
        }
        for below in folders {
            self.folder(&format!("{folder}/{}", below.name), &open.open(&below)?, parent)?;
        }
        Ok(())
    }

    /// Reads one page; gives its address and whether it is a set. A section with errors still gives an address, so
    /// that the mistakes of its pages are found in the same run.
    fn page(
        &mut self,
        folder: &str,
        open: &Folder<'_>,
        file: &Entry,
        parent: &Permalink,
        in_set: bool,
    ) -> Result<Option<(Permalink, bool)>, Failure> {
        let path = format!("{folder}/{}", file.name);
        let name = content_path(&path);
        let surroundings = Surroundings { parent, in_set };
        let on_disk = open.on_disk(file);
        let known = self.known.as_ref().and_then(|known| known.page(&on_disk, &path, &surroundings));
        let page = if let Some(known) = known {
            known
        } else {
            let mut found = Findings::default();
            let Some(source) = Source::of_site(&path, open.read(file)?, &mut found) else {
                self.findings.append(found);
                self.library.broken.insert(name.to_owned());
                return Ok(None);
            };
            let declares_set = source.text.contains("\n[criteria]");
            let Some(page) = Page::read(&source, &surroundings, &mut found) else {
                self.findings.append(found);
                self.library.broken.insert(name.to_owned());
                // The explanations of a set follow from its front matter.
                if !in_set {
                    self.library.unread.push(Page::unread(&source, parent));
                }
                // Unlike the address of every other section: what stands below is read for its mistakes.
                return Ok(Some((parent.page(&Slug::stand_in(&path)), declares_set)));
            };
            let page = Arc::new(page);
            if let Some(known) = self.known.as_mut().filter(|_| found.is_empty()) {
                known.keep_page(&on_disk, &path, &surroundings, &page);
            }
            self.findings.append(found);
            page
        };
        if page.draft && !self.drafts {
            self.library.drafts.insert(name.to_owned());
            return Ok(None);
        }
        let found = (page.permalink.clone(), matches!(page.kind, Kind::Set(_)));
        self.library.pages.insert(page.content_path().to_owned(), page);
        Ok(Some(found))
    }

    /// Reads a page in another language, after its original.
    fn translation(&mut self, folder: &str, open: &Folder<'_>, file: &Entry) -> Result<(), Failure> {
        let path = format!("{folder}/{}", file.name);
        let Some((original, tag)) = split_translation(&file.name) else { return Ok(()) };
        if !self.languages.iter().any(|language| *language.tag == *tag) {
            let (tag, similar) = (tag.to_owned(), similar_tag(tag, self.languages).map(str::to_owned));
            self.findings.add(Place::start_of(path), Problem::UnknownLanguage { tag, similar });
            return Ok(());
        }
        let original = content_path(&format!("{folder}/{original}")).to_owned();
        let Some(of) = self.library.get(&original) else {
            if !self.library.is_broken(&original) && !self.library.drafts.contains(&original) {
                self.findings.add(Place::start_of(path), Problem::NoOriginal { original });
            }
            return Ok(());
        };
        if matches!(of.kind, Kind::Criterion(_)) {
            self.findings.add(Place::start_of(path), Problem::TranslatedCriterion);
            return Ok(());
        }
        let Some(source) = Source::of_site(&path, open.read(file)?, self.findings) else { return Ok(()) };
        let Some(page) = Page::read_translation(&source, of, tag, self.findings) else { return Ok(()) };
        if page.draft && !self.drafts {
            self.library.drafts.insert(content_path(&path).to_owned());
        } else {
            self.library.translations.entry(tag.to_owned()).or_default().insert(original, page);
        }
        Ok(())
    }

    /// The Markdown files and the folders in a folder, sorted; of other files it is said that nobody will see them.
    fn list(&mut self, folder: &str, open: &Folder<'_>) -> Result<(Vec<Entry>, Vec<Entry>), Failure> {
        let is_page = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "md");
        let (folders, files): (Vec<Entry>, Vec<Entry>) =
            open.list(self.findings)?.into_iter().partition(Entry::is_folder);
        let (pages, others): (Vec<Entry>, Vec<Entry>) = files.into_iter().partition(|file| is_page(&file.name));
        // On Windows it is the same name.
        let (misnamed, pages): (Vec<Entry>, Vec<Entry>) =
            pages.into_iter().partition(|file| file.name != INDEX && file.name.eq_ignore_ascii_case(INDEX));
        // As other programs call it; one that stands beside ours is a page like any other.
        let is_index = |name: &str| matches!(name.to_ascii_lowercase().as_str(), "index.md" | "readme.md");
        if !pages.iter().any(|file| file.name == INDEX) {
            for file in pages.iter().filter(|file| is_index(&file.name)) {
                let place = Place::start_of(format!("{folder}/{}", file.name));
                self.findings.add(place, FileProblem::IndexOfOthers { name: file.name.clone() });
            }
        }
        let (doubled, pages): (Vec<Entry>, Vec<Entry>) =
            pages.into_iter().partition(|file| file.name.to_ascii_lowercase().ends_with(".md.md"));
        for file in doubled {
            let problem = FileProblem::NotAPage { name: file.name.clone() };
            self.findings.add(Place::start_of(format!("{folder}/{}", file.name)), problem);
        }
        for file in misnamed {
            self.findings.add(Place::start_of(format!("{folder}/{}", file.name)), FileProblem::IndexName);
        }
        for other in others {
            let problem = FileProblem::NotAPage { name: other.name.clone() };
            self.findings.add(Place::start_of(format!("{folder}/{}", other.name)), problem);
        }
        Ok((pages, folders))
    }
}
