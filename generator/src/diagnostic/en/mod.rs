//! What findings say in English: what is wrong, then what to do.

pub(super) mod command;
mod content;
mod criteria;
mod file;
mod leftover;
mod link;
mod merge;
pub(super) mod output;
mod package;
mod sheet;
mod statics;
mod system;
mod table;
mod tally;

pub(super) use system::{notice, trouble};

use super::{
    ContrastFault, Expected, FrontMatterFault, Problem, Scheme, Text, TomlMistake, first_of, is_colour_without_mark,
    is_word, key_meant, reversed_date, similar,
};
use wasm_check::vietnamese::slug;

#[expect(clippy::too_many_lines, reason = "one table: a problem, its message, its hint")]
pub(super) fn text(problem: &Problem) -> Text {
    let (message, hint) = match problem {
        Problem::NotUtf8 { looks_like_utf16: true } => {
            ("the file is not UTF-8; it looks like UTF-16".into(), "save it again as UTF-8".into())
        }
        Problem::NotUtf8 { looks_like_utf16: false } => (
            "the file is not UTF-8 from here on".into(),
            "save it as UTF-8; convert text typed for TCVN3 or VNI fonts to Unicode first".into(),
        ),
        Problem::MissingFile { path } => {
            (format!("there is no {path}"), "create it, or name the site's folder with --root".into())
        }
        Problem::NoSite { beside } => (
            "this is not the folder of a site: there is no file site.toml".into(),
            match beside {
                Some(beside) if beside.ends_with('/') => format!("did you mean the folder {beside}? Add --root {beside}"),
                Some(beside) => format!("there is a file {beside}: rename it to site.toml"),
                None => "go to the folder of the site, or name it with --root; hoctap new site makes one".into(),
            },
        ),
        Problem::MissingIndex { folder } => (
            format!("the folder {folder} has no _index.md"),
            format!("create {folder}/_index.md with at least title and description"),
        ),
        Problem::NameNotUnicode => (
            "the name of this file is not Unicode: other machines cannot open it".into(),
            "rename it: plain letters, digits and hyphens".into(),
        ),
        Problem::SameName => (
            "two files have this name, and differ only in how their marks are stored".into(),
            "keep one, delete or rename the other".into(),
        ),
        Problem::File(problem) => file::text(problem),
        Problem::OldOutputLeft { path } => output::old_left(path),
        Problem::ChangesNotListed { path } => output::changes_not_listed(path),
        Problem::CacheNotUsed => output::cache_not_used(),
        Problem::AddressGone { address, file, has_aliases } => {
            output::address_gone(address, file.as_deref(), *has_aliases)
        }
        Problem::GoneIsThere { address } => (
            format!("gone lists the address {address}, at which the site still has a page"),
            "take it out of gone, which lists pages that are given up".into(),
        ),
        Problem::BadGone { address } => {
            (format!("gone cannot be “{address}”"), "write the address from the home page on, such as \"/bai-viet/cu/\"".into())
        }
        Problem::NoFrontMatter { fault } => front_matter(fault),
        Problem::OpenFrontMatter => {
            ("the front matter is opened with +++ and never closed".into(), "close it with a line +++".into())
        }
        Problem::TomlSyntax(mistake) => toml(mistake),
        Problem::UnknownKey { key, table, known } => (
            format!("there is no key “{key}” in {}", table_name(table)),
            match key_meant(key, known.iter().copied()) {
                Some(similar) => format!("did you mean “{similar}”? The keys here: {}", known.join(", ")),
                None => format!("the keys here: {}", known.join(", ")),
            },
        ),
        Problem::MisplacedKey { key, table } => (
            format!("“{key}” stands in the wrong place: it is in [{table}]"),
            format!("{key} must stand above the line [{table}]: move the whole line there"),
        ),
        Problem::MissingKey { key, table } => {
            (format!("the key “{key}” is missing in {}", table_name(table)), format!("add a line {key} = …"))
        }
        Problem::MissingTable { table } => {
            (format!("the table {table} is missing"), format!("add a line {table}, and its keys below"))
        }
        Problem::WrongType { key, expected } => (
            format!("“{key}” must be {}", expected_name(*expected)),
            format!("for example: {key} = {}", expected.example()),
        ),
        Problem::TwoReadings { digits } => {
            let [many, few] = super::readings(digits, ".");
            (format!("the number {digits} has two readings: {many} or {few}"), format!("write {many}, or {}", super::unmistaken(&few)))
        }
        Problem::BadDate { text } => {
            let hint = match reversed_date(text) {
                Some(right) => format!("the year comes first: {right}"),
                None => "write year-month-day, such as 2026-11-21".into(),
            };
            (format!("there is no day “{text}”"), hint)
        }
        Problem::WrittenOtherwise { key, value, right } => {
            (format!("“{key}” cannot be “{value}”"), format!("write it like {key} = \"{right}\""))
        }
        Problem::QuotedNumber { key, right } => {
            (format!("“{key}” is a number, and stands in quotes"), format!("drop the quotes: {right}"))
        }
        Problem::UnknownValue { key, value, known } => {
            let hint = match similar(value, known.iter().map(String::as_str)) {
                Some(similar) if is_word(value) && known.len() > 1 => format!("did you mean “{similar}”? Choose one of: {}", known.join(", ")),
                _ => format!("choose one of: {}", known.join(", ")),
            };
            (format!("“{key}” cannot be “{value}”"), hint)
        }
        Problem::BadId { id } => (
            format!("“{id}” is no id"),
            match slug(id) {
                right if right.is_empty() => {
                    "an id has lower-case letters without marks, digits, and hyphens between them".into()
                }
                right => {
                    format!("an id has lower-case letters without marks, digits, and hyphens between them: write {right}")
                }
            },
        ),
        Problem::ReservedId { id } => (
            format!("the id “{id}” is what a result says of itself"),
            "take another, such as the band's name without marks: xuat-sac".into(),
        ),
        Problem::OneOf { keys, needed: true } => (
            format!("there must be exactly one of: {}", keys.join(", ")),
            "compare with the text: keep one, drop the others".into(),
        ),
        Problem::OneOf { keys, needed: false } => (
            format!("there may be only one of: {}", keys.join(", ")),
            "keep the way of answering that the text has".into(),
        ),
        Problem::OnlyWith { key, with } => (
            format!("“{key}” stands only with {}", with.join(" or ")),
            format!("drop the line {key}, or add {}", with.join(" or ")),
        ),
        Problem::DuplicateId { id, first } => {
            (format!("the id “{id}” is taken by {first}"), "an id stands once: change one of the two".into())
        }
        Problem::Content(problem) => content::text(problem),
        Problem::Leftover(problem) => leftover::text(problem),
        Problem::Criteria(problem) => criteria::text(problem),
        Problem::MissingExplanation { id } => (
            format!("the indicator “{id}” is not explained to the citizen"),
            format!("add a section to the body that begins with a line ## {id}"),
        ),
        Problem::UnknownExplanation { heading, known } => (
            format!("the section “{heading}” is no indicator's id of this file"),
            format!("after the first, each ## is an indicator's id: {}; use ### below", known.join(", ")),
        ),
        Problem::LinkToDraft { target } => (
            format!("the link leads to {target}, which is still a draft"),
            "drop the line draft = true there to publish it, or drop the link".into(),
        ),
        Problem::LinkTarget { target, similar } => (
            format!("the link leads to {target}, which does not exist"),
            match similar {
                Some(similar) => format!("did you mean {similar}?"),
                None => "paths begin at the content folder, such as @/articles/rieng-tu.md".into(),
            },
        ),
        Problem::LinkAnchor { anchor, page, similar } => (
            format!("{page} has no heading #{anchor}"),
            match similar {
                Some(similar) => format!("did you mean #{similar}?"),
                None => "drop what follows #, or name a heading that is there".into(),
            },
        ),
        Problem::LinkScheme { scheme } => {
            (format!("links may not begin with “{scheme}:”"), "use https, http, mailto or tel".into())
        }
        Problem::LinkForm { target, similar: Some(similar) } => (
            format!("the link “{target}” is not understood"),
            match similar.strip_suffix(target.as_str()) {
                Some(begins) => format!("put {begins} before it: {similar}"),
                None => format!("did you mean {similar}?"),
            },
        ),
        Problem::LinkForm { target, similar: None } => (
            format!("the link “{target}” is not understood"),
            "another page: @/folder/page.md; a heading: #heading; outside: https://…; a self-check: @check/cdht; a file of static: /file.pdf".into(),
        ),
        Problem::LinkAway { target, why } => link::away(target, why),
        Problem::RawHtml { tag } => (
            "HTML in the text is shown as text".into(),
            link::instead_of_html(tag).to_owned() + "; put HTML that you talk about in `…`",
        ),
        Problem::ImageAlt => {
            ("the image has no description".into(), "write ![what it shows](path) for those who cannot see it".into())
        }
        Problem::ImageOutside { target } => (
            format!("the image {target} is not a file of the site"),
            "copy it to the folder static and write ![what it shows](/image.png): a page loads only its own files"
                .into(),
        ),
        Problem::BadLanguage { tag } => (
            format!("“{tag}” is no tag of another language"),
            "tags are BCP 47, each once, and not that of the main language: en, tyz (Tày), km (Khmer)".into(),
        ),
        Problem::UnknownLanguage { tag, similar } => (
            format!("the file's name ends in the language “.{tag}”, which the site does not declare"),
            match similar {
                Some(similar) => format!("did you mean “.{similar}”?"),
                None => "add [[languages]] with that tag to site.toml; the main language has no ending".into(),
            },
        ),
        Problem::NoOriginal { original } => (
            format!("this is a translation, but there is no original content/{original}"),
            "write the original, or name the translation after it".into(),
        ),
        Problem::TranslatedCriterion => (
            "a criterion cannot be translated yet: the words of its indicators stand in the original".into(),
            "remove the file; translate _index.md of the set to introduce it in that language".into(),
        ),
        Problem::UnknownTag { tag, similar, declared } => (
            format!("the tag “{tag}” is not declared in site.toml"),
            match similar {
                Some(similar) => format!("did you mean “{similar}”?"),
                None => match declared.as_deref() {
                    Some([]) => "declare it with the others, in the lines that the first tag tells".into(),
                    Some(tags) => format!(
                        "the site declares no tags yet; add these lines at the end of site.toml:\n{}",
                        terms(tags, "Topics", "Name of the tag")
                    ),
                    None => "add [[taxonomies.terms]] with that id to site.toml, or drop the tag".into(),
                },
            },
        ),
        Problem::BadAlias { alias } => (
            format!("“{alias}” is no former address of a page"),
            "write what follows the host, with / in front, such as \"/bai-viet/ten-cu/\"".into(),
        ),
        Problem::ReviewDue { due, owner } => (
            format!("the page wants to be looked at again since {due}"),
            match owner {
                Some(owner) => format!("{owner} reads it, corrects what has changed, and sets reviewed to that day"),
                None => "read it, correct what has changed, and set reviewed to that day".into(),
            },
        ),
        Problem::SamePath { path, other } => (
            format!("this page and {other} have the same address {path}"),
            "change the slug or the file name of one of them".into(),
        ),
        Problem::Template { message } => (
            format!("a template is wrong: {message}"),
            "correct the file below themes/, or delete it to use the one built in".into(),
        ),
        Problem::NoTheme { theme } => {
            (format!("there is no theme “{theme}”"), format!("create themes/{theme}, or write theme = \"default\""))
        }
        Problem::UnknownOption { key, known } => (
            format!("the theme has no option “{key}”"),
            match similar(key, known.iter().map(String::as_str)) {
                Some(similar) => format!("did you mean “{similar}”? The options here: {}", known.join(", ")),
                None if known.is_empty() => "this theme has no options".into(),
                None => format!("the options here: {}", known.join(", ")),
            },
        ),
        Problem::BadColour { text } if is_colour_without_mark(text) => {
            (format!("“{text}” has no # before it"), format!("write \"#{text}\""))
        }
        Problem::BadColour { text } => (
            format!("“{text}” is no colour"),
            "write # and six hexadecimal digits, such as \"#0b4f46\"".into(),
        ),
        Problem::Contrast { colour, faults } => contrast(colour, faults),
        Problem::NoStatic { path, similar, beside } => (
            format!("there is no file {path} in the folder static"),
            match similar {
                Some(similar) if path.trim_start_matches('/').strip_prefix("static") == Some(similar.as_str()) => {
                    format!("leave out the word static: write {similar}")
                }
                Some(similar) if similar.to_lowercase() == path.to_lowercase() => {
                    format!("small and capital letters count: {similar}")
                }
                Some(similar) => format!("did you mean {similar}?"),
                None if !beside.is_empty() => {
                    format!("copy the file to the folder static; what is there: {}", beside.join(", "))
                }
                None => "copy the file to the folder static and write /its-name".into(),
            },
        ),
        Problem::NoBaseUrl => (
            "the site has no base URL: canonical address, social tags, sitemap.xml and atom.xml are left out".into(),
            "add base_url = \"https://…/\" to site.toml, or use --base-url".into(),
        ),
        Problem::NoId { id } => (
            "the site has no id of its own: it is made of the title, and with another title readers lose what they keep".into(),
            format!("add this very line to site.toml and never change it: id = \"{id}\""),
        ),
        Problem::NeedsId { id } => (
            "the site has no id, and its title has no Latin letter to make one of".into(),
            format!("add a line to site.toml and never change it, such as: id = \"{id}\""),
        ),
        Problem::MissingStrings { keys } => (
            format!("{} strings of the interface are missing: {}", keys.len(), first_of(keys)),
            "copy these keys from themes/default/strings/en.toml into this file and translate them".into(),
        ),
        Problem::OverBudget { budget, measured, limit, .. } => (
            format!("{}: {measured} bytes, over the budget of {limit}", output::budget(*budget)),
            "every byte is somebody's data plan: cut text, images or styles".into(),
        ),
        Problem::Sheet { kind, item } => sheet::text(kind, item.as_deref()),
        Problem::GroupNeeded { known } => (
            "the set asks each group something else: the sheet must name its group".into(),
            format!("add \"group\", one of: {}", known.join(", ")),
        ),
        Problem::UnknownSet { set, known } => {
            (format!("there is no set “{set}”"), format!("the sets here: {}", known.join(", ")))
        }
        Problem::Static(problem) => statics::text(problem),
        Problem::Package(problem) => package::text(problem),
        Problem::Tally(problem) => tally::text(problem),
        Problem::OfPerson { person, problem } => {
            let Text { message, hint } = text(problem);
            (format!("{person}: {message}"), hint)
        }
        Problem::Table(problem) => table::text(problem),
        Problem::UnknownVersion { version, known } if known.is_empty() => (
            format!("there is no version “{version}”"),
            "the set has no other version: drop the line, or add the folder of that version".into(),
        ),
        Problem::UnknownVersion { version, known } => {
            (format!("there is no version “{version}”"), format!("the versions here: {}", known.join(", ")))
        }
    };
    Text { message, hint }
}

