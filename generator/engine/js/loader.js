// Stands in the place of wasm-bindgen's own loader: the boot code has the engine already, and the same glue binds the
// module and its translation into JavaScript, which is a function from imports to exports.
return Object.assign(async ({ module_or_path: engine }) => {
  const imports = __wbg_get_imports();
  if (typeof engine === 'function') return __wbg_finalize_init({ exports: engine(imports.i) });
  const made = await WebAssembly.instantiate(engine, imports);
  return __wbg_finalize_init(made.instance || made);
}, exports);
})({ __proto__: null });
