//! The search page on a phone: typed with or without marks, with and without a network, from a host and from a disk.

use std::fmt::Write as _;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::check::wait_for_the_worker;
use crate::support::browser::{Browser, Phone};
use crate::support::real::{build, real_site};
use crate::support::server::Host;
use crate::support::{TODAY, repository, site};

/// The search page, ready.
struct Search<'b> {
    browser: &'b Browser,
}

impl<'b> Search<'b> {
    fn open(browser: &'b Browser, url: &str) -> Self {
        browser.go(url);
        browser.wait("document.documentElement.dataset.hoctap === 'ready'");
        Self { browser }
    }

    /// Types a question in place of the last one, and waits for the answer.
    fn ask(&self, query: &str) -> &Self {
        self.browser.run(
            "const input = document.querySelector('input[type=search]');
             document.querySelector('[data-results]').removeAttribute('data-count');
             document.querySelectorAll('[data-say]').forEach(item => { item.hidden = true; });
             input.value = arguments[0];
             input.dispatchEvent(new Event('input', { bubbles: true }));",
            json!([query]),
        );
        self.browser.wait("document.querySelector('[data-results]').hasAttribute('data-count')");
        self
    }

    fn count(&self) -> u64 {
        let count = self.browser.value("Number(document.querySelector('[data-results]').dataset.count)");
        count.as_u64().expect("a number")
    }

    /// The addresses of what is shown.
    fn hrefs(&self) -> Vec<String> {
        let hrefs = self.browser.value("[...document.querySelectorAll('[data-results] a')].map(link => link.href)");
        hrefs.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The words that are marked in what is shown.
    fn marked(&self) -> Vec<String> {
        let marked =
            self.browser.value("[...document.querySelectorAll('[data-results] mark')].map(mark => mark.textContent)");
        marked.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The sentence that is shown.
    fn said(&self) -> String {
        let said = self.browser.value("document.querySelector('[data-say]:not([hidden])')?.dataset.say || ''");
        said.as_str().unwrap_or_default().to_owned()
    }
}

#[test]
fn what_is_typed_is_found_and_leads_to_its_heading() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    browser.tap(".menu summary");
    browser.tap(".top a[href*='tim-kiem']");
    let search = Search::open(&browser, &browser.url());
    search.ask("gia đình học tập");
    assert!(search.count() > 0);
    assert_eq!(search.said(), "whole");
    let marked = search.marked();
    assert!(marked.iter().any(|word| word.to_lowercase() == "đình"), "{marked:?}");

    search.ask("doc cap nhat");
    let href = search.hrefs().first().expect("something is found").clone();
    assert!(href.contains("/tieu-chi/cdht/") && href.contains("#doc-cap-nhat"), "{href}");
    browser.tap("[data-results] a");
    browser.wait("document.querySelector('#doc-cap-nhat')");
    let top = browser.value("document.querySelector('#doc-cap-nhat').getBoundingClientRect().top");
    assert!(top.as_f64().is_some_and(|top| (-5.0..740.0).contains(&top)), "the heading is on the screen: {top}");
    browser.back();
    browser.wait("document.querySelectorAll('[data-results] a').length > 0");
    assert_eq!(browser.value("document.querySelector('input[type=search]').value"), "doc cap nhat");
}

#[test]
fn however_it_is_typed_the_same_pages_are_found() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let search = Search::open(&browser, &server.url("tim-kiem/"));
    for ways in [
        ["học tập suốt đời", "hoc tap suot doi", "HỌC TẬP SUỐT ĐỜI", "ho\u{323}c tâ\u{323}p suô\u{301}t đơ\u{300}i"],
        ["đọc", "doc", "ĐỌC", "ðọc"],
        ["hòa", "hoà", "hoa", "HOÀ"],
    ] {
        let found: Vec<(u64, Vec<String>)> = ways
            .iter()
            .map(|way| {
                search.ask(way);
                let mut pages: Vec<String> =
                    search.hrefs().iter().map(|href| href.split('#').next().unwrap_or_default().to_owned()).collect();
                pages.sort();
                (search.count(), pages)
            })
            .collect();
        assert!(found[0].0 > 0, "{}", ways[0]);
        for (way, (count, pages)) in ways.iter().zip(&found) {
            assert_eq!(*count, found[0].0, "{way}");
            if *count <= 8 {
                assert_eq!(*pages, found[0].1, "{way}");
            }
        }
    }
}

