// Sheets at random, left on the device as another tab would leave them, and what the page makes of each: [sheet, result].
// The same seed gives the same sheets in every browser (mulberry32). That the form hands over what was tapped, others test;
// here it would be a hundred thousand taps.
let state = arguments[0];
const roll = sides => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
};

const form = document.querySelector('form[data-check]');
const valuesOf = name => [...form.querySelectorAll(`input[type=radio][name='${name}']`)].map(input => input.value);
const items = [...form.querySelectorAll('[data-indicator], [data-target]')].map(fieldset => {
  const id = fieldset.dataset.indicator || fieldset.dataset.target;
  const values = valuesOf(`i.${id}`);
  const isOther = value => ['unknown', 'na'].includes(value);
  return {
    id,
    groups: fieldset.dataset.groups ? fieldset.dataset.groups.split(' ') : null,
    // Of two figures at once each has a field of its own.
    typed: [...fieldset.querySelectorAll('input[inputmode=decimal]')].map(input => input.name.slice(2)),
    other: values.filter(isOther),
    usual: values.filter(value => !isOther(value)),
  };
});
const [groups, areas] = [valuesOf('group').filter(Boolean), valuesOf('area')];
const years = [...form.querySelectorAll('select[name=year] option')].map(option => Number(option.value));

const one = list => (list.length ? list[roll(list.length)] || null : null);

const number = () => {
  const whole = roll(3) ? 80 + roll(21) : roll(13);
  return whole + ['', '', ',5', ',25', '.9', ',999'][roll(6)];
};

const answer = (item, habits) => {
  if (roll(100) < habits.leaves) return '';
  if (roll(12) === 0) return one(item.other) || '';
  if (item.typed.length) return item.typed.map(() => (item.typed.length > 1 && roll(12) === 0 ? '' : number()));
  // Points stand in rising order, “có” before “không”.
  let place = roll(item.usual.length);
  const better = item.usual[0] === 'yes' ? Math.min : Math.max;
  for (let more = 0; more < habits.keen; more++) place = better(place, roll(item.usual.length));
  return item.usual[place];
};

const put = (fields, item, value) => {
  for (const name of [item.id, ...item.typed]) delete fields[name];
  if (Array.isArray(value)) item.typed.forEach((name, place) => { fields[name] = value[place]; });
  else fields[item.id] = value;
};

const { store, check, version } = form.dataset;
const kept = document.querySelector('[data-sheet-json]');
kept.closest('details').open = true;

const choose = year => {
  const list = form.elements.year;
  if (list.value === String(year)) return;
  list.value = String(year);
  list.dispatchEvent(new Event('change', { bubbles: true }));
};

// What a field says, as a sheet says it.
const said = value => ({ yes: true, no: false, unknown: 'unknown', na: 'na' }[value] ?? (value === '' ? null : Number(value.replace(',', '.'))));

// The page takes over what it finds there; gives the result, and the sheet as far as it is sound.
const judged = ({ year, group, area, recognised, fields }) => {
  const answers = {};
  for (const { id, typed } of items) {
    if (typed.length > 1 && typed[0] in fields) answers[id] = typed.map(name => said(fields[name]));
    else if ((typed[0] || id) in fields) answers[id] = said(fields[typed[0] || id]);
    else if (id in fields) answers[id] = said(fields[id]);
  }
  choose(year);
  localStorage.setItem(`${store}/sheet/${check}@${version}/${year}`, JSON.stringify({ group, area, recognised, answers }));
  dispatchEvent(new Event('storage'));
  return [document.querySelector('[data-result-json]').textContent, kept.value];
};

const sheets = [];
for (let count = arguments[1]; count > 0; count--) {
  const habits = { leaves: [0, 0, 5, 30][roll(4)], keen: roll(6) };
  // Somebody, where the page asks who: the command takes no sheet without a group where groups differ.
  const sheet = { year: one(years), group: one(groups), area: one(areas), fields: {} };
  const asked = items.filter(item => !item.groups || item.groups.includes(sheet.group));
  for (const item of asked) put(sheet.fields, item, answer(item, habits));
  // Where the page asks for it: what was recognised before, now and then with a mistake.
  if (form.elements['recognised-level'] && roll(2)) {
    sheet.recognised = { level: roll(4), date: ['2026-02-10', '29/2/2028', '2026-12-31', '2026-02-30', ''][roll(5)] };
  }
  // What the page itself advises, once what is open is answered: it leads to the very numbers at which a verdict changes.
  for (let times = roll(4); times > 0; times--) {
    const { way_up, open, decided_by } = JSON.parse(judged(sheet)[0]);
    for (const item of items) if (open.includes(item.id)) put(sheet.fields, item, answer(item, habits));
    const last = decided_by ? [{ id: decided_by.id, to: decided_by.least }] : [];
    for (const { id, to } of [...way_up, ...last]) {
      const item = items.find(item => item.id === id);
      const typed = [to].flat().map(number => (number === null ? '' : String(number).replace('.', ',')));
      if (item.typed.length) put(sheet.fields, item, typed);
      else put(sheet.fields, item, item.usual.includes('yes') ? (to ? 'yes' : 'no') : typed[0]);
    }
  }
  const [result, sound] = judged(sheet);
  sheets.push([JSON.parse(sound), result]);
}
return sheets;