fn toml(mistake: &TomlMistake) -> (String, String) {
    match mistake {
        TomlMistake::Name { written, similar } => (
            format!("“{written}” is no name of a key"),
            match similar {
                Some(similar) => format!("did you mean {similar}? Keys have plain letters, digits, - and _"),
                None => "keys have plain letters, digits, - and _, and no spaces".into(),
            },
        ),
        TomlMistake::RepeatedKey { name, first } => (
            format!("the key “{name}” stands in line {} already", first.line),
            "each key stands once: keep one of the two lines".into(),
        ),
        TomlMistake::Bare { right } => ("this value must stand in straight quotes".into(), format!("write {right}")),
        TomlMistake::Number { right, unit } => (
            "a number is written without spaces, words or %".into(),
            match unit {
                Some(unit) => format!("write {right}; what is counted has a line of its own: unit = \"{unit}\""),
                None => format!("write {right}"),
            },
        ),
        TomlMistake::RepeatedTable { name, first } => (
            format!("the table [{name}] was opened in line {} already", first.line),
            format!("make one of both: move the lines below to line {}", first.line + 1),
        ),
        TomlMistake::InnerQuotes { right } => (
            "there are straight quotes inside the text, which end it".into(),
            format!("make the inner ones “ ”, or leave them out: {right}"),
        ),
        TomlMistake::Word { right } => ("yes and no are written true and false".into(), format!("write {right}")),
        mistake => {
            let (what, hint) = toml_mistake(mistake);
            (format!("this is not TOML: {what}"), hint.to_owned())
        }
    }
}

