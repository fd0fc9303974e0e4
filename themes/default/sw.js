/* Keeps the site for use without a network. Four caches, all named for this site and this folder of the host:
   "kept" holds the files of the build's list, each under its address and the hash of its content, so that an
   update fetches only what changed; "seen" holds the last pages that were read besides; "found" holds what was
   fetched of the search index; "all" holds all the rest, where somebody took the whole site along (whole.js).
   The build fills in the site's name and the list, [[address from the scope, hash], …]. */
const SCOPE = registration.scope;
const NAME = __SITE__ + ':' + SCOPE + ':';
const CACHES = ['kept', 'seen', 'found', 'all'].map(name => NAME + name);
const [KEPT, SEEN, FOUND, ALL] = CACHES;
const path = file => new URL(file, SCOPE).pathname;
const NOT_FOUND = path('404.html');
const SEARCH = path('tim-kiem/');
const KEYS = new Map(__FILES__.map(([file, hash]) => [path(file), path(file) + '?v=' + hash]));

// A response that came by a redirect may not answer a navigation: keep a plain copy of it.
const plain = response => response.redirected
  ? new Response(response.body, { status: response.status, statusText: response.statusText, headers: response.headers })
  : response;

const find = async (cache, key) => (await caches.open(cache)).match(key, { ignoreVary: true });
const keep = async (cache, key, response) => (await caches.open(cache)).put(key, plain(response));

// One file of the list into the cache. A lost connection throws; a refusal of the host (404, 503) does not.
async function fetchKept(path) {
  const response = await fetch(path, { cache: 'no-cache' });
  if (response.status === 200) await keep(KEPT, KEYS.get(path), response.clone());
  return plain(response);
}

// What arrived stays, so an installation that broke off goes on from there at the next visit.
// A file that the host refuses is left to the moment it is asked for: it must not hold up all others.
addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(KEPT);
  const fetched = await Promise.allSettled([...KEYS].map(async ([path, key]) =>
    await cache.match(key) || fetchKept(path).catch(() => fetchKept(path))));
  if (fetched.some(one => one.status === 'rejected')) throw new Error('incomplete');
})()));

addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && !CACHES.includes(name)) await caches.delete(name);
  }
  const wanted = new Set(KEYS.values());
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (!wanted.has(url.pathname + url.search)) await cache.delete(request);
  }
  await clients.claim();
})()));

addEventListener('message', event => {
  if (event.data === 'take-over') skipWaiting();
});

addEventListener('fetch', event => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(SCOPE) || request.headers.has('range') || request.cache === 'no-store') return;
  const path = url.pathname.replace(/\/index\.html$/, '/');
  if (KEYS.has(path)) event.respondWith(listed(path));
  else if (KEYS.has(path + '/')) event.respondWith(Response.redirect(path + '/' + url.search));
  else if (path.startsWith(SEARCH) && path !== SEARCH) event.respondWith(part(request, path));
  else event.respondWith(visited(event, path));
});

async function listed(path) {
  return await find(KEPT, KEYS.get(path)) || fetchKept(path).catch(() => fetch(path));
}

// The folder of the index is named by what it holds: what is here need not be asked for again, and with the root of
// another index all of this one goes.
async function part(request, path) {
  const here = await find(FOUND, path);
  if (here) return here;
  const response = await fetch(request);
  if (response.status !== 200) return response;
  const cache = await caches.open(FOUND);
  const [folder, isRoot] = path.split('root.bin');
  for (const old of isRoot === '' ? await cache.keys() : []) {
    if (!new URL(old.url).pathname.startsWith(folder)) await cache.delete(old);
  }
  await keep(FOUND, path, response.clone());
  return response;
}

// The network for as long as it is worth waiting, then what an earlier visit left, then the page that says so.
async function visited(event, path) {
  const network = fetch(event.request);
  event.waitUntil(network
    .then(response => response.status === 200 && remember(path, response.clone()))
    .catch(() => {}));
  const late = new Promise(done => setTimeout(done, 5000));
  const old = await find(SEEN, path) || await find(ALL, path);
  const response = await (old ? Promise.race([network, late]) : network).catch(() => {});
  if (response && (response.status < 500 || !old)) return response;
  return old || await instead(event.request, path) || Response.error();
}

// A page of before an update asks for the style sheet of before: the one of today will do.
function instead(request, path) {
  const unhashed = path => path.replace(/-[0-9a-f]+(\.\w+)$/, '$1');
  const other = request.mode === 'navigate' ? NOT_FOUND
    : [...KEYS.keys()].find(key => unhashed(key) === unhashed(path));
  return other && find(KEPT, KEYS.get(other));
}

async function remember(path, response) {
  await keep(SEEN, path, response);
  const cache = await caches.open(SEEN);
  const pages = await cache.keys();
  await Promise.all(pages.slice(0, -60).map(page => cache.delete(page)));
}
