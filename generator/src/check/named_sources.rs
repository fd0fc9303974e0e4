//! Who is named as a source in a text (“theo Báo Thái Bình”), and each law, circular or decision that it names by its number
//! (“Thông tư 24/2023”), stands under “Nguồn” too: a reader who wants to look it up finds it there, with title, day and
//! address.
//!
//! Of a criterion, the sources and the basis of its set count as well: they stand one link above. So does a name that is
//! itself a link: what it leads to says more than a list would.

use crate::criteria::CriteriaSet;
use crate::diagnostic::{ContentProblem, Findings};
use crate::source::set::document::Basis;
use crate::source::{Kind, Library, Page, SourceNote};
use memchr::{memchr_iter, memmem};
use std::collections::{BTreeMap, BTreeSet};

/// Words that begin the name of one who publishes, where no page knows the name yet.
const PUBLISHERS: [&str; 7] = ["Báo", "Tạp chí", "Cổng", "Đài", "Thư viện", "Trang", "VietNamNet"];
/// Kinds of text that have a number: `Thông tư 24/2023/TT-BGDĐT`, `Circular No. 24/2023/TT-BGDĐT`.
const TEXTS: [&str; 22] = [
    "Thông tư liên tịch",
    "Thông tư",
    "Quyết định",
    "Nghị định",
    "Nghị quyết",
    "Luật",
    "Pháp lệnh",
    "Kế hoạch",
    "Chỉ thị",
    "Công văn",
    "Hướng dẫn",
    "Kết luận",
    "Chương trình",
    "Thông báo",
    "Văn bản",
    "Circular",
    "Decision",
    "Decree",
    "Law",
    "Plan",
    "Resolution",
    "Directive",
];
/// “theo”, small or capital.
const BEHIND_T: &str = "heo ";
/// What may stand between the kind and the number.
const NUMBER: [&str; 3] = ["số ", "No. ", "no. "];

