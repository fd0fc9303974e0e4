//! HTML that came along when a text was pasted from Word, a mail or a web page.

/// What only programs write.
const SIGNS: [&str; 15] = [
    "mso",
    "<o:p",
    "</o:p",
    "<w:",
    "<v:",
    "<m:",
    "<st1:",
    "xmlns:",
    "<!--[if",
    "<![if",
    "docs-internal-guid",
    "<font",
    " style=",
    "<span lang=",
    "<meta",
];

/// Whether a program wrote it.
pub(super) fn is_pasted(html: &str) -> bool {
    let small = html.to_ascii_lowercase();
    SIGNS.iter().any(|sign| small.contains(sign))
}

/// The words alone, a line for each paragraph.
pub(super) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(end) = rest[open..].find('>') else {
            rest = "";
            break;
        };
        let tag = rest[open + 1..open + end].to_ascii_lowercase();
        let name =
            tag.trim_start_matches('/').split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
        let ends_a_line =
            name == "br" || tag.starts_with('/') && matches!(name, "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3");
        text.push_str(match name {
            _ if ends_a_line => "\n",
            "td" | "th" => " ",
            _ => "",
        });
        rest = &rest[open + end + 1..];
        if matches!(name, "style" | "xml") && !tag.starts_with('/') {
            rest = rest.find("</").map_or("", |end| &rest[end..]);
        }
    }
    text.push_str(rest);
    for (entity, char) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        text = text.replace(entity, char);
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_told_from_what_people_type() {
        for html in [
            "<p class=MsoNormal>",
            "<o:p></o:p>",
            "<span style='font-size:14pt'>",
            "<FONT face=\"Times New Roman\">",
            "<b id=\"docs-internal-guid-1\">",
            "<!--[if gte mso 9]>",
        ] {
            assert!(is_pasted(html), "{html}");
        }
        for html in ["<b>", "<br>", "<u>", "</span>", "<p class=\"x\">", "<center>", "<https://vidu.vn>"] {
            assert!(!is_pasted(html), "{html}");
        }
        let html = "<p class=MsoNormal><b>Lớp\nhọc</b>&nbsp;tối<o:p></o:p></p><p>Hai</p><style>p{}</style>";
        assert_eq!(words(html), "Lớp\nhọc tối\nHai");
    }
}
