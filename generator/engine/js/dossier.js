// Starts the page that makes a dossier. Stands after the glue that wasm-bindgen made, in the same file.
//
// No Rust, because it is what fetches the Rust: from beside the page, or out of it where file:// forbids to fetch. The module
// that makes the file comes when somebody asks for it.
(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  const first = (selector) => document.querySelector(selector);

  const read = async (name, address) => {
    const embedded = first(`[data-wasm-base64=${name}]`);
    if (embedded) return Uint8Array.from(atob(embedded.textContent), (char) => char.charCodeAt(0));
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.arrayBuffer();
  };

  let office;
  const loadOffice = async () => {
    await new Promise((done, fail) => {
      const tag = document.createElement('script');
      tag.src = script.dataset.docx;
      tag.onload = done;
      tag.onerror = () => { tag.remove(); fail(new Error(tag.src)); };
      document.head.append(tag);
    });
    await window.hoctapDocx({ module_or_path: await read('docx', script.dataset.docxWasm) });
    return window.hoctapDocx;
  };

  const listen = () => {
    const failed = first('[data-failed]');
    first('[data-action=docx]').addEventListener('click', async () => {
      failed.hidden = true;
      try {
        office = office || await loadOffice();
        const set = first('[data-dossier]').dataset.dossier;
        office.hand_out(`ho-so-${set}-${first('[name=year]').value}.docx`);
      } catch (error) {
        failed.hidden = false;
        console.warn('hoctap: no file,', error);
      }
    });
  };

  read('dossier', script.dataset.wasm)
    .then((module) => wasm_bindgen({ module_or_path: module }))
    .then(() => {
      if (!wasm_bindgen.open()) throw new Error('no page');
      listen();
      root.dataset.engine = 'wasm';
      root.dataset.hoctap = 'ready';
    })
    .catch((error) => console.warn('hoctap: no dossier,', error));
})();
