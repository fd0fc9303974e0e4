// The self-check under a person's hands. Stands after sheet.js and before boot.js, which takes the steps of `hoctapCheck` once the
// module is there.
//
// Arranges what stands in the page: one question at a time or all, the review, the bars beside the numbers, the result as
// text, larger letters, a voice. What a device cannot do stays hidden.
const hoctapCheck = (() => {
  const { root, form, fields, all, one, text, show, fill, set, load, put, site } = hoctapSheet;
  const press = (button, isPressed) => set(button, 'aria-pressed', isPressed);

  const onClick = (selector, then) => {
    for (const button of all(selector)) {
      show(button, true);
      button.addEventListener('click', () => then(button));
    }
  };

  // Letters in three sizes.

  const enlarge = (size) => {
    root.dataset.text = size;
    for (const button of all('[data-size]')) press(button, button.dataset.size === size);
  };

  // One thing at a time: an address within the page is a step, so that the way back works by itself.

  const steps = all('[data-step],.ask', one('main'));
  let step = steps[0];

  const turn = () => {
    if (!root.hasAttribute('data-one')) return;
    const target = document.getElementById(location.hash.slice(1));
    const open = steps.filter((each) => !each.hidden);
    step = open.find((each) => target && each.contains(target)) || (step.hidden ? open[0] : step);
    for (const part of all('form[data-check],.criterion,.intro,[data-step],.ask')) {
      part.classList.toggle('now', part.contains(step) || part.className.includes('intro') && step === open[0]);
    }
    const at = open.indexOf(step);
    const asked = open.filter((each) => each.matches('.ask'));
    for (const link of all('[data-go]')) {
      const next = open[at + Number(link.dataset.go)];
      show(link, next);
      if (next) link.href = `#${next.id}`;
    }
    show(one('[data-at]'), asked.includes(step));
    one('[data-slot=at]').textContent = asked.indexOf(step) + 1;
    one('[data-slot=steps]').textContent = asked.length;
  };

  const arrive = () => {
    turn();
    if (!root.hasAttribute('data-one')) return;
    step.tabIndex = -1;
    step.focus({ preventScroll: true });
    scrollTo(0, step.getBoundingClientRect().top + scrollY - 16);
  };

  const separate = (isOne) => {
    root.toggleAttribute('data-one', isOne);
    for (const button of all('[data-action=one]')) press(button, isOne);
    turn();
  };

  // What an answer changes, found once: the page does not change under the script.
  let [saidOf, notes, bars] = [];
  const find = () => {
    saidOf = all('[data-said]');
    notes = all('[name^="n."]', form).map((note) => [note, one('.line span', note.closest('.ask'))]);
    bars = all('[data-bar]').map((bar) => {
      const row = bar.closest('tr');
      return [bar, one('[data-slot$=total]', row), one('[data-slot$=max]', row)];
    });
  };

  // What adding up other sheets on this device yields for a field: offered beside it, never filled in.
  const offer = () => {
    for (const place of all('[data-figure]')) {
      const kept = wasm_bindgen.figure(load(wasm_bindgen.figure_key(form.dataset.store, place.dataset.figure)) || '');
      show(place, kept);
      kept.split('\n').forEach((number, at) => fill(one(`[data-slot=figure-${['share', 'achieved', 'assessed', 'year'][at]}]`, place), number));
    }
  };

  // What was answered, in the words of the form.

  const said = (field) => {
    if (field.type === 'radio') {
      const words = text(field.parentNode);
      return words === field.value ? words + one('[data-unit]').dataset.unit : words;
    }
    if (field.getAttribute('aria-invalid') === 'true') return '';
    return field.value + (field.nextSibling ? field.nextSibling.textContent : '');
  };

  const review = () => {
    const given = new Map();
    for (const field of fields) {
      if (field.type === 'radio' ? field.checked : field.value) given.set(field.name, field);
    }
    const wordsOf = (name) => (given.has(name) ? said(given.get(name)) : '');
    for (const place of saidOf) fill(place, wordsOf(`i.${place.dataset.said}`));
    fill(one('[data-said-person]'), [form.year.value, wordsOf('group'), wordsOf('area')].filter(Boolean).join('; '));
    for (const [note, place] of notes) fill(place, note.value);
  };

  // Bars as long as the numbers beside them say.

  const number = (element) => (element ? Number(element.textContent.replace(',', '.')) || 0 : 0);
  const draw = () => {
    for (const [bar, total, max] of bars) set(bar, 'width', number(max) ? 100 * number(total) / number(max) : 0);
  };

  // The result as text: what is shown of it, line by line.

  const inWords = () => {
    const copy = one('[data-result]').cloneNode(true);
    for (const unseen of all('[hidden],.screen,.paper,.by-hand,.actions,details,script,svg,h2', copy)) unseen.remove();
    const lines = all('p,h3,li,tr', copy).filter((line) => !line.parentNode.closest('li'));
    return [text(one('h1')), ...lines.map((line) => (line.cells ? [...line.cells].map(text).join(' – ') : text(line)))]
      .filter(Boolean).join('\n');
  };

  const write = () => {
    for (const area of all('details[open] [data-result-text]')) area.value = inWords();
    for (const area of all('details[open] [data-sheet-json]')) area.value = hoctapSheet.asText();
    for (const note of all('[data-copied]')) show(note, false);
  };

  // A field for a longer text comes when its part of the page is opened: browsers lay out the page for each that they find, to
  // see whether they could fill it in. A note is kept in a hidden field of the form.
  const unfold = (part) => {
    for (const label of all('[data-field]', part)) {
      if (!part.open || one('textarea', label)) continue;
      const kept = one('input', label);
      const area = label.appendChild(document.createElement('textarea'));
      area.rows = kept ? 3 : 6;
      if (kept) {
        area.maxLength = 500;
        area.value = kept.value;
        area.addEventListener('input', () => { kept.value = area.value; });
      } else {
        area.readOnly = true;
        area.setAttribute(`data-${label.dataset.field}`, '');
      }
    }
    write();
  };

  const copy = (button) => {
    const part = button.closest('details');
    const area = one('textarea', part);
    const done = () => show(one('[data-copied]', part), true);
    area.select();
    if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(done, () => {});
    else if (document.execCommand('copy')) done();
  };

  // A voice, where the device has one for the language of the page.

  const listen = () => {
    const speech = window.speechSynthesis;
    const template = one('template[data-speak]');
    if (!speech || !template) return;
    let reading;
    const stop = () => {
      if (reading) press(reading, false);
      reading = null;
      speech.cancel();
    };
    // What is asked may be in another language than the page around it: it is read in its own, and nothing else is.
    const tongue = (part) => part.closest('[lang]').lang;
    const asked = tongue(one('.ask legend'));
    const voice = () => speech.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(asked));
    const buttons = all('.ask').map((ask) => {
      const button = template.content.firstElementChild.cloneNode(true);
      one('legend', ask).after(button);
      button.addEventListener('click', () => {
        const isStop = reading === button;
        stop();
        if (isStop) return;
        const parts = all('legend,.guide tr,.rows span', ask).filter(
          (part) => part.offsetParent && tongue(part) === asked,
        );
        const words = new SpeechSynthesisUtterance(parts.map((part) => part.innerText).join('. '));
        words.voice = voice();
        words.lang = words.voice.lang;
        words.onend = () => { if (reading === button) stop(); };
        reading = button;
        press(button, true);
        speech.speak(words);
      });
      return button;
    });
    const look = () => {
      const isThere = Boolean(voice());
      for (const button of buttons) show(button, isThere);
    };
    speech.onvoiceschanged = look;
    look();
    addEventListener('pagehide', stop);
  };

  // Nobody's turn: the page that is handed over says who comes next.
  const handOver = () => {
    const next = one('[data-hand-over]');
    if (next && load(site('person')) === '-') location.replace(next.href);
  };

  const update = () => {
    review();
    draw();
    turn();
    write();
  };

  // In one step: what is answered from then on is kept.
  const takeOver = () => {
    hoctapSheet.open();
    // Numbers count while they are typed; some browsers say only “change” of a choice, and the others say both.
    for (const event of ['input', 'change']) {
      form.addEventListener(event, ({ target }) => {
        if (event === 'input' && target.type === 'radio') return;
        if (hoctapSheet.changed(target.name ? target : one('input', target.parentNode))) update();
      });
    }
    // The Enter key on a choice would send the form, and the page would load anew.
    form.addEventListener('submit', (event) => event.preventDefault());
    const follow = (wasAway) => {
      handOver();
      offer();
      hoctapSheet.follow(wasAway);
      update();
    };
    addEventListener('storage', () => follow(false));
    addEventListener('pageshow', ({ persisted }) => follow(persisted));
    handOver();
  };

  // What is tapped beside the form.
  const attend = () => {
    addEventListener('hashchange', arrive);
    const clear = (isDeletion) => () => {
      hoctapSheet.clear(isDeletion);
      update();
    };
    onClick('[data-action=clear]', clear(true));
    onClick('[data-action=undo]', clear(false));
    onClick('[data-size]', ({ dataset }) => {
      enlarge(dataset.size);
      put(site('text'), dataset.size);
    });
    onClick('[data-action=one]', () => {
      const isOne = !root.hasAttribute('data-one');
      separate(isOne);
      put(site('one'), isOne ? '1' : '');
    });
    onClick('[data-action=copy]', copy);
    if (window.print) onClick('[data-action=print]', () => print());
    if (navigator.share) {
      onClick('[data-action=share]', () => navigator.share({ title: document.title, text: inWords() }).catch(() => {}));
    }
    for (const part of all('details')) {
      part.addEventListener('toggle', () => unfold(part));
      // Some browsers bring a page back with its parts open.
      if (part.open) unfold(part);
    }
  };

  const arrange = () => {
    enlarge(load(site('text')) || '1');
    separate(Boolean(load(site('one'))));
    update();
  };

  // Each is short; one that gives false is the last.
  return [hoctapSheet.start, find, offer, hoctapSheet.moveOld, takeOver, hoctapSheet.tell, attend, arrange, listen];
})();
