//! Who is named as a source in a text (“theo Báo Thái Bình”, “theo Thông tư 24/2023”) stands under “Nguồn” too: a reader who
//! wants to look it up finds it there, with title, day and address.
//!
//! Of a criterion, the sources and the basis of its set count as well: they stand one link above.

use crate::criteria::CriteriaSet;
use crate::diagnostic::{ContentProblem, Findings};
use crate::source::{Kind, Library, Page, SourceNote};
use std::collections::{BTreeMap, BTreeSet};

/// Words that begin the name of one who publishes, where no page knows the name yet.
const PUBLISHERS: [&str; 7] = ["Báo", "Tạp chí", "Cổng", "Đài", "Thư viện", "Trang", "VietNamNet"];
/// Kinds of text with a number: `Thông tư 24/2023/TT-BGDĐT`.
const TEXTS: [&str; 6] = ["Thông tư", "Quyết định", "Nghị định", "Kế hoạch", "Chỉ thị", "Công văn"];
/// What may stand between “theo” and the text: `theo Điều 9, khoản 1 của Thông tư …`.
const ARTICLES: [&str; 3] = ["Điều ", "khoản ", "điểm "];
const OF: &str = " của ";

/// Finds those who are named as a source and stand in no list of sources.
pub fn check_named_sources(library: &Library, sets: &[CriteriaSet<'_>], findings: &mut Findings) {
    let publishers: BTreeSet<&str> =
        library.pages().flat_map(|page| &page.sources).map(|source| source.publisher.as_str()).collect();
    let above: BTreeMap<&str, &CriteriaSet<'_>> =
        sets.iter().flat_map(|set| set.criteria.iter().map(move |page| (page.content_path(), set))).collect();
    for page in library.pages() {
        let set = above.get(page.content_path()).copied().or_else(|| sets.iter().find(|set| is_page_of(set, page)));
        let listed =
            Listed { sources: sources(page, set), basis: set.and_then(|set| set.document.basis.number.as_deref()) };
        let mut told = BTreeSet::new();
        for named in named(&page.source.text[page.body.clone()], &publishers) {
            if !listed.has(&named) && told.insert(named.name) {
                let place = page.source.place(page.body.start + named.at);
                findings.add(place, ContentProblem::SourceUnlisted { name: named.name.to_owned() });
            }
        }
    }
}

fn is_page_of(set: &CriteriaSet<'_>, page: &Page) -> bool {
    matches!(page.kind, Kind::Set(_)) && std::ptr::eq(set.page, page)
}

fn sources<'a>(page: &'a Page, set: Option<&CriteriaSet<'a>>) -> Vec<&'a SourceNote> {
    let of_set = set.filter(|set| !std::ptr::eq(set.page, page)).map(|set| &set.page.sources);
    page.sources.iter().chain(of_set.into_iter().flatten()).collect()
}

/// What stands under “Nguồn”.
struct Listed<'a> {
    sources: Vec<&'a SourceNote>,
    basis: Option<&'a str>,
}

impl Listed<'_> {
    fn has(&self, named: &Named<'_>) -> bool {
        let texts = |source: &&SourceNote| {
            let all = [Some(&source.publisher), source.title.as_ref(), source.note.as_ref()];
            all.into_iter().flatten().any(|text| text.contains(named.key))
        };
        self.sources.iter().any(texts) || self.basis.is_some_and(|number| number.starts_with(named.key))
    }
}

/// A source that a text names.
struct Named<'t> {
    /// Where the name begins.
    at: usize,
    /// As it is written.
    name: &'t str,
    /// What a list must hold: the name of who publishes, or the number of the text.
    key: &'t str,
}

