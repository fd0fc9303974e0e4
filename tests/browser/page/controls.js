// Links inside a sentence are as high as the sentence; everything that stands alone is a control.
const found = [];
for (const item of document.querySelectorAll('button, select, summary, label, a[href], input[inputmode], input[type=search]')) {
  const style = getComputedStyle(item);
  const forSelect = item.tagName === 'LABEL' && !item.querySelector('input:not([type=hidden])');
  if (style.display === 'inline' && item.tagName === 'A' || forSelect || item.closest('.skip')) continue;
  const box = (item.tagName === 'LABEL' && item.querySelector('.pick input + span, .scores input + span') || item).getBoundingClientRect();
  if (box.width === 0 || style.visibility !== 'visible') continue;
  if (box.height < 47.5 || box.width < 47.5) found.push(`${box.width.toFixed(1)}x${box.height.toFixed(1)} ${item.tagName} ${item.textContent.trim().slice(0, 40)}`);
}
return found;
