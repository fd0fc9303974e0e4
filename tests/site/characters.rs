//! Whatever stands in a title, what machines read stays what they read; and what is no text is told, never published.

use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization as _;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::support::{Site, is_kind, site};

/// What ends something somewhere: strings, tags, sections, scripts, templates, lines, words.
const PIECES: [&str; 22] = [
    "\"", "\\", "'", "`", "<", ">", "&", "]]>", "</script", "<!--", "{{ a }}", "{% b %}", "\n", "\u{2028}", "\u{301}",
    "ế", "👍🏽", "&amp;", "\\u0041", "$", "${x}", ";",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned), "[a-z0-9 ]{1,4}"];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| format!("Chữ{}x", pieces.concat()))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A site with these texts wherever one may stand.
fn with_texts(texts: &[String]) -> Site {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    let [title, description, owner, tag] = &texts[..] else { panic!("four texts") };
    site(&format!(
        "-- site.toml --\ntitle = {title}\ndescription = {description}\nid = \"thu\"\nowner = {owner}\nlicense = {tag}\n\
         base_url = \"https://mau.example/\"\nhosts = [\"netlify\", \"nginx\"]\n\
         [[taxonomies]]\nid = \"chu-de\"\ntitle = {tag}\n[[taxonomies.terms]]\nid = \"a\"\ntitle = {owner}\n\
         -- content/_index.md --\n+++\ntitle = {title}\ndescription = {description}\n+++\nXem [bài](@/muc/bai.md).\n\
         -- content/muc/_index.md --\n+++\ntitle = {owner}\ndescription = {tag}\n+++\n\
         -- content/muc/bai.md --\n+++\ntitle = {tag}\ndescription = {title}\ndate = 2026-11-01\ntags = [\"a\"]\n+++\n"
    ))
}

fn xml_texts(xml: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_comments = true;
    let (mut texts, mut current) = (Vec::new(), String::new());
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Text(text) => current.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(char) => current.push(char),
                    None => current.push_str(
                        quick_xml::escape::resolve_predefined_entity(&name).ok_or_else(|| format!("&{name};"))?,
                    ),
                }
            }
            Event::Eof => return Ok(texts),
            _ => texts.push(std::mem::take(&mut current)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_title_breaks_what_machines_read(texts in proptest::collection::vec(text(), 4)) {
        let built = with_texts(&texts);
        built.build().succeeds();
        let public = built.public();
        // As the reader of TOML leaves them: trimmed, in NFC.
        let title: &str = &texts[0].trim().nfc().collect::<String>();
        let manifest: Value = serde_json::from_slice(&public["manifest.webmanifest"]).expect("the manifest is JSON");
        prop_assert_eq!(&manifest["name"], title);
        prop_assert_eq!(manifest.as_object().map(serde_json::Map::len), Some(10));
        for (path, bytes) in &public {
            let text = String::from_utf8_lossy(bytes);
            if is_kind(path, "json") || is_kind(path, "webmanifest") {
                serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            } else if is_kind(path, "xml") {
                xml_texts(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            } else if is_kind(path, "html") {
                for part in text.split("<script type=\"application/ld+json\">").skip(1) {
                    let json = part.split("</script").next().unwrap_or_default();
                    serde_json::from_str::<Value>(json).unwrap_or_else(|error| panic!("{path}: {error}: {json}"));
                }
            }
        }
        let feed = xml_texts(&String::from_utf8_lossy(&public["atom.xml"])).expect("the feed is XML");
        prop_assert!(feed.iter().any(|text| text == title), "{title:?}: {feed:?}");
        for line in String::from_utf8_lossy(&public["_headers"]).lines() {
            prop_assert!(line.starts_with('/') || line.starts_with("  "), "{line}");
        }
    }
}

#[test]
fn what_is_no_text_is_named_with_its_place_and_its_code_point() {
    let mut bodies = String::new();
    for char in ['\u{0}', '\u{b}', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{fffe}', '\u{ffff}'] {
        let _infallible = writeln!(bodies, "a{char}b");
    }
    let outcome = site(&format!(
        "-- content/_index.md --\n+++\ntitle = \"a\\u0001b\"\ndescription = \"Một câu\u{202e}.\"\n+++\n{bodies}Xem &#x202e;nữa.\n"
    ))
    .build()
    .exits(1);
    for (place, code) in [
        ("2:9", "U+0001"),
        ("3:23", "U+202E"),
        ("5:2", "U+0000"),
        ("6:2", "U+000B"),
        ("7:2", "U+001B"),
        ("8:2", "U+007F"),
        ("9:2", "U+009B"),
        ("10:2", "U+202E"),
        ("11:2", "U+2066"),
        ("12:2", "U+FFFE"),
        ("13:2", "U+FFFF"),
    ] {
        let found = format!("content/_index.md:{place}: lỗi[control-character]: ký tự {code} ");
        assert!(outcome.stderr.contains(&found), "{found}\n{}", outcome.stderr);
    }
    assert!(outcome.stderr.contains("content/_index.md:14:"), "{}", outcome.stderr);
    assert!(!outcome.stderr.chars().any(|char| char.is_control() && char != '\n'), "{:?}", outcome.stderr);
    let settings = "-- site.toml --\ntitle = \"Thử\"\ndescription = \"a\\u000bb\"\nid = \"thu\"\n";
    site(settings).check().finds("site.toml:2:15 control-character");
}

#[test]
fn a_name_of_a_file_never_steers_the_terminal() {
    let outcome = site(&format!("-- content/_index.md --\n{}", crate::support::page("Trang đầu")))
        .with("static/a\u{1b}[2Jb\nstatic/c.svg:1:1: lỗi[x].svg", "<svg><script/></svg>")
        .check()
        .exits(1);
    assert!(!outcome.stderr.contains('\u{1b}'), "{:?}", outcome.stderr);
    assert!(!outcome.stderr.contains("\nstatic/c.svg"), "{}", outcome.stderr);
}

#[test]
fn a_theme_that_writes_no_json_is_told() {
    let template = "{ \"name\": \"{{ site.title }}\" }\n";
    let outcome = site("-- site.toml --\ntitle = \"Hội \\\"A\\\"\"\ndescription = \"x\"\nid = \"thu\"\n")
        .with("themes/default/manifest.webmanifest", template)
        .build();
    outcome.finds("themes/default/manifest.webmanifest:1:1 template");
}