/// All that stand behind a “theo”.
fn named<'t>(text: &'t str, publishers: &BTreeSet<&str>) -> Vec<Named<'t>> {
    let mut all = Vec::new();
    for (at, word) in text.match_indices("heo ") {
        let before = &text[..at];
        let is_word =
            before.ends_with(['t', 'T']) && !before[..before.len() - 1].ends_with(|char: char| char.is_alphanumeric());
        if !is_word {
            continue;
        }
        let start = at + word.len();
        let start = start + behind_articles(&text[start..]);
        let rest = &text[start..];
        let found = numbered(rest).or_else(|| published(rest, publishers));
        all.extend(found.map(|(name, key)| Named { at: start, name, key }));
    }
    all
}

/// How long the article is that a text is cited by: `Điều 9 của `.
fn behind_articles(rest: &str) -> usize {
    let line = rest.split(['\n', '.', ';', ':', '(']).next().unwrap_or_default();
    let is_article = ARTICLES.iter().any(|word| line.starts_with(word));
    line.find(OF).filter(|_| is_article).map_or(0, |at| at + OF.len())
}

/// A text with a number, and the number as far as it tells one from another: `24/2023`, `324/QĐ-KHVN`.
fn numbered(rest: &str) -> Option<(&str, &str)> {
    let kind = TEXTS.iter().find(|kind| rest.starts_with(**kind))?;
    let behind = rest[kind.len()..].strip_prefix(" số").unwrap_or(&rest[kind.len()..]).strip_prefix(' ')?;
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '/' | '-');
    let number = &behind[..behind.find(|char| !is_part(char)).unwrap_or(behind.len())];
    let number = number.trim_end_matches(['/', '-']);
    let mut slashes = number.match_indices('/');
    slashes.next()?;
    let key = slashes.next().map_or(number, |(second, _)| &number[..second]);
    let end = rest.len() - behind.len() + number.len();
    Some((&rest[..end], key))
}

/// One who publishes: known from any page, or by what such names begin with.
fn published<'t>(rest: &'t str, publishers: &BTreeSet<&str>) -> Option<(&'t str, &'t str)> {
    let ends = |name: &str| !rest[name.len()..].starts_with(|char: char| char.is_alphanumeric());
    let known = publishers.iter().filter(|name| rest.starts_with(**name) && ends(name)).map(|name| name.len()).max();
    let end = known.or_else(|| {
        let begin = PUBLISHERS.iter().find(|begin| rest.starts_with(**begin) && ends(begin))?;
        let mut end = begin.len();
        // The name goes on for as long as its words begin with a capital letter.
        while let Some(word) = rest[end..].strip_prefix(' ')
            && word.starts_with(char::is_uppercase)
        {
            end += 1 + word.find(|char: char| !char.is_alphanumeric()).unwrap_or(word.len());
        }
        (end > begin.len() || *begin == "VietNamNet").then_some(end)
    })?;
    Some((&rest[..end], &rest[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&str> {
        let known = BTreeSet::from(["Hội Khuyến học Ba Hàng Đồi", "Hội Khuyến học"]);
        named(text, &known).into_iter().map(|named| named.key).collect()
    }

    #[test]
    fn names_and_numbers_behind_theo_are_found() {
        assert_eq!(keys("Theo Báo Thái Bình ngày 17/5/2024, …"), ["Báo Thái Bình"]);
        assert_eq!(keys("theo Hội Khuyến học Ba Hàng Đồi ngày 25/9"), ["Hội Khuyến học Ba Hàng Đồi"]);
        assert_eq!(keys("theo Điều 9, khoản 1 của Thông tư 25/2023/TT-BGDĐT."), ["25/2023"]);
        assert_eq!(keys("theo Quyết định số 324/QĐ-KHVN ngày"), ["324/QĐ-KHVN"]);
        assert_eq!(keys("theo VietNamNet; theo Tạp chí Giáo dục"), ["VietNamNet", "Tạp chí Giáo"]);
    }

    #[test]
    fn what_names_nobody_is_none() {
        let nobody = "theo dõi báo chí; làm theo bảng; Mèo heo Báo Nam; theo Điều 5; theo báo cáo; theo Trang phục";
        assert_eq!(keys(nobody), Vec::<&str>::new());
    }
}
