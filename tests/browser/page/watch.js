// Before any page: what runs and what the policy refuses is written down in the frame itself.
window.seen = [];
for (const name of ['alert', 'confirm', 'prompt', 'msgbox']) {
  window[name] = text => { window.seen.push(`ran ${name}(${text})`); };
}
document.addEventListener('securitypolicyviolation', event => {
  window.seen.push(`refused by ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
}, true);
