//! Comments of style and scripts, which are for developers and not for somebody's data plan.

/// The text without the comments that begin a line: `//` to its end, `/*` to `*/`.
///
/// Comments behind code stay: to tell them from strings and patterns would take a parser, and a theme writes few.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines() {
        let mut rest = line;
        if !in_comment && rest.trim_start().starts_with("/*") {
            in_comment = true;
            rest = &rest.trim_start()[2..];
        }
        if in_comment {
            let Some(end) = rest.find("*/") else { continue };
            in_comment = false;
            rest = &rest[end + 2..];
        }
        let code = rest.trim_start();
        if !code.is_empty() && !code.starts_with("//") {
            out.push_str(rest.trim_end());
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_that_begin_a_line_are_dropped() {
        let script = "/* what\n   it is */\nconst a = 'https://b'; // kept\n\n  // dropped\n  /* x */ c();\n";
        assert_eq!(without_comments(script), "const a = 'https://b'; // kept\n c();\n");
        assert_eq!(without_comments("a { b: url(/*) }\n"), "a { b: url(/*) }\n");
    }
}
