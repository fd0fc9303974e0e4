//! The page's own policy: it loads its own files and can send nothing away.

use crate::support::html::{is_foreign, tags};
use crate::support::is_kind;
use crate::support::real::real_site;

/// The policy in the page's `meta`, as pairs of a directive and its sources.
fn policy(html: &str) -> Vec<(String, Vec<String>)> {
    let tags = tags(html);
    let content = tags
        .iter()
        .find(|tag| {
            tag.name == "meta"
                && tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
        })
        .and_then(|tag| tag.get("content"))
        .unwrap_or_default();
    content
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace().map(str::to_owned);
            Some((words.next()?, words.collect()))
        })
        .collect()
}

#[test]
fn every_page_has_a_policy_that_begins_with_nothing() {
    for (path, html) in real_site().pages() {
        let policy = policy(html);
        let sources =
            |name: &str| policy.iter().find(|(directive, _)| directive == name).map(|(_, sources)| sources.join(" "));
        assert_eq!(sources("default-src").as_deref(), Some("'none'"), "{path}");
        assert_eq!(sources("form-action").as_deref(), Some("'none'"), "{path}: answers cannot be posted");
        assert_eq!(sources("base-uri").as_deref(), Some("'none'"), "{path}: links cannot be bent");
    }
}

#[test]
fn no_policy_allows_another_host_or_text_as_code() {
    for (path, html) in real_site().pages() {
        for (directive, sources) in policy(html) {
            for source in sources {
                let own = matches!(source.as_str(), "'none'" | "'self'" | "'wasm-unsafe-eval'" | "data:")
                    || source.starts_with("'sha256-");
                assert!(own, "{path}: {directive} allows {source}");
                assert!(source != "data:" || directive == "img-src", "{path}: {directive} allows data:");
            }
        }
    }
}

#[test]
fn the_policy_stands_before_anything_that_it_must_rule() {
    for (path, html) in real_site().pages() {
        let tags = tags(html);
        let first = tags.iter().position(|tag| tag.get("http-equiv").is_some());
        let ruled = tags.iter().position(|tag| matches!(tag.name.as_str(), "link" | "script" | "style" | "img"));
        assert!(first.is_some() && first < ruled.or(Some(usize::MAX)), "{path}");
    }
}

#[test]
fn no_page_loads_anything_from_elsewhere() {
    for (path, html) in real_site().pages() {
        for tag in tags(html) {
            for address in tag.loads() {
                assert!(!is_foreign(address) || address.starts_with("data:image/"), "{path} loads {address}");
            }
        }
    }
}

#[test]
fn no_style_loads_anything_from_elsewhere() {
    for (path, bytes) in &real_site().files {
        if is_kind(path, "css") {
            let style = String::from_utf8_lossy(bytes);
            assert!(!style.contains("@import") && !style.contains("http:") && !style.contains("https:"), "{path}");
        }
    }
}

#[test]
fn no_page_carries_code_in_attributes() {
    for (path, html) in real_site().pages() {
        for tag in tags(html) {
            let inline = tag.attributes.keys().find(|name| name.starts_with("on") || *name == "style");
            assert_eq!(inline, None, "{path}: <{}> has code that the policy refuses", tag.name);
        }
    }
}

#[test]
fn a_guidance_page_reads_without_any_script_but_the_offline_one() {
    for (path, html) in real_site().pages() {
        let is_of_a_script =
            ["data-check=", "data-tally=", "data-book=", "data-dossier="].iter().any(|mark| html.contains(mark));
        if is_of_a_script || path == "tim-kiem/index.html" {
            continue;
        }
        let tags = tags(html);
        let scripts: Vec<_> = tags.iter().filter(|tag| tag.name == "script").filter_map(|tag| tag.get("src")).collect();
        // Slides are read without their script, too: it turns them by keys. The list of checks offers to take all along.
        let allowed: &[&str] = match path {
            _ if path.ends_with("trinh-chieu/index.html") => &["slides-"],
            "tu-kiem-tra/index.html" => &["offline-", "whole-"],
            _ => &["offline-"],
        };
        let own = scripts.iter().all(|source| allowed.iter().any(|allowed| source.contains(allowed)));
        assert!(own && scripts.len() <= allowed.len(), "{path} runs {scripts:?}");
        // Data for search engines is no code, and browsers do not run it.
        let is_code =
            |tag: &&crate::support::html::Tag| tag.name == "script" && tag.get("type") != Some("application/ld+json");
        assert_eq!(tags.iter().filter(is_code).count(), scripts.len(), "{path} has a script in the page");
    }
}

#[test]
fn the_only_style_in_a_page_is_what_its_margin_says_on_paper() {
    for (path, html) in real_site().pages() {
        if path.starts_with("mang-theo/") {
            continue;
        }
        let styles: Vec<&str> =
            html.split("<style>").skip(1).filter_map(|rest| rest.split("</style>").next()).collect();
        assert!(styles.len() <= 1, "{path}");
        let allowed: Vec<String> = policy(html)
            .into_iter()
            .filter(|(directive, _)| directive == "style-src")
            .flat_map(|(_, sources)| sources)
            .filter(|source| source != "'self'")
            .collect();
        assert_eq!(allowed.len(), styles.len(), "{path}: {allowed:?}");
        assert!(styles.iter().all(|style| style.starts_with(":root{--title:\"")), "{path}: {styles:?}");
    }
    let set = real_site().text("tieu-chi/cdht/index.html");
    assert!(set.contains(":root{--title:\"Công dân học tập\";--note:\"324/QĐ-KHVN\"}"));
}
