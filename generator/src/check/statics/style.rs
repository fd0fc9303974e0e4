//! Style inside a drawing: it may colour, and may name parts of the drawing; it may fetch nothing.

/// Words of CSS that fetch, or ran in old browsers, wherever they stand.
const FETCHES: [&str; 9] =
    ["image-set", "src(", "image(", "expression", "javascript:", "vbscript:", "-moz-binding", "behavior", "data:"];

/// Rules that stay inside the drawing.
const RULES: [&str; 4] = ["@media", "@keyframes", "@-webkit-keyframes", "@supports"];

/// What of a style sheet, a `style` attribute or an attribute of its own reaches out of the drawing.
pub(super) fn mistake(css: &str) -> Option<String> {
    let css = without_comments(css).to_lowercase();
    // An escape spells any word in another way.
    if css.contains('\\') {
        return Some("\\".to_owned());
    }
    if let Some(word) = FETCHES.iter().find(|word| css.contains(**word)) {
        return Some((*word).to_owned());
    }
    let rule =
        css.match_indices('@').map(|(at, _)| &css[at..]).find(|rest| !RULES.iter().any(|rule| rest.starts_with(rule)));
    if let Some(rest) = rule {
        return Some(rest.split([' ', '{', ';', '"', '\'', '(']).next().unwrap_or("@").to_owned());
    }
    let urls = css.match_indices("url").map(|(at, _)| css[at + 3..].trim_start());
    let outside = urls
        .filter_map(|rest| rest.strip_prefix('('))
        .find(|inside| !inside.trim_start().trim_start_matches(['"', '\'']).trim_start().starts_with('#'));
    outside.map(|inside| format!("url({}", inside.chars().take(40).collect::<String>()))
}

/// CSS without its comments, each a space.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        // Not a space where words are put together: what a comment parts is one word to nobody, and so is this.
        out.push(' ');
        rest = rest[start + 2..].find("*/").map_or("", |end| &rest[start + 2 + end + 2..]);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_names_only_parts_of_its_drawing() {
        for css in [
            ".st0{fill:#fff;stroke:url(#a)}",
            "fill: url( '#a' )",
            "@media (prefers-color-scheme: dark) { path { fill: white } }",
            "font-family: 'Noto Sans', sans-serif",
            "/* @import */ .a{}",
            "currentColor",
        ] {
            assert_eq!(mistake(css), None, "{css}");
        }
        for css in [
            "@import 'a.css'",
            "@IMPORT url(#a)",
            "background:url(https://a.example/x)",
            "fill:URL( \"//a.example\" )",
            "a{b:u\\72l(x)}",
            "a{b:url/**/(x)}",
            "background-image: image-set('a.png' 1x)",
            "@font-face{src:url(a)}",
            "width: expression(alert(1))",
            "a{b:url(data:image/svg+xml,x)}",
            "fill:url(a#b)",
        ] {
            assert!(mistake(css).is_some(), "{css}");
        }
    }
}
