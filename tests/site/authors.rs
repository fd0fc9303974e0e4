//! `docs/authors.md` and the readers: every key that is read is described there, and every key that is described is read.
//!
//! The program itself says which keys a table has, when it is given one that it does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use generator::source::directive::NAMES;
use serde_json::Value;

use crate::support::{Site, minimal, page, repository, samples, site, site_of, tree};

/// Keys by the heading under which they are described.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// What nobody reads.
const UNKNOWN: &str = "zzz = 1";

/// The first cells of the tables below each heading.
fn described() -> Keys {
    let text = fs::read_to_string(repository().join("docs/authors.md")).expect("the reference");
    let mut keys = Keys::new();
    let mut heading = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            title.trim_matches('`').trim_matches(|char| "[]".contains(char)).clone_into(&mut heading);
        } else if let Some((key, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once('`')) {
            keys.entry(heading.clone()).or_default().insert(key.to_owned());
        }
    }
    keys
}

/// TOML with the unknown key in each of its tables.
fn with_unknown(toml: &str) -> String {
    let is_header = |line: &str| {
        line.starts_with('[')
            && line.ends_with(']')
            && line.chars().all(|char| char.is_alphanumeric() || "[].-_".contains(char))
    };
    let lines =
        toml.lines().map(|line| if is_header(line) { format!("{line}\n{UNKNOWN}\n") } else { format!("{line}\n") });
    format!("{UNKNOWN}\n{}", lines.collect::<String>())
}

