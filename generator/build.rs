//! Makes the binary whole: the self-check, the book and the search for the browser and the default theme go inside.
//!
//! 1. cargo builds `wasm-check` for the browser, once for each page that runs it, in a target folder of its own below the
//!    outer one. Debug and release share it, the outer build's lock is never touched, and nothing is compiled twice.
//! 2. wasm-bindgen, the library of the very version that the module was compiled with, binds it to JavaScript.
//! 3. What binding leaves behind is cut: callbacks that are never made, long names, a loader for every way there is.
//! 4. `wasm-opt` of binaryen makes it smaller.
//! 5. `wasm2js` of binaryen translates the self-check for browsers without WebAssembly.
//! 6. The glue and our own code are one script, made small.
//! 7. The files of the default theme are listed as a table.
//!
//! Leaves in `OUT_DIR`: `check.wasm`, `check.js` and so on for each engine, `check.fallback.js`, `theme.rs`.
//!
//! # Why the standard library is built anew
//!
//! Rust's ready-made one for this target uses what came after WebAssembly 1.0 (bulk memory, sign extension, reference
//! types, multivalue), which phones with Chrome under 96 or Safari up to 15 refuse. Features cannot be taken out of
//! compiled code, so the library is compiled for `target-cpu=mvp`. Cargo calls that unstable: `RUSTC_BOOTSTRAP` lets
//! the stable compiler do it, for this one build. While at it, a panic becomes one instruction: nobody reads messages
//! there, and their formatting, with the paths of the machine that built it, would be a quarter of the module. And small
//! functions are put into their callers before the code is lowered, which costs time here and saves bytes there.

#[path = "build/fallback.rs"]
mod fallback;
#[path = "build/script.rs"]
mod script;

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walrus::{ElementItems, Export, ExportId, ExportItem, Function, FunctionId, Module};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
const RUSTFLAGS: &str = "-Ctarget-cpu=mvp -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                         -Zmir-opt-level=3 -Zinline-mir-threshold=200";

/// What is built for the browser: the feature of `wasm-check`, the name of both files, and the code beside it, of which
/// the last one starts it.
const ENGINES: [(&str, &[&str]); 6] = [
    ("check", &["sheet.js", "check.js", "boot.js"]),
    ("search", &["search.js"]),
    ("tally", &["tally.js"]),
    ("gather", &["gather.js"]),
    ("book", &["book.js"]),
    ("carry", &["carry.js"]),
];

/// Which of them is there as JavaScript too: without search and the rest a page does; without its score a check does not.
const TRANSLATED: &str = "check";

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

