// Fills the check in the frame with eights, and tells the host what came of it by the address that it asks for.
// “load” comes when the frame has its page, too.
addEventListener('load', async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const root = () => document.querySelector('iframe').contentDocument.documentElement;
  while (root().dataset.hoctap !== 'ready') await wait(50);
  for (const question of root().querySelectorAll('[data-indicator]')) question.querySelector('input[value="8"]').click();
  await wait(100);
  const { verdict, score } = root().querySelector('[data-result]').dataset;
  const version = /Chrome\/(\d+)/.exec(navigator.userAgent)[1];
  const isKept = Object.keys(localStorage).some(key => key.includes('/sheet/cdht@'));
  await fetch(`report/${[version, root().dataset.engine, verdict, score, isKept].join('/')}`);
});
