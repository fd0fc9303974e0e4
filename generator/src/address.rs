//! Every address of the site that does not follow from where a file lies: one place, so that the plan, links and templates
//! cannot disagree.

use crate::criteria::CriteriaSet;
use crate::source::{Config, Language, Library, Page, Permalink, Slug, TermIndex};
use std::collections::BTreeMap;

/// `/tu-kiem-tra/`: the list of self-checks.
pub fn checks() -> Permalink {
    Permalink::home().page(&Slug::of("tu-kiem-tra"))
}

/// `/tu-kiem-tra/<set>/`: the self-check of a set; of an older version, with the version behind it.
pub fn check(set: &CriteriaSet<'_>) -> Permalink {
    let current = checks().page(&set.part.id);
    if set.is_current { current } else { current.page(&set.part.version) }
}

/// The self-checks in other languages, by the tag of the language and the address in the main one:
/// `/en/tu-kiem-tra/<set>/`. Those of versions in force, where somebody introduced the set in that language.
pub fn checks_in_languages(
    library: &Library,
    languages: &[Language],
    sets: &[CriteriaSet<'_>],
) -> BTreeMap<String, BTreeMap<Permalink, Permalink>> {
    let of = |language: &Language| {
        let is_there = |set: &&CriteriaSet<'_>| {
            set.is_current && set.has_check() && library.translation(set.page, &language.tag).is_some()
        };
        let home = Permalink::home().page(&language.tag);
        let checks = sets.iter().filter(is_there).map(check);
        checks.map(|check| (check.clone(), check.moved(&Permalink::home(), &home))).collect()
    };
    languages.iter().map(|language| (language.tag.to_string(), of(language))).collect()
}

/// `/tu-kiem-tra/<set>/so/`: the book of all versions of a set.
pub fn book(set: &CriteriaSet<'_>) -> Permalink {
    checks().page(&set.part.id).page(&Slug::of("so"))
}

/// `/tu-kiem-tra/<set>/ho-so/`: what is handed in for a recognition.
pub fn dossier(set: &CriteriaSet<'_>) -> Permalink {
    check(set).page(&Slug::of("ho-so"))
}

/// `/mang-theo/<set>.html`: the self-check as one file.
pub fn single_file(set: &CriteriaSet<'_>) -> Permalink {
    let (id, version) = (&set.part.id, &set.part.version);
    Permalink::made(if set.is_current {
        format!("mang-theo/{id}.html")
    } else {
        format!("mang-theo/{id}/{version}.html")
    })
}

/// `/tu-kiem-tra/<set>/tong-hop/`: adds up many sheets of the version in force.
pub fn tally(set: &CriteriaSet<'_>) -> Permalink {
    checks().page(&set.part.id).page(&Slug::of("tong-hop"))
}

/// `/tieu-chi/<set>/<set>.json`, beside the set's page.
pub fn json(set: &CriteriaSet<'_>) -> Permalink {
    beside(set, "json")
}

/// `/tieu-chi/<set>/<set>.xlsx`, beside the set's page.
pub fn sheet(set: &CriteriaSet<'_>) -> Permalink {
    beside(set, "xlsx")
}

fn beside(set: &CriteriaSet<'_>, extension: &str) -> Permalink {
    Permalink::made(format!("{}{}.{extension}", set.page.permalink.as_str(), set.part.id))
}

/// `/tieu-chi/hoctap-set-1.schema.json`
pub fn schema() -> Permalink {
    Permalink::made("tieu-chi/hoctap-set-1.schema.json")
}

/// `/tim-kiem/`
pub fn search() -> Permalink {
    Permalink::home().page(&Slug::of("tim-kiem"))
}

/// `/404.html`
pub fn not_found() -> Permalink {
    Permalink::made("404.html")
}

/// `/manifest.webmanifest`
pub fn manifest() -> Permalink {
    Permalink::made("manifest.webmanifest")
}

/// `/sitemap.xml`
pub fn sitemap() -> Permalink {
    Permalink::made("sitemap.xml")
}

/// `/atom.xml` for the home page and the whole site, `/bai-viet/atom.xml` for a section.
pub fn feed(section: &Page) -> Permalink {
    Permalink::made(format!("{}atom.xml", section.permalink.as_str()))
}

/// `/robots.txt`
pub fn robots() -> Permalink {
    Permalink::made("robots.txt")
}

/// `/sw.js`, that name for ever: a worker that is out there asks for it by this name.
pub fn worker() -> Permalink {
    Permalink::made("sw.js")
}

/// `/khong-co-mang.html`: what the worker shows for any page that is not there while there is no network.
pub fn no_network() -> Permalink {
    Permalink::made("khong-co-mang.html")
}

/// `/ca-trang.json`: the files that the worker does not keep by itself, with hash and size.
pub fn whole() -> Permalink {
    Permalink::made("ca-trang.json")
}

/// `/bai-viet/in/`
pub fn booklet(section: &Page) -> Permalink {
    section.permalink.page(&Slug::of("in"))
}

/// `/tap-huan/<course>/<lesson>/trinh-chieu/`
pub fn slides(lesson: &Page) -> Permalink {
    lesson.permalink.page(&Slug::of("trinh-chieu"))
}

/// `/tap-huan/<course>/nguoi-day/`
pub fn trainer(course: &Page) -> Permalink {
    course.permalink.page(&Slug::of("nguoi-day"))
}

/// `/tap-huan/<course>/phat-tay/`
pub fn handout(course: &Page) -> Permalink {
    course.permalink.page(&Slug::of("phat-tay"))
}

/// `/theo-thang/`
pub fn archive() -> Permalink {
    Permalink::home().page(&Slug::of("theo-thang"))
}

/// `/theo-thang/2026-11/`: the pages of a month.
pub fn month(year: u16, month: u8) -> Permalink {
    archive().page(&Slug::month(year, month))
}

/// `/chu-de/`: the terms of a taxonomy.
pub fn taxonomy(config: &Config, taxonomy: usize) -> Permalink {
    Permalink::home().page(&config.taxonomies[taxonomy].id)
}

/// `/chu-de/ky-nang-so/`: the pages of a term.
pub fn term(config: &Config, (index, term): TermIndex) -> Permalink {
    taxonomy(config, index).page(&config.taxonomies[index].terms[term].id)
}

/// Stands in addresses before the number of a part.
const PART: Slug = Slug::of("trang");

/// `/bai-viet/trang-2/`: a part of a list; the first is the list itself.
pub fn part(list: &Permalink, number: usize) -> Permalink {
    if number == 1 { list.clone() } else { list.page(&Slug::numbered(&PART, number)) }
}
