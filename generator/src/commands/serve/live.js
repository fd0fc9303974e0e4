// Only while the site is served to its author: loads the page anew when it has changed, and shows what is wrong where
// the author looks. Nothing of this is ever in a site that was built.
(() => {
  const script = document.currentScript;
  const KEY = 'hoctap-scroll';
  let version = script.dataset.version;

  // Where the reader was, as the page grows to its full length.
  const kept = JSON.parse(sessionStorage.getItem(KEY) || 'null');
  sessionStorage.removeItem(KEY);
  if (kept && kept.path === location.pathname) {
    history.scrollRestoration = 'manual';
    addEventListener('load', () => {
      scrollTo(0, kept.top);
      history.scrollRestoration = 'auto';
    });
  }

  const reload = () => {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, top: scrollY }));
    location.reload();
  };

  // Styles by properties: the page's policy allows no others.
  const show = (findings) => {
    let box = document.querySelector('[data-hoctap-findings]');
    if (!box) {
      box = document.createElement('pre');
      box.setAttribute('data-hoctap-findings', '');
      box.setAttribute('role', 'alert');
      Object.assign(box.style, {
        position: 'fixed', inset: 'auto 0 0 0', maxHeight: '70vh', overflow: 'auto', margin: 0, padding: '1rem',
        background: '#2b0d0d', color: '#fff', font: '18px/1.5 monospace', whiteSpace: 'pre-wrap', zIndex: 9999,
      });
      document.body.append(box);
    }
    box.textContent = findings;
  };

  const ribbon = document.querySelector('[data-hoctap-draft]');
  if (ribbon) {
    Object.assign(ribbon.style, {
      position: 'sticky', top: 0, margin: 0, padding: '.25rem 1rem', background: '#7a3b00', color: '#fff',
      font: '18px/1.5 sans-serif', textAlign: 'center', zIndex: 9998,
    });
  }

  const pause = () => new Promise((done) => setTimeout(done, 1000));
  const follow = async () => {
    for (;;) {
      const asked = Date.now();
      try {
        const response = await fetch(`/.hoctap/changes?after=${version}`, { cache: 'no-store' });
        const { version: now, findings } = await response.json();
        if (now !== version && !findings) return reload();
        // Too many pages are open: nothing has changed, and it is told at once.
        const isTold = now === version && Date.now() - asked < 1000;
        version = now;
        if (findings) show(findings);
        if (isTold) await pause();
      } catch (error) {
        await pause();
      }
    }
  };
  follow();
})();
