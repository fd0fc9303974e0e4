// Opens pages in frames, pokes them, and gives what they did and what they hold.
const [paths] = arguments;
const STRANGE = 'iframe, frame, object, embed, base, applet, marquee, math, video, audio, image, xss, xmp, plaintext, listing, '
  + 'template, body meta, body style, body link, main svg, [style], [srcdoc], [formaction], [background], [autofocus], '
  + 'script:not([src]):not([type="application/json"]):not([type="application/ld+json"])';
// The theme's own, which are what they are whatever authors write: charts, drawings, what scripts copy.
const OWN = 'svg.chart, svg.bar-of, svg.qr, svg.drawn, svg.scene, template[data-speak], template[data-template], [data-rows] > template';
const FINE = ['https:', 'http:', 'mailto:', 'tel:', 'blob:'];
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const visit = async path => {
  const frame = document.createElement('iframe');
  const loaded = new Promise(done => { frame.onload = done; });
  frame.src = path;
  document.body.append(frame);
  await loaded;
  await wait(120);
  const found = [];
  const inside = frame.contentWindow;
  const page = frame.contentDocument;
  if (!page || !inside.location.href.endsWith(path)) {
    found.push('went away');
  } else {
    const carried = path.startsWith('mang-theo/');
    for (const item of page.querySelectorAll('*')) {
      const codes = item.getAttributeNames().filter(name => name.startsWith('on'));
      if (codes.length) found.push(`<${item.localName} ${codes}>`);
      if (item.matches(STRANGE) && !item.matches(OWN) && !(carried && item.matches('head > style, body > script'))) found.push(`a strange ${item.outerHTML.slice(0, 160)}`);
      const address = item.href && (item.href.baseVal || item.href);
      if (address && !FINE.includes(new URL(address, page.baseURI).protocol)) found.push(`leads to ${address}`);
      for (const kind of ['mouseover', 'focus', 'load', 'error', 'toggle', 'animationstart']) item.dispatchEvent(new inside.Event(kind));
    }
    await wait(30);
    found.push(...inside.seen);
  }
  frame.remove();
  return found.map(what => `${path}: ${what}`);
};
return Promise.all(paths.map(visit)).then(all => all.flat());
