//! Android 6 stops at Chrome 106, Android 5 at 95, and iOS 14 is in use: scripts and styles use nothing that they refuse.

use crate::support::is_kind;
use crate::support::real::real_site;

/// Reads a script with a parser that ends with ECMAScript 2019: one year less than Safari 14 and Chrome 87 understand.
pub(crate) fn parses(script: &str) -> Result<(), String> {
    let parse = || {
        let parser = ressa::Parser::new(script).map_err(|error| error.to_string())?;
        parser.into_iter().try_for_each(|part| part.map(drop).map_err(|error| error.to_string()))
    };
    // It descends into every block, and the translated module has many in each other.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, parse);
        thread.expect("a thread with room").join().expect("the parser does not panic")
    })
}

/// What came after, as it stands in a style: since which Safari.
const NEWER: [(&str, &str); 22] = [
    (":has(", "15.4"),
    (":focus-visible", "15.4"),
    (":where(", "14.1 on phones"),
    ("@container", "16"),
    ("@layer", "15.4"),
    ("@property", "16.4"),
    ("aspect-ratio:", "15"),
    ("accent-color:", "15.4"),
    ("color-mix(", "16.2"),
    ("color-scheme(", "never"),
    ("inset:", "14.1"),
    ("inset-inline", "14.1"),
    ("margin-inline:", "14.1"),
    ("margin-block:", "14.1"),
    ("padding-inline:", "14.1"),
    ("padding-block:", "14.1"),
    ("dvh", "15.4"),
    ("svh", "15.4"),
    ("text-wrap:", "17.5"),
    ("overflow: clip", "16"),
    ("oklch(", "15.4"),
    ("width >=", "16.4"),
];

/// Rules that an old engine drops whole, and does without: it shows the ring around what a finger touched.
const DONE_WITHOUT: &str = ":focus:not(:focus-visible)";

fn newer_in(style: &str) -> Option<&'static (&'static str, &'static str)> {
    let style = style.replace(DONE_WITHOUT, "");
    NEWER.iter().find(|(words, _)| style.contains(words))
}

#[test]
fn every_script_is_of_2019() {
    let scripts: Vec<_> = real_site().files.iter().filter(|(path, _)| is_kind(path, "js")).collect();
    assert!(scripts.len() >= 5, "check, search, its fallback, offline, worker");
    for (path, script) in scripts {
        parses(&String::from_utf8_lossy(script)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let alone = real_site().text("mang-theo/cdht.html");
    let script =
        alone.rsplit_once("<script>").and_then(|(_, rest)| rest.split_once("</script>")).expect("its script").0;
    assert!(script.contains("hoctapUnpack"), "it carries what unpacks the module");
    parses(script).unwrap_or_else(|error| panic!("the page that travels alone: {error}"));
}

#[test]
fn this_very_parser_refuses_what_came_later() {
    parses("const f = async ({ a, ...b }) => { try { await a; } catch { return `${b}`; } };").expect("2019");
    for later in ["a ??= 1;", "a?.b;", "a ?? b;", "class A { #b = 1; }", "class A { static { } }"] {
        assert!(parses(later).is_err(), "{later}");
    }
}

#[test]
fn no_style_needs_what_safari_14_does_not_know() {
    for (path, style) in real_site().files.iter().filter(|(path, _)| is_kind(path, "css")) {
        if let Some((words, since)) = newer_in(&String::from_utf8_lossy(style)) {
            panic!("{path} has `{words}`, which Safari knows since {since}");
        }
    }
}

#[test]
fn a_style_that_does_is_found() {
    assert!(newer_in("a:has(b) { color: red }").is_some());
    assert!(newer_in(":focus-visible { outline: 0 }").is_some());
    assert!(newer_in(":focus:not(:focus-visible) { outline: 0 } p { margin-inline-start: 0 }").is_none());
}
