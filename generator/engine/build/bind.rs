//! A module bound to JavaScript by wasm-bindgen, and what that leaves behind cut away: callbacks that are never made, long
//! names, a loader for every way there is.

use crate::Fault;
use std::collections::BTreeSet;
use walrus::{ElementItems, Export, ExportId, ExportItem, Function, FunctionId, Module};
use wasm_bindgen_cli_support::Bindgen;

/// A module and the script that binds it.
pub(crate) struct Bound {
    pub(crate) module: Vec<u8>,
    pub(crate) glue: String,
}

/// Binds a module; the glue is found under the name `global`, and has `loader` in place of its own.
pub(crate) fn bind(name: &str, global: &str, module: &[u8], loader: &str) -> Result<Bound, Fault> {
    let mut bound = Bindgen::new()
        .input_bytes(name, module.to_vec())
        .out_name(name)
        // A script, not a module: the single file opens from file://, where modules are forbidden.
        .no_modules(true)?
        .no_modules_global(global)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let mut glue = bound.js().to_owned();
    let module = bound.wasm_mut();
    drop_unused_callbacks(module);
    shorten_names(module, &mut glue);
    Ok(Bound { module: module.emit_wasm(), glue: with_our_loader(&glue, loader)? })
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

/// The glue with the loader of `js/loader.js` in place of its own, which can do much that no page here asks for; and with an
/// eye on memory that grows without telling, as it does in a translation.
fn with_our_loader(glue: &str, loader: &str) -> Result<String, Fault> {
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
    let mut glue = glue[..start].to_owned() + loader;
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
