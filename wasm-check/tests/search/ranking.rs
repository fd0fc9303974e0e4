//! What comes first, how many there are, and where a reader lands.

use crate::support::{index, page};
use wasm_check::search::card::{Passage, Section};

#[test]
fn what_stands_together_comes_before_what_is_scattered() {
    let mut pages = Vec::new();
    for number in 0..60 {
        pages.push(page(
            &format!("rải-{number}"),
            "Hàm số thì khác, còn đạo đức là chuyện của mỗi người; hàm ý cũng vậy.",
        ));
    }
    pages.insert(37, page("cạnh", "Đây mới là đạo hàm của một hàm số."));
    let site = index(&pages);
    assert_eq!(site.titles("đạo hàm")[0], "cạnh");
    assert_eq!(site.titles("dao ham")[0], "cạnh");
    assert_eq!(site.count("đạo hàm"), 61);
    assert_eq!(site.count("hàm đạo"), 61);
}

#[test]
fn exact_marks_come_before_others() {
    let site = index(&[
        page("mã", "Mã số của tôi."),
        page("má", "Má của tôi."),
        page("mà", "Nhưng mà tôi không."),
        page("ma", "Không có ma."),
        page("mả", "Mả."),
    ]);
    for word in ["mã", "má", "mà", "ma", "mả"] {
        assert_eq!(site.titles(word)[0], word);
        assert_eq!(site.count(word), 5);
    }
}

#[test]
fn the_right_marks_side_by_side_come_before_others_side_by_side() {
    let site = index(&[page("một", "báo về làng, bao về. Bảo ai, vệ gì."), page("hai", "Đi bảo vệ rừng.")]);
    assert_eq!(site.titles("bảo vệ"), ["hai", "một"]);
}

#[test]
fn a_title_comes_before_a_text() {
    let site = index(&[page("bài", "Nói về thư viện xã."), page("Thư viện", "Một bài khác hẳn.")]);
    assert_eq!(site.titles("thư viện"), ["Thư viện", "bài"]);
}

#[test]
fn a_page_in_passages_counts_once_and_is_opened_where_it_says_it() {
    let section = |id: &str, heading: &str, text: &str| Section {
        id: id.to_owned(),
        heading: heading.to_owned(),
        paragraphs: vec![text.to_owned()],
    };
    let passage = |is_first, sections| Passage {
        href: "../dai/".to_owned(),
        title: "Bài dài".to_owned(),
        keywords: Vec::new(),
        is_first,
        sections,
    };
    let site = index(&[
        vec![
            passage(true, vec![section("", "", "Mở đầu về cây cối."), section("rung", "Trồng rừng", "Ta đi lên núi.")]),
            passage(false, vec![section("song", "Ra sông", "Dòng sông có nhiều cá, cá chép và cá trê, ai cũng biết.")]),
        ],
        page("ngắn", "Con cá dưới biển."),
    ]);
    assert_eq!(site.count("cá"), 2);
    assert_eq!(site.count("cây cá"), 1);
    assert_eq!(
        site.first("cá chép"),
        ("../dai/#song".to_owned(), "Dòng sông có nhiều [cá], [cá] [chép] và [cá] trê, ai cũng biết.".to_owned())
    );
    assert_eq!(site.first("trồng rừng"), ("../dai/#rung".to_owned(), "Ta đi lên núi.".to_owned()));
    assert_eq!(site.first("cây cối").0, "../dai/");
}

#[test]
fn pages_that_only_complete_the_word_come_after_and_are_not_counted() {
    let site = index(&[page("hàm", "Đạo hàm."), page("hà", "Đạo, rồi Hà Nội.")]);
    let (_, pages) = site.ask("đạo hà");
    assert_eq!((pages.count, pages.beyond, pages.best.len()), (1, 1, 2));
    assert_eq!(site.titles("đạo hà"), ["hà", "hàm"]);
    assert_eq!(site.titles("đạo hà "), ["hà"]);
}
