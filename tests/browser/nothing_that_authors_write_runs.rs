//! What an author writes, or copies from somewhere, never becomes code: not even where the page's policy is taken away,
//! and with the policy there is nothing that it would have to refuse.
//!
//! Each string of `page/injections.txt` stands everywhere where an author can write. What is refused with an error is
//! left out of the built site: nobody will ever see it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::browser::{Browser, Phone};
use crate::support::server::Host;
use crate::support::{Site, is_kind, minimal, page, site, tree};

const STRINGS: &str = include_str!("page/injections.txt");

/// Notes what runs and what the policy refuses, in every frame, before the page's first byte is read.
const WATCH: &str = include_str!("page/watch.js");

/// Opens pages in frames, a few at a time, and gives what they did and what they hold that they should not.
const VISIT: &str = include_str!("page/visit.js");

/// A string as TOML.
fn quoted(text: &str) -> String {
    // JSON's strings are TOML's, but for what JSON leaves as it is and TOML does not.
    json!(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A page with this string in every place of its front matter and its body where it stays text.
fn everywhere(string: &str) -> String {
    let toml = quoted(string);
    // Ends no code of Markdown.
    let code = string.replace('`', "'");
    let cell = string.replace('|', "\\|");
    format!(
        "+++\ntitle = {toml}\ndescription = {toml}\ndate = 2026-11-20\n\n[lesson]\naudience = {toml}\nminutes = 5\noutcomes = [{toml}]\nhand_outs = [{toml}]\n\n\
         [[source]]\npublisher = {toml}\ndate = \"2024\"\ntitle = {toml}\nnote = {toml}\n+++\n\
         Chữ {string} trong câu, *{string}*, `{code}`, ![hình {code}](/hinh.svg) và [nơi đến {code}](@/_index.md \"{code}\").\n\n\
         - mục {string}\n- [ ] việc {string}\n\n\
         > [!NOTE]\n> {string}\n\n\
         | Cột {cell} |\n| --- |\n| {cell} |\n\n\
         ```{code}\n{code}\n```\n\n\
         Chú thích[^n].\n\n[^n]: Lời {string}\n\n\
         :::callout tip Tên {code}\nLời.\n:::\n\n\
         :::legal-basis\nissuer = {toml}\nnumber = {toml}\ntitle = {toml}\nnote = {toml}\n:::\n\n\
         ## Mục {string}\n\nHết.\n\n{string}\n"
    )
}

/// A page with this string in its front matter alone, where its Markdown is refused.
fn in_front(string: &str) -> String {
    let whole = everywhere(string);
    let end = whole.rfind("+++\n").expect("the front matter ends") + "+++\n".len();
    format!("{}Hết.\n", &whole[..end])
}

/// Pages with the string in each place where most of them are refused.
fn where_it_may_be_refused(string: &str) -> [String; 9] {
    let toml = quoted(string);
    [
        format!("[nơi đến]({string})\n"),
        format!("[nơi đến](<{string}>)\n"),
        format!("[nơi đến][d]\n\n[d]: {string} \"{string}\"\n"),
        format!("<{string}>\n"),
        format!("![hình vẽ]({string})\n"),
        format!("## Mục {{{string}}}\n"),
        format!(":::callout {string}\n:::\n"),
        format!(":::criterion {string}\n:::\n"),
        format!(":::{string}\n:::\n\n:::legal-basis\n{string}\n{toml} = {toml}\n:::\n"),
    ]
}

/// A set of criteria with all strings in all its texts, and those that `may_stand` in its Markdown.
fn set(strings: &[&str], may_stand: impl Fn(usize) -> bool) -> [(&'static str, String); 2] {
    let all = quoted(&strings.join(" "));
    let list: Vec<String> = strings.iter().map(|string| quoted(string)).collect();
    let list = list.join(", ");
    let index = format!(
        "+++\ntitle = {all}\ndescription = {all}\n[criteria]\nid = \"thu\"\nversion = \"1\"\nkind = \"points\"\n\
         state = \"unknown\"\nverified = \"none\"\nperiod = \"calendar-year\"\ncaveats = [{list}]\nmissing = [{list}]\n\
         ask = {all}\n[criteria.basis]\nnumber = {all}\nissuer = {all}\nnote = {all}\n\
         [[criteria.group]]\nid = \"g\"\ntitle = {all}\n+++\nLời mở đầu.\n"
    );
    let (mut front, mut body) = (String::new(), String::new());
    for (number, string) in strings.iter().enumerate() {
        let toml = quoted(string);
        front.push_str(&format!(
            "\n[[indicator]]\nid = \"i{number}\"\ntitle = {toml}\nquestion = {toml}\nmax = 5\nwording = \"draft\"\n\
             guide = [[0, {toml}]]\nevidence = [{toml}]\nnote = {toml}\n"
        ));
        let said = if may_stand(number) { string } else { &"thôi." };
        body.push_str(&format!("\n## i{number}\n\nLời {said}\n"));
    }
    let criterion = format!("+++\ntitle = {all}\ndescription = {all}\n{front}+++\n{body}");
    [("content/criteria/thu/_index.md", index), ("content/criteria/thu/01-mot.md", criterion)]
}

/// Settings with this text in each.
fn settings(text: &str) -> String {
    let toml = quoted(text);
    format!(
        "title = {toml}\ndescription = {toml}\nowner = {toml}\ncontact = {toml}\nid = \"thu\"\nservice_worker = false\n\
         base_url = \"https://mau.example/\"\n"
    )
}

/// A small site with all strings in its settings, built.
fn of_settings() -> Site {
    let strings: Vec<&str> = STRINGS.lines().collect();
    let article = "+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\ndate = 2026-11-20\n+++\nHết.\n";
    let site = minimal().with("site.toml", settings(&strings.join(" "))).with("content/bai.md", article);
    site.build().succeeds();
    site
}

/// The site of all strings, built; pages that are refused are taken out first.
fn of_texts() -> Site {
    let strings: Vec<&str> = STRINGS.lines().collect();
    assert!(strings.len() >= 100, "a list worth the name");
    let mut site = site(&format!("-- content/criteria/_index.md --\n{}", page("Tiêu chí")))
        .with("content/mot/_index.md", page("Một"))
        .with("content/hai/_index.md", page("Hai"))
        .with("site.toml", settings("Thử"))
        .with("static/hinh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .with("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
    for (number, string) in strings.iter().enumerate() {
        site = site.with(&format!("content/mot/e{number}.md"), everywhere(string));
        for (place, body) in where_it_may_be_refused(string).iter().enumerate() {
            let text = format!("+++\ntitle = \"Trang\"\ndescription = \"Một câu.\"\n+++\n{body}");
            site = site.with(&format!("content/hai/r{number}-{place}.md"), text);
        }
    }
    let refused = refused(&site);
    assert!(refused.len() > strings.len(), "many addresses are refused");
    for path in refused.iter().filter(|path| path.starts_with("content/hai/r")) {
        fs::remove_file(site.root().join(path)).expect("a page of the site");
    }
    let page_of = |number: usize| format!("content/mot/e{number}.md");
    for (number, string) in strings.iter().enumerate().filter(|(number, _)| refused.contains(&page_of(*number))) {
        site = site.with(&page_of(number), in_front(string));
    }
    for (path, text) in set(&strings, |number| !refused.contains(&page_of(number))) {
        site = site.with(path, text);
    }
    site.build().succeeds();
    site
}

/// The files with errors.
fn refused(site: &Site) -> BTreeSet<String> {
    let outcome = site.run(&["check", "--format", "json"]);
    let findings: Value = serde_json::from_str(&outcome.stdout).expect("findings are JSON");
    let errors = findings.as_array().into_iter().flatten().filter(|finding| finding["severity"] == "error");
    errors.filter_map(|finding| finding["file"].as_str().map(str::to_owned)).collect()
}

/// Visits every page of a built site; gives what is wrong, a line each.
fn visit(browser: &Browser, public: &Path) -> Vec<String> {
    fs::write(public.join("khung.html"), "<!doctype html><title>x</title>").expect("a page of the test");
    let pages: Vec<String> =
        tree(public).into_keys().filter(|path| is_kind(path, "html") && path != "khung.html").collect();
    let server = Host::default().serve(public);
    browser.go(&server.url("khung.html"));
    let mut wrong = Vec::new();
    for batch in pages.chunks(40) {
        let found = browser.run(VISIT, json!([batch]));
        wrong.extend(found.as_array().into_iter().flatten().map(ToString::to_string));
    }
    wrong
}

/// Visits a site as it was built, and once more with the policy taken out of every page.
fn nothing_runs(site: &Site) {
    let public = site.root().join("public");
    let browser = Phone::default().open();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }));
    let wrong = visit(&browser, &public);
    assert!(wrong.is_empty(), "{} with the policy, first\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));

    for (path, bytes) in tree(&public).into_iter().filter(|(path, _)| is_kind(path, "html") && path != "khung.html") {
        let html = String::from_utf8(bytes).expect("a page is text");
        let Some(start) = html.find("<meta http-equiv=\"Content-Security-Policy\"") else {
            panic!("{path}: no policy")
        };
        let end = start + html[start..].find('>').expect("the tag ends") + 1;
        fs::write(public.join(&path), format!("{}{}", &html[..start], &html[end..]))
            .expect("a page without its policy");
    }
    let wrong = visit(&browser, &public);
    assert!(wrong.is_empty(), "{} without, first\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
}

#[test]
fn no_text_runs_without_the_policy_and_the_policy_has_nothing_to_refuse() {
    nothing_runs(&of_texts());
}

#[test]
fn no_setting_runs_without_the_policy_and_the_policy_has_nothing_to_refuse() {
    nothing_runs(&of_settings());
}

#[test]
fn the_watch_sees_what_runs_and_what_is_refused() {
    let site = site(&format!("-- content/bai.md --\n{}", page("Bài")));
    site.build().succeeds();
    let public = site.root().join("public");
    let path = public.join("bai/index.html");
    let html = fs::read_to_string(&path).expect("the page");
    let bad = "<img src=x onerror=alert(1)><p onclick=alert(1)><a href=javascript:alert(1)>a</a>";
    fs::write(&path, html.replace("</main>", &format!("{bad}</main>"))).expect("the page");
    fs::write(public.join("khung.html"), "<!doctype html><title>x</title>").expect("a page of the test");
    let browser = Phone::default().open();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }));
    // Each time a host of its own: what the browser kept of the other does not count.
    let look = || {
        let server = Host::default().serve(&public);
        browser.go(&server.url("khung.html"));
        browser.run(VISIT, json!([["bai/index.html"]])).to_string()
    };
    let with = look();
    assert!(with.contains("script-src-attr") && with.contains("onclick") && with.contains("javascript:"), "{with}");
    fs::write(&path, format!("<!doctype html><title>x</title>{bad}")).expect("the page");
    let without = look();
    assert!(without.contains("ran alert(1)"), "{without}");
}
