//! Every address in the real site, followed: to a file that is there, to a heading that is there.

use crate::support::html::{is_foreign, tags, target};
use crate::support::is_kind;
use crate::support::real::real_site;

#[test]
fn every_link_and_every_asset_of_the_real_site_is_there() {
    let real = real_site();
    let mut broken = Vec::new();
    let mut followed = 0;
    for (page, html) in real.pages() {
        for tag in tags(html) {
            for address in tag.loads().into_iter().chain(tag.leads()).filter(|address| !is_foreign(address)) {
                followed += 1;
                if let Err(why) = target(&real.files, page, address, false) {
                    broken.push(format!("{page}: {address}: {why}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(followed > 100, "only {followed} addresses were found: the test does not read the pages");
}

#[test]
fn links_in_pages_are_relative_so_that_a_sub_folder_of_a_host_will_do() {
    for (page, html) in real_site().pages().filter(|(page, _)| *page != "404.html") {
        for tag in tags(html) {
            for address in tag.loads().into_iter().chain(tag.leads()) {
                assert!(!address.starts_with('/'), "{page}: {address}");
            }
        }
    }
}

#[test]
fn the_page_of_a_wrong_address_links_from_the_path_of_the_base_url() {
    for tag in tags(real_site().text("404.html")) {
        for address in tag.loads().into_iter().chain(tag.leads()).filter(|address| !address.starts_with('#')) {
            assert!(address.starts_with('/') || is_foreign(address), "404.html: {address}");
        }
    }
}

/// What hosts and the worker show for what they do not have.
const SHOWN_UNASKED: [&str; 2] = ["404.html", "khong-co-mang.html"];

#[test]
fn every_page_is_reached_from_the_home_page() {
    let real = real_site();
    let mut seen = std::collections::BTreeSet::from(["index.html".to_owned()]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(page) = open.pop() {
        for tag in tags(real.text(&page)) {
            let Some(address) = tag.leads().filter(|address| !is_foreign(address)) else { continue };
            if let Ok(file) = target(&real.files, &page, address, false)
                && is_kind(&file, "html")
                && seen.insert(file.clone())
            {
                open.push(file);
            }
        }
    }
    let lost: Vec<&str> = real
        .pages()
        // The old address of a page leads on to it: only who kept that address comes by.
        .filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
        .map(|(page, _)| page)
        .filter(|page| !SHOWN_UNASKED.contains(page) && !seen.contains(*page))
        .collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

#[test]
fn the_check_is_one_tap_from_the_home_page() {
    let real = real_site();
    let tags = tags(real.text("index.html"));
    let leads = tags
        .iter()
        .filter_map(|tag| tag.leads())
        .filter_map(|address| target(&real.files, "index.html", address, false).ok());
    assert!(leads.into_iter().any(|file| file == "tu-kiem-tra/cdht/index.html"));
}

#[test]
fn every_id_stands_once_on_its_page() {
    for (page, html) in real_site().pages() {
        let tags = tags(html);
        let mut ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        ids.sort_unstable();
        let twice: Vec<&str> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "{page}: {twice:?}");
    }
}
