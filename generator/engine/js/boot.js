// Starts the self-check. Stands after the glue that wasm-bindgen made, in the same file.
//
// The bytes come from beside the page, or, in the single file, from the page itself: file:// forbids to fetch them.
// They are never streamed: simple hosts serve them with a type that the browser would refuse.
// Where there is no WebAssembly, or the browser does not know how the page's policy allows it (Chrome before 97, Safari
// before 16), the same module comes translated into JavaScript: larger and slower, and exactly as right.
// Whatever fails, the page stays as it was delivered and is scored by hand.
(() => {
  const script = document.currentScript;
  const embedded = document.querySelector('[data-wasm-base64]');

  const read = async () => {
    if (embedded) return Uint8Array.from(atob(embedded.textContent), (char) => char.charCodeAt(0));
    const response = await fetch(script.dataset.wasm);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.arrayBuffer();
  };

  const module = async () => {
    // The smallest module there is: where it is refused, nothing need be fetched to know it.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return WebAssembly.compile(await read());
  };

  const translation = (refused) => new Promise((done, fail) => {
    if (!script.dataset.fallback) throw refused;
    const source = document.createElement('script');
    source.src = script.dataset.fallback;
    source.onload = () => done(window.hoctapEngine);
    source.onerror = () => fail(refused);
    document.head.append(source);
  });

  const start = async (kind, engine) => {
    await wasm_bindgen({ module_or_path: engine });
    // Who scrolls meanwhile is not kept waiting for all at once.
    for (const step of hoctapCheck) {
      await new Promise((done) => setTimeout(done));
      if (step() === false) return;
    }
    // Only now: the style sheet hides the instructions for scoring by hand, and tests begin to tap.
    document.documentElement.dataset.engine = kind;
    document.documentElement.dataset.hoctap = 'ready';
  };

  module()
    .then((engine) => start('wasm', engine), async (refused) => start('js', await translation(refused)))
    .catch((error) => {
      document.documentElement.dataset.engine = 'none';
      console.warn('hoctap: scored by hand,', error);
    });
})();
