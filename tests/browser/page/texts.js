// `texts()`: every piece of text that is seen, with its style; `ground()`, `luminance()`: the colour behind it.
const texts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('script, style, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(element);
    const clipped = element.closest('.vh, .skip') || box.width <= 1 || box.height <= 1;
    if (clipped || style.visibility !== 'visible') continue;
    found.push({ text: walker.currentNode.data.trim().slice(0, 60), element, style });
  }
  return found;
};
const channels = colour => {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  const scale = colour.startsWith('color(srgb') ? 255 : 1;
  return { rgb: numbers.slice(0, 3).map(value => value * scale), alpha: numbers.length > 3 ? numbers[3] : 1 };
};
const over = (front, back) => front.rgb.map((value, index) => value * front.alpha + back[index] * (1 - front.alpha));
const ground = element => {
  if (!element) return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  const own = channels(getComputedStyle(element).backgroundColor);
  return own.alpha === 1 ? own.rgb : over(own, ground(element.parentElement));
};
const luminance = rgb => rgb
  .map(value => value / 255)
  .map(value => value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
  .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