/// Finds those who are named as a source and stand in no list of sources.
pub fn check_named_sources(library: &Library, sets: &[CriteriaSet<'_>], findings: &mut Findings) {
    let publishers: BTreeSet<&str> =
        library.pages().flat_map(|page| &page.sources).map(|source| source.publisher.as_str()).collect();
    let above: BTreeMap<&str, &CriteriaSet<'_>> =
        sets.iter().flat_map(|set| set.criteria.iter().map(move |page| (page.content_path(), set))).collect();
    for page in library.pages() {
        let set = above.get(page.content_path()).copied().or_else(|| sets.iter().find(|set| is_page_of(set, page)));
        let listed = Listed { sources: sources(page, set), basis: set.map(|set| &set.document.basis) };
        let mut told = BTreeSet::new();
        let text = &page.source.text;
        let body = &text[page.body.clone()];
        let by_number: Vec<Named<'_>> = numbered(text).collect();
        let linked: Vec<&str> =
            by_number.iter().filter(|named| is_linked(text, named)).map(|named| named.key).collect();
        let by_name = published(body, &publishers).map(|named| Named { at: page.body.start + named.at, ..named });
        for named in by_name.chain(by_number) {
            let is_listed = listed.has(&named) || linked.iter().any(|key| named.is_in(key));
            if !is_listed && told.insert(named.key) {
                let place = page.source.place(named.at);
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
    basis: Option<&'a Basis>,
}

impl Listed<'_> {
    fn has(&self, named: &Named<'_>) -> bool {
        let of_source = |source: &&SourceNote| {
            let all = [Some(&source.publisher), source.title.as_ref(), source.note.as_ref()];
            all.into_iter().flatten().any(|text| named.is_in(text))
        };
        let of_basis = |basis: &Basis| [&basis.number, &basis.note].into_iter().flatten().any(|text| named.is_in(text));
        self.sources.iter().any(of_source) || self.basis.is_some_and(of_basis)
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

impl Named<'_> {
    /// Whether a text names it: `4/2023` is not in `24/2023`, `324` is in `324/QĐ-KHVN`.
    fn is_in(&self, text: &str) -> bool {
        let parts = |char: char| char.is_alphanumeric();
        text.match_indices(self.key).any(|(at, key)| {
            !text[..at].ends_with(|char| parts(char) || char == '/') && !text[at + key.len()..].starts_with(parts)
        })
    }
}

/// Whether a name is the text of a link, or a part of it.
fn is_linked(text: &str, named: &Named<'_>) -> bool {
    let before = text[..named.at].rsplit('\n').next().unwrap_or_default();
    let behind = text[named.at..].lines().next().unwrap_or_default();
    before.rfind('[').is_some_and(|open| !before[open..].contains(']'))
        && behind.find(']').is_some_and(|close| behind[close + 1..].starts_with('('))
}

/// All texts that are named by their number, which is given as far as it tells one from another: `24/2023`, `324/QĐ-KHVN`.
fn numbered(text: &str) -> impl Iterator<Item = Named<'_>> {
    // A number begins behind a space: all else follows from what stands before it.
    let bytes = text.as_bytes();
    let spaces = memchr_iter(b' ', bytes).filter(|space| bytes.get(space + 1).is_some_and(u8::is_ascii_digit));
    spaces.filter_map(move |space| {
        let behind = &text[space + 1..];
        let before = &text[..=space];
        let before = NUMBER.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before).strip_suffix(' ')?;
        let kind = TEXTS.iter().find(|kind| before.ends_with(**kind))?;
        let at = before.len() - kind.len();
        if text[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        let is_part = |char: char| char.is_alphanumeric() || matches!(char, '/' | '-');
        let number = &behind[..behind.find(|char| !is_part(char)).unwrap_or(behind.len())];
        let number = number.trim_end_matches(['/', '-']);
        let mut slashes = number.match_indices('/');
        slashes.next()?;
        let key = slashes.next().map_or(number, |(second, _)| &number[..second]);
        Some(Named { at, name: &text[at..space + 1 + number.len()], key })
    })
}

/// Those who publish, behind each “theo”.
fn published<'t>(text: &'t str, publishers: &BTreeSet<&str>) -> impl Iterator<Item = Named<'t>> {
    memmem::find_iter(text.as_bytes(), BEHIND_T).filter_map(move |at| {
        let before = text[..at].strip_suffix(['t', 'T'])?;
        let start = at + BEHIND_T.len();
        let name = publisher(&text[start..], publishers).filter(|_| !before.ends_with(char::is_alphanumeric))?;
        Some(Named { at: start, name, key: name })
    })
}

/// The name of one who publishes: known from any page, or by what such names begin with.
fn publisher<'t>(rest: &'t str, publishers: &BTreeSet<&str>) -> Option<&'t str> {
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
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&str> {
        let known = BTreeSet::from(["Hội Khuyến học Ba Hàng Đồi", "Hội Khuyến học"]);
        published(text, &known).chain(numbered(text)).map(|named| named.key).collect()
    }

    #[test]
    fn names_behind_theo_and_numbers_anywhere_are_found() {
        assert_eq!(keys("Theo Báo Thái Bình ngày 17/5/2024, …"), ["Báo Thái Bình"]);
        assert_eq!(keys("theo Hội Khuyến học Ba Hàng Đồi ngày 25/9"), ["Hội Khuyến học Ba Hàng Đồi"]);
        assert_eq!(keys("theo Điều 9, khoản 1 của Thông tư 25/2023/TT-BGDĐT."), ["25/2023"]);
        assert_eq!(keys("(Quyết định số 324/QĐ-KHVN ngày"), ["324/QĐ-KHVN"]);
        assert_eq!(keys("Luật 91/2025/QH15, Decree No. 20/2014/NĐ-CP"), ["91/2025", "20/2014"]);
        assert_eq!(keys("theo VietNamNet; theo Tạp chí Giáo dục"), ["VietNamNet", "Tạp chí Giáo"]);
    }

    #[test]
    fn what_names_nobody_is_none() {
        let nobody = "theo dõi báo chí; làm theo bảng; Mèo heo Báo Nam; theo Điều 5; theo báo cáo; theo Trang phục; \
            Kế hoạch 3 tháng; ngày 12/2023; Quyết định ngày 25/3/2022";
        assert_eq!(keys(nobody), Vec::<&str>::new());
    }

    #[test]
    fn a_number_is_not_found_in_another() {
        let of = |key| Named { at: 0, name: key, key };
        assert!(of("24/2023").is_in("Thông tư 24/2023/TT-BGDĐT"));
        assert!(!of("4/2023").is_in("Thông tư 24/2023/TT-BGDĐT"));
        assert!(!of("24/2023").is_in("24/20231"));
    }

    #[test]
    fn a_name_that_is_a_link_leads_to_its_source() {
        let linked = |text: &str| numbered(text).map(|named| is_linked(text, &named)).collect::<Vec<_>>();
        assert_eq!(linked("Xem [bảng theo Thông tư 25/2023](@/x.md), Thông tư 24/2023 (y)."), [true, false]);
        assert_eq!(linked("[Nghị định 20/2014] không dẫn tới đâu"), [false]);
    }
}
