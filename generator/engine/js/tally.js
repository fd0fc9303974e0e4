// Starts the page that adds up many sheets. Stands after the glue that wasm-bindgen made, in the same file.
//
// One module reads what comes from outside (`hoctapGather`), the other scores and adds up (`wasm_bindgen`); both answer in
// JSON. Here it is shown: numbers in slots, prepared sentences shown or hidden, rows from templates, names as text and never
// as HTML. No sentence is made here.
(() => {
  const { tally: tallyWasm, gather: gatherWasm } = document.currentScript.dataset;
  const MOST_BYTES = 2 * 1024 * 1024;
  const MOST_SHEETS = 10000;
  const MOST_ROWS = 500;
  const MOST_TROUBLES = 20;
  const first = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const page = first('[data-tally]');
  const { store, version } = page.dataset;
  const set = page.dataset.tally;
  const rubrics = all('[data-rubric]').map((each) => each.dataset.rubric);
  const key = `${store}/tally/${set}@${version}`;
  const aside = `${key}/damaged`;
  const keep = first('[data-keep]');
  const yearField = first('[data-year]');
  const fields = all('[data-registered]');
  const texts = new Set();
  // All sheets that were added, each a line of JSON as the reading module writes it; and before the last change, the list,
  // whether it was kept, what was put aside of it.
  let sheets = [];
  let before = null;
  // The code of the address, until somebody says whether it is to be added.
  let asked = null;
  // The device did not take the last change: what it holds is older than what stands here.
  let isUnkept = false;
  // What is kept and could not be read whole: put aside before anything is written over it.
  let spoiled = null;
  let year = 0;

  // Days are those of Vietnam, whatever the device's own zone. In January people look back on the year that has ended.
  const day = () => new Date(Date.now() + 7 * 3600000);
  const today = () => day().getUTCFullYear() * 10000 + (day().getUTCMonth() + 1) * 100 + day().getUTCDate();
  const thisYear = () => day().getUTCFullYear() - (day().getUTCMonth() ? 0 : 1);
  const ended = (lines) => lines.map((line) => `${line}\n`).join('');
  // Half up to two decimals, with a comma.
  const number = (value) => String(value).replace('.', ',');
  const share = (part, whole) => (whole ? Math.round(part * 10000 / whole) / 100 : 0);

  const read = async (name, address) => {
    const embedded = first(`[data-wasm-base64=${name}]`);
    if (embedded) return Uint8Array.from(atob(embedded.textContent), (char) => char.charCodeAt(0));
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.arrayBuffer();
  };

  // Fills what stands inside: texts by name, and what is shown where its name holds.
  const fill = (inside, mark, slots, hold) => {
    const own = (selector) => all(selector, inside).filter((each) => inside !== page || !each.closest('[data-says]'));
    own(`[data-${mark}slot]`).forEach((each) => {
      const text = slots[each.getAttribute(`data-${mark}slot`)];
      if (text !== undefined && each.textContent !== String(text)) each.textContent = text;
    });
    own(`[data-${mark}when]`).forEach((each) => { each.hidden = !hold.includes(each.getAttribute(`data-${mark}when`)); });
    return inside;
  };
  const row = (name, mark, slots, hold) => fill(first(`template[data-template=${name}]`).content.firstElementChild.cloneNode(true), mark, slots, hold);
  const word = (name) => { const place = first(`[data-word="${name}"]`); return place ? place.textContent : ''; };
  const bar = (inside, value) => first('rect', inside).setAttribute('width', value);
  const some = (counts) => Object.keys(counts).filter((name) => counts[name]);

  // What became of the last thing that was done.
  const gave = (name) => all('[data-gave]').forEach((each) => { each.hidden = each.dataset.gave !== name; });
  const say = (name, slots = {}, troubles = []) => {
    gave('');
    const hold = slots.file ? ['file'] : [];
    all('[data-say]').forEach((each) => { fill(each, '', slots, hold).hidden = each.dataset.say !== name; });
    const rows = troubles.slice(0, MOST_TROUBLES).map((trouble) => row('trouble', '', { ...slots, ...trouble }, [...hold, trouble.kind, ...(trouble.who ? ['who'] : [])]));
    if (troubles.length > MOST_TROUBLES) rows.push(row('more-troubles', '', { more: troubles.length - MOST_TROUBLES }, []));
    first('[data-troubles]').replaceChildren(...rows);
  };

  // What comes from outside: its sheets, a line each, and what is wrong with the rest.
  const gather = (text) => {
    const { sheets: file, troubles } = JSON.parse(hoctapGather.gather(text, thisYear()));
    return { lines: file.split('\n').filter((line) => line.startsWith('{"set"')).map((line) => line.replace(/,$/, '')), troubles };
  };

  // The list on this device, where the officer wants that.
  const load = (name = key) => { try { return localStorage.getItem(name); } catch (error) { return null; } };
  const putAside = () => {
    if (localStorage.getItem(aside) === null) localStorage.setItem(aside, spoiled);
    return localStorage.getItem(aside) === spoiled;
  };
  const save = () => {
    let failed = false;
    try {
      if (keep.checked) {
        const text = JSON.stringify({ sheets, fields: fields.map((field) => field.value) });
        failed = spoiled !== null && !putAside();
        if (!failed) localStorage.setItem(key, text);
        failed = localStorage.getItem(key) !== text;
      } else {
        [key, aside].forEach((each) => localStorage.removeItem(each));
      }
    } catch (error) {
      failed = keep.checked;
    }
    if (!failed) spoiled = null;
    isUnkept = failed;
    first('[data-keep-failed]').hidden = !failed;
  };
  // What is kept, perhaps by this page in another tab: a phone opens one for every code that its camera reads.
  const follow = () => {
    // As large as they were made in the check.
    document.documentElement.dataset.text = load(`${store}/text`) || '1';
    const kept = load();
    if (kept === null || isUnkept) return;
    keep.checked = true;
    try {
      const { sheets: lines, fields: values } = JSON.parse(kept);
      // Read as strictly as what comes from outside: it may have been changed by hand.
      const { lines: sound, troubles } = gather(lines.join('\n'));
      sheets = sound;
      fields.forEach((field, place) => { field.value = values[place] || ''; });
      spoiled = lines.length && troubles.length ? kept : null;
    } catch (error) {
      spoiled = kept;
    }
    if (spoiled !== null) first('[data-kept-damaged]').hidden = false;
  };

  const add = (text, file) => {
    follow();
    const same = text.trim();
    if (texts.has(same)) return say('same', { file });
    const { lines, troubles } = gather(text);
    const added = Math.min(lines.length, MOST_SHEETS - sheets.length);
    if (added < lines.length) troubles.push({ line: 1, kind: 'too-many', what: '' });
    if (added) {
      sheets = sheets.concat(lines.slice(0, added));
      texts.add(same);
      before = null;
      save();
    }
    show();
    return say(added ? 'added' : 'nothing', { file, count: added }, troubles);
  };

  // Everybody's sheets of this set on this device, as the check and the book keep them.
  const ofDevice = (owner) => {
    const found = [];
    // Whatever somebody else left under a name of ours: an object, or nothing.
    const object = (value) => (value && typeof value === 'object' ? value : {});
    const kept = (name) => { try { return object(JSON.parse(localStorage.getItem(name))); } catch (error) { return {}; } };
    const { people: list } = kept(`${store}/people`);
    const people = new Map((Array.isArray(list) ? list : []).map(object).map(({ id, name }) => [id, name]));
    const prefix = `${store}/sheet/${set}@`;
    let names = [];
    try { names = Object.keys(localStorage).filter((name) => name.startsWith(prefix)).sort(); } catch (error) { /* none */ }
    names.forEach((name) => {
      const [, , person, rest] = name.slice(prefix.length).split('/');
      const sheet = kept(name);
      // What is put aside as damaged, what is blank; the person's own notes are nobody's business here.
      if (rest || person === 'damaged' || !Object.keys(object(sheet.answers)).length) return;
      found.push(JSON.stringify({ ...sheet, notes: undefined, person: person ? people.get(person) || person : owner }));
    });
    const fresh = found.filter((sheet) => !texts.has(sheet));
    if (!fresh.length) return say('device-none');
    add(fresh.join('\n'), '');
    fresh.forEach((sheet) => texts.add(sheet));
    return undefined;
  };

  const takeOut = (change, taken) => {
    follow();
    before = { sheets, isKept: keep.checked, damaged: load(aside) };
    change();
    // What was taken out may be brought again.
    texts.clear();
    save();
    show();
    say('removed', { count: taken });
    first('[data-action=undo]').focus();
  };

  const act = {
    paste() {
      const field = first('[data-paste]');
      add(field.value, '');
      if (!first('[data-say=added]').hidden) field.value = '';
    },
    device(button) { ofDevice(button.dataset.owner); },
    remove(button) {
      const place = +button.closest('[data-place]').dataset.place;
      takeOut(() => { sheets = sheets.filter((_, each) => each !== place); }, 1);
    },
    clear() { takeOut(() => { sheets = []; keep.checked = false; }, sheets.length); },
    undo() {
      const { isKept, damaged } = before;
      sheets = before.sheets;
      keep.checked = isKept;
      before = null;
      if (isKept && damaged !== null) {
        try { localStorage.setItem(aside, damaged); } catch (error) { /* the list itself matters more */ }
      }
      save();
      show();
      say('undone');
    },
    'add-code': () => {
      const code = asked;
      ask(null);
      add(code, '');
      first('[data-from-code]').hidden = keep.checked;
    },
    'drop-code': () => ask(null),
    print() { window.print(); },
  };

  const showSheets = (lines) => {
    const list = first('[data-list=sheets]');
    list.dataset.count = lines.length;
    list.replaceChildren(...lines.slice(0, MOST_ROWS).map((line, place) => {
      const hold = [line.who ? 'who' : 'nobody', `is-${line.is}`, `verdict:${line.verdict}`, ...some({ group: line.group, scored: line.verdict })];
      const slots = { ...line, number: place + 1, 'sheet-year': line.year, group: line.group && word(`group:${line.group}`) };
      const shown = row('sheet', 'row-', slots, hold);
      shown.dataset.place = place;
      return shown;
    }));
  };

  const showPart = (id, part) => {
    const shown = first(`[data-part="${id}"]`);
    if (!shown) return;
    const slots = { registered: part.registered === null ? '' : part.registered, assessed: part.assessed, achieved: part.achieved, share: number(part.share) };
    fill(shown, 'row-', slots, part.assessed ? ['share'] : []);
    bar(shown, part.share);
  };

  const showYears = (lines, chosen) => {
    [chosen, ...lines.map((line) => line.year)].forEach((each) => {
      if (!first(`option[value="${each}"]`, yearField)) yearField.add(new Option(each, each));
    });
    yearField.value = chosen;
  };

  // A word of the page in a cell of the table: made safe as the other cells are, which begin with no mark of a formula.
  const cell = (text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replace(/"/g, '""');

  // What the sheets and the fields come to.
  const reckon = () => {
    const registered = [];
    fields.forEach((field) => {
      const name = field.dataset.registered;
      if (name === 'names') return;
      const digits = field.value.trim();
      field.setAttribute('aria-invalid', String(digits !== '' && !/^\d{1,9}$/.test(digits)));
      if (/^\d{1,9}$/.test(digits)) registered.push(`${name.replace(/^(count|group:)/, '')}=${digits}`);
    });
    const names = first('[data-registered=names]').value;
    const groups = all('[data-word^="group:"]').map((each) => `${each.dataset.word.slice(6)}\t${each.textContent}`).filter((line) => line[0] !== '\t');
    const named = JSON.parse(hoctapGather.names(names, groups.join('\n')));
    const result = JSON.parse(wasm_bindgen.result(ended(sheets), year, today(), ended(registered), named.names));
    return { result, named };
  };

  const figureKey = () => wasm_bindgen.figure_key(store, set);
  const show = ({ result, named } = reckon()) => {
    const tally = JSON.parse(result.tally);
    const { other_version: otherVersion, other_year: otherYear, again, blank } = tally.left_out;
    const { registered } = tally;
    const counts = {
      sheets: sheets.length,
      assessed: tally.assessed,
      achieved: tally.achieved,
      waiting: Math.max(0, registered - tally.assessed),
      incomplete: tally.verdicts.incomplete || 0,
      'other-version': otherVersion,
      'other-year': otherYear,
      again,
      blank,
      alike: tally.alike,
      unlisted: tally.unlisted,
      missing: tally.missing.length,
      'wrong-names': named.wrong,
      hidden: Math.max(0, sheets.length - MOST_ROWS),
    };
    const hold = some({ ...counts, 'no-sheets': !sheets.length, registered: registered !== null });
    const [y, m, d] = tally.date.split('-');
    fill(page, '', {
      ...counts,
      registered,
      share: number(tally.share),
      'registered-share': number(share(tally.achieved, registered)),
      year: tally.year,
      date: `${+d}/${+m}/${y}`,
    }, hold);
    showYears(result.lines, tally.year);
    showSheets(result.lines);
    showPart('all:', tally);
    tally.groups.forEach((part) => showPart(`group:${part.id || ''}`, part));
    tally.areas.forEach((part) => showPart(`area:${part.id || ''}`, part));
    tally.items.forEach((item) => {
      const shown = first(`[data-item="${item.id}"]`);
      const slots = { answered: item.answered, weak: item.weak, 'weak-share': number(item.weak_share), mean: number(item.mean) };
      fill(shown, 'row-', slots, item.answered ? ['answered'] : []);
      bar(shown, item.weak_share);
      shown.parentNode.append(shown);
    });
    tally.criteria.forEach((criterion) => {
      const shown = first(`[data-criterion="${criterion.id}"]`);
      fill(shown, 'row-', { share: number(criterion.share) }, []);
      bar(shown, criterion.share);
    });
    first('[data-list=missing]').replaceChildren(...tally.missing.map((name) => {
      const shown = document.createElement('li');
      shown.textContent = name;
      return shown;
    }));
    first('[data-out=json]').value = `${result.tally}\n`;
    first('[data-out=csv]').value = result.csv.replace(/"((?:\{[a-z]+:[^}"]*\}(?: – )?)+)"/g, (_, names) => `"${cell(names.replace(/\{([^}]*)\}/g, (each, name) => word(name)))}"`);
    first('[data-action=undo]').hidden = before === null;
    page.dataset.assessed = tally.assessed;
    page.dataset.achieved = tally.achieved;
    // Another set may ask for the share: it is offered beside that field, as long as the list is kept.
    const figure = figureKey();
    try {
      if (keep.checked && tally.assessed) localStorage.setItem(figure, wasm_bindgen.figure(tally.year, tally.achieved, tally.assessed));
      else localStorage.removeItem(figure);
    } catch (error) { /* a device that keeps nothing offers nothing */ }
  };

  const textOf = (file) => new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    // A little more than is read, by which the module knows that it is too large.
    reader.readAsText(file.slice(0, MOST_BYTES + 1));
  });

  // Of several files each has its say, one below the other.
  const bring = async (input) => {
    const files = [...input.files];
    const told = [];
    for (const file of files) {
      await textOf(file).then((text) => add(text, file.name), () => say('unread', { file: file.name }));
      const line = document.createElement('li');
      line.append(...first('[data-say]:not([hidden])').cloneNode(true).childNodes);
      told.push(line, ...first('[data-troubles]').children);
    }
    if (files.length > 1) {
      say('');
      first('[data-troubles]').replaceChildren(...told);
    }
    input.value = '';
  };

  // Any page may open this one with any code: what nobody asked for is added only when somebody says so.
  const ask = (code) => {
    asked = code;
    first('[data-asked]').hidden = code === null;
    if (code !== null) first('[data-action=add-code]').focus();
  };

  // A code that another phone's picture carries stands behind the address and never leaves the device. Taken once: loading
  // the page again must not bring it again.
  const fragment = () => {
    if (!location.hash.startsWith('#c=')) return;
    ask(location.hash.slice(3));
    try {
      history.replaceState(null, '', location.pathname + location.search);
    } catch (error) { /* some browsers refuse that from file:// */ }
  };

  const give = {
    save(field) {
      const url = URL.createObjectURL(new Blob([field.value], { type: 'application/octet-stream' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = field.dataset.name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
    },
    // As a table, which Word and Excel paste as one; where that is refused, as lines cut by tabs; else by the reader's hand.
    copy(field) {
      const lines = field.value.match(/"(?:[^"]|"")*"(?:;|\r?\n)/g).reduce((rows, cell) => {
        rows[rows.length - 1].push(cell.replace(/^"|"(;|\r?\n)$/g, '').replace(/""/g, '"'));
        return cell.endsWith('\n') ? [...rows, []] : rows;
      }, [[]]).filter((cells) => cells.length);
      const tabs = lines.map((cells) => cells.map((text) => text.replace(/\s/g, ' ')).join('\t')).join('\n');
      const table = document.createElement('table');
      lines.forEach((cells) => {
        const line = table.insertRow();
        cells.forEach((text) => { line.insertCell().textContent = text; });
      });
      const put = (event) => {
        event.clipboardData.setData('text/html', table.outerHTML);
        event.clipboardData.setData('text/plain', tabs);
        event.preventDefault();
      };
      const ask = () => {
        document.addEventListener('copy', put);
        const isTaken = document.execCommand('copy');
        document.removeEventListener('copy', put);
        return isTaken;
      };
      const byHand = () => {
        field.closest('details').open = true;
        field.focus();
        field.select();
        if (!ask()) throw new Error('copy');
      };
      if (ask()) return undefined;
      return navigator.clipboard ? navigator.clipboard.writeText(tabs).catch(byHand) : byHand();
    },
  };

  // The camera is asked for only on a tap, and let go when the page is left or hidden, or another tap says so. Offered only
  // where there is one, and a reader of such codes.
  const camera = async (button) => {
    const { BarcodeDetector: Reader } = window;
    const { mediaDevices } = navigator;
    if (!Reader || !mediaDevices) return;
    if (!(await Reader.getSupportedFormats()).includes('qr_code')) return;
    if (!(await mediaDevices.enumerateDevices()).some(({ kind }) => kind === 'videoinput')) return;
    const place = first('[data-video]');
    // Made here: browsers style a page anew for the first video in it.
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    let stream = null;
    // Each tap is a turn: what was asked for in an earlier one is let go when it comes.
    let turn = 0;
    let last = '';
    const isOn = () => button.getAttribute('aria-pressed') === 'true';
    const release = (given) => given.getTracks().forEach((track) => track.stop());
    const stop = () => {
      turn += 1;
      if (stream) release(stream);
      stream = null;
      video.srcObject = null;
      place.hidden = true;
      button.setAttribute('aria-pressed', 'false');
    };
    const look = async (detector, mine) => {
      const codes = await detector.detect(video).catch(() => []);
      if (mine !== turn) return;
      // A code is held before the camera for a while, and is one sheet.
      codes.filter(({ rawValue }) => rawValue !== last).forEach(({ rawValue }) => {
        last = rawValue;
        add(rawValue, '');
      });
      setTimeout(() => mine === turn && look(detector, mine), 300);
    };
    const begin = async () => {
      turn += 1;
      const mine = turn;
      button.setAttribute('aria-pressed', 'true');
      try {
        const given = await mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (mine !== turn) {
          release(given);
          return;
        }
        stream = given;
        video.srcObject = given;
        place.append(video);
        place.hidden = false;
        await video.play();
        last = '';
        look(new Reader({ formats: ['qr_code'] }), mine);
      } catch (error) {
        if (mine !== turn) return;
        stop();
        gave('no-camera');
      }
    };
    button.hidden = false;
    button.addEventListener('click', () => (isOn() ? stop() : begin()));
    document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); });
  };

  const listen = () => {
    page.addEventListener('click', async (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      if (button.dataset.action) act[button.dataset.action](button);
      if (!button.dataset.give) return;
      const [how, name] = button.dataset.give.split(' ');
      try {
        await give[how](first(`[data-out=${name}]`));
        gave(how);
      } catch (error) {
        gave('failed');
      }
    });
    page.addEventListener('change', ({ target }) => {
      if (target.type === 'file') {
        bring(target);
        return;
      }
      if (target === yearField) {
        year = +target.value;
      } else if (target === keep || fields.includes(target)) {
        if (target === keep && before) before.isKept = keep.checked;
        save();
      } else {
        return;
      }
      show();
    });
    first('[data-action=print]').hidden = !window.print;
    camera(first('[data-camera]')).catch(() => { /* as where there is none */ });
    ['storage', 'pageshow'].forEach((name) => window.addEventListener(name, (event) => {
      // It follows from the list, and two tabs that wrote it for each other would never end.
      if (event.key === figureKey()) return;
      // Deleted in another tab: this one must not write it anew.
      if (event.key === key && event.newValue === null) keep.checked = false;
      follow();
      show();
    }));
    window.addEventListener('hashchange', fragment);
  };

  Promise.all([read('tally', tallyWasm), read('gather', gatherWasm)])
    .then(async ([tallyBytes, gatherBytes]) => {
      // Who scrolls meanwhile is not kept waiting for all at once.
      const rest = () => new Promise((done) => setTimeout(done));
      await wasm_bindgen({ module_or_path: tallyBytes });
      await rest();
      await hoctapGather({ module_or_path: gatherBytes });
      await rest();
      for (const { open } of [wasm_bindgen, hoctapGather]) {
        for (const rubric of rubrics) {
          open(rubric);
          await rest();
        }
      }
      follow();
      await rest();
      const begun = reckon();
      await rest();
      show(begun);
      listen();
      await rest();
      document.documentElement.dataset.engine = 'wasm';
      document.documentElement.dataset.hoctap = 'ready';
      fragment();
    })
    .catch((error) => console.warn('hoctap: nothing is added up,', error));
})();
