// Controls and regions that a screen reader would have no word for.
const nameOf = item => {
  const label = item.labels && item.labels[0];
  return item.getAttribute('aria-label') || item.getAttribute('aria-labelledby')
    || (label || item.querySelector('legend') || item).textContent;
};
return [...document.querySelectorAll('a[href], button, select, textarea, input:not([type=hidden]), summary, fieldset, nav')]
  .filter(item => !nameOf(item).trim())
  .map(item => item.outerHTML.slice(0, 120));
