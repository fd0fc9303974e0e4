// Unpacks the module of a page that travels alone: a chat takes 50 KB less.
//
// No Rust, because it is what brings Rust here. Browsers have had `DecompressionStream` only since Chrome 80 and Safari 16.4,
// later than all else that the page needs. Deflate as RFC 1951 has it, in the way of Mark Adler's puff: a code is followed
// bit by bit, which takes some milliseconds for a module.
window.hoctapUnpack = (packed) => {
  const out = [];
  let at = 0;
  let held = 0;
  let count = 0;

  const bits = (wanted) => {
    for (; count < wanted; count += 8) {
      if (at === packed.length) throw new Error('cut');
      held |= packed[at++] << count;
    }
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    count -= wanted;
    return value;
  };

  // Of a code by the lengths of its symbols: how many there are of each length, and the symbols in the order of the code.
  const code = (lengths) => {
    const counts = new Uint16Array(16);
    lengths.forEach((length) => { if (length) counts[length]++; });
    const places = [0, 0];
    for (let length = 1; length < 15; length++) places.push(places[length] + counts[length]);
    const symbols = [];
    lengths.forEach((length, symbol) => { if (length) symbols[places[length]++] = symbol; });
    return { counts, symbols };
  };

  const symbol = ({ counts, symbols }) => {
    let value = 0;
    let first = 0;
    let before = 0;
    for (let length = 1; length < 16; length++) {
      value |= bits(1);
      if (value - first < counts[length]) return symbols[before + value - first];
      before += counts[length];
      first = (first + counts[length]) * 2;
      value *= 2;
    }
    throw new Error('damaged');
  };

  // The lengths of both codes, packed by a third.
  const lengths = (wanted, third) => {
    const all = [];
    while (all.length < wanted) {
      const next = symbol(third);
      let [length, times] = [next, 1];
      if (next === 16) [length, times] = [all[all.length - 1], 3 + bits(2)];
      if (next > 16) [length, times] = [0, next === 17 ? 3 + bits(3) : 11 + bits(7)];
      while (times--) all.push(length);
    }
    return all;
  };

  const range = (from, to, value) => Array(to - from).fill(value);
  const fixed = [...range(0, 144, 8), ...range(144, 256, 9), ...range(256, 280, 7), ...range(280, 288, 8)];
  const codes = (kind) => {
    if (kind === 1) return [code(fixed), code(range(0, 30, 5))];
    const [literals, distances, thirds] = [257 + bits(5), 1 + bits(5), 4 + bits(4)];
    const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    const third = range(0, 19, 0);
    order.slice(0, thirds).forEach((place) => { third[place] = bits(3); });
    const all = lengths(literals + distances, code(third));
    return [code(all.slice(0, literals)), code(all.slice(literals))];
  };

  const block = ([literals, distances]) => {
    for (let next = symbol(literals); next !== 256; next = symbol(literals)) {
      if (next < 256) {
        out.push(next);
      } else {
        const place = next - 257;
        const more = place < 8 || place === 28 ? 0 : (place >> 2) - 1;
        let length = 258;
        if (place < 28) length = 3 + bits(more) + (place < 8 ? place : (4 + (place & 3)) << more);
        const step = symbol(distances);
        const further = step < 2 ? 0 : (step >> 1) - 1;
        const distance = 1 + bits(further) + (step < 2 ? step : (2 + (step & 1)) << further);
        while (length--) out.push(out[out.length - distance]);
      }
    }
  };

  const stored = () => {
    held = 0;
    count = 0;
    const length = bits(16);
    bits(16);
    for (let left = length; left > 0; left--) out.push(bits(8));
  };

  for (let isLast = 0; !isLast;) {
    isLast = bits(1);
    const kind = bits(2);
    if (kind) block(codes(kind)); else stored();
  }
  return Uint8Array.from(out);
};