/// The site with the unknown key in each table of each page.
fn in_all_pages(mut site: Site) -> Site {
    for (path, bytes) in tree(site.root()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((front, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++")) else {
            continue;
        };
        if path.starts_with("content/") {
            site = site.with(&path, format!("+++\n{}+++{body}", with_unknown(front)));
        }
    }
    site
}

/// Which keys the program says there are, where it found the unknown one.
fn read(site: &Site, keys: &mut Keys) {
    let outcome = site.run(&["check", "--lang", "en", "--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("findings are JSON");
    let findings = report.as_array().or_else(|| report["findings"].as_array()).expect("a list of findings");
    for finding in findings.iter().filter(|finding| finding["message"].to_string().contains("zzz")) {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let (file, message, hint) = (text("file"), text("message"), text("hint"));
        let table = message.rsplit_once('[').map(|(_, name)| name.trim_end_matches(']').to_owned());
        let heading = match table {
            Some(table) => table,
            None if file.ends_with("can-cu.md") => ":::legal-basis".to_owned(),
            None if file.contains(".en.") => "A translation".to_owned(),
            None if file.starts_with("content/criteria/") && !file.ends_with("_index.md") => "A criterion".to_owned(),
            None if file.starts_with("content/") => "Front matter".to_owned(),
            None if text("code") == "unknown-option" => "theme_options".to_owned(),
            None => file.rsplit('/').next().unwrap_or_default().to_owned(),
        };
        let (_, known) = hint.rsplit_once(": ").unwrap_or_else(|| panic!("{finding}"));
        keys.entry(heading).or_default().extend(known.split(", ").map(str::to_owned));
    }
}

/// A site with nothing in it.
fn plain() -> Site {
    site(&format!("-- content/trong.md --\n{}", page("Trống")))
}

const SITE: &str = "title = \"Thử\"\ndescription = \"Một câu.\"\nid = \"thu\"\n";

/// What the readers say of every kind of table.
fn read_by_the_program() -> Keys {
    let mut keys = Keys::new();
    for complete in [minimal(), samples(), site_of("training")] {
        read(&in_all_pages(complete), &mut keys);
    }
    // What differs for groups has the key that the target has.
    for key in ["number", "standard"] {
        let mut other = samples();
        for (path, bytes) in tree(other.root()) {
            let text = String::from_utf8_lossy(&bytes).replace("\npercent = ", &format!("\n{key} = "));
            other = other.with(&path, text);
        }
        read(&in_all_pages(other), &mut keys);
    }
    let start = "+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n";
    let languages = "[[languages]]\ntag = \"en\"\ntitle = \"T\"\ndescription = \"D.\"\n";
    let lesson = "[lesson]\naudience = \"Ai\"\nminutes = 45\noutcomes = [\"Biết.\"]\n";
    let course = "[course]\naudience = \"Ai\"\n[[course.agenda]]\nminutes = 10\nwhat = \"Chào\"\n";
    let more = plain()
        .with("site.toml", format!("{SITE}{languages}"))
        .with("content/khoa/_index.md", format!("{start}{course}+++\n"))
        .with("content/khoa/_index.en.md", format!("{start}{course}+++\n"))
        .with("content/khoa/bai.md", format!("{start}{lesson}[[source]]\npublisher = \"Ai\"\n+++\n"))
        .with("content/khoa/bai.en.md", format!("{start}{lesson}+++\n"));
    // The original must be read, or its translation is not.
    for path in ["content/khoa/_index.en.md", "content/khoa/bai.en.md"] {
        let text = fs::read_to_string(more.root().join(path)).expect("it was written");
        let (front, body) = text["+++\n".len()..].split_once("+++").expect("front matter");
        read(&site_with(&more, path, &format!("+++\n{}+++{body}", with_unknown(front))), &mut keys);
    }
    read(&in_all_pages(more), &mut keys);
    read(
        &plain().with("content/can-cu.md", format!("{start}+++\n:::legal-basis\n{UNKNOWN}\nissuer = \"Ai\"\n:::\n")),
        &mut keys,
    );
    let taxonomy =
        "[[taxonomies]]\nid = \"chu-de\"\ntitle = \"Chủ đề\"\n[[taxonomies.terms]]\nid = \"a\"\ntitle = \"A\"\n";
    read(&plain().with("site.toml", with_unknown(&format!("{SITE}{languages}{taxonomy}"))), &mut keys);
    read(&plain().with("site.toml", with_unknown(&format!("{SITE}[help]\nname = \"Ai\"\n"))), &mut keys);
    read(&plain().with("site.toml", format!("{SITE}[theme_options]\n{UNKNOWN}\n")), &mut keys);
    let colours = "type = \"colours\"\nlight = \"#fff\"\ndark = \"#000\"\ndescription = \"Màu\"\n";
    let mut theme = "[[pair]]\ntext = \"a\"\nground = \"b\"\n".to_owned();
    for (key, kind) in [("a", colours), ("b", colours), ("c", "type = \"text\"\ndescription = \"C\"\n")] {
        theme.push_str(&format!("[[option]]\nkey = \"{key}\"\n{kind}"));
    }
    read(
        &plain()
            .with("site.toml", format!("{SITE}theme = \"rieng\"\n"))
            .with("themes/rieng/theme.toml", with_unknown(&theme)),
        &mut keys,
    );
    // A part knows these only to refuse them.
    keys.get_mut("target.part")
        .expect("samples have parts")
        .retain(|key| !["standard", "steps"].contains(&key.as_str()));
    // A criterion is a page first.
    let of_pages = keys["Front matter"].clone();
    keys.get_mut("A criterion").expect("samples have criteria").retain(|key| !of_pages.contains(key));
    let directives = NAMES.iter().map(|(name, _)| format!(":::{name}"));
    keys.insert("Directives".to_owned(), directives.collect());
    keys
}

fn site_with(of: &Site, path: &str, text: &str) -> Site {
    let mut copy = plain();
    for (path, bytes) in tree(of.root()) {
        copy = copy.with(&path, bytes);
    }
    copy.with(path, text)
}

#[test]
fn every_key_that_is_read_is_described_and_every_key_that_is_described_is_read() {
    let (described, read) = (described(), read_by_the_program());
    let headings: BTreeSet<&String> = described.keys().chain(read.keys()).collect();
    let mut wrong = String::new();
    for heading in headings {
        let of = |keys: &Keys| keys.get(heading).cloned().unwrap_or_default();
        let (described, read) = (of(&described), of(&read));
        for key in read.difference(&described) {
            wrong.push_str(&format!("{heading}: `{key}` is read, and docs/authors.md does not describe it\n"));
        }
        for key in described.difference(&read) {
            wrong.push_str(&format!("{heading}: docs/authors.md describes `{key}`, which nobody reads\n"));
        }
    }
    assert_eq!(wrong, "");
}
