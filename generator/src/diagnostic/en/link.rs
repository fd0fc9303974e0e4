//! What is said in English of links that lead nowhere, and of HTML in the text.

use crate::diagnostic::{LinkAway, last_name};

/// What to write in the place of an element of HTML.
pub(super) fn instead_of_html(tag: &str) -> &'static str {
    match tag {
        "b" | "strong" => "bold words are **bold words**",
        "i" | "em" => "slanted words are *slanted words*",
        "u" => "underlined words look like a link: drop the tag, and write **bold words** to stress them",
        "s" | "strike" | "del" => "struck out words are ~~struck out~~",
        "sub" => "drop the tag and type the small number below, as in H₂O, CO₂",
        "sup" => "drop the tag and type the small number above, as in m², m³",
        "br" => "two spaces at the end of a line break it; an empty line begins a paragraph",
        "p" | "div" | "center" | "font" | "span" | "big" | "small" => "drop the tag and keep the words",
        "a" => "a link is [words](address)",
        "img" => "a picture is ![what it shows](/picture.png)",
        "ul" | "ol" | "li" => "one line for each item, beginning with “- ”",
        "table" | "tr" | "td" | "th" => "a table is written with |, and a row | --- | below its first",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "a heading begins with ##",
        _ => "write Markdown",
    }
}

/// The message and the hint.
pub(super) fn away(target: &str, why: &LinkAway) -> (String, String) {
    match why {
        LinkAway::Empty => (
            "this link has no address and leads nowhere".into(),
            "write the address between ( and ); where it is no link, drop ( )".into(),
        ),
        LinkAway::OwnFile { right: Some(right) } => {
            (format!("“{target}” is a file on your own machine, no reader can open it"), format!("write {right}"))
        }
        LinkAway::OwnFile { right: None } => (
            format!("“{target}” is a file on your own machine, no reader can open it"),
            format!("copy it into the folder static, and write /{}", last_name(target)),
        ),
        LinkAway::OwnServer => (
            format!("“{target}” opens only on the machine that shows the site to its author"),
            "another page is @/folder/page.md; outside is the real address, with https://".into(),
        ),
    }
}
