/* On the list of self-checks: takes the whole site along, every page and picture that the worker does not keep anyway.
   What came stays, so that it goes on where it stopped; what has changed since is offered at the next visit. The worker
   fetches and proves each file and keeps it under its address and hash (sw.js); here it is asked to, and what is there is
   counted. Does nothing where there is no worker, and holds no words: it shows what stands in the page. */
(() => {
  const part = document.querySelector('[data-whole]');
  const { list } = document.currentScript.dataset;
  const workers = navigator.serviceWorker;
  if (!part || !workers || !window.caches) return;

  const AT_ONCE = 4;
  const all = (selector) => [...part.querySelectorAll(selector)];
  const megabytes = (bytes) => (Math.ceil(bytes / 1e5) / 10).toLocaleString(document.documentElement.lang);
  const say = (state, slots = {}) => {
    for (const [name, value] of Object.entries(slots)) {
      for (const slot of all(`[data-slot=${name}]`)) slot.textContent = value;
    }
    for (const each of all('[data-say]')) each.hidden = !each.dataset.say.split(' ').includes(state);
  };

  // What is to be fetched, once the list was read.
  let missing;
  let name;

  const compare = async (scope) => {
    const response = await fetch(list);
    // Only the worker knows whether a list is the one of its version.
    if (!response.headers.has('hoctap-hash')) throw new Error(list);
    const files = (await response.json()).map(([file, hash, bytes]) => {
      const path = new URL(file, scope).pathname;
      return { path, key: `${path}?v=${hash}`, bytes };
    });
    const cache = await caches.open(name);
    const here = new Set((await cache.keys()).map(({ url }) => url.slice(location.origin.length)));
    // An older copy is good until the new one came; what is published no more goes.
    const now = new Map(files.map(({ path, key }) => [path, key]));
    for (const key of here) {
      const wanted = now.get(key.split('?')[0]);
      if (key !== wanted && (!wanted || here.has(wanted))) await cache.delete(key);
    }
    return files.filter(({ key }) => !here.has(key));
  };

  const weight = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);

  const look = async (scope) => {
    say('looking');
    try {
      missing = await compare(scope);
      say(missing.length ? 'size' : 'whole', { files: missing.length, size: megabytes(weight(missing)) });
    } catch (error) {
      missing = undefined;
      say('failed');
    }
  };

  // Whether it is there now; a host that sends something else may be in the middle of an upload.
  const fetchOne = async ({ key }) => {
    const { status } = await fetch(key);
    if (status === 507) throw new DOMException('', 'QuotaExceededError');
    if (status === 504) throw new Error(key);
    return status === 200;
  };

  const take = async (scope) => {
    if (!missing) return look(scope);
    const total = { files: missing.length, size: megabytes(weight(missing)) };
    const whole = weight(missing);
    const tell = () => say('going', { ...total, done: total.files - missing.length, got: megabytes(whole - weight(missing)) });
    let trouble;
    let refused = 0;
    const work = async () => {
      while (missing.length && !trouble) {
        const file = missing.pop();
        try {
          if (!await fetchOne(file)) refused += 1;
          if (!trouble) tell();
        } catch (error) {
          missing.push(file);
          trouble = error;
        }
      }
    };
    tell();
    const [going] = all('[data-say=going]');
    going.tabIndex = -1;
    going.focus();
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (trouble) {
      say(trouble.name === 'QuotaExceededError' ? 'full' : 'failed');
      return;
    }
    await look(scope);
    if (refused && missing && missing.length) say('refused', { files: missing.length });
  };

  const begin = async () => {
    const { scope } = await workers.ready;
    name = `${part.dataset.whole}:${scope}:all`;
    part.hidden = false;
    for (const button of all('[data-do]')) {
      button.addEventListener('click', () => ({ look, take })[button.dataset.do](scope));
    }
    // Taken along before: what has changed since?
    const cache = await caches.open(name);
    if (navigator.onLine && (await cache.keys()).length) await look(scope);
    else say('offer');
  };

  // A page that the worker does not rule, as after a reload past it, is offered nothing.
  if (workers.controller) begin();
  else workers.addEventListener('controllerchange', begin, { once: true });
})();
