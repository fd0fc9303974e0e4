// Counts the letters of each first line of a paragraph.
const found = [];
for (const item of document.querySelectorAll('main p, main li')) {
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  let letters = 0, top = null;
  scan: while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let index = 0; index < node.data.length; index++) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      if (box.height === 0) continue;
      if (top === null) top = box.bottom;
      if (box.top >= top) break scan;
      letters++;
    }
  }
  if (letters > 70) found.push(letters + ': ' + item.textContent.trim().slice(0, 60));
}
return found;
