//! Four times the input takes about four times as long, whatever it is made of: a page, a sheet or a table that somebody
//! pasted by mistake is answered, and nobody waits.
//!
//! What is measured is the time of the processor, which other programs leave alone, of the command for `n` and for `4 n`
//! of a thing. In one that grows with the square it is sixteen times as much; eight is refused. A machine may still
//! stumble: such a pair is measured again.

use std::process::{Command, Stdio};

use wait4::Wait4 as _;

use crate::support::{Site, TODAY, minimal, page, site};

/// A thing of which there may be many: its name, how many are measured, a site with so many of them.
type Kind = (&'static str, usize, fn(usize) -> Site);

/// Times that growing by the square reaches and growing by the length does not.
const MOST_TIMES: f64 = 8.0;

/// Seconds of the processor that the command takes.
fn seconds(site: &Site, arguments: &[&str]) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hoctap"));
    command.args(arguments).current_dir(site.root()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let ended = command.spawn().expect("hoctap was built for this test").wait4().expect("hoctap ends");
    assert!(matches!(ended.status.code(), Some(0..=2)), "{arguments:?}: {:?}", ended.status);
    ended.rusage.utime.as_secs_f64()
}

/// Says which kinds do not grow with their input alone.
fn slow(kinds: &[Kind], arguments: &[&str]) -> Vec<String> {
    let mut slow = Vec::new();
    for (name, n, make) in kinds {
        let (few, many) = (make(*n), make(4 * n));
        let times = || seconds(&many, arguments) / seconds(&few, arguments).max(0.05);
        let measured: Vec<f64> =
            std::iter::repeat_with(times).take(3).take_while(|times| *times >= MOST_TIMES).collect();
        if measured.len() == 3 {
            slow.push(format!("{name}: {measured:.1?} times as long for 4 times as many"));
        }
    }
    slow
}

fn with_body(body: &str) -> Site {
    site(&format!("-- content/bai.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\n{body}\n"))
}

fn with_front_matter(more: &str) -> Site {
    site(&format!("-- content/bai.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n{more}\n+++\nNội dung.\n"))
}

fn each(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

const BODIES: [Kind; 31] = [
    ("lines of HTML", 4000, |n| with_body(&"a <b>x\n".repeat(n))),
    ("HTML in one line", 4000, |n| with_body(&"a <b>x ".repeat(n))),
    ("blocks of HTML", 4000, |n| with_body(&"<div>x</div>\n\n".repeat(n))),
    ("comments", 4000, |n| with_body(&"<!-- a --> ".repeat(n))),
    ("statistics without a source", 4000, |n| with_body(&"Có 15% người.\n\n".repeat(n))),
    ("equal headings", 8000, |n| with_body(&"## A\n\n".repeat(n))),
    ("headings that skip a level, with one id", 4000, |n| with_body(&each(n, |i| format!("### A{i} {{#a}}\n\n")))),
    ("old ids of a heading", 4000, |n| with_body(&format!("## A {{old=\"{}\"}}\n", each(n, |i| format!("b{i} "))))),
    ("rules", 20_000, |n| with_body(&"---\n\n".repeat(n))),
    ("directives", 4000, |n| with_body(&":::callout note\na\n:::\n\n".repeat(n))),
    ("directives that stay open", 4000, |n| with_body(&":::callout note\n".repeat(n))),
    ("directives that nobody knows", 4000, |n| with_body(&":::colour note\n".repeat(n))),
    ("directives that nobody opened", 4000, |n| with_body(&":::\n".repeat(n))),
    ("directives in the middle of a line", 8000, |n| with_body(&"*:::* ".repeat(n))),
    ("directives in lists", 4000, |n| with_body(&"- :::callout note\n".repeat(n))),
    ("footnotes inside of open directives", 2000, |n| {
        with_body(&format!("{}[^1]: b\n", ":::trainer\na[^1]\n\n".repeat(n)))
    }),
    ("footnotes", 2000, |n| with_body(&each(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n")))),
    ("references to one footnote", 4000, |n| with_body(&format!("{}[^1]: b\n", "a[^1]\n\n".repeat(n)))),
    ("footnotes that nothing refers to", 4000, |n| with_body(&each(n, |i| format!("[^{i}]: b\n\n")))),
    ("footnotes that are not there", 4000, |n| with_body(&each(n, |i| format!("a[^{i}]\n\n")))),
    ("links to pages that are not there", 4000, |n| with_body(&"[mục này](@/b.md) ".repeat(n))),
    ("headings, and links to others", 2000, |n| with_body(&each(n, |i| format!("## a{i}\n\n[mục này](#b{i})\n\n")))),
    ("links by reference", 4000, |n| with_body(&format!("{}\n\n[b]: /c\n", "[mục này][b] ".repeat(n)))),
    ("links out", 4000, |n| with_body(&"[mục này](https://a.vn/b) ".repeat(n))),
    ("pictures that are not there", 4000, |n| with_body(&"![a](/b.png) ".repeat(n))),
    ("rows of a table", 4000, |n| with_body(&format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n)))),
    ("tables without headings", 2000, |n| with_body(&"||\n|-|\n||\n\n".repeat(n))),
    ("questions", 1000, |n| with_body(&":::question\nHỏi?\n\n- [x] a\n- [ ] b\n:::\n\n".repeat(n))),
    ("long sentences", 500, |n| with_body(&format!("{}. ", "Chữ ".repeat(40)).repeat(n))),
    ("letters that only look right", 4000, |n| with_body(&"Ðạt ".repeat(n))),
    ("marks on one letter", 8000, |n| with_body(&format!("a{}", "\u{301}".repeat(n)))),
];

#[test]
fn pages_of_many_of_one_thing_are_checked_in_linear_time() {
    assert_eq!(slow(&BODIES, &["check", "--today", TODAY]), Vec::<String>::new());
}

const FRONT_MATTERS: [Kind; 12] = [
    ("unknown keys", 4000, |n| with_front_matter(&each(n, |i| format!("k{i} = 1\n")))),
    ("unknown tables", 4000, |n| with_front_matter(&each(n, |i| format!("[k{i}]\n")))),
    ("one long key", 20_000, |n| with_front_matter(&format!("{} = 1", "k".repeat(n)))),
    ("lines that are no TOML", 4000, |n| with_front_matter(&"= =\n".repeat(n))),
    ("one key again and again", 4000, |n| with_front_matter(&"a = 1\n".repeat(n))),
    ("keys that stand twice", 4000, |n| {
        let keys = each(n, |i| format!("a{i} = 1\n"));
        with_front_matter(&format!("{keys}{keys}"))
    }),
    ("tables that stand twice", 2000, |n| {
        let tables = each(n, |i| format!("[a{i}]\n"));
        with_front_matter(&format!("{tables}{tables}"))
    }),
    ("unknown tags", 4000, |n| with_front_matter(&format!("tags = [{}]", each(n, |i| format!("\"t{i}\", "))))),
    ("older addresses", 2000, |n| with_front_matter(&format!("aliases = [{}]", each(n, |i| format!("\"/t{i}/\", "))))),
    ("keys of site.toml", 4000, |n| {
        let keys = each(n, |i| format!("k{i} = 1\n"));
        site(&format!("-- site.toml --\ntitle = \"Thử\"\ndescription = \"Một câu.\"\nid = \"thu\"\n{keys}"))
    }),
    ("pages beside the home page", 150, |n| {
        (0..n)
            .fold(with_body("Nội dung."), |site, i| site.with(&format!("content/p{i}.md"), page(&format!("Bài {i}"))))
    }),
    ("pages with links to others that are not there", 150, |n| {
        (0..n).fold(with_body("Nội dung."), |site, i| {
            let page =
                format!("+++\ntitle = \"Bài {i}\"\ndescription = \"Một câu.\"\n+++\n[mục này](@/khong-{i}.md)\n");
            site.with(&format!("content/p{i}.md"), page)
        })
    }),
];

#[test]
fn front_matter_and_settings_of_many_of_one_thing_are_checked_in_linear_time() {
    assert_eq!(slow(&FRONT_MATTERS, &["check", "--today", TODAY]), Vec::<String>::new());
}

fn with_sheets(sheets: &str) -> Site {
    minimal().with("phieu.txt", sheets)
}

const SHEETS: [Kind; 10] = [
    ("lines that are no sheets", 2000, |n| with_sheets(&"x\n".repeat(n))),
    ("sheets with an unknown answer", 1000, |n| with_sheets(&"{\"set\":\"mau\",\"answers\":{\"x\":1}}\n".repeat(n))),
    ("unknown answers of one sheet", 4000, |n| {
        with_sheets(&format!("{{\"set\":\"mau\",\"answers\":{{{}\"doc\":1}}}}", each(n, |i| format!("\"x{i}\":1,"))))
    }),
    ("answers to one item", 4000, |n| {
        with_sheets(&format!("{{\"set\":\"mau\",\"answers\":{{{}\"doc\":1}}}}", "\"doc\":1,".repeat(n)))
    }),
    ("unknown keys of one sheet", 4000, |n| {
        with_sheets(&format!("{{{}\"set\":\"mau\"}}", each(n, |i| format!("\"x{i}\":1,"))))
    }),
    ("unknown keys of one file", 4000, |n| {
        with_sheets(&format!("{{{}\"schema\":\"hoctap-sheets/1\"}}", each(n, |i| format!("\"x{i}\":1,"))))
    }),
    ("sheets of people", 1000, |n| with_sheets(&each(n, |i| person(&format!("Người {i}"), i)))),
    ("sheets of people who answer alike", 1000, |n| with_sheets(&each(n, |i| person(&format!("Người {i}"), 0)))),
    ("sheets without a name that are alike", 1000, |n| with_sheets(&each(n, |_| person("", 0)))),
    ("sheets of one person", 1000, |n| with_sheets(&each(n, |i| person("Bà Tư", i)))),
];

fn person(name: &str, number: usize) -> String {
    format!("{{\"set\":\"mau\",\"year\":2026,\"person\":\"{name}\",\"answers\":{{\"doc\":{}}}}}\n", number % 9)
}

#[test]
fn texts_of_many_sheets_are_scored_in_linear_time() {
    assert_eq!(slow(&SHEETS, &["score", "mau", "--answers", "phieu.txt", "--today", TODAY]), Vec::<String>::new());
}

#[test]
fn texts_of_many_sheets_are_added_up_in_linear_time() {
    assert_eq!(slow(&SHEETS, &["tally", "mau", "phieu.txt", "--today", TODAY]), Vec::<String>::new());
    let names: [Kind; 1] = [("names", 2000, |n| {
        with_sheets(&person("Bà Tư", 1)).with("ten.txt", each(n, |i| format!("Người {}\n", i / 2)))
    })];
    let arguments = ["tally", "mau", "phieu.txt", "--names", "ten.txt", "--today", TODAY];
    assert_eq!(slow(&names, &arguments), Vec::<String>::new());
}

#[test]
fn the_command_adds_up_more_sheets_than_a_page_takes() {
    let site = with_sheets(&each(12_000, |i| person(&format!("Người {i}"), i)));
    let outcome = site.run(&["tally", "mau", "phieu.txt", "--today", TODAY]).succeeds();
    assert!(outcome.stdout.contains("\"assessed\":12000,"), "{:.200}", outcome.stdout);
}

const TABLES: [Kind; 4] = [
    ("criteria of a table", 500, |n| with_table(&each(n, |i| format!("Tự học {i};Đọc;10\n")))),
    ("indicators without a number", 500, |n| with_table(&format!("Tự học;;\n{}", ";Đọc;x\n".repeat(n)))),
    ("blank fields", 20_000, |n| with_table(&";".repeat(n))),
    ("blank rows", 2000, |n| with_table(&";;\n".repeat(n))),
];

fn with_table(rows: &str) -> Site {
    minimal().with("bang.csv", format!("Tiêu chí;Chỉ số;Điểm tối đa\n{rows}"))
}

#[test]
fn tables_of_many_rows_are_read_in_linear_time() {
    // Into a folder that is there: it reads all, and writes nothing.
    assert_eq!(slow(&TABLES, &["import", "bang.csv", "--set", "mau"]), Vec::<String>::new());
}
