//! `wasm-check` compiled for the browser, by a cargo of its own inside the outer build.
//!
//! # Why the standard library is built anew
//!
//! Rust's ready-made one for this target uses what came after WebAssembly 1.0 (bulk memory, sign extension, reference
//! types, multivalue), which phones with Chrome under 96 or Safari up to 15 refuse. Features cannot be taken out of
//! compiled code, so the library is compiled for `target-cpu=mvp`. Cargo calls that unstable: `RUSTC_BOOTSTRAP` lets
//! the stable compiler do it, for this one build. While at it, a panic becomes one instruction: nobody reads messages
//! there, and their formatting, with the paths of the machine that built it, would be a quarter of the module. And small
//! functions are put into their callers before the code is lowered, which costs time here and saves bytes there.

use crate::{Fault, Paths};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
const RUSTFLAGS: &str = "-Ctarget-cpu=mvp -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                         -Zmir-opt-level=3 -Zinline-mir-threshold=200";

/// Variables that reach cargo from outside and are meant for the machine, not for the artifact.
const KEPT: [&str; 7] = [
    "CARGO_HOME",
    // The outer cargo's job slots: both builds together use as many as the machine has.
    "CARGO_MAKEFLAGS",
    "CARGO_HTTP_",
    "CARGO_NET_",
    "CARGO_REGISTRIES_",
    "CARGO_REGISTRY_",
    "CARGO_TERM_",
];

/// Builds `wasm-check` for one page. One at a time: cargo locks the target folder, and each module has the same file name.
pub(crate) fn compile(paths: &Paths, feature: &str) -> Result<Vec<u8>, Fault> {
    let mut cargo = Command::new(env::var_os("CARGO").expect("cargo sets it"));
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_the_outer_build(name)) {
        cargo.env_remove(name);
    }
    let output = cargo
        .current_dir(&paths.workspace)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS)
        // Cargo gives libraries of a workspace one file name whatever their features, and would take the one module for
        // the other; with this variable, which Rust's own build sets too, it gives each its own.
        .env("__CARGO_DEFAULT_LIB_METADATA", "hoctap")
        // Locked: the outer build has resolved the versions, and this one must not write its file.
        .args(["build", "--package", "wasm-check", "--lib", "--profile", PROFILE, "--target", TARGET, "--locked"])
        .args(["--features", feature])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size", "--target-dir"])
        .arg(&paths.target)
        .output()?;
    if output.status.success() {
        return Ok(fs::read(paths.target.join(TARGET).join(PROFILE).join("wasm_check.wasm"))?);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("wasm-check did not build for the browser{}\n{said}", advice(&said)).into())
}

/// Whether the variable was set for the outer build, and would make the inner one another than it is from a terminal.
fn is_of_the_outer_build(name: &OsStr) -> bool {
    const OTHERS: [&str; 6] =
        ["RUSTFLAGS", "RUSTDOCFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTC_LINKER", "CLIPPY_ARGS"];
    let name = name.to_string_lossy();
    OTHERS.contains(&&*name) || name.starts_with("CARGO_") && !KEPT.iter().any(|kept| name.starts_with(kept))
}

/// What to run where a part of the toolchain is missing.
fn advice(said: &str) -> &'static str {
    if said.contains("rust-src") {
        "\nThe sources of the standard library are missing. Run: rustup component add rust-src\n"
    } else if said.contains("may not be installed") {
        "\nThe target is missing. Run: rustup target add wasm32-unknown-unknown\n"
    } else {
        ""
    }
}
