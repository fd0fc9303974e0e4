// Starts the search page. Stands after the glue that wasm-bindgen made, in the same file.
//
// It listens, waits until somebody has stopped typing, and fetches what the module asks for; from file://, which forbids
// that, the parts are scripts that hand over their bytes. Where anything fails at the start, the page stays as it was
// delivered, with the lists to look through by hand.
(() => {
  const { parts, portable } = document.currentScript.dataset;
  const root = document.documentElement;
  const input = document.querySelector('input[type=search]');
  const awaited = new Map();
  const missed = new Set();
  let timer;
  let asked = '';

  window.hoctapPart = (name, text) => {
    awaited.get(name)(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  };

  const fromScript = (name) => new Promise((done, fail) => {
    const script = document.createElement('script');
    awaited.set(name, done);
    script.src = `${parts}${name}.js`;
    script.onerror = () => { script.remove(); fail(new Error(script.src)); };
    document.head.append(script);
  });

  const fromHost = async (name) => {
    // A browser remembers that a file was not there; who asks again wants to know anew.
    const response = await fetch(parts + name, { cache: missed.delete(name) ? 'reload' : 'default' });
    if (!response.ok) missed.add(name);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };

  const load = portable ? fromScript : fromHost;
  const name = (kind, number) => [`s${number}.bin`, `c${number}.txt`, 'v.bin'][kind];

  window.hoctapWant = (kind, number) => {
    load(name(kind, number)).then(
      (bytes) => wasm_bindgen.arrived(kind, number, bytes),
      () => wasm_bindgen.failed(kind, number),
    );
  };

  const ask = () => {
    clearTimeout(timer);
    // Not twice the same, but again where something could not be had.
    const failed = document.querySelector('[data-say=failed]:not([hidden])');
    if (input.value === asked && !failed) return;
    asked = input.value;
    wasm_bindgen.ask(asked);
    // So that the way back from a page leads to its results; some browsers refuse that from file://.
    try {
      history.replaceState(null, '', asked ? `?q=${encodeURIComponent(asked)}` : location.pathname);
    } catch (error) { /* then the way back is a blank page */ }
  };

  const start = () => {
    root.dataset.engine = 'wasm';
    root.dataset.hoctap = 'ready';
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 300);
    });
    input.form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask();
    });
    document.querySelector('[data-more]').addEventListener('click', () => wasm_bindgen.more());
    input.value = input.value || new URLSearchParams(location.search).get('q') || '';
    ask();
    input.focus();
  };

  Promise.all([load('search.wasm'), load('root.bin')])
    .then(([module, index]) => wasm_bindgen({ module_or_path: module }).then(() => {
      if (!wasm_bindgen.open(index)) throw new Error('root.bin');
      start();
    }))
    .catch((error) => console.warn('hoctap: no search,', error));
})();