fn main() {
    let paths = Paths::from_env();
    for path in paths.inputs() {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    for tool in ["WASM_OPT", "WASM2JS", "PATH"] {
        println!("cargo::rerun-if-env-changed={tool}");
    }
    if let Err(error) =
        ENGINES.iter().try_for_each(|engine| browser_engine(&paths, engine)).and_then(|()| Ok(theme_table(&paths)?))
    {
        for line in error.to_string().lines() {
            println!("cargo::error={line}");
        }
    }
}

/// Where things are.
struct Paths {
    workspace: PathBuf,
    generator: PathBuf,
    out: PathBuf,
    /// The inner build's target folder.
    target: PathBuf,
}

impl Paths {
    fn from_env() -> Self {
        let path = |name| PathBuf::from(env::var_os(name).expect("cargo sets it"));
        let (generator, out) = (path("CARGO_MANIFEST_DIR"), path("OUT_DIR"));
        // <target>/<profile>/build/<package>/out
        let outer_target = out.ancestors().nth(4).unwrap_or(&out);
        Self {
            workspace: generator.parent().expect("the workspace is above").to_owned(),
            target: outer_target.join("browser"),
            generator,
            out,
        }
    }

    /// All that the outcome depends on.
    fn inputs(&self) -> [PathBuf; 8] {
        [
            self.workspace.join("Cargo.lock"),
            self.workspace.join("Cargo.toml"),
            self.workspace.join("wasm-check/Cargo.toml"),
            self.workspace.join("wasm-check/src"),
            self.generator.join("build.rs"),
            self.generator.join("build"),
            self.engine(),
            self.theme(),
        ]
    }

    fn engine(&self) -> PathBuf {
        self.generator.join("src/engine")
    }

    fn theme(&self) -> PathBuf {
        self.workspace.join("themes/default")
    }
}

/// `check.wasm` and `check.js`, and so on.
fn browser_engine(paths: &Paths, (name, scripts): &(&str, &[&str])) -> Result<(), Box<dyn Error>> {
    let mut bound = Bindgen::new()
        .input_path(compile(paths, name)?)
        .out_name(name)
        // A script, not a module: the single file opens from file://, where modules are forbidden.
        .no_modules(true)?
        // Two of them may stand on one page.
        .no_modules_global(match *name {
            "gather" => "hoctap_gather",
            "carry" => "hoctap_carry",
            _ => "wasm_bindgen",
        })?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let mut glue = bound.js().to_owned();
    let module = bound.wasm_mut();
    drop_unused_callbacks(module);
    shorten_names(module, &mut glue);
    let glue = with_our_loader(&glue, &fs::read_to_string(paths.engine().join("seam.js"))?)?;

    let wasm = paths.out.join(format!("{name}.wasm"));
    fs::write(&wasm, module.emit_wasm())?;
    optimise(&wasm)?;
    if *name == TRANSLATED {
        fs::write(paths.out.join(format!("{name}.fallback.js")), fallback::translate(&wasm)?)?;
    }

    let mut script = glue;
    for part in *scripts {
        script += &fs::read_to_string(paths.engine().join(part))?;
    }
    let script = script::small(name, &script)?;
    if script.contains("</script") {
        return Err("the script would end the element of the single file that it stands in".into());
    }
    fs::write(paths.out.join(format!("{name}.js")), script)?;
    Ok(())
}

/// Takes out the entry points for kinds of callbacks that the module never makes, and the executor of futures that
/// js-sys exports whether there are any or not.
///
/// js-sys declares a hundred functions of the browser that take callbacks, and wasm-bindgen describes the entry point
/// for each by its address. The descriptions are gone by now; the addresses, in the module's table, keep the code. JS
/// reaches an entry point by its exported name and Rust reaches none, so those without such a name are never called.
/// Known by their names: were those to change, the module would be larger and no less right.
fn drop_unused_callbacks(module: &mut Module) {
    let unasked: Vec<ExportId> =
        module.exports.iter().filter(|export| export.name.contains("_jspi_")).map(Export::id).collect();
    for export in unasked {
        module.exports.delete(export);
    }
    let exported: BTreeSet<FunctionId> = module
        .exports
        .iter()
        .filter_map(|export| if let ExportItem::Function(id) = export.item { Some(id) } else { None })
        .collect();
    let unused: BTreeSet<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| {
            let name = function.name.as_deref().unwrap_or_default();
            ["::convert::closures::", "::futures::jspi::"].iter().any(|unused| name.contains(unused))
        })
        .map(Function::id)
        .filter(|id| !exported.contains(id))
        .collect();
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(ids) = &mut element.items
            && let Some(other) = ids.iter().chain(&exported).copied().find(|id| !unused.contains(id))
        {
            // WebAssembly 1.0 has no empty places in the middle of a segment.
            ids.iter_mut().filter(|id| unused.contains(id)).for_each(|id| *id = other);
        }
    }
    walrus::passes::gc::run(module);
}

