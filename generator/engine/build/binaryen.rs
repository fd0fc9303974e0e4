//! The tools of binaryen: `wasm-opt`, which makes modules smaller, and whatever else of it is wanted.

use crate::Fault;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Makes the module smaller in its place.
///
/// Taking the loops apart and finding them anew, between two rounds, saves two bytes in a hundred. The first thousand
/// bytes of memory are the far end of the stack, which nothing reaches that has not overflown it. Functions that are called
/// once stay functions: put into their callers, what was compressed well is so no longer (one byte in a hundred).
pub(crate) fn optimise(wasm: &Path) -> Result<(), Fault> {
    const ROUNDS: [&str; 9] = [
        "--mvp-features",
        "--enable-mutable-globals",
        "--low-memory-unused",
        "--one-caller-inline-max-function-size=1",
        "-Oz",
        "--flatten",
        "--rereloop",
        "-Oz",
        "-Oz",
    ];
    let smaller = wasm.with_extension("opt.wasm");
    tool("WASM_OPT", "wasm-opt", |wasm_opt| wasm_opt.args(ROUNDS).arg(wasm).arg("--output").arg(&smaller))?;
    Ok(fs::rename(&smaller, wasm)?)
}

/// What both tools say of themselves.
pub(crate) fn versions() -> Result<String, Fault> {
    let version = |variable, name| tool(variable, name, |tool| tool.arg("--version"));
    Ok(version("WASM_OPT", "wasm-opt")? + &version("WASM2JS", "wasm2js")?)
}

/// Runs a tool of binaryen, the one that the variable names, or that is in `PATH`; gives what it prints.
pub(crate) fn tool(
    variable: &str,
    name: &str,
    arguments: impl FnOnce(&mut Command) -> &mut Command,
) -> Result<String, Fault> {
    let program = env::var_os(variable).filter(|named| !named.is_empty()).unwrap_or_else(|| OsString::from(name));
    let output = arguments(&mut Command::new(&program)).output().map_err(|error| {
        format!(
            "{} does not run: {error}\nThe module of the self-check is made small and translated by wasm-opt and wasm2js of \
             binaryen.\nRun: make toolchain\nOr install binaryen (Debian, Ubuntu: apt-get install binaryen; elsewhere: the \
             package of that name), or name both programs in WASM_OPT and WASM2JS.",
            program.display()
        )
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{} failed: {}", program.display(), String::from_utf8_lossy(&output.stderr).trim()).into())
}
