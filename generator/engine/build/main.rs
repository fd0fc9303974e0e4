//! Builds all engines: `wasm-check` for each kind of page, with the scripts of `js/`.
//!
//! 1. cargo builds `wasm-check` for the browser ([`compile`]), once for each engine, in a target folder of its own below the
//!    outer one. Debug and release share it, the outer build's lock is never touched, and nothing is compiled twice.
//! 2. wasm-bindgen, the library of the very version that the module was compiled with, binds it to JavaScript ([`bind`]).
//! 3. `wasm-opt` of binaryen makes it smaller ([`binaryen`]).
//! 4. `wasm2js` of binaryen translates what a page cannot do without ([`fallback`]).
//! 5. The glue and our own code are one script, made small ([`script`]).
//!
//! While cargo compiles one engine, the steps behind it are taken with those before; none is taken again for the same parts.
//!
//! Leaves in `OUT_DIR`: `engines.rs`, the table, and the files that it includes.

mod binaryen;
mod bind;
mod compile;
mod fallback;
mod script;

use std::env;
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

/// What an engine is made of.
struct Recipe {
    /// The feature of `wasm-check`, and the name of the files.
    name: &'static str,
    /// The variant of `Page` for the page that loads it.
    page: &'static str,
    /// Under which name the glue stands on a page: two of them may stand on one.
    global: &'static str,
    /// The code behind the glue, files of `js/`; the last one starts it.
    scripts: &'static [&'static str],
    /// Whether it is there as JavaScript too: without search and the rest a page does; without its score a
    /// check does not, nor a book without its sheets.
    is_translated: bool,
}

/// The one list of engines, sorted by name.
const ENGINES: [Recipe; 7] = [
    Recipe {
        name: "book",
        page: "Book",
        global: "wasm_bindgen",
        scripts: &["book.js", "start.js"],
        is_translated: true,
    },
    Recipe { name: "check", page: "Check", global: "wasm_bindgen", scripts: &["start.js"], is_translated: true },
    Recipe { name: "docx", page: "Dossier", global: "hoctap_docx", scripts: &["docx.js"], is_translated: false },
    Recipe { name: "dossier", page: "Dossier", global: "wasm_bindgen", scripts: &["dossier.js"], is_translated: false },
    Recipe { name: "gather", page: "Tally", global: "hoctap_gather", scripts: &["gather.js"], is_translated: false },
    Recipe { name: "search", page: "Search", global: "wasm_bindgen", scripts: &["start.js"], is_translated: false },
    Recipe { name: "tally", page: "Tally", global: "wasm_bindgen", scripts: &["tally.js"], is_translated: false },
];

/// Whatever ends the build.
type Fault = Box<dyn Error + Send + Sync>;

