//! The module once more, in JavaScript: for browsers that have no WebAssembly, or that the page's policy keeps from it.
//!
//! `wasm2js` of binaryen translates it. What it writes is a function `instantiate(imports)` that gives the exports, whole
//! numbers of 64 bits computed exactly in halves.

use crate::Fault;
use crate::binaryen::tool;
use std::fs;
use std::path::Path;

/// Translates the module in `wasm`; the script sets `hoctapEngine`.
pub(crate) fn translate(wasm: &Path) -> Result<String, Fault> {
    let script = wasm.with_extension("fallback.js");
    tool("WASM2JS", "wasm2js", |wasm2js| wasm2js.args(["--emscripten", "-Oz"]).arg(wasm).arg("--output").arg(&script))?;
    let script = fs::read_to_string(script)?;
    if !script.starts_with("function instantiate(") {
        return Err("wasm2js writes another script than it did: generator/engine/build/fallback.rs".into());
    }
    // What cannot happen ends in `abort`: the module traps there.
    let wrapped = format!(
        "(function(){{{script}\nwindow.hoctapEngine=function(env){{env.abort=function(){{throw Error('abort')}};\
         return instantiate(env)}}}})();"
    );
    crate::script::small("wasm2js", &wrapped)
}
