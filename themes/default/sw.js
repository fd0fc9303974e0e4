/* Keeps the site for use without a network, and keeps only what it can prove: bytes that have the hash of the list that
   the build wrote, sent as a page where they are one. Four caches, all named for this site and this folder of the host;
   every file in them stands under its address and its hash:
   "kept" holds the files of this script's own list; "seen" the last files that were read besides, "found" what was
   fetched of a large search index, "all" the rest, where somebody took the whole site along (whole.js): their hashes
   stand in ca-trang.json, which is on the list itself.
   A version is installed whole or not at all. The one before it serves until then; where there is none, the host does.
   The build fills in the site's name and the list, [[address from the scope, hash], …]. All stands in one function: of a
   script that arrives cut off, nothing runs. */
(() => {
  const SCOPE = registration.scope;
  const NAME = __SITE__ + ':' + SCOPE + ':';
  const CACHES = ['kept', 'seen', 'found', 'all'].map(name => NAME + name);
  const [KEPT, SEEN, FOUND, ALL] = CACHES;
  const MOST_SEEN = 60;
  const inside = file => new URL(file, SCOPE).pathname;
  const keys = list => new Map(list.map(([file, hash]) => [inside(file), inside(file) + '?v=' + hash]));
  const KEYS = keys(__FILES__);
  const LIST = KEYS.get(inside('ca-trang.json'));
  const SEARCH = inside('tim-kiem/');
  // Whatever a host calls them: a style under a wrong type is none.
  const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

  const kind = path => path.split('.').pop();
  const isPage = path => /(\/|\.html)$/.test(path);
  const type = response => response.headers.get('content-type') || '';
  // A host that answers everything with one page says so by its type.
  const isOfItsKind = (response, path) => /html/.test(type(response)) === isPage(path);

  const find = async (cache, key, options) => (await caches.open(cache)).match(key, options);
  const keep = async (cache, key, response) => {
    await (await caches.open(cache)).put(key, response.clone());
    return response;
  };

  // The response once more, with nothing but what was proved: the status and the headers of a host may be of a bad hour.
  async function prove(response, key) {
    const [path, hash] = key.split('?v=');
    const bytes = await response.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    if (btoa(String.fromCharCode(...digest)).slice(0, 12) !== hash || !isOfItsKind(response, path)) throw new Error(path);
    const own = isPage(path) ? 'text/html; charset=utf-8' : TYPES[kind(path)] || type(response);
    return new Response(bytes, { headers: { 'content-type': own, 'hoctap-hash': hash } });
  }

  // A file from the host into a cache; past the browser's own memory where that remembers something else.
  const take = async (cache, key) => {
    const from = async mode => prove(await fetch(key.split('?')[0], { cache: mode }), key);
    return keep(cache, key, await from('no-cache').catch(() => from('reload')));
  };
  const own = async key => await find(KEPT, key) || take(KEPT, key);

  // What arrived stays, so an installation that broke off goes on from there at the next visit.
  addEventListener('install', event => event.waitUntil((async () => {
    // Nothing is served from here yet, whoever is at work: an empty script of a half upload, say.
    if (!await caches.has(KEPT)) skipWaiting();
    // The same bytes under another address need not be fetched again.
    const cache = await caches.open(KEPT);
    const there = new Map((await cache.keys()).map(({ url }) => url.slice(location.origin.length)).map(key => [kind(key), key]));
    const copy = async key => keep(KEPT, key, await cache.match(there.get(kind(key))));
    const taken = await Promise.all([...KEYS.values()].map(key => copy(key).catch(() => own(key)).catch(() => {})));
    if (!taken.every(Boolean)) throw new Error('incomplete');
  })()));

  let rest;
  // The keys of all other files of this version; only from the cache, for nobody waits for them.
  const others = () => {
    rest = rest || find(KEPT, LIST).then(list => list.json()).then(keys);
    return rest.catch(() => {
      rest = undefined;
      return new Map();
    });
  };

  // Drops what left the lists. Of what was read besides, an older copy is good until there is a newer one.
  async function clean() {
    const list = await others();
    for (const name of await caches.keys()) {
      if (!name.startsWith(NAME)) continue;
      if (!CACHES.includes(name)) await caches.delete(name);
      const cache = await caches.open(name);
      for (const request of CACHES.includes(name) ? await cache.keys() : []) {
        const { pathname, search } = new URL(request.url);
        const isWanted = name === KEPT ? KEYS.get(pathname) === pathname + search
          : name === FOUND ? list.get(pathname) === pathname + search : search && list.has(pathname);
        if (!isWanted) await cache.delete(request);
      }
    }
  }

  addEventListener('activate', event => event.waitUntil((async () => {
    // A version that is on its way may need what is there: it cleans when its turn comes.
    if (!registration.installing) await clean().catch(() => {});
    await clients.claim();
  })()));

  addEventListener('message', event => {
    if (event.data === 'take-over') skipWaiting();
  });

  addEventListener('fetch', event => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || !url.href.startsWith(SCOPE) || request.headers.has('range') || request.cache === 'no-store') return;
    event.respondWith(answer(event, url.pathname.replace(/\/index\.html$/, '/'), url.search));
  });

  async function answer(event, path, search) {
    if (KEYS.has(path)) {
      const key = KEYS.get(path);
      return await own(key).catch(() => {}) || visit(event, path, key);
    }
    const list = await others();
    const key = list.get(path);
    if (!key && (KEYS.has(path + '/') || list.has(path + '/'))) return Response.redirect(path + '/' + search);
    if (key && search === key.slice(path.length)) return along(key);
    const [, folder, number] = /^(.*\/)c(\d+)\.txt$/.exec(path) || [];
    const cards = KEYS.get(folder + 'cards.txt');
    if (cards) {
      const text = await own(cards).then(all => all.text()).catch(() => '');
      const card = text.split('\f')[number];
      if (card) return new Response(card);
    }
    const here = key && (await find(SEEN, key) || await find(FOUND, key) || await find(ALL, key));
    return here || visit(event, path, key);
  }

  // For whole.js: kept, or why not.
  const along = key => take(ALL, key).catch(({ name }) =>
    new Response('', { status: name === 'QuotaExceededError' ? 507 : name === 'TypeError' ? 504 : 502 }));

  // From the network: kept where it can be proved. Else what an earlier version left, then the page that says so.
  async function visit(event, path, key) {
    const { request } = event;
    const isNavigation = request.mode === 'navigate';
    // By its address: a host that takes the last slash away would send the browser round and round.
    const network = key ? fetch(path, { cache: 'no-cache' }) : fetch(request);
    const proof = key && network.then(response => prove(response.clone(), key)).then(response => remember(path, key, response));
    if (proof) event.waitUntil(proof.catch(() => {}));
    const anyVersion = { ignoreSearch: true };
    const old = await find(SEEN, path, anyVersion) || await find(ALL, path, anyVersion);
    if (old) {
      const late = new Promise(done => setTimeout(done, 5000));
      return await Promise.race([proof, late]).catch(() => {}) || old;
    }
    const response = await network.catch(() => isNavigation && key && fetch(request)).catch(() => {});
    if (response && (isNavigation || response.ok && isOfItsKind(response, path))) {
      return response.redirected ? new Response(response.body, response) : response;
    }
    return await (isNavigation ? noNetwork() : likeIt(path)) || response || Response.error();
  }

  async function remember(path, key, response) {
    const name = path.startsWith(SEARCH) ? FOUND : SEEN;
    await keep(name, key, response);
    if (name === FOUND) return response;
    const cache = await caches.open(SEEN);
    const all = await cache.keys();
    const older = all.filter(({ url }) => new URL(url).pathname === path && !url.endsWith(key));
    await Promise.all([...older, ...all.slice(0, -MOST_SEEN)].map(each => cache.delete(each)));
    return response;
  }

  // The page stands for any address: its own lead on from the folder of the site, wherever that is.
  async function noNetwork() {
    const page = await find(KEPT, KEYS.get(inside('khong-co-mang.html')));
    const text = page && (await page.text()).replace(/ (href|src|data-worker)="(?!#|\w+:)/g, (_, name) => ` ${name}="${SCOPE}`);
    return text && new Response(text, { status: 503, headers: page.headers });
  }

  // A page of before an update asks for the style sheet of before: the one of today will do.
  const bare = path => path.replace(/-[0-9a-f]+(\.\w+)$/, '$1');
  const likeIt = path => {
    const like = [...KEYS.keys()].find(key => bare(key) === bare(path));
    return like && find(KEPT, KEYS.get(like));
  };
})();
