//! What machines read to find the pages: sitemap, feed, robots.

use crate::support::html::{is_listed, target};
use crate::support::minimal;
use crate::support::real::real_site;

/// What stands between the tags of that name.
fn between<'x>(xml: &'x str, tag: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    xml.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
}

#[test]
fn the_sitemap_names_every_page_and_nothing_else() {
    let real = real_site();
    let base = "https://hoctap.example/";
    let named: Vec<&str> = between(real.text("sitemap.xml"), "loc");
    let mut expected: Vec<String> = real
        .pages()
        .filter(|(path, html)| is_listed(base, path, html))
        .filter_map(|(path, _)| path.strip_suffix("index.html"))
        .map(|folder| format!("{base}{folder}"))
        .collect();
    expected.sort();
    assert_eq!(named, expected);
}

#[test]
fn every_entry_of_the_feed_leads_to_a_page_and_the_newest_comes_first() {
    let real = real_site();
    let feed = real.text("atom.xml");
    let links = between(feed, "id");
    assert!(links.len() > 3, "the feed and its entries: {links:?}");
    for link in links {
        let address = link.strip_prefix("https://hoctap.example").expect("an address of this site");
        target(&real.files, "index.html", &format!(".{address}"), false).expect("a page that is there");
    }
    let dates = between(feed, "updated");
    assert!(dates.windows(2).all(|pair| pair[0] >= pair[1]), "{dates:?}");
}

#[test]
fn marks_of_xml_in_a_title_stay_text() {
    let site = minimal().replacing("content/articles/dau-tien.md", "Đường đến lớp", "Lúa <b> & ngô");
    site.build().succeeds();
    assert!(site.output("atom.xml").contains("<title>Lúa &lt;b&gt; &amp; ngô</title>"), "{}", site.output("atom.xml"));
}

#[test]
fn without_an_address_of_the_site_they_are_left_out_and_the_author_is_told() {
    let site = minimal();
    let text = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let kept: String =
        text.lines().filter(|line| !line.starts_with("base_url")).flat_map(|line| [line, "\n"]).collect();
    let site = site.with("site.toml", kept);
    let outcome = site.build().succeeds();
    assert!(outcome.stderr.contains("lưu ý[no-base-url]"), "{}", outcome.stderr);
    let files = site.public();
    assert!(!files.contains_key("sitemap.xml") && !files.contains_key("atom.xml"));
    assert_eq!(site.output("robots.txt"), "User-agent: *\nAllow: /\n");
}