fn main() {
    let paths = Paths::from_env();
    for path in paths.inputs() {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    for tool in ["WASM_OPT", "WASM2JS", "PATH"] {
        println!("cargo::rerun-if-env-changed={tool}");
    }
    if let Err(fault) = build(&paths) {
        for line in fault.to_string().lines() {
            println!("cargo::error={line}");
        }
    }
}

/// Where things are.
struct Paths {
    workspace: PathBuf,
    engine: PathBuf,
    out: PathBuf,
    /// The inner build's target folder.
    target: PathBuf,
}

impl Paths {
    fn from_env() -> Self {
        let path = |name| PathBuf::from(env::var_os(name).expect("cargo sets it"));
        let (engine, out) = (path("CARGO_MANIFEST_DIR"), path("OUT_DIR"));
        // <target>/<profile>/build/<package>/out
        let outer_target = out.ancestors().nth(4).unwrap_or(&out);
        Self {
            workspace: engine.ancestors().nth(2).expect("the workspace is above").to_owned(),
            target: outer_target.join("browser"),
            engine,
            out,
        }
    }

    /// A file of `js/`.
    fn script(&self, file: &str) -> Result<String, Fault> {
        Ok(fs::read_to_string(self.engine.join("js").join(file))?)
    }

    /// All that the outcome depends on.
    fn inputs(&self) -> [PathBuf; 6] {
        [
            self.workspace.join("Cargo.lock"),
            self.workspace.join("Cargo.toml"),
            self.workspace.join("wasm-check/Cargo.toml"),
            self.workspace.join("wasm-check/src"),
            self.engine.join("build"),
            self.engine.join("js"),
        ]
    }
}

/// Compiles one engine after the other, finishes each beside the next, and writes the table.
fn build(paths: &Paths) -> Result<(), Fault> {
    let entries: Result<Vec<String>, Fault> = thread::scope(|scope| {
        let mut finishing = Vec::new();
        for recipe in &ENGINES {
            let module = compile::compile(paths, recipe.name)?;
            finishing.push(scope.spawn(move || finish(paths, recipe, &module)));
        }
        finishing.into_iter().map(|engine| engine.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    fs::write(paths.out.join("unpack.js"), script::small("unpack", &paths.script("unpack.js")?)?)?;
    let table =
        format!("/// All engines, sorted by name.\npub static ENGINES: &[Engine] = &[\n{}];\n", entries?.concat());
    Ok(fs::write(paths.out.join("engines.rs"), table)?)
}

/// Takes all steps behind the compiler, where anything that goes into them has changed; gives the engine's entry in the table.
fn finish(paths: &Paths, recipe: &Recipe, module: &[u8]) -> Result<String, Fault> {
    let name = recipe.name;
    let loader = paths.script("loader.js")?;
    let scripts: Vec<String> = recipe.scripts.iter().map(|file| paths.script(file)).collect::<Result<_, _>>()?;
    let made_of = made_of(paths, recipe, &[&[module, loader.as_bytes()], &*bytes(&scripts)].concat())?;
    let (note, file) = (paths.out.join(format!("{name}.made-of")), |end: &str| paths.out.join(format!("{name}.{end}")));
    if fs::read_to_string(&note).is_ok_and(|before| before == made_of) {
        return Ok(entry(recipe));
    }

    let bound = bind::bind(name, recipe.global, module, &loader)?;
    let wasm = file("wasm");
    fs::write(&wasm, bound.module)?;
    binaryen::optimise(&wasm)?;
    let script = script::small(name, &(bound.glue + &scripts.concat()))?;
    if script.contains("</script") {
        return Err("the script would end the element of the single file that it stands in".into());
    }
    fs::write(file("js"), script)?;
    if recipe.is_translated {
        fs::write(file("fallback.js"), fallback::translate(&wasm)?)?;
    }
    fs::write(note, made_of)?;
    Ok(entry(recipe))
}

fn bytes(texts: &[String]) -> Vec<&[u8]> {
    texts.iter().map(String::as_bytes).collect()
}

/// All that the files of an engine are made of, as a number: its parts, this program, and the tools that it runs.
fn made_of(paths: &Paths, recipe: &Recipe, parts: &[&[u8]]) -> Result<String, Fault> {
    let mut hasher = DefaultHasher::new();
    (recipe.global, recipe.is_translated, parts).hash(&mut hasher);
    let mut sources: Vec<PathBuf> =
        fs::read_dir(paths.engine.join("build"))?.map(|entry| Ok(entry?.path())).collect::<Result<_, Fault>>()?;
    sources.push(paths.engine.join("Cargo.toml"));
    sources.sort();
    for source in sources {
        fs::read(source)?.hash(&mut hasher);
    }
    binaryen::versions()?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// An engine in the table.
fn entry(recipe: &Recipe) -> String {
    let (name, page) = (recipe.name, recipe.page);
    let file = |extension: &str| format!("concat!(env!(\"OUT_DIR\"), \"/{name}.{extension}\")");
    let fallback =
        if recipe.is_translated { format!("Some(include_str!({}))", file("fallback.js")) } else { "None".to_owned() };
    let (script, module) = (file("js"), file("wasm"));
    format!(
        "    Engine {{ name: {name:?}, page: Page::{page}, script: include_str!({script}), \
         module: include_bytes!({module}), fallback: {fallback} }},\n"
    )
}
