// Fills the form at random, once for each sheet, and gives what it said and what the page made of it.
// The same seed gives the same sheets in every browser (mulberry32). What the page refuses is not said: it is blank.
let state = arguments[0];
const roll = sides => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
};

const form = document.querySelector('form[data-check]');
const published = document.querySelector('script[data-result-json]');
const say = (input, event) => input.dispatchEvent(new Event(event, { bubbles: true }));
const named = name => [...form.querySelectorAll(`input[name='${name}']`)];

// Somebody, where the page asks who: the command takes no sheet without a group where groups differ.
const choose = name => {
  const choices = named(name).filter(choice => choice.value || name === 'area');
  if (!choices.length) return null;
  const choice = choices[roll(choices.length)];
  choice.checked = true;
  say(choice, 'change');
  return choice.value || null;
};

const number = () => {
  const whole = roll(3) ? 80 + roll(21) : roll(13);
  return whole + ['', '', ',5', ',25', '.9', ',999'][roll(6)];
};

const answer = (fieldset, habits) => {
  const name = fieldset.querySelector('input').name;
  const field = fieldset.querySelector('input[inputmode=decimal]');
  const choices = named(name).filter(input => input !== field);
  const other = choices.filter(choice => ['unknown', 'na'].includes(choice.value));
  const usual = choices.filter(choice => !other.includes(choice));
  if (roll(100) < habits.leaves) return null;
  if (roll(12) === 0) {
    const choice = other[roll(other.length)];
    choice.checked = true;
    return choice.value;
  }
  if (field) {
    field.value = number();
    say(field, 'input');
    return Number(field.value.replace(',', '.'));
  }
  // Points stand in rising order, “có” before “không”.
  let place = roll(usual.length);
  const isPoints = usual[0].value !== 'yes';
  for (let more = 0; more < habits.keen; more++) place = Math[isPoints ? 'max' : 'min'](place, roll(usual.length));
  const { value } = usual[place];
  usual[place].checked = true;
  return isPoints ? Number(value) : value === 'yes';
};

// What the page itself advises: it leads to the very numbers at which a verdict changes.
const follow = (step, answers) => {
  const field = document.querySelector(`input[inputmode=decimal][name='i.${step.id}']`);
  const isYesNo = named(`i.${step.id}`).some(choice => choice.value === 'yes');
  for (const choice of named(`i.${step.id}`)) {
    if (choice !== field) choice.checked = choice.value === (isYesNo ? (step.to ? 'yes' : 'no') : String(step.to));
  }
  if (field) field.value = String(step.to).replace('.', ',');
  answers[step.id] = isYesNo ? Boolean(step.to) : step.to;
};

const sheets = [];
for (let count = arguments[1]; count > 0; count--) {
  form.reset();
  const habits = { leaves: [0, 0, 5, 30][roll(4)], keen: roll(6) };
  const { check: set, version } = form.dataset;
  const [group, area] = [choose('group'), choose('area')];
  const answers = {};
  let last = form;
  for (const fieldset of form.querySelectorAll('[data-indicator], [data-target]')) {
    if (fieldset.hidden) continue;
    const id = fieldset.dataset.indicator || fieldset.dataset.target;
    const given = answer(fieldset, habits);
    last = fieldset.querySelector('input');
    const refused = fieldset.querySelector('[data-error]:not([hidden])');
    if (given !== null && !refused) answers[id] = given;
  }
  say(last, 'change');
  for (let times = roll(3); times > 0; times--) {
    for (const step of JSON.parse(published.textContent).way_up) follow(step, answers);
    say(last, 'change');
  }
  const year = Number(form.querySelector('select[name=year]').value);
  sheets.push([{ set, version, year, group, area, answers }, published.textContent]);
}
return sheets;
