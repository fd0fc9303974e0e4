/* Written as sw.js when the site gives its worker up: takes over at once, deletes what the earlier worker kept,
   and leaves. Open pages stay as they are. The build fills in the site's name. */
const NAME = __SITE__ + ':' + registration.scope + ':';

addEventListener('install', () => skipWaiting());

addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME)) await caches.delete(name);
  }
  await registration.unregister();
})()));
