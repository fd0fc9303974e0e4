//! The self-check in another language: what the page says is in it, what the set says stays in its own, and says so.

use crate::support::html::spoken_in;
use crate::support::{Site, minimal, samples};

const ENGLISH: &str = r#"

[[languages]]
tag = "en"
title = "Trial"
description = "A trial site."
"#;

/// A page of a set in English.
fn introduction(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndescription = \"A set.\"\n+++\n[Check yourself](@check/mau).\n")
}

/// A site whose one set somebody introduced in English.
fn introduced() -> Site {
    let site = with_english(minimal());
    site.with("content/criteria/mau/_index.en.md", introduction("Sample set"))
        .with("content/_index.en.md", "+++\ntitle = \"Home\"\ndescription = \"Home.\"\n+++\n[A check](@check/mau).\n")
}

fn with_english(site: Site) -> Site {
    let config = std::fs::read_to_string(site.root().join("site.toml")).expect("a site has one");
    site.with("site.toml", config + ENGLISH)
}

fn built(site: Site) -> Site {
    site.build().succeeds();
    site
}

const CHECK: &str = "tu-kiem-tra/mau/index.html";
const IN_ENGLISH: &str = "en/tu-kiem-tra/mau/index.html";

#[test]
fn it_stands_where_the_set_is_introduced_and_nowhere_else() {
    let there = built(introduced()).public();
    assert!(there.contains_key(IN_ENGLISH));
    let others: Vec<&String> =
        there.keys().filter(|path| path.starts_with("en/tu-kiem-tra/") && *path != IN_ENGLISH).collect();
    assert!(others.is_empty(), "the book and the page that adds up are in the main language only: {others:?}");
    let not_introduced = built(with_english(minimal())).public();
    assert!(not_introduced.contains_key("en/index.html") && not_introduced.contains_key(CHECK));
    assert!(!not_introduced.keys().any(|path| path.starts_with("en/tu-kiem-tra/")));
}

#[test]
fn both_name_each_other_to_search_engines_and_to_people() {
    let site = built(introduced());
    let (original, english) = (site.output(CHECK), site.output(IN_ENGLISH));
    for (page, has) in [
        (&english, "<link rel=\"canonical\" href=\"https://mau.example/en/tu-kiem-tra/mau/\">"),
        (&english, "<link rel=\"alternate\" hreflang=\"vi\" href=\"https://mau.example/tu-kiem-tra/mau/\">"),
        (&english, "<a href=\"../../../tu-kiem-tra/mau/\" hreflang=\"vi\" lang=\"vi\">Tiếng Việt</a>"),
        (&original, "<link rel=\"canonical\" href=\"https://mau.example/tu-kiem-tra/mau/\">"),
        (&original, "<link rel=\"alternate\" hreflang=\"en\" href=\"https://mau.example/en/tu-kiem-tra/mau/\">"),
        (&original, "<a href=\"../../en/tu-kiem-tra/mau/\" hreflang=\"en\" lang=\"en\">English</a>"),
    ] {
        assert!(page.contains(has), "{has}");
    }
    assert!(site.output("sitemap.xml").contains("<loc>https://mau.example/en/tu-kiem-tra/mau/</loc>"));
    assert!(!site.output("sw.js").contains("en/tu-kiem-tra"), "a first visit does not pay for it");
    assert!(site.output("ca-trang.json").contains("\"en/tu-kiem-tra/mau/\""), "the whole site has it");
}

#[test]
fn it_keeps_its_sheets_where_the_original_does_and_loads_the_same_files() {
    let site = built(introduced());
    let (original, english) = (site.output(CHECK), site.output(IN_ENGLISH));
    let form =
        "<form autocomplete=\"off\" data-check=\"mau\" data-version=\"1-2026\" data-store=\"mau\" data-rubric=\"";
    assert!(original.contains(form) && english.contains(form));
    let script = |page: &str| {
        let tag = page.lines().find(|line| line.contains("data-wasm=")).expect("the script").to_owned();
        tag.replace("../", "")
    };
    assert_eq!(script(&original), script(&english));
}

