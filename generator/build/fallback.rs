//! The module once more, in JavaScript: for browsers that have no WebAssembly, or that the page's policy keeps from it.
//!
//! `wasm2js` of binaryen translates it. What it writes is a function `instantiate(imports)` that gives the exports, whole
//! numbers of 64 bits computed exactly in halves; only the layout is taken out here.

use crate::tool;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Translates the module in `wasm`; the script sets `hoctapEngine`.
pub(crate) fn translate(wasm: &Path) -> Result<String, Box<dyn Error>> {
    let script = wasm.with_extension("fallback.js");
    tool("WASM2JS", "wasm2js", |wasm2js| wasm2js.args(["--emscripten", "-Oz"]).arg(wasm).arg("--output").arg(&script))?;
    let script = fs::read_to_string(script)?;
    if !script.starts_with("function instantiate(") {
        return Err("wasm2js writes another script than it did: generator/build/fallback.rs".into());
    }
    // What cannot happen ends in `abort`: the module traps there.
    let wrapped = format!(
        "(function(){{{script}\nwindow.hoctapEngine=function(env){{env.abort=function(){{throw Error('abort')}};\
         return instantiate(env)}}}})();"
    );
    Ok(without_spaces(&wrapped))
}

/// The script without comments and without spaces that part nothing.
///
/// For the scripts of `wasm2js`, which hold no template strings and no regular expressions, and end every statement with
/// a semicolon: there a line's end parts no more than a space does.
fn without_spaces(script: &str) -> String {
    let is_word = |char: char| char.is_alphanumeric() || char == '_' || char == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    let mut is_apart = false;
    while let Some(char) = rest.chars().next() {
        if char.is_whitespace() {
            rest = &rest[char.len_utf8()..];
            is_apart = true;
            continue;
        }
        let comment = [("/*", "*/"), ("//", "\n")].into_iter().find(|(start, _)| rest.starts_with(start));
        if let Some((_, end)) = comment {
            rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
            is_apart = true;
            continue;
        }
        if let Some(before) = out.chars().last().filter(|_| is_apart) {
            // `a - -b` must not become `a--b`, nor `return x` `returnx`.
            let would_merge = is_word(before) && is_word(char) || "+-".contains(char) && before == char;
            if would_merge {
                out.push(' ');
            }
        }
        is_apart = false;
        let length = match char {
            '"' | '\'' => end_of_string(rest),
            _ => char.len_utf8(),
        };
        // The last statement of a block needs no semicolon, unless it is an empty body: `for(;;);}`
        if char == '}' && out.ends_with(';') && !out.ends_with(");") && !out.ends_with(";;") {
            out.pop();
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The length of the string that the text begins with, both marks included.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    let mark = text.chars().next();
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if Some(char) == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}
