// Starts a page that is Rust. Stands after the glue that wasm-bindgen made, in the same file.
//
// No Rust, because it is what brings Rust here: the module, what that begins with, and the files that it asks for later.
// From file://, which forbids to fetch, bytes stand in the page, or in scripts (`….bin.js`) that hand them over. The module is never
// streamed: simple hosts serve it with a type that the browser would refuse. Whatever fails, the page stays as it was
// delivered.
(() => {
  const { wasm, begin } = document.currentScript.dataset;
  const awaited = new Map();
  const decoded = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  window.hoctapPart = (name, text) => awaited.get(name)(decoded(text));

  const fromScript = (address) => new Promise((done, fail) => {
    const script = document.createElement('script');
    awaited.set(address.split('/').pop().slice(0, -3), done);
    script.src = address;
    script.onerror = () => { script.remove(); fail(new Error(script.src)); };
    document.head.append(script);
  });

  const fromHost = async (address, isAgain) => {
    const response = await fetch(address, { cache: isAgain ? 'reload' : 'default' });
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };

  const read = async (address, isAgain) => {
    const here = [...document.querySelectorAll('[data-wasm-base64]')].find((each) => each.dataset.wasmBase64 === address);
    if (here) return decoded(here.textContent);
    return address.endsWith('.js') ? fromScript(address) : fromHost(address, isAgain);
  };

  window.hoctapBytes = (address, isAgain, then) => { read(address, isAgain).then(then, () => then()); };

  Promise.all([read(wasm), begin && read(begin)])
    .then(([module, bytes]) => wasm_bindgen({ module_or_path: module }).then(() => wasm_bindgen.start(bytes)))
    .catch((error) => console.warn('hoctap: the page stays as it is,', error));
})();
