// Stands after the glue that wasm-bindgen made for the module that reads what comes from outside. The page that adds up
// starts it.
window.hoctapGather = hoctap_gather;
