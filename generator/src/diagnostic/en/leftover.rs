//! What is wrong with a text that is not what its author meant, in English.

use crate::diagnostic::{Garble, LeftoverProblem, OldFont};

pub(super) fn text(problem: &LeftoverProblem) -> (String, String) {
    match problem {
        LeftoverProblem::LinkSpace { written, right, is_picture } => {
            let what = if *is_picture { "the picture is not shown" } else { "this is no link" };
            let rename = if right.contains("](</") { "; or rename the file so that it has no space" } else { "" };
            (format!("{what}, because its address holds a space: {written}"), format!("write {right}{rename}"))
        }
        LeftoverProblem::LinkBroken { written, right } => {
            (format!("this looks like a link and is none: {written}"), format!("write {right}"))
        }
        LeftoverProblem::LinkUndefined { text, label } => (
            format!("no address is called [{label}], so [{text}][{label}] is shown as text"),
            format!("write [{text}](address), or add a line [{label}]: https://… at the end"),
        ),
        LeftoverProblem::AddressCut { written, right } => {
            (format!("a space cuts this address, so half of it is a link: {written}"), format!("write {right}"))
        }
        LeftoverProblem::HeadingDeep { right } => {
            ("headings have six # at most, so this line is shown as text".into(), format!("write {right}"))
        }
        LeftoverProblem::Garbled { how, right } => garbled(*how, right.as_deref()),
        LeftoverProblem::Mark { mark, right: Some(right) } => {
            (format!("the mark {mark} is left in the text, where readers see it"), format!("write {right}"))
        }
        LeftoverProblem::Mark { mark, right: None } => (
            format!("the mark {mark} is opened and never closed, readers see it"),
            format!("add {mark} where it ends, or delete it; to show the mark, write \\ before it"),
        ),
        LeftoverProblem::Product { right } => {
            ("two signs * between numbers make what stands between them slanted".into(), format!("write {right}"))
        }
        LeftoverProblem::Swallowed { written, right, slanted } => (
            format!("the signs * in “{written}” are gone, and what stands between them is slanted"),
            match slanted {
                Some(slanted) => format!("to show the signs write {right}; for slanted words write {slanted}"),
                None => format!("write {right}, or put it in `…`: `{written}`"),
            },
        ),
        LeftoverProblem::Entity { written } => (
            format!("“{written}” is shown as text"),
            format!("write {written}; with a semicolon, or type the character itself"),
        ),
        LeftoverProblem::Foreign { written } => (
            format!("“{written}” is a command of another program, and is shown as text here"),
            "delete it and write Markdown; to speak about it, write it in `…`".into(),
        ),
        LeftoverProblem::HeadingSpace { right } => {
            ("a space is missing behind #, so this line is no heading".into(), format!("write {right}"))
        }
        LeftoverProblem::HeadingByLine => (
            "the line of dashes right below makes the whole paragraph a heading".into(),
            "leave an empty line above the dashes; if it is a heading, begin it with ##".into(),
        ),
        LeftoverProblem::List { right } => (
            "these lines look like a list and are one run of text".into(),
            format!("begin each item with “- ”, below an empty line:\n{right}"),
        ),
        LeftoverProblem::Task { right } => {
            ("this box is shown as text".into(), format!("a box stands behind “- ”, below an empty line:\n{right}"))
        }
        LeftoverProblem::Indented { right } => (
            "four spaces (or a tab) at the beginning of a line make this code".into(),
            format!("delete the spaces; if it is code, put it between two lines ```:\n{right}"),
        ),
        LeftoverProblem::OpenFence => (
            "the block ``` is opened and never closed: from here on all is code".into(),
            "add a line ``` where it ends".into(),
        ),
        LeftoverProblem::Table { right } => (
            "these lines look like a table and are none".into(),
            format!("behind the first row comes a row | --- |, above the table an empty line; write:\n{right}"),
        ),
        LeftoverProblem::TableCells { cells, columns } => (
            format!("this row has {cells} cells, the table only {columns} columns: the rest is not shown"),
            "add columns to the first row, or remove cells; a | in a text is written \\|".into(),
        ),
        LeftoverProblem::Pasted { right } => pasted(right),
        LeftoverProblem::OldFont { font, right } => (
            format!("this was typed for an old font, {}, and nobody can read it", font_name(*font)),
            format!("turn it into Unicode:\n{right}"),
        ),
        LeftoverProblem::MergeMarks => (
            "the file holds the marks of two people who edited it at once (<<<<<<<, =======, >>>>>>>)".into(),
            "keep one of both versions, and delete the three lines of marks".into(),
        ),
        LeftoverProblem::Placeholder { text } => {
            (format!("“{text}” is still to be filled in"), "write what belongs here, or delete it".into())
        }
        LeftoverProblem::SameTitle { title, other } => (
            format!("this page has the title “{title}” of {}", other.file),
            "if it is a copy, delete one; if they are two pages, give them different titles".into(),
        ),
    }
}

fn pasted(right: &str) -> (String, String) {
    let hint = if right.is_empty() {
        "delete it and paste again with Ctrl+Shift+V".to_owned()
    } else {
        format!("delete it and paste again with Ctrl+Shift+V; the text alone:\n{right}")
    };
    ("this was pasted from Word or a web page, markup and all".to_owned(), hint)
}

fn font_name(font: OldFont) -> &'static str {
    match font {
        OldFont::Tcvn3 => "TCVN3 (ABC)",
        OldFont::Vni => "VNI",
    }
}

pub(super) fn garbled(how: Garble, right: Option<&str>) -> (String, String) {
    let message = match how {
        Garble::Bytes => "letters were read in the wrong encoding, so nobody can read them",
        Garble::Lost => "letters were lost, and are shown as \u{fffd}",
        Garble::Asked => "letters were lost, and are shown as ?",
        Garble::Signs => "marks are typed as signs (VIQR), and readers see them so",
    };
    let hint = match right {
        Some(right) => format!("write:\n{right}"),
        None => "copy it again from where it comes; in Notepad save it as UTF-8".to_owned(),
    };
    (message.to_owned(), hint)
}
