// The form, the sheet on the device, and the places that show what it comes to. Stands after the glue.
//
// The form is the sheet: there is no second copy of the answers that could disagree with what a person sees. Every year and
// every person has a sheet of its own; one of them is open, and only that one is written. What is decided, and what a kept
// text means, the module says. No words stand here: those of the page are filled in, shown or hidden.
const hoctapSheet = (() => {
  const root = document.documentElement;
  const form = document.querySelector('form[data-check]');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const text = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  // Only what differs is set: a screen reader would say it again, and the browser would style the page anew.
  const show = (element, isShown) => { if (element.hidden !== !isShown) element.hidden = !isShown; };
  const fill = (element, words) => { if (element.textContent !== words) element.textContent = words; };
  const set = (element, name, value) => {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  };

  // Storage may be missing, full, switched off, or throw at the first touch; scoring goes on without it. What is written
  // is read back: some browsers take a text in silence and forget it.

  const { store, version } = form.dataset;
  const site = (name) => `${store}/${name}`;
  const load = (key) => {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  };
  const put = (key, words) => {
    try { localStorage.setItem(key, words); } catch (error) { /* seen by reading */ }
    return load(key) === words;
  };
  const remove = (key) => {
    try { localStorage.removeItem(key); } catch (error) { /* seen by reading */ }
  };

  const turnNow = () => load(site('person')) || '';
  const keyOf = (of, year, turn = turnNow()) => wasm_bindgen.key(store, of, year, turn);
  // What the device did not take, by its key: it lives as long as the page.
  const unsaved = new Map();
  const get = (key) => (unsaved.has(key) ? unsaved.get(key) : load(key));

  // The open sheet: its year, whose it is, its key, what the device held when it was last read or written. What could not
  // be used whole is put aside before the first change overwrites it. What was deleted is here until something else happens.
  let [year, turn, key, seen, unusable, deleted] = [0];
  // What became of the last change: nothing yet, the hour, or that it is only here.
  let [savedAt, isFailed, isRestored] = ['', false, false];

  const likelyYear = () => {
    const likely = wasm_bindgen.year(true);
    const newest = offered()[0];
    // The page may be opened long after it was made; a clock that is off by more is wrong.
    if (wasm_bindgen.year(false) - newest <= 20) {
      for (let next = newest + 1; next <= wasm_bindgen.year(false); next++) offer(next);
    }
    return offered().includes(likely) ? likely : newest;
  };
  const offered = () => all('option', form.year).map(({ value }) => Number(value));
  const offer = (added) => {
    if (offered().includes(added)) return;
    const option = document.createElement('option');
    option.textContent = added;
    form.year.insertBefore(option, all('option', form.year).find(({ value }) => value < added) || null);
  };
  const chosenYear = () => wasm_bindgen.year_to_show(load(site('year')) || '', likelyYear());
  const chooseYear = (chosen) => {
    year = chosen;
    put(site('year'), `${year} ${likelyYear()}`);
  };

  // A sheet from before there were years moves to its own; where there is one already, to the side of that.
  const moveOld = () => {
    const old = keyOf(version, 0);
    const kept = load(old);
    if (kept === null) return;
    let to = keyOf(version, JSON.parse(wasm_bindgen.sheet(kept, '', 0)).year, '');
    if (![null, kept].includes(load(to))) to += '/damaged';
    if ([null, kept].includes(load(to)) && put(to, kept)) remove(old);
  };

  const openKept = () => {
    turn = turnNow();
    const before = key;
    key = keyOf(version, year, turn);
    if (key !== before) deleted = null;
    seen = get(key);
    const sound = wasm_bindgen.sheet(seen || '', '', year);
    // Whole is what would be written so again.
    unusable = [null, sound].includes(seen) ? null : seen;
    [savedAt, isFailed] = ['', unsaved.has(key)];
    const sheet = JSON.parse(sound);
    isRestored = seen !== null && Boolean(sheet.group || sheet.area || sheet.notes || sheet.recognised || Object.keys(sheet.answers).length);
    return sheet;
  };

  const save = (words) => {
    deleted = null;
    if (unusable && put(`${key}/damaged`, unusable)) unusable = null;
    isFailed = Boolean(unusable) || !put(key, words);
    unsaved.delete(key);
    if (isFailed) unsaved.set(key, words);
    savedAt = isFailed ? '' : new Date().toTimeString().slice(0, 5);
    seen = words;
  };

  // The form.

  const fields = [...form.elements].filter(({ name }) => name);
  const isChoice = (field) => field.type === 'radio';
  // Not by FormData: it lays out the whole page for each text that may have several lines.
  const read = () => {
    const sheet = { year, fields: {}, notes: {} };
    for (const field of fields) {
      if (isChoice(field) && !field.checked) continue;
      const { name, value } = field;
      if (!value) continue;
      const of = { 'i.': sheet.fields, 'n.': sheet.notes }[name.slice(0, 2)];
      if (of) of[name.slice(2)] = value;
      else if (name !== 'year') sheet[name] = value;
    }
    return sheet;
  };

  // A note stands in a hidden field, and in one that is seen where its part of the page is open.
  const enter = (field, words) => {
    for (const place of [field, ...all('textarea', field.parentNode)]) if (place.value !== words) place.value = words;
  };

  // Marks what the sheet says, and nothing else. What is being typed stays as it is while it says the same.
  const mark = (sheet) => {
    const [answers, notes] = [sheet.answers, sheet.notes || {}].map((of) => new Map(Object.entries(of)));
    for (const field of fields) {
      const { name } = field;
      // Of two figures at once each has a field of its own.
      const [id, part] = name.slice(2).split('.');
      const known = answers.get(id);
      const answer = part ? (Array.isArray(known) ? known[part - 1] : null) : known;
      const value = typeof answer === 'boolean' ? { true: 'yes', false: 'no' }[answer] : String(answer);
      if (name === 'year') {
        offer(sheet.year);
        field.value = sheet.year;
      } else if (name.startsWith('n.')) {
        enter(field, notes.get(name.slice(2)) || '');
      } else if (name.startsWith('recognised-')) {
        field.value = (sheet.recognised || {})[name.slice(11)] || '';
      } else if (!name.startsWith('i.')) {
        field.checked = field.value === (sheet[name] || '');
      } else if (isChoice(field)) {
        field.checked = field.value === value;
      } else if (typeof answer !== 'number' || Number(field.value.replace(',', '.').replace('%', '') || NaN) !== answer) {
        field.value = typeof answer === 'number' ? value.replace('.', ',') : '';
      }
    }
  };

  // Of a number and the choices beside it, what was touched last counts: it clears the other.
  const settle = (touched) => {
    if (isChoice(touched) ? !touched.checked : !touched.value) return;
    const itemOf = ({ name }) => name.split('.').slice(0, 2).join('.');
    for (const other of fields) {
      if (itemOf(other) !== itemOf(touched) || isChoice(other) === isChoice(touched)) continue;
      if (isChoice(other)) other.checked = false;
      else other.value = '';
    }
  };

  // The places. All are found once: the page does not change under the script.

  const places = (name) => all(`[data-${name}]`).map((element) => ({
    element, words: element.getAttribute(`data-${name}`).split(' '),
  }));
  const named = ['groups', 'not-groups', 'slot', 'when', 'open-item', 'below-item', 'met-item', 'unmet-item', 'na-item',
    'way-up-item', 'last-item', 'list', 'area-note', 'criterion', 'error'];
  const of = {};
  for (const name of named) of[name] = places(name);
  const result = one('[data-result]');

  const fillSlots = (place, words) => {
    place.slots = place.slots || all('[data-slot]', place.element);
    for (const slot of place.slots) {
      const name = slot.dataset.slot;
      if (name in words) fill(slot, words[name]);
    }
  };
  const showEach = (name, isShown) => {
    for (const place of of[name]) show(place.element, isShown(place.words, place));
  };

  // The open sheet as it is kept or copied.
  let asText;

  // The verdict comes last: who waits for it finds all the rest in place.
  const say = (said) => {
    const lines = said.split('\n');
    const [facts, outcome] = lines.slice(0, 2).map((line) => JSON.parse(line));
    const name = wasm_bindgen.person(turn);
    const slots = { ...facts.slots, 'saved-at': savedAt, person: name };
    const when = { saved: savedAt, 'save-failed': isFailed, restored: isRestored, deleted, 'of-another': name };
    const isTrue = (word) => facts.when.includes(word) || when[word];
    const criteria = new Map(Object.entries(facts.criteria));
    const notApplicable = outcome.not_applicable.map(({ id }) => id);

    for (const { element, words: [id] } of of.error) {
      const isWrong = facts.wrong.includes(id);
      show(element, isWrong);
      set(document.getElementById(`n-${id}`), 'aria-invalid', isWrong);
    }
    showEach('groups', (ids) => !outcome.group || ids.includes(outcome.group));
    showEach('not-groups', (ids) => !outcome.group || !ids.includes(outcome.group));
    for (const { element, words: [slot] } of of.slot) {
      if (slot in slots && (slots[slot] || slot !== 'saved-at')) fill(element, slots[slot]);
    }
    showEach('when', (words) => words.every(isTrue));
    showEach('open-item', ([id]) => outcome.open.includes(id));
    showEach('below-item', ([id]) => outcome.blocked_by.includes(id));
    showEach('met-item', ([id]) => facts.met.includes(id));
    showEach('unmet-item', ([id]) => facts.unmet.includes(id));
    showEach('na-item', ([id]) => notApplicable.includes(id));
    for (const [name, parts] of [['way-up-item', facts.way_up], ['last-item', facts.last]]) {
      const words = new Map(Object.entries(parts));
      showEach(name, ([id], place) => {
        if (!words.has(id)) return false;
        fillSlots(place, words.get(id));
        for (const step of all('[data-reach]', place.element)) show(step, step.dataset.reach === words.get(id).to);
        return true;
      });
    }
    // Shown where one of its items is: those were shown or hidden before it.
    showEach('list', (words, { element }) => one('li:not([hidden])', element));
    showEach('area-note', ([id]) => outcome.area === id);
    showEach('criterion', ([id], place) => {
      const { met, of: count } = outcome.criteria.find((criterion) => criterion.id === id);
      fillSlots(place, criteria.get(id));
      for (const mark of all('[data-all-met]', place.element)) show(mark, met === count);
      return count;
    });
    one('[data-result-json]').textContent = lines[1];
    asText = lines[2];
    fill(one('[data-total]'), facts.slots.total);
    set(result, 'data-score', outcome.total);
    set(result, 'data-max', outcome.max);
    set(result, 'data-verdict', outcome.verdict);
  };

  let judged;
  const judge = (form = JSON.stringify(read())) => {
    judged = form;
    return wasm_bindgen.judge(form);
  };
  const sheetOf = (said) => said.split('\n')[2];
  const bringBack = () => {
    mark(openKept());
    say(judge());
  };

  // The steps in which the page is taken over, in this order: `start`, `moveOld`, `open`, `tell`.

  // Whether the module understands what is asked.
  const start = () => wasm_bindgen.open(one('[data-rubric]').textContent);

  // Brings back the kept sheet, under the marks that were made before the module was there: on a slow line people begin
  // while it is still on its way, and what they did last counts.
  const open = () => {
    const marked = form.year.selectedIndex > 0 && Number(form.year.value);
    if (marked) chooseYear(marked);
    year = marked || chosenYear();
    const marks = sheetOf(judge());
    const kept = wasm_bindgen.sheet(JSON.stringify(openKept()), '', year);
    const both = wasm_bindgen.sheet(kept, marks, year);
    mark(JSON.parse(both));
    if (both !== kept) save(both);
  };

  // Says what the opened sheet comes to, and which others there are.
  const tell = () => {
    say(judge());
    for (const note of all('[data-other-version]')) {
      const other = note.dataset.otherVersion;
      const isKept = [0, ...offered()].some((each) => load(keyOf(other, each, turn)) !== null);
      show(note, isKept);
    }
  };

  // Another tab changed the sheet, it is somebody else's turn, or the page comes out of the browser's memory of visited
  // pages, when it may be opened for another year too.
  const follow = (wasAway) => {
    const before = year;
    if (wasAway) year = chosenYear();
    if (year !== before || turnNow() !== turn || get(key) !== seen) bringBack();
  };

  // Whether that changed anything.
  const changed = (field) => {
    const chosen = Number(form.year.value);
    if (chosen !== year) {
      chooseYear(chosen);
      bringBack();
      return true;
    }
    if (field.name.startsWith('i.')) settle(field);
    // Browsers say “input” and “change” of one touch.
    let marks = JSON.stringify(read());
    const isElsewhere = get(key) !== seen;
    if (marks === judged && !isElsewhere) return false;
    // Another tab wrote meanwhile: only what was touched here is laid over it.
    if (isElsewhere && turnNow() === turn) {
      const { value } = field;
      mark(openKept());
      if (isChoice(field)) field.checked = true;
      else enter(field, value);
      settle(field);
      marks = undefined;
    }
    const said = judge(marks);
    // Under the key of the sheet that is on the screen, whoever's turn it may be by now.
    save(sheetOf(said));
    say(said);
    if (turnNow() !== turn) bringBack();
    return true;
  };

  // Deletes the sheet or takes that back, then shows what the device holds: nothing, unless it would not let go.
  const clear = (isDeletion) => {
    if (isDeletion) {
      const taken = seen;
      unsaved.delete(key);
      for (const each of [key, `${key}/damaged`]) remove(each);
      form.reset();
      bringBack();
      deleted = taken;
      say(judge());
    } else if (deleted) {
      save(deleted);
      bringBack();
    }
  };

  return {
    root, form, fields, all, one, text, show, fill, set, load, put, site, start, moveOld, open, tell, follow, changed, clear,
    asText: () => asText,
  };
})();
