/* On the list of self-checks: takes the whole site along, every page and picture that the worker does not keep anyway.
   What came stays, so that it goes on where it stopped; what has changed since is offered at the next visit. The list that
   the build writes says the hash of each file, and each kept file carries its own. The names of the caches are those of
   sw.js. Does nothing where there is no worker, and holds no words: it shows what stands in the page. */
(() => {
  const part = document.querySelector('[data-whole]');
  const { list } = document.currentScript.dataset;
  const workers = navigator.serviceWorker;
  if (!part || !workers || !window.caches) return;

  const HASH = 'hoctap-hash';
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
  let names;

  const open = async (kind) => caches.open(names + kind);

  const compare = async (scope) => {
    const response = await fetch(list, { cache: 'no-store' });
    if (!response.ok) throw new Error(response.status);
    const files = await response.json();
    const found = [];
    for (const kind of Object.keys(files)) {
      const cache = await open(kind);
      for (const [path, hash, bytes] of files[kind]) {
        const key = new URL(path, scope).pathname;
        const kept = await cache.match(key);
        // What has no hash is named by what it holds.
        if (!kept || hash && kept.headers.get(HASH) !== hash) found.push({ kind, key, hash, bytes });
      }
    }
    const wanted = new Set(files.all.map(([path]) => new URL(path, scope).pathname));
    const cache = await open('all');
    for (const request of await cache.keys()) {
      if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
    }
    return found;
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

  const fetchOne = async ({ kind, key, hash }) => {
    // The worker leaves what must not be stored to the network: its own cache of what was read last is for readers.
    const response = await fetch(key, { cache: 'no-store' });
    // Gone since the list was made: the next look knows.
    if (response.status === 404) return;
    if (response.status !== 200) throw new Error(response.status);
    const headers = new Headers(response.headers);
    headers.delete('content-encoding');
    headers.delete('content-length');
    if (hash) headers.set(HASH, hash);
    await (await open(kind)).put(key, new Response(await response.blob(), { headers }));
  };

  const take = async (scope) => {
    if (!missing) return look(scope);
    const total = { files: missing.length, size: megabytes(weight(missing)) };
    const whole = weight(missing);
    const tell = () => say('going', { ...total, done: total.files - missing.length, got: megabytes(whole - weight(missing)) });
    let trouble;
    const work = async () => {
      while (missing.length && !trouble) {
        const file = missing.pop();
        try {
          await fetchOne(file);
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
    if (trouble) say(trouble.name === 'QuotaExceededError' ? 'full' : 'failed');
    else await look(scope);
  };

  workers.ready.then(async ({ scope }) => {
    names = `${part.dataset.whole}:${scope}:`;
    part.hidden = false;
    for (const button of all('[data-do]')) {
      button.addEventListener('click', () => ({ look, take })[button.dataset.do](scope));
    }
    // Taken along before: what has changed since?
    if (navigator.onLine && await caches.has(`${names}all`)) await look(scope);
    else say('offer');
  });
})();
