// The book. Stands after the glue that wasm-bindgen made, in the same file.
//
// The module decides: whose a key is, where a sheet stands, what differs, what a plan becomes. Here the store is read and
// written, slots are filled, templates are copied, buttons are heard. Nothing that anybody typed becomes HTML, and no
// sentence is made here: those stand in the page.
//
// Every change is made whole or not at all, is read back, and can be taken back until the page is left. After it all is
// shown anew from the store: there is no second copy that could disagree with another tab.
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const { store: site, book: set } = one('[data-book]').dataset;
  const rubrics = all('[data-rubric]');
  const versions = rubrics.map((rubric) => rubric.dataset.version);
  const NOBODY = '-';
  const SHOWN = 100;
  // So much is read of a file, and no more: what is larger is none of ours.
  const MOST = 2 * 1024 * 1024;
  const SCREENS = all('section[id]').map(({ id }) => id);
  let core;
  // Whose book is open; '' for the owner's.
  let person = '';
  let agreed = false;
  // Which screen is shown.
  let screen = 'so';
  // What is so of the plan.
  let planWords = [];
  let undo = [];
  let incoming = [];
  // What the store held when it was last shown.
  let now;

  // The store

  const get = (key) => { try { return localStorage.getItem(key); } catch (error) { return null; } };
  const write = (key, text) => {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch (error) { /* it is read back */ }
    return get(key) === text;
  };
  // An item may be called what every object has: `constructor`.
  const own = (object, name) => (Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined);
  const names = () => { try { return Object.keys(localStorage); } catch (error) { return []; } };

  // What was written since by another tab stays.
  const takeBack = (changes) => changes.reverse()
    .map(({ key, before, after }) => get(key) !== after || write(key, before)).every(Boolean);

  const make = (wanted) => {
    const changes = [];
    for (const [key, after] of wanted) {
      const before = get(key);
      if (before === after) continue;
      changes.push({ key, before, after });
      if (!write(key, after)) {
        takeBack(changes);
        return null;
      }
    }
    return changes;
  };

  const keyOf = (version, year, who, isPlan) => core.key(site, set, versions[version], year, who, isPlan);
  const personKey = `${site}/person`;
  const peopleKey = `${site}/people`;

  // Puts aside what could not be read whole, before it is overwritten.
  const aside = (key, isWhole) => {
    const text = get(key);
    return text === null || isWhole(text) ? [] : [[`${key}/damaged`, text]];
  };

  const readPeople = (entries, added = '') => {
    const adopted = entries.map((entry) => entry.person).filter(Boolean).join(' ');
    return JSON.parse(core.people(get(peopleKey) || '', adopted, added));
  };
  const keepPeople = (people) => {
    const text = core.people(JSON.stringify(people), '', '');
    return [...aside(peopleKey, (kept) => core.people(kept, '', '') === kept), [peopleKey, text]];
  };

  // What stands there

  const readYears = (entries, who) => entries
    .filter((entry) => entry.kept === 'sheet' && entry.set === set && (entry.person || '') === who)
    .map((entry) => {
      const version = versions.indexOf(entry.version);
      const text = get(entry.key) || '';
      const stand = version < 0 || entry.damaged
        ? null : JSON.parse(core.standing(version, text, entry.year || core.likely_year(), false));
      const year = stand ? stand.year : entry.year;
      return { ...entry, at: version, text, stand, year, inKey: entry.year, damaged: entry.damaged || !!stand && !stand.whole };
    })
    .sort((a, b) => b.year - a.year || a.at - b.at || a.damaged - b.damaged);

  const read = () => {
    const entries = JSON.parse(core.entries(site, names().join('\n')));
    const people = readPeople(entries).people;
    if (person && !people.some(({ id }) => id === person)) person = '';
    const name = person ? people.find(({ id }) => id === person).name : '';
    return { entries, people, name, years: readYears(entries, person) };
  };

  // The page

  // What lies in a scope of its own in the part is filled on its own.
  const fill = (part, slots, words = []) => {
    const scope = part.closest('[data-scope]');
    // A copy that is in no place yet has nothing in it but its own.
    const isOwn = (place) => !part.isConnected || place.closest('[data-scope]') === scope;
    all('[data-slot]', part).filter(isOwn).forEach((slot) => {
      const text = slots[slot.dataset.slot];
      if (text !== undefined && slot.textContent !== String(text)) slot.textContent = text;
    });
    all('[data-when]', part).filter(isOwn).forEach((place) => {
      const holds = (word) => (word[0] === '!' ? !words.includes(word.slice(1)) : words.includes(word));
      place.hidden = !place.dataset.when.split(' ').every(holds);
    });
  };
  const part = (name) => one(`[data-part=${name}]`);
  const list = (name, rows, make) => {
    const template = one(`[data-template=${name}]`).content.firstElementChild;
    const made = document.createDocumentFragment();
    rows.forEach((row, place) => {
      const copy = template.cloneNode(true);
      make(copy, row, place);
      made.append(copy);
    });
    one(`[data-list=${name}]`).replaceChildren(made);
  };
  const bar = (within, selector, share) => all(selector, within).forEach((rect) => rect.setAttribute('width', share || 0));
  const choice = (name) => one(`select[data-choice=${name}]`);
  const chosen = (name) => choice(name).value;
  const choose = (select, options, value) => {
    const is = [...select.options].map((option) => `${option.value} ${option.text}`).join();
    if (is !== options.map((option) => option.join(' ')).join()) {
      select.replaceChildren(...options.map(([key, text]) => new Option(text, key)));
    }
    select.value = value;
  };
  const say = (which, slots = {}, action = '') => {
    const said = one('[data-said]');
    fill(said, slots);
    all('[data-say]', said).forEach((each) => { each.hidden = each.dataset.say !== which; });
    all('[data-action]', said).forEach((each) => { each.hidden = each.dataset.action !== action; });
    said.hidden = !which;
  };
  const focus = (selector) => { const found = one(selector); if (found) found.focus(); };
  // What is to be seen of a part, in one line.
  const seen = (place) => {
    const copy = place.cloneNode(true);
    all('[hidden], .screen, .vh', copy).forEach((each) => each.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };

  // What there is to do next on the screen.
  const showOnward = () => {
    const { years, people } = now;
    fill(part('onward'), { name: now.name, takes: incoming.filter(takes).length }, [
      `at:${screen}`, person ? 'person' : 'owner', years.length ? 'years' : 'empty', pair().length > 1 ? 'two' : 'one', ...planWords,
      agreed || people.length ? 'agreed' : 'unasked', incoming.some(takes) ? 'some' : 'nothing',
    ]);
  };
  const arrange = (isArrival) => {
    root.dataset.screen = screen;
    SCREENS.forEach((id) => { document.getElementById(id).toggleAttribute('data-shown', id === screen); });
    showOnward();
    if (!isArrival) return;
    focus(`#${screen} h2`);
    // Who comes back sees the tasks, not again what the book is for.
    if (screen === 'so') one('#so').scrollIntoView();
    else window.scrollTo(0, 0);
  };
  const goTo = (id) => {
    screen = id;
    if (location.hash !== `#${id}`) location.hash = id;
    arrange(true);
  };

  const label = (year) => (year.at === 0 ? `${year.year}` : `${year.year} (${year.version})`);
  const words = (stand) => (stand
    ? ['readable', `verdict:${stand.verdict}`, stand.answered < stand.of ? 'open' : 'full', stand.answered ? 'started' : 'blank']
    : ['none']);
  const slots = (stand) => (stand ? { ...stand.recognised, total: stand.total, max: stand.max, open: stand.of - stand.answered } : {});
  const reminders = (stand) => ['raise', 'kept']
    .map((of) => (stand && stand.recognised && stand.recognised[of] ? `${of}:${stand.recognised[of]}` : '')).filter(Boolean);

  const showYears = () => {
    const { years, name } = now;
    const whose = [person ? 'person' : 'owner', years.length ? 'years' : 'empty', years.length > 1 ? 'several' : 'single'];
    all('[data-whose]').forEach((each) => fill(each, { name, count: years.length }, whose));
    one('form[data-form=rename] input').value = name;
    list('years', years, (row, year) => {
      row.dataset.id = year.key;
      const said = [...words(year.stand), ...reminders(year.stand), year.at === 0 ? 'newest' : 'older', ...year.damaged ? ['damaged'] : []];
      fill(row, { ...slots(year.stand), year: year.year || '?', version: year.version }, said);
      bar(row, '[data-bar]', year.stand && year.stand.share);
    });
  };

  // What is on a side of the comparison: which of the prepared words, or a number.
  const side = (name, text) => {
    if (text === undefined) return [`${name}:absent`];
    if (['yes', 'no', 'na'].includes(text)) return [`${name}:${text}`];
    return [text === '' || text === 'unknown' ? `${name}:blank` : `${name}:number`];
  };

  // The two years that are compared, the later one first; fewer where there are no two.
  const pair = () => {
    const years = now.years.filter(({ stand }) => stand);
    return ['later', 'earlier'].map((name, place) => years.find(({ key }) => key === chosen(name)) || years[place]).filter(Boolean);
  };

  const showDifference = () => {
    const options = now.years.filter(({ stand }) => stand).map((year) => [year.key, label(year)]);
    const [later, earlier] = pair();
    const compare = part('compare');
    if (!earlier) return fill(compare, {}, ['one']);
    choose(choice('later'), options, later.key);
    choose(choice('earlier'), options, earlier.key);
    const differs = later.at !== earlier.at;
    fill(compare, { later: label(later), earlier: label(earlier) }, ['two', ...differs ? ['versions'] : []]);
    const all_ = JSON.parse(core.difference(earlier.at, earlier.text, later.at, later.text));
    all('[data-item]', compare).forEach((row) => {
      const known = row.dataset.versions.split(' ');
      const found = { ...own(all_, row.dataset.item) };
      for (const [name, year] of [['earlier', earlier], ['later', later]]) {
        if (!known.includes(year.version)) {
          for (const gone of [name, `${name}-share`, 'what']) delete found[gone];
        }
      }
      row.hidden = found.earlier === undefined && found.later === undefined;
      fill(row, found, [...side('earlier', found.earlier), ...side('later', found.later), found.what || 'apart']);
      bar(row, '[data-bar=earlier]', found['earlier-share']);
      bar(row, '[data-bar=later]', found['later-share']);
    });
    return undefined;
  };

  // The years that can be planned: this one, and those of sheets of the current version.
  const planYear = () => {
    const years = now.years.filter((year) => year.at === 0 && year.stand).map(({ year }) => year);
    const options = [...new Set([core.likely_year(), ...years])].sort((a, b) => b - a);
    // One that was chosen here; or in the check, where that is another than the likely one; or the last that was checked.
    const inCheck = Number((get(`${site}/year`) || '').split(' ')[0]);
    const wanted = [Number(chosen('plan')), inCheck === core.likely_year() ? 0 : inCheck].find((year) => options.includes(year));
    return { options, year: wanted || years[0] || core.likely_year() };
  };
  const planned = () => {
    const { year, options } = planYear();
    const sheet = now.years.find((each) => each.year === year && each.at === 0 && each.stand);
    const key = keyOf(0, year, person, true);
    return { year, options, sheet, key, text: get(key) || '' };
  };

  const showPlan = () => {
    const { year, options, sheet, text } = planned();
    choose(choice('plan'), options.map((each) => [each, each]), year);
    const { made, changes, steps } = JSON.parse(core.plan(text, sheet && sheet.text, year));
    const count = Object.keys(steps).length;
    const done = Object.values(steps).filter((step) => step.done).length;
    planWords = [sheet ? 'sheet' : 'no-sheet', count ? 'planned' : 'unplanned', person ? 'person' : 'owner'];
    if (made) planWords.push('made');
    if (count) planWords.push(done === count ? 'all-done' : 'to-do');
    if (changes) planWords.push('changes');
    fill(part('plan'), { year, made, steps: count, done, name: now.name }, planWords);
    const months = core.months().split(' ');
    const deeds = [];
    all('[data-step]').forEach((row) => {
      const step = own(steps, row.dataset.step);
      row.hidden = !step;
      if (!step) return;
      fill(row, step, [step.to === undefined ? 'by-hand' : 'raise', ...step.reached ? ['reached'] : [], ...step.month ? ['month'] : []]);
      all('[data-reach]', row).forEach((each) => { each.hidden = each.dataset.reach !== step.to; });
      one('[data-done]', row).checked = step.done;
      const options = months.flatMap((month, place) => (place % 2 ? [[months[place - 1], month]] : []));
      // One that is over, or was never chosen, stays what it is.
      if (!options.some(([month]) => month === step.month)) options.unshift([step.month || '', step['in-month'] || '–']);
      choose(one('[data-month]', row), options, step.month || '');
      deeds.push([row.dataset.step, seen(one('strong', row)), seen(one('[data-deed]', row))].join('\t'));
    });
    const calendar = one('[data-calendar]');
    calendar.value = core.calendar(text, [site, set, person].filter(Boolean).join('-'), year, deeds.join('\n'));
    calendar.dataset.name = `${set}-${year}.ics`;
  };

  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');
  const narrow = () => {
    const wanted = fold(one('[data-filter]').value.trim());
    all('[data-list=people] > li').forEach((row) => { row.hidden = !fold(row.textContent).includes(wanted); });
  };

  const showPeople = () => {
    const { people, entries } = now;
    const ofOthers = entries.filter((entry) => entry.person && entry.year);
    const options = [...new Set([core.likely_year(), ...ofOthers.map(({ year }) => year)])].sort((a, b) => b - a);
    const wanted = Number(chosen('people'));
    const year = options.includes(wanted) ? wanted : core.likely_year();
    choose(choice('people'), options.map((each) => [each, each]), year);
    const sheets = new Map();
    for (const entry of ofOthers) {
      const at = versions.indexOf(entry.version);
      const before = sheets.get(entry.person);
      const fits = entry.kept === 'sheet' && entry.set === set && entry.year === year && !entry.damaged && at >= 0;
      if (fits && !(before && before.at < at)) sheets.set(entry.person, { at, key: entry.key });
    }
    let assessed = 0;
    list('people', people, (row, { id, name }) => {
      const sheet = sheets.get(id);
      const stand = sheet ? JSON.parse(core.standing(sheet.at, get(sheet.key) || '', year, false)) : null;
      if (stand && stand.answered) assessed += 1;
      row.dataset.id = id;
      fill(row, { name, ...slots(stand) }, words(stand));
    });
    const said = [people.length ? 'people' : 'nobody', agreed || people.length ? 'agreed' : 'unasked'];
    fill(part('people'), { count: people.length, assessed, year }, said);
    if (one('[data-filter]').value) narrow();
  };

  const showCarry = () => {
    const years = now.years.filter(({ stand }) => stand);
    const wanted = chosen('code');
    const found = years.some(({ key }) => key === wanted) ? wanted : years[0] && years[0].key;
    choose(choice('code'), years.map((year) => [year.key, label(year)]), found);
    all('[data-code-shown], [data-table-shown]').forEach((each) => { each.hidden = true; });
    const said = [person ? 'person' : 'owner', years.length ? 'years' : 'empty', now.people.length ? 'people' : 'nobody'];
    fill(part('carry'), { name: now.name }, said);
    showFile();
  };

  const choices = { later: showDifference, earlier: showDifference, plan: showPlan, people: showPeople, code: showCarry };

  // Nothing of anybody stands in the page, not even behind what is shown.
  const blank = () => {
    all('[data-list]').forEach((each) => each.replaceChildren());
    all('[data-slot]').forEach((each) => { each.textContent = ''; });
    all('[data-out], [data-table], [data-paste], [data-code], [data-calendar], form[data-form=rename] input').forEach((each) => { each.value = ''; });
    all('[data-done]').forEach((each) => { each.checked = false; });
    bar(document, '[data-bar]', 0);
  };

  const show = () => {
    now = read();
    // As large as they were made in the check.
    root.dataset.text = get(`${site}/text`) || '1';
    if (root.dataset.view === 'trao-may') {
      blank();
      return;
    }
    showYears();
    showDifference();
    showPlan();
    showPeople();
    showCarry();
    arrange(false);
  };

  // Makes changes, shows what stands there then, and says which they were.
  const change = (wanted, said, slots_ = { count: 1 }) => {
    const changes = make(wanted);
    const canUndo = !!(changes && changes.length && said);
    if (canUndo) undo = changes;
    show();
    say(changes ? said : 'failed', slots_, canUndo ? 'undo' : '');
    return !!changes;
  };

  // Handing over

  const takeTurn = (turn, year) => {
    const wanted = [[personKey, turn || null]];
    if (year) wanted.push([`${site}/year`, core.chosen_year(year.year)]);
    if (change(wanted, '')) location.assign(rubrics[year && year.at > 0 ? year.at : 0].dataset.href);
  };
  const turnOf = (id) => { const who = now.people.find((each) => each.id === id); return who ? `${who.id} ${who.name}` : ''; };

  const handOver = () => {
    // First of all: whatever fails afterwards, nothing is to be seen.
    root.dataset.view = 'trao-may';
    person = '';
    incoming = [];
    undo = [];
    change([[personKey, NOBODY]], '');
    const field = one('form[data-form=begin] input');
    field.value = '';
    field.focus();
  };
  // The screen of the address; the result of a check leads to a plan that is made at once.
  const look = () => {
    const id = location.hash.slice(1) || 'so';
    if (id === 'lap-ke-hoach') {
      screen = 'ke-hoach';
      // Loaded again, it makes none.
      location.replace('#ke-hoach');
      if (!planWords.includes('planned')) acts['plan-make']();
      arrange(true);
    } else if (SCREENS.includes(id)) {
      const isArrival = id !== screen;
      screen = id;
      arrange(isArrival);
    }
  };
  const follow = () => {
    if (root.dataset.view === 'trao-may') return;
    if (location.hash === '#trao-may' || get(personKey) === NOBODY) handOver();
    else {
      show();
      look();
    }
  };

  // People

  const sent = (form) => {
    const name = core.clean_name(one('input', form).value);
    const kind = form.dataset.form;
    const entries = JSON.parse(core.entries(site, names().join('\n')));
    const people = readPeople(entries);
    const known = people.people.find((each) => each.name === name);
    if (!name || known) {
      say(!name ? 'name-empty' : kind === 'begin' ? 'name-continue' : 'name-known', { name }, known && kind === 'begin' ? 'continue' : '');
      one('input', form).focus();
      return;
    }
    if (kind === 'rename') {
      const renamed = people.people.find(({ id }) => id === person);
      renamed.name = name;
      const turn = get(personKey) || '';
      const wanted = keepPeople(people);
      if (turn.split(' ')[0] === person) wanted.push([personKey, `${person} ${name}`]);
      change(wanted, 'renamed');
      return;
    }
    const added = readPeople(entries, name);
    const { id } = added.people[added.people.length - 1];
    if (!change(keepPeople(added), kind === 'begin' ? '' : 'added', { name })) return;
    if (kind === 'begin') {
      takeTurn(`${id} ${name}`);
    } else {
      one('input', form).value = '';
      one('input', form).focus();
    }
  };

  const deletePeople = (ids) => {
    const people = readPeople(now.entries);
    people.people = people.people.filter(({ id }) => !ids.includes(id));
    const wanted = now.entries.filter((entry) => ids.includes(entry.person)).map(({ key }) => [key, null]);
    // Nothing is put aside: what could not be read whole holds names that are to go.
    wanted.push([peopleKey, core.people(JSON.stringify(people), '', '')], [`${peopleKey}/damaged`, null], [personKey, null]);
    if (ids.includes(person)) person = '';
    const isOne = ids.length === 1;
    change(wanted, isOne ? 'deleted-person' : 'deleted-people', { count: ids.length });
    goTo('nhieu-nguoi');
  };

  const deleteSheets = (one_) => {
    const meant = (entry) => entry.set === set && (entry.person || '') === person
      && (!one_ || (entry.version === one_.version && entry.year === one_.inKey));
    const wanted = now.entries.filter(meant).map(({ key }) => [key, null]);
    change(wanted, one_ ? 'deleted-sheet' : 'deleted-sheets', { count: now.years.length, year: one_ && one_.year });
    goTo('cac-nam');
  };

  const changePlan = (what, on, said) => {
    const { key, text, year } = planned();
    const after = core.change_plan(text, what, on, year);
    const wanted = aside(key, core.is_whole_plan);
    if (after === text) say(what === 'follow' ? 'no-way-up' : '');
    else change([...wanted, [key, after || null]], said);
  };

  // Taking along and bringing back

  // Their sheets with what is planned, as far as it can be read; a year that is only planned goes along as a sheet without
  // answers. Plans are made for the current version.
  const sheetsOf = (name, id, years) => {
    const sheets = years.filter(({ stand }) => stand);
    const planOf = (at, year) => (at === 0 && core.change_plan(get(keyOf(0, year, id, true)) || '', '', '', year)) || null;
    const isPlanned = ({ kept, set: of, person: who, damaged, version, year }) => kept === 'plan' && of === set && (who || '') === id
      && !damaged && version === versions[0] && !sheets.some((sheet) => sheet.at === 0 && sheet.year === year) && planOf(0, year);
    const planned = now.entries.filter(isPlanned).map(({ year }) => ({ at: 0, year, text: JSON.stringify({ year }) }));
    return [...sheets, ...planned]
      .map(({ at, year, text }) => ({ version: at, text, person: name || null, plan: planOf(at, year) }));
  };
  const everyone = () => [
    ...sheetsOf('', '', readYears(now.entries, '')),
    ...now.people.flatMap(({ id, name }) => sheetsOf(name, id, readYears(now.entries, id))),
  ];
  const showFile = () => {
    const isAll = one('[name=take][value=all]').checked;
    const out = one('[data-out]');
    out.value = core.file(JSON.stringify(isAll ? everyone() : sheetsOf(now.name, person, now.years)));
    out.dataset.name = `${set}-${core.today()}.json`;
  };

  const word = (name) => { const found = one(`[data-word="${name}"]`); return found ? found.textContent : ''; };
  const showTable = () => {
    const columns = all('[data-column]');
    const rows = [columns.map((column) => column.textContent)];
    for (const { id, name } of now.people) {
      const years = readYears(now.entries, id).filter(({ stand }) => stand);
      if (!years.length) rows.push([name]);
      for (const year of years) {
        const stand = JSON.parse(core.standing(year.at, year.text, year.year, true));
        const cells = {
          person: name, year: year.year, version: year.version, total: stand.total, max: stand.max,
          answered: stand.answered, of: stand.of, result: word(`verdict:${stand.verdict}`),
          group: stand.group && word(`group:${stand.group}`), area: stand.area && word(`area:${stand.area}`),
        };
        rows.push(columns.map(({ dataset: { column } }) => {
          const answer = column.startsWith('i.') ? own(stand.answers, column.slice(2)) : cells[column];
          return column.startsWith('i.') && answer && word(answer) || `${answer === undefined || answer === null ? '' : answer}`;
        }));
      }
    }
    const out = one('[data-table]');
    out.value = core.table(JSON.stringify(rows));
    out.dataset.name = `${set}-${core.today()}.csv`;
    all('[data-table-shown]').forEach((each) => { each.hidden = false; });
  };

  const showCode = () => {
    const year = now.years.find(({ key }) => key === chosen('code'));
    if (!year) return;
    const code = core.code(year.at, year.text);
    const tally = one('a[data-tally]');
    // A camera opens the address; where there is none, the code is all that another phone can use.
    const address = tally && tally.href.startsWith('http') ? `${tally.href}#c=${code}` : code;
    const [size, ...path] = core.qr(address).split(' M');
    const shown = one('[data-code-shown]');
    fill(shown, { code, year: label(year) }, size ? ['qr'] : []);
    one('[data-code]', shown).value = code;
    if (size) {
      one('[data-qr]', shown).setAttribute('viewBox', `0 0 ${size} ${size}`);
      one('[data-qr] path', shown).setAttribute('d', `M${path.join('M')}`);
    }
    shown.hidden = false;
  };

  const bring = (text) => {
    const { sheets, troubles, count } = JSON.parse(core.bring(text));
    incoming = sheets;
    const ids = new Map(now.people.map(({ id, name }) => [name, id]));
    const seen = new Map();
    incoming.forEach((sheet) => {
      const who = sheet.person ? ids.get(sheet.person) : person;
      const twin = `${sheet.person} ${sheet.version} ${sheet.year}`;
      // A plan may come without answers, and brings no sheet then.
      if (sheet.plan !== null && sheet.text.endsWith('"group":null,"area":null,"answers":{}}')) sheet.text = null;
      const kept = (isPlan) => (who === undefined ? null : get(keyOf(sheet.version, sheet.year, who, isPlan)));
      const there = seen.get(twin) || [kept(false), kept(true)];
      const both = [sheet.text, sheet.plan];
      const meets = both.map((text, at) => (text === null || text === there[at] ? 'same' : there[at] === null ? 'new' : 'other'));
      // Nothing on the device gives way unasked: neither the answers nor the plan.
      sheet.meets = ['other', 'new'].find((each) => meets.includes(each)) || 'same';
      if (!seen.has(twin)) seen.set(twin, both);
    });
    list('incoming', incoming.slice(0, SHOWN), (row, sheet, place) => {
      const whose = sheet.person ? ['person'] : [person ? 'shown' : 'owner'];
      fill(row, { year: sheet.year, person: sheet.person, name: now.name }, [...whose, sheet.meets]);
      const tick = one('[data-replace]', row);
      tick.dataset.replace = place;
    });
    list('troubles', troubles, (row, { line, person: whose, what, word: name }) => {
      fill(row, { line, person: whose, word: name }, [what, ...whose ? ['person'] : []]);
    });
    showBrought(count);
    focus('[data-brought]');
  };
  const takes = (sheet) => sheet.meets === 'new' || sheet.replaces;
  const showBrought = (count) => {
    const brought = one('[data-brought]');
    const found = incoming.filter(takes).length;
    const said = [incoming.length ? 'sheets' : 'none', count ? 'troubles' : 'sound', found ? 'some' : 'nothing'];
    fill(brought, { count: incoming.length, troubles: count, takes: found }, said);
    brought.hidden = !incoming.length && !count;
    showOnward();
  };

  const takeIn = () => {
    const entries = JSON.parse(core.entries(site, names().join('\n')));
    let people = readPeople(entries);
    const before = people.people.length;
    const wanted = [];
    const taken = incoming.filter(takes);
    for (const sheet of taken) {
      let who = sheet.person ? (people.people.find(({ name }) => name === sheet.person) || {}).id : person;
      if (who === undefined) {
        people = JSON.parse(core.people(JSON.stringify(people), '', sheet.person));
        who = people.people[people.people.length - 1].id;
      }
      for (const text of [sheet.text, sheet.plan]) {
        const isPlan = text === sheet.plan;
        const key = keyOf(sheet.version, sheet.year, who, isPlan);
        // Another tab may have written it since.
        if (text === null || !sheet.replaces && get(key) !== null) continue;
        const isWhole = (kept) => (isPlan ? core.is_whole_plan(kept) : JSON.parse(core.standing(sheet.version, kept, sheet.year, false)).whole);
        wanted.push(...aside(key, isWhole), [key, text]);
      }
    }
    if (people.people.length > before) wanted.push(...keepPeople(people));
    incoming = [];
    if (change(wanted, 'taken-in', { count: taken.length })) {
      showBrought(0);
      one('[data-paste]').value = '';
      goTo('lay-lai');
    }
  };

  // Another tab may have deleted, a moment ago, whose sheets are on the screen: nothing is done for somebody else then.
  const isGone = () => {
    const before = person;
    now = read();
    if (person === before) return false;
    show();
    return true;
  };

  // What buttons ask for; `id` names the sheet, the person or the item that they stand beside.
  const acts = {
    undo: () => { const whole = takeBack(undo); undo = []; show(); say(whole ? 'restored' : 'failed'); focus('[data-said]'); },
    check: (id) => takeTurn(turnOf(person), now.years.find(({ key }) => key === id)),
    see: (id) => { person = id; say(''); show(); goTo('so'); },
    owner: () => acts.see(''),
    'delete-sheet': (id) => { const year = now.years.find(({ key }) => key === id); if (year) deleteSheets(year); },
    'delete-years': () => deleteSheets(null),
    'delete-person': () => person && deletePeople([person]),
    'delete-people': () => deletePeople(now.people.map(({ id }) => id)),
    agree: () => { agreed = true; show(); focus('form[data-form=add] input'); },
    leave: () => {
      delete root.dataset.view;
      change([[personKey, null]], '');
      goTo('nhieu-nguoi');
    },
    continue: () => {
      const name = core.clean_name(one('form[data-form=begin] input').value);
      const known = now.people.find((each) => each.name === name);
      if (known) takeTurn(`${known.id} ${known.name}`);
    },
    'plan-make': () => {
      const { sheet } = planned();
      if (sheet) changePlan('follow', sheet.text, 'planned');
      focus('#ke-hoach h2');
    },
    'plan-again': () => acts['plan-make'](),
    'plan-add': () => { const add = one('[data-add]'); if (add.value) changePlan('add', add.value, 'plan-added'); add.value = ''; },
    'plan-remove': (id) => changePlan('remove', id, 'plan-removed'),
    code: showCode,
    table: showTable,
    paste: () => bring(one('[data-paste]').value),
    choose: () => one('[data-file]').click(),
    drop: () => { incoming = []; showBrought(0); goTo('lay-lai'); },
    'take-in': takeIn,
  };

  // What is folded can be neither chosen nor copied.
  const unfold = (field) => { const folded = field.closest('details'); if (folded) folded.open = true; };

  // The text that a button gives away stands in a field, so that it can always be copied by hand.
  const give = {
    save(field) {
      const { type } = field.dataset;
      // A field knows one kind of line end, and a calendar has the other.
      const text = type ? field.value.replace(/\n/g, '\r\n') : field.value;
      const url = URL.createObjectURL(new Blob([text], { type: type || 'application/octet-stream' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = field.dataset.name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
    },
    async copy(field) {
      try {
        await navigator.clipboard.writeText(field.value);
      } catch (error) {
        unfold(field);
        field.focus();
        field.select();
        if (!document.execCommand('copy')) throw error;
      }
    },
    share(field) {
      const file = new File([field.value], field.dataset.name, { type: 'text/plain' });
      const files = { files: [file] };
      return navigator.share(navigator.canShare && navigator.canShare(files) ? files : { text: field.value });
    },
  };

  const listen = () => {
    root.addEventListener('click', (event) => {
      const button = event.target.closest('[data-action], [data-give], [data-print]');
      if (!button) return;
      const { action, give: gives, print } = button.dataset;
      const holder = button.closest('[data-id]');
      if (isGone()) return;
      if (action) acts[action](holder ? holder.dataset.id : '');
      else if (print) { root.dataset.paper = print; window.print(); }
      else {
        const [act, selector] = gives.split(' ');
        Promise.resolve().then(() => give[act](one(selector))).then(() => say(`gave-${act}`), (error) => {
          if (error && error.name === 'AbortError') return;
          unfold(one(selector));
          say('gave-nothing');
        });
      }
    });
    root.addEventListener('change', ({ target }) => {
      const { choice: list, done, month, replace } = target.dataset;
      if (isGone()) return;
      // The one part that it is about: a list of many people is slow on an old phone.
      if (list) {
        choices[list]();
        showOnward();
      }
      if (target.name === 'take') showFile();
      if (done) changePlan(target.checked ? 'done' : 'open', done, '');
      if (month) changePlan(target.value, month, '');
      if (replace) {
        incoming[replace].replaces = target.checked;
        showBrought(all('[data-list=troubles] > li').length);
      }
    });
    root.addEventListener('submit', (event) => {
      event.preventDefault();
      sent(event.target);
    });
    one('[data-filter]').addEventListener('input', narrow);
    const file = one('[data-file]');
    file.addEventListener('change', () => {
      const chosenFile = file.files[0];
      if (!chosenFile) return;
      const reader = new FileReader();
      reader.onload = () => { bring(reader.result); file.value = ''; };
      reader.onerror = () => say('no-file');
      // A file that is too large is known by its beginning.
      reader.readAsText(chosenFile.slice(0, MOST + 1));
    });
    window.addEventListener('hashchange', follow);
    window.addEventListener('storage', () => { if (root.dataset.view !== 'trao-may' && get(personKey) !== NOBODY) show(); else follow(); });
    // Out of the browser's memory it comes as it was left, with the name that was typed.
    window.addEventListener('pageshow', ({ persisted }) => persisted && (root.dataset.view ? handOver() : follow()));
    window.addEventListener('afterprint', () => { delete root.dataset.paper; });
    all('[data-give^=share]').forEach((button) => { button.hidden = !navigator.share; });
    all('[data-print]').forEach((button) => { button.hidden = !window.print; });
    const { storage } = navigator;
    if (!storage || !storage.persist) return;
    const persist = (said) => fill(part('persist'), {}, [said]);
    storage.persisted().then((kept) => persist(kept ? 'kept' : 'may'), () => {});
    one('[data-persist]').addEventListener('click', () => storage.persist().then((kept) => persist(kept ? 'kept' : 'refused'), () => persist('refused')));
  };

  window.hoctapBook = () => {
    core = wasm_bindgen;
    if (!rubrics.every((rubric) => core.add_version(rubric.dataset.rubric))) throw new Error('rubric');
    const turn = get(personKey) || '';
    if (/^p\d+ /.test(turn)) [person] = turn.split(' ');
    show();
    listen();
    root.dataset.hoctap = 'ready';
    if (turn === NOBODY || location.hash === '#trao-may') handOver();
    else look();
  };
})();