fn front_matter(fault: &FrontMatterFault) -> (String, String) {
    match fault {
        FrontMatterFault::Missing => (
            "the page does not begin with front matter".into(),
            "the first line is +++, then title = \"…\", description = \"…\", then +++".into(),
        ),
        FrontMatterFault::Before { is_space: true } => {
            ("there is a space before +++".into(), "delete it: +++ stands at the margin".into())
        }
        FrontMatterFault::Before { is_space: false } => {
            ("there is an empty line above +++".into(), "delete it: +++ is the first line of the file".into())
        }
        FrontMatterFault::Pluses => {
            ("the line that opens the front matter has exactly three +".into(), "write +++".into())
        }
        FrontMatterFault::Yaml { right } => (
            "this front matter is written in another way (---, colons)".into(),
            format!("write +++ for ---, and = for the colon:\n{right}"),
        ),
    }
}

fn contrast(colour: &str, faults: &[ContrastFault]) -> (String, String) {
    let when = |scheme| match scheme {
        Scheme::Light => "by day",
        Scheme::Dark => "by night",
    };
    let told = faults.iter().map(|fault| {
        format!(
            "{}: the text {} differs from its ground {} by {}:1 only, and needs {}:1",
            when(fault.scheme),
            fault.text,
            fault.ground,
            decimal(fault.ratio),
            decimal(fault.least)
        )
    });
    let better: Vec<String> =
        faults.iter().filter_map(|fault| Some(format!("{} {}", when(fault.scheme), fault.better.as_ref()?))).collect();
    let hint = if better.is_empty() {
        "tired eyes cannot read it: take a darker text or a lighter ground; by night, the reverse".into()
    } else {
        format!("tired eyes cannot read it; the nearest colour for {colour} that does: {}", better.join(", "))
    };
    (told.collect::<Vec<_>>().join("; "), hint)
}

