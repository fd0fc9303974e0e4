/* On every page: sets the size of letters that was chosen, and on the home page leads who has begun to where they were; starts the service worker that keeps the site for use without a network, and offers an update
   when a newer version has been fetched. It never reloads by itself: somebody may be in the middle of a form.
   Does nothing where there is no worker to be had (file://, plain HTTP, in-app browsers): the pages do without. */
(function () {
  'use strict';
  // The size of letters that somebody chose, and where they stand, as `text_size` and `at` in wasm-check/src/keys.rs have it:
  // the key of the sheet, the step, the number of the question, how many there are.
  try {
    var site = document.currentScript.getAttribute('data-store');
    var size = localStorage.getItem(site + '/text');
    if (size) document.documentElement.setAttribute('data-text', size);
    var start = document.querySelector('[data-resume]');
    var at = localStorage.getItem(site + '/at').split(' ');
    if (at[0].indexOf(site + '/sheet/' + start.getAttribute('data-resume') + '/') === 0) {
      start.href += '#' + at[1];
      start.firstElementChild.textContent =
        start.getAttribute(+at[2] ? 'data-resume-at' : 'data-resume-done').replace('{at}', at[2]).replace('{of}', at[3]);
    }
  } catch (error) { /* no store, no choice; nothing begun, or another page */ }

  // Some hosts answer for a folder without its last slash, and then every link of the page leads astray.
  if (/^http/.test(location.protocol) && !/(\/|\.\w+)$/.test(location.pathname)) {
    history.replaceState(history.state, '', location.pathname + '/' + location.search + location.hash);
  }

  var workers = navigator.serviceWorker;
  var address = document.currentScript && document.currentScript.getAttribute('data-worker');
  if (!workers || !address || !window.isSecureContext || !/^http/.test(location.protocol)) return;

  var HOUR = 3600000;
  var asked = false;

  // Only the tap below leads here; another tab's tap leaves this page as it is.
  workers.addEventListener('controllerchange', function () {
    if (asked) location.reload();
  });

  function offer(registration) {
    var banner = document.querySelector('[data-update]');
    if (!banner || !registration.waiting || !workers.controller) return;
    banner.hidden = false;
    banner.querySelector('[data-update-now]').onclick = function () {
      asked = true;
      if (registration.waiting) registration.waiting.postMessage('take-over');
      else location.reload();
    };
  }

  // The host sends something else than the site's own files: the site works from the host only, and says so where it says
  // what works without it.
  function unkept(registration) {
    var note = document.querySelector('[data-unkept]');
    var isKept = registration && (registration.installing || registration.waiting || registration.active);
    if (note && !isKept && !workers.controller) note.hidden = false;
  }

  function watch(registration) {
    var checked = Date.now();
    function follow() {
      var worker = registration.installing;
      if (worker) worker.addEventListener('statechange', function () {
        offer(registration);
        unkept(registration);
      });
    }
    offer(registration);
    unkept(registration);
    follow();
    // An empty script, as an upload begins, is a worker too: it keeps nothing, and WebKit never looks for another by itself.
    if (registration.active) caches.keys().then(function (names) {
      if (!names.length) registration.update().catch(function () {});
    });
    registration.addEventListener('updatefound', follow);
    // An installed site may stay open for days without a navigation, which is when browsers look for updates.
    document.addEventListener('visibilitychange', function () {
      if (document.hidden || Date.now() - checked < HOUR) return;
      checked = Date.now();
      registration.update().catch(function () {});
    });
  }

  // The first page of the first visit was loaded without the worker: once there is one, let it keep this page too, with
  // the scripts that it came to need.
  function keepThisPage() {
    if (workers.controller) return;
    workers.addEventListener('controllerchange', function () {
      [].map.call(document.scripts, function (script) { return script.src; }).concat(location.href)
        .forEach(function (address) { if (address) fetch(address).catch(function () {}); });
    }, { once: true });
  }

  window.addEventListener('load', function () {
    keepThisPage();
    workers.register(address, { updateViaCache: 'none' }).then(watch).catch(function () { unkept(); });
  });
})();
