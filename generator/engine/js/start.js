// Starts a page that is Rust. Stands after the glue that wasm-bindgen made, in the same file.
//
// No Rust, because it is what brings Rust here: the module, what that begins with, and the files that it asks for later.
// From file://, which forbids to fetch, bytes stand in the page, or in scripts (`….bin.js`) that hand them over. The module is never
// streamed: simple hosts serve it with a type that the browser would refuse.
// Where there is no WebAssembly, or the browser does not know how the page's policy allows it (Chrome before 97, Safari
// before 16), the same module comes translated into JavaScript, for pages that name one: larger and slower, and exactly as
// right. Whatever fails, the page stays as it was delivered.
(() => {
  // The page that travels alone names none: its one module has no address.
  const { wasm, fallback, begin } = document.currentScript.dataset;
  const root = document.documentElement;
  const awaited = new Map();
  const decoded = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  // The page that travels alone carries what unpacks its module.
  const unpacked = (bytes) => (window.hoctapUnpack ? window.hoctapUnpack(bytes) : bytes);

  window.hoctapPart = (name, text) => awaited.get(name)(decoded(text));

  const fromScript = (address, done) => new Promise((given, fail) => {
    const script = document.createElement('script');
    awaited.set(address.split('/').pop().slice(0, -3), given);
    script.src = address;
    script.onload = () => { if (done) given(done()); };
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
    if (here) return unpacked(decoded(here.textContent));
    return address.endsWith('.js') ? fromScript(address) : fromHost(address, isAgain);
  };

  window.hoctapBytes = (address, isAgain, then) => { read(address, isAgain).then(then, () => then()); };

  // The smallest module there is: where it is refused, nothing need be fetched to know it.
  const module = async () => {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return ['wasm', await WebAssembly.compile(await read(wasm || ''))];
  };

  const translation = async (refused) => {
    if (!fallback) throw refused;
    return ['js', await fromScript(fallback, () => window.hoctapEngine)];
  };

  Promise.all([module().catch(translation), begin && read(begin)])
    .then(async ([[kind, engine], bytes]) => {
      await wasm_bindgen({ module_or_path: engine });
      root.dataset.engine = kind;
      // Until there is no more to do; the browser has its turn between.
      const step = () => { if (wasm_bindgen.start(bytes)) setTimeout(step); };
      step();
    })
    .catch((error) => {
      root.dataset.engine = 'none';
      console.warn('hoctap: the page stays as it is,', error);
    });
})();