/// What declares the tags of a site that has none.
fn terms(tags: &[String], taxonomy: &str, title: &str) -> String {
    let head = format!("[[taxonomies]]\nid = \"{}\"\ntitle = \"{taxonomy}\"", slug(taxonomy));
    let term = |tag: &String| format!("\n[[taxonomies.terms]]\nid = \"{tag}\"\ntitle = \"{title}\"");
    tags.iter().map(term).fold(head, |text, term| text + &term)
}

fn toml_mistake(mistake: &TomlMistake) -> (&str, &'static str) {
    match mistake {
        TomlMistake::Unquoted => {
            ("this value must stand in straight quotes", "write key = \"value\"; curly quotes “…” do not do")
        }
        TomlMistake::NoValue => ("nothing stands behind =", "write key = \"value\", or delete the line"),
        TomlMistake::NoEquals => ("there is no = behind the key", "write key = \"value\""),
        TomlMistake::Key => ("this is no name of a key", "keys have plain letters, digits, - and _"),
        TomlMistake::Repeated => {
            ("this key stands above already", "a key stands once in a table; repeated tables open with [[…]]")
        }
        TomlMistake::Unclosed => {
            ("something is opened here and never closed", "each \", [ or { needs its closing mark")
        }
        TomlMistake::NoComma => ("a comma is missing between two items", "write [\"one\", \"two\"]"),
        TomlMistake::Trailing => {
            ("there is more behind the value", "one key a line; fractions with a point; remarks behind #")
        }
        TomlMistake::Escape => ("what follows \\ is not known", "write \\\\ for a backslash"),
        TomlMistake::Name { .. }
        | TomlMistake::RepeatedKey { .. }
        | TomlMistake::Bare { .. }
        | TomlMistake::Number { .. }
        | TomlMistake::RepeatedTable { .. }
        | TomlMistake::InnerQuotes { .. }
        | TomlMistake::Word { .. } => ("", ""),
        TomlMistake::Other(message) => (message, "each line is key = value; text in quotes \"…\"; dates as 2026-11-21"),
    }
}

