// Buttons, fields and choices with less than 8 pixels between them. A link in a list is a line of it, as high as a control,
// and needs no room around: two of them are two lines.
const found = [];
const controls = 'button, .button, select, summary, textarea, input[type=text], input[type=search], input[type=file], label > input';
// What stays at the edge of the screen lies over what is moved under it.
const sticks = item => item && (['fixed', 'sticky'].includes(getComputedStyle(item).position) || sticks(item.parentElement));
const boxes = [...document.querySelectorAll(controls)].map(item => {
  const isChoice = item.matches('label > input');
  const seen = isChoice ? item.nextElementSibling && item.nextElementSibling.matches('.pick span, .scores span')
    ? item.nextElementSibling : item.parentNode : item;
  return { item, seen, box: seen.getBoundingClientRect() };
}).filter(({ seen, box }) => box.width > 1 && box.height > 1 && getComputedStyle(seen).visibility === 'visible'
  && !seen.closest('.vh') && !sticks(seen));
boxes.forEach((one, place) => {
  for (const other of boxes.slice(place + 1)) {
    if (one.seen === other.seen || one.seen.contains(other.seen) || other.seen.contains(one.seen)) continue;
    const across = Math.max(other.box.left - one.box.right, one.box.left - other.box.right);
    const down = Math.max(other.box.top - one.box.bottom, one.box.top - other.box.bottom);
    const words = ({ item, seen }) => `${item.tagName} ${(seen.textContent.trim() || item.id || item.className).slice(0, 30)}`;
    if (Math.max(across, down) < 7.5) found.push(`${words(one)} / ${words(other)}: ${Math.max(across, down).toFixed(1)} px`);
  }
});
return found;
