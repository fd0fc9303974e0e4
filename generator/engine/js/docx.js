// Stands after the glue that wasm-bindgen made for the module that makes office documents. The page of the dossier starts it when
// somebody asks for the file.
window.hoctapDocx = hoctap_docx;
