const found = [];
for (const fieldset of document.querySelectorAll('fieldset')) {
  const boxes = [...fieldset.querySelectorAll('label > input + span')].map(item => ({ text: item.textContent, box: item.getBoundingClientRect() }))
    .filter(({ box }) => box.width);
  boxes.forEach(({ text, box }, index) => {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.max(other.box.left - box.right, box.left - other.box.right);
      const down = Math.max(other.box.top - box.bottom, box.top - other.box.bottom);
      if (Math.max(across, down) < 7.5) found.push(`${text} / ${other.text}: ${Math.max(across, down).toFixed(1)} px`);
    }
  });
}
return found;
