//! Whatever stands in a file, the command ends with an answer: 0, 1 or 2, never by a crash.

use std::fs;

use crate::support::{minimal, site, tree};

/// How a file may be damaged at some place.
type Damage = fn(&[u8], usize) -> Vec<u8>;

/// What a hand or an editor may do to a file at some place.
const DAMAGES: [(&str, Damage); 4] = [
    ("cut off", |bytes, at| bytes[..at].to_vec()),
    ("begun later", |bytes, at| bytes[at..].to_vec()),
    ("with a stray byte", |bytes, at| [&bytes[..at], &[0xe1], &bytes[at..]].concat()),
    ("with brackets", |bytes, at| [&bytes[..at], b"[[\"\n+++\n](", &bytes[at..]].concat()),
];

#[test]
fn files_that_are_damaged_anywhere_are_answered_with_findings() {
    let site = minimal();
    for (path, bytes) in tree(site.root()) {
        let file = site.root().join(&path);
        for place in 0..6 {
            for (how, damage) in DAMAGES {
                fs::write(&file, damage(&bytes, bytes.len() * place / 6)).expect("a file of the site");
                let outcome = site.check();
                let calm = matches!(outcome.code, Some(0..=2)) && !outcome.stderr.contains("panicked");
                assert!(calm, "{path}, {how} at {place}/6: {:?}\n{}", outcome.code, outcome.stderr);
            }
        }
        fs::write(&file, &bytes).expect("a file of the site");
    }
    site.check().succeeds();
}

#[test]
fn answer_sheets_that_are_damaged_anywhere_are_answered_with_findings() {
    let sheet = r#"{"set":"mau","year":2026,"group":null,"answers":{"doc":8,"ke-hoach":"unknown","cung-lam":10}}"#;
    let site = minimal();
    for at in 0..sheet.len() {
        for (how, damage) in DAMAGES {
            fs::write(site.root().join("phieu.json"), damage(sheet.as_bytes(), at)).expect("a file of the site");
            let outcome = site.run(&["score", "mau", "--answers", "phieu.json"]);
            let told = outcome.code == Some(0) || !outcome.stderr.is_empty() && outcome.stdout.is_empty();
            assert!(matches!(outcome.code, Some(0..=2)) && told, "{how} at {at}: {outcome:?}");
        }
    }
}

#[test]
fn numbers_that_are_far_too_large_are_findings() {
    let huge = [("max = 20", "max = 99999999999999999999"), ("max = 20", "max = 4294967296"), ("max = 20", "max = -1")];
    for (old, new) in huge {
        let outcome = minimal().replacing("content/criteria/mau/01-tu-hoc.md", old, new).check();
        assert_eq!(outcome.code, Some(1), "{new}: {}", outcome.stderr);
    }
    let sheets = "{\"set\":\"mau\",\"answers\":{\"doc\":99999999999999999999999}}";
    minimal().with("phieu.json", sheets).run(&["score", "mau", "--answers", "phieu.json"]).exits(1);
    let deep = "[".repeat(200_000);
    minimal().with("phieu.json", deep).run(&["score", "mau", "--answers", "phieu.json"]).exits(1);
}

#[test]
fn a_page_of_every_odd_piece_of_markdown_is_answered() {
    let odd = "[]() ![]() [a][b] [^1]: x\n\n| | |\n|-|\n\n> > > \n\n# \n\n#######\n\n- [ ] \n\n```\n\n<b>\u{0} \u{202e} e\u{301}\u{323}\n";
    let outcome = site(&format!("-- content/la.md --\n+++\ntitle = \"Lạ\"\ndescription = \"Lạ.\"\n+++\n{odd}")).check();
    assert!(matches!(outcome.code, Some(0 | 1)), "{outcome:?}");
}

/// Pieces that Markdown, its extensions and the directives are made of.
const PIECES: [&str; 40] = [
    ":::callout note\n",
    ":::callout",
    ":::steps\n",
    ":::legal-basis\n",
    ":::criterion a/b\n",
    ":::\n",
    "::::\n",
    ":::x",
    "# ",
    "## ",
    "#### ",
    "Tiêu đề {#a old=\"b c\"}\n",
    "{#",
    "old=\"",
    "\"}\n",
    "[^1]",
    "[^1]: ",
    "[^",
    "| a | ",
    "|---|:-:|\n",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "- [x] ",
    "1. ",
    "```\n",
    "~~~ a\n",
    "    ",
    "<b>",
    "<!--",
    "-->",
    "![",
    "](",
    "/a.png)",
    "@/_index.md)",
    "Ðạt\u{309}. ",
    "e\u{302}\u{301} ",
    "\n\n",
    "\t",
    "&colon;",
];

#[test]
fn pages_put_together_from_pieces_of_markdown_are_answered() {
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    let mut site = site("-- content/la.md --\n+++\ntitle = \"Lạ\"\ndescription = \"Lạ.\"\n+++\n");
    for number in 0..400 {
        let pieces: String = (0..next(30)).map(|_| PIECES[next(PIECES.len())]).collect();
        let raw = if number % 2 == 0 { "\n" } else { "" };
        site = site.with(
            &format!("content/p{number}.md"),
            format!("+++\ntitle = \"Lạ\"\ndescription = \"Lạ.\"\n+++\n{pieces}{raw}"),
        );
    }
    let outcome = site.check();
    assert_eq!(outcome.code, Some(1), "some of them have mistakes\n{}", outcome.stderr);
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
}
