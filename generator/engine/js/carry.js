// Stands after the glue that wasm-bindgen made for the module that takes sheets along. The book starts it when somebody
// asks for it.
window.hoctapCarry = hoctap_carry;