/// Gives short names to what the module imports and exports, in it and in the glue: `__wbg_querySelector_1555c239948f2bf0`
/// becomes `f7`. The hashes keep the modules of many crates apart and cannot be compressed; here is one module.
fn shorten_names(module: &mut Module, glue: &mut String) {
    for (number, import) in module.imports.iter_mut().enumerate() {
        let (long, short) = (format!("{}: function", import.name), format!("f{number}"));
        if glue.matches(&long).count() == 1 {
            *glue = glue.replace(&long, &format!("{short}: function"));
            import.name = short;
        }
    }
    let from = module.imports.iter().next().map(|import| import.module.clone()).unwrap_or_default();
    let (long, short) = (format!("\"{from}\""), "\"i\"");
    if glue.matches(&long).count() == 1 && module.imports.iter().all(|import| import.module == from) {
        *glue = glue.replace(&long, short);
        module.imports.iter_mut().for_each(|import| "i".clone_into(&mut import.module));
    }
    for (number, export) in module.exports.iter_mut().enumerate() {
        // Only names that are nothing else in the glue, nor a part of something else.
        let is_long = export.name.starts_with("__wbindgen_") || export.name.starts_with("wasm_bindgen_");
        if is_long {
            let short = format!("e{number}");
            *glue = glue.replace(&export.name, &short);
            export.name = short;
        }
    }
}

/// Builds `wasm-check` for one page and says where the module is.
fn compile(paths: &Paths, feature: &str) -> Result<PathBuf, Box<dyn Error>> {
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
        return Ok(paths.target.join(TARGET).join(PROFILE).join("wasm_check.wasm"));
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

/// The glue with the loader of `seam.js` in place of its own, which can do much that no page here asks for; and with an
/// eye on memory that grows without telling, as it does in a translation.
fn with_our_loader(glue: &str, seam: &str) -> Result<String, Box<dyn Error>> {
    const VIEWS: [(&str, &str); 2] = [
        (
            "cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && \
             cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
            "cachedDataViewMemory0.buffer !== wasm.memory.buffer",
        ),
        ("cachedUint8ArrayMemory0.byteLength === 0", "cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer"),
    ];
    const ADDRESS: (&str, &str) = ("let script_src;", "function ");
    let start = glue.find("async function __wbg_load(").ok_or("the glue has another loader than it had")?;
    let mut glue = glue[..start].to_owned() + seam;
    for (view, any) in VIEWS {
        // Not every module looks at its memory in both ways.
        glue = glue.replace(view, any);
    }
    if glue.contains(".detached") || glue.contains(".byteLength === 0") {
        return Err("the glue looks at memory in another way than it did".into());
    }
    // Its own address, which only its own loader wanted.
    if let Some(from) = glue.find(ADDRESS.0) {
        let to = glue[from..].find(ADDRESS.1).ok_or("the glue begins in another way than it did")?;
        glue.replace_range(from..from + to, "");
    }
    Ok(glue)
}

/// Makes the module smaller in its place.
///
/// Taking the loops apart and finding them anew, between two rounds, saves two bytes in a hundred. The first thousand
/// bytes of memory are the far end of the stack, which nothing reaches that has not overflown it.
fn optimise(wasm: &Path) -> Result<(), Box<dyn Error>> {
    const ROUNDS: [&str; 8] = [
        "--mvp-features",
        "--enable-mutable-globals",
        "--low-memory-unused",
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

/// Runs a tool of binaryen: the one that the variable names, or that is in `PATH`.
fn tool(
    variable: &str,
    name: &str,
    arguments: impl FnOnce(&mut Command) -> &mut Command,
) -> Result<(), Box<dyn Error>> {
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
        return Ok(());
    }
    Err(format!("{} failed: {}", program.display(), String::from_utf8_lossy(&output.stderr).trim()).into())
}

/// `theme.rs`: every file of the default theme, by its path in it.
fn theme_table(paths: &Paths) -> std::io::Result<()> {
    let theme = paths.theme();
    let mut files = Vec::new();
    collect(&theme, &mut files)?;
    files.sort();
    let mut table = String::from("pub(crate) static FILES: &[(&str, &[u8])] = &[\n");
    for file in files {
        let name = file.strip_prefix(&theme).expect("found below it").to_string_lossy().replace('\\', "/");
        let file = file.to_string_lossy();
        writeln!(table, "    ({name:?}, include_bytes!({file:?})),").expect("a string takes all");
    }
    fs::write(paths.out.join("theme.rs"), table + "];\n")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            files.push(path);
        }
    }
    Ok(())
}