fn table_name(table: &str) -> String {
    if table.is_empty() { "the front matter".to_owned() } else { format!("[{table}]") }
}

fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "text in quotes that is not empty",
        Expected::Bool => "true or false",
        Expected::Whole => "a whole number, 0 or more",
        Expected::Positive => "a whole number, 1 or more",
        Expected::Minutes => "minutes: a whole number from 1 to 480",
        Expected::Months => "months: a whole number from 1 to 1200",
        Expected::LessonMinutes => "minutes: a whole number from 5 to 480",
        Expected::Number => "a number, 0 or more, decimals behind a point, six at most",
        Expected::Issued => "a day, or \"7/2022\", \"2022\" in quotes where the day is not known",
        Expected::Date => "a day as year-month-day",
        Expected::WebAddress => "an address that begins with https://, in quotes",
        Expected::SourceDate => "a year, month/year or day/month/year in quotes",
        Expected::Texts => "a list of texts",
        Expected::Numbers => "a number, or a list of numbers",
        Expected::Wholes => "a list of whole numbers, like [1]",
        Expected::NumberLists => "a list of lists of numbers, like [[40, 50], [10, 12]]",
        Expected::Counts => "a list of pairs [count, points]",
        Expected::Guide => "a list of pairs [points, \"text\"]",
        Expected::Table => "a table",
        Expected::Tables => "tables that open with [[…]]",
        Expected::Colour => "a colour in quotes",
        Expected::Colours => "two colours, by day and by night",
    }
}

/// Hundredths, as they are written: `450` is `4.5`.
fn decimal(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
