//! The examples of the `CommonMark` specification through the whole of our writer.
//!
//! What the site does otherwise on purpose is taken out of both sides before they are compared: headings have ids,
//! images have a size, and addresses are the site's own business (only `https`, `http` and `mailto` are compared). HTML
//! is allowed, as in the specification. Nothing else may differ.

use std::collections::BTreeMap;
use std::fs;

use generator::diagnostic::Findings;
use generator::markdown::{Form, Linker, Links};
use generator::pictures::Pictures;
use generator::site::{Options, Site};
use html5gum::{Token, Tokenizer};
use serde::Deserialize;
use tempfile::TempDir;
use wasm_check::date::Date;

use crate::support::{copy, repository};

#[derive(Deserialize)]
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

/// The examples as pages of one site, and what becomes of each.
fn rendered(examples: &[Example]) -> BTreeMap<usize, String> {
    let folder = TempDir::new().expect("a folder for the site");
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder in the site");
        fs::write(file, text).expect("a file in the site");
    };
    write("site.toml", "title = \"T\"\ndescription = \"D.\"\nraw_html = true\n");
    write("content/_index.md", "+++\ntitle = \"T\"\ndescription = \"D.\"\n+++\n");
    for example in examples {
        let page = format!("+++\ntitle = \"T\"\ndescription = \"D.\"\n+++\n{}", example.markdown);
        write(&format!("content/e{}.md", example.number), &page);
    }
    copy(&repository().join("themes"), &folder.path().join("themes"));
    let options = Options {
        root: folder.path().to_owned(),
        built_in: &[],
        today: Date::parse("2026-11-21").expect("a day"),
        base_url: None,
        drafts: false,
        portable: false,
        live: false,
        precompress: false,
    };
    let mut findings = Findings::default();
    let site = Site::read(&options, None, &mut findings).expect("the site can be read");
    let pictures = Pictures::new(&site.static_files, false);
    let linker = Linker {
        language: "vi",
        library: &site.library,
        checks: BTreeMap::new(),
        checks_in_languages: BTreeMap::new(),
        criteria: BTreeMap::new(),
        statics: &site.statics,
        pictures: &pictures,
    };
    let html = |number: usize| {
        let page = site.library.get(&format!("e{number}.md")).expect("the example is a page");
        let form = Form::Relative { from: page.permalink.clone(), explicit: false };
        // An example may be what we call a mistake; here only the HTML counts.
        let links = Links { linker: &linker, form, language: None };
        site.body(page, &links, &mut Findings::default()).text.html().to_owned()
    };
    examples.iter().map(|example| (example.number, html(example.number))).collect()
}

/// Between these, white space means nothing.
const BLOCKS: [&str; 15] =
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "pre", "div", "br"];

/// HTML as a list of tags and texts, without what is not compared.
fn normal(html: &str) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut out: Vec<String> = Vec::new();
    let mut in_pre = false;
    let mut after_block = true;
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                let kept = attributes.filter(|(attribute, value)| match attribute.as_str() {
                    "id" => !name.starts_with('h'),
                    "width" | "height" | "loading" => name != "img",
                    "href" => is_compared(value),
                    "src" => false,
                    _ => true,
                });
                let mut kept: Vec<_> = kept.map(|(name, value)| format!(" {name}={value:?}")).collect();
                kept.sort();
                in_pre |= name == "pre";
                after_block = BLOCKS.contains(&name.as_str());
                trim_end(&mut out, after_block, in_pre);
                out.push(format!("<{name}{}>", kept.concat()));
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                in_pre &= name != "pre";
                after_block = BLOCKS.contains(&name.as_str());
                trim_end(&mut out, after_block, in_pre || name == "pre");
                out.push(format!("</{name}>"));
            }
            Token::String(string) => {
                let string = text(&string);
                if in_pre {
                    out.push(string);
                    continue;
                }
                let starts = string.starts_with(char::is_whitespace) && !after_block;
                let ends = string.ends_with(char::is_whitespace);
                let words = string.split_whitespace().collect::<Vec<_>>().join(" ");
                let string = match (words.is_empty(), starts, ends) {
                    (true, true, _) => " ".to_owned(),
                    (true, false, _) => continue,
                    (false, starts, ends) => {
                        format!("{}{words}{}", if starts { " " } else { "" }, if ends { " " } else { "" })
                    }
                };
                after_block = false;
                out.push(string);
            }
            Token::Comment(comment) => out.push(format!("<!--{}-->", text(&comment))),
            Token::Doctype(_) => out.push("<!doctype>".to_owned()),
            Token::Error(_) => {}
        }
    }
    trim_end(&mut out, true, false);
    out.retain(|part| !part.is_empty());
    out
}

/// Addresses that mean the same everywhere.
fn is_compared(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) && !address.contains('\\')
}

fn trim_end(out: &mut [String], is_block: bool, in_pre: bool) {
    if let Some(last) = out.last_mut().filter(|last| is_block && !in_pre && !last.starts_with('<')) {
        last.truncate(last.trim_end().len());
    }
}

#[test]
fn the_examples_of_the_specification_come_out_as_it_says() {
    let text = fs::read_to_string(repository().join("tests/commonmark/examples.json")).expect("the examples");
    let examples: Vec<Example> = serde_json::from_str(&text).expect("the examples are JSON");
    assert_eq!(examples.len(), 652, "all examples of 0.31.2");
    let rendered = rendered(&examples);
    // Addresses that stand alone are links here, as GitHub has it: on a phone a reader must be able to tap them.
    let bare = [602, 606, 608, 611, 612];
    let compared = examples.iter().filter(|example| !bare.contains(&example.number));
    let different = compared.filter(|example| normal(&rendered[&example.number]) != normal(&example.html));
    let said: Vec<String> = different
        .map(|example| {
            let Example { number, section, markdown, html } = example;
            format!("{number} ({section})\n{markdown}\nas specified:\n{html}\nas we write it:\n{}", rendered[number])
        })
        .collect();
    assert!(said.is_empty(), "{} examples differ:\n{}", said.len(), said.join("\n----\n"));
}