#[test]
fn the_count_is_the_number_of_pages_that_hold_every_syllable() {
    let mut pages = String::from("-- content/b/_index.md --\n+++\ntitle = \"B\"\ndescription = \"Mục.\"\n+++\n");
    for number in 0..40 {
        let text = match number % 4 {
            0 => "Ta học đạo hàm của hàm số.",
            1 => "Hàm số là một chuyện, đạo đức là chuyện khác.",
            2 => "Chỉ có hàm số.",
            _ => "Chẳng có gì cả.",
        };
        write!(pages, "-- content/b/p{number:02}.md --\n+++\ntitle = \"Trang {number}\"\ndescription = \"Một câu.\"\n+++\n{text}\n")
            .expect("a string takes all");
    }
    let site = site(&pages);
    site.build().succeeds();
    let server = Host::default().serve(&site.root().join("public"));
    let browser = Phone::default().open();
    let search = Search::open(&browser, &server.url("tim-kiem/"));
    for query in ["đạo hàm", "dao ham", "ham dao"] {
        assert_eq!(search.ask(query).count(), 20, "{query}");
    }
    search.ask("dao ham");
    let first: Vec<String> = search.hrefs();
    assert_eq!(first.len(), 8);
    for href in &first {
        let number: u32 =
            href.trim_end_matches('/').rsplit("/p").next().and_then(|rest| rest.parse().ok()).expect("a page");
        assert_eq!(number % 4, 0, "what stands together comes first: {first:?}");
    }
    browser.tap("[data-more]");
    browser.wait("document.querySelectorAll('[data-results] > li').length === 16");
    browser.tap("[data-more]");
    browser.wait("document.querySelectorAll('[data-results] > li').length === 20");
    assert!(!browser.shows("[data-more]"));
    assert_eq!(search.ask("khongcodau").count(), 0);
    assert_eq!(search.said(), "nothing");
    assert_eq!(search.ask("đạo hà").said(), "completed");
    assert_eq!(search.ask("đạo hmà").said(), "mended");
    assert!(search.count() > 0);
}

#[test]
fn it_searches_without_a_network_after_one_visit() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let search = Search::open(&browser, &server.url("tim-kiem/"));
    search.ask("học tập");
    let online = search.count();
    wait_for_the_worker(&browser);
    browser.reload();
    server.stop();
    browser.devtools("Network.clearBrowserCache", &json!({}));
    let search = Search::open(&browser, &server.url("tim-kiem/"));
    assert_eq!(search.ask("học tập").count(), online);
    search.ask("đọc cập nhật");
    assert!(search.count() > 0 && !search.marked().is_empty());
}

#[test]
fn it_searches_from_a_disk() {
    let folder = TempDir::new().expect("a folder for the stick");
    let stick = folder.path().join("Học tập");
    build(repository(), &stick, &["--portable"]);
    let browser = Phone::default().open();
    let search = Search::open(&browser, &format!("file://{}/tim-kiem/index.html", stick.display()));
    search.ask("doc cap nhat");
    let href = search.hrefs().first().expect("something is found").clone();
    assert!(href.starts_with("file://") && href.contains("/index.html#doc-cap-nhat"), "{href}");
    browser.tap("[data-results] a");
    browser.wait("document.querySelector('#doc-cap-nhat')");
}

#[test]
fn in_a_sub_folder_it_finds_its_parts() {
    let server = Host::default().below("/hoc/tap/").serve(&real_site().public);
    let browser = Phone::default().open();
    let search = Search::open(&browser, &server.url("tim-kiem/?q=doc"));
    browser.wait("document.querySelectorAll('[data-results] a').length > 0");
    assert!(search.hrefs()[0].contains("/hoc/tap/"), "{:?}", search.hrefs());
}

#[test]
fn without_scripts_it_says_so_and_leads_to_the_lists() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().without_scripts().open();
    browser.go(&server.url("tim-kiem/"));
    assert!(browser.shows(".by-hand"));
    assert!(!browser.shows("form"));
    assert!(browser.shows("main a[href*='bai-viet']"));
}

#[test]
fn a_lost_connection_is_said_in_words_and_the_next_try_works() {
    let site = real_site();
    let server = Host::default().serve(&site.public);
    // Where a worker is, it needs no connection.
    let host = "hoc.xa.example";
    let browser = Phone::default().knowing(host).open();
    let search = Search::open(&browser, &server.url_at(host, "tim-kiem/"));
    let empty = TempDir::new().expect("an empty folder");
    server.publish(empty.path());
    search.ask("gia đình");
    assert_eq!(search.said(), "failed");
    server.publish(&site.public);
    browser.tap("form button");
    browser.wait("document.querySelectorAll('[data-results] a').length > 0");
}

#[test]
fn what_a_page_says_is_never_taken_for_html() {
    let text = "<img src=x onerror=1> &lt;b&gt; mồi";
    let site = site(&format!(
        "-- content/b.md --\n+++\ntitle = \"<b>Mồi</b> & \\\"nháy\\\"\"\ndescription = \"Một <i>câu</i>.\"\n+++\n{text}\n"
    ));
    site.run(&["build", "--today", TODAY]).succeeds();
    let server = Host::default().serve(&site.root().join("public"));
    let browser = Phone::default().open();
    let search = Search::open(&browser, &server.url("tim-kiem/"));
    search.ask("mồi");
    assert_eq!(browser.value("document.querySelectorAll('[data-results] :not(li, a, p, mark)').length"), 0);
    assert!(browser.text("[data-results]").contains("<img src=x onerror"), "{}", browser.text("[data-results]"));
}
