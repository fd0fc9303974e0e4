const found = [];
for (const { text, element, style } of texts()) {
  const back = ground(element);
  const shades = [luminance(over(channels(style.color), back)), luminance(back)].sort((a, b) => b - a);
  const ratio = (shades[0] + 0.05) / (shades[1] + 0.05);
  if (ratio < 7) found.push(ratio.toFixed(2) + ': ' + text);
}
return found;