#[test]
fn links_of_english_pages_lead_to_it_and_its_own_to_what_there_is() {
    let site = built(introduced());
    assert!(site.output("en/index.html").contains("<a href=\"tu-kiem-tra/mau/\">A check</a>"));
    assert!(site.output("en/index.html").contains("<a class=\"start\" href=\"tu-kiem-tra/mau/\""));
    assert!(site.output("en/tieu-chi/mau/index.html").contains("<a class=\"button\" href=\"../../tu-kiem-tra/mau/\">"));
    let english = site.output(IN_ENGLISH);
    for leads in [
        "<a href=\"../../../tu-kiem-tra/mau/\" hreflang=\"vi\">Open this page in Vietnamese</a>",
        "<a href=\"../../../tu-kiem-tra/mau/so/\" hreflang=\"vi\">",
        "<a href=\"../../../mang-theo/mau.html\" hreflang=\"vi\" download>",
        "<a href=\"../../../tieu-chi/mau/tu-hoc/#doc\" hreflang=\"vi\">",
        "<a href=\"../../tap-huan/khoa/bai-mot/\" lang=\"vi\">",
    ] {
        assert!(english.contains(leads), "{leads}");
    }
}

/// Whether a text has a letter that English lacks, but for numbers of documents: `324/QĐ-KHVN` is the same everywhere.
fn is_vietnamese(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| !word.contains('/'));
    words.any(|word| word.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii()))
}

#[test]
fn what_the_page_says_is_english_and_what_the_set_says_is_marked_as_vietnamese() {
    let mut site = with_english(samples());
    for set in ["mau-diem", "mau-chi-tieu"] {
        let text = introduction("Sample set").replace("@check/mau", &format!("@check/{set}"));
        site = site.with(&format!("content/criteria/{set}/_index.en.md"), text);
    }
    let site = built(site);
    for page in ["tu-kiem-tra/mau-diem", "tu-kiem-tra/mau-chi-tieu", "tieu-chi/mau-diem", "tieu-chi/mau-chi-tieu"] {
        let html = site.output(&format!("en/{page}/index.html"));
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en\""));
        let spoken = spoken_in(&html);
        let wrong: Vec<&String> = spoken
            .iter()
            .filter(|(language, text)| language == "en" && is_vietnamese(text))
            .map(|(_, text)| text)
            .collect();
        assert!(wrong.is_empty(), "{page}: Vietnamese words for an English voice: {wrong:#?}");
        let set: Vec<&str> =
            spoken.iter().filter(|(language, _)| language == "vi").map(|(_, text)| text.trim()).collect();
        assert!(set.len() > 20, "{page}: {set:?}");
        let english = ["Not sure", "Points", "Evidence", "Achieved", "or more"];
        let wrong: Vec<&&str> = set.iter().filter(|text| english.iter().any(|word| text.contains(word))).collect();
        assert!(wrong.is_empty(), "{page}: English words for a Vietnamese voice: {wrong:#?}");
    }
}

#[test]
fn the_original_says_no_language_but_its_own() {
    let html = built(introduced()).output(CHECK);
    let languages: Vec<(String, String)> =
        spoken_in(&html).into_iter().filter(|(language, _)| language != "vi").collect();
    assert_eq!(languages, [("en".to_owned(), "English".to_owned())], "the way to the other page");
    assert_eq!(html.matches("lang=\"vi\"").count(), 1, "said once, at the top");
}

#[test]
fn a_site_for_a_stick_carries_it_whole() {
    let site = introduced();
    site.run(&["build", "--portable", "--today", "2026-11-21"]).succeeds();
    let html = site.output(IN_ENGLISH);
    assert!(html.contains("data-wasm-base64"), "file:// fetches no module");
    assert!(html.contains("<a href=\"../../../tu-kiem-tra/mau/index.html\" hreflang=\"vi\">"));
}
