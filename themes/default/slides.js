/* Turns slides by keys and buttons. A slide longer than the screen is scrolled to its end before the next one comes.
   Everything it shows stands in the page; without it the page is scrolled by hand. */
(function () {
  'use strict';
  var slides = [].slice.call(document.querySelectorAll('.slide'));
  var remarks = [].slice.call(document.querySelectorAll('details.remark'));
  var controls = document.querySelector('.controls');
  var leave = document.querySelector('[data-leave]');
  var toggle = document.querySelector('[data-remarks]');
  var full = document.querySelector('[data-full]');
  var printed = [];

  // The last one that begins above the middle of the screen.
  function current() {
    var middle = window.innerHeight / 2;
    return slides.reduce(function (last, slide, index) {
      return slide.getBoundingClientRect().top <= middle ? index : last;
    }, 0);
  }

  function show(index, byKey) {
    var slide = slides[Math.max(0, Math.min(slides.length - 1, index))];
    slide.scrollIntoView();
    if (byKey) slide.focus({ preventScroll: true });
    try { history.replaceState(null, '', '#' + slide.id); } catch (fromDisk) { /* an address that stays */ }
  }

  function turn(by, byKey) {
    var index = current();
    var box = slides[index].getBoundingClientRect();
    var seen = window.innerHeight - (getComputedStyle(controls).position === 'fixed' ? controls.offsetHeight : 0);
    // What is hidden of this slide, in the direction of the turn; the padding below holds no text.
    var hidden = by > 0 ? box.bottom - window.innerHeight : -box.top;
    if (hidden > 40) window.scrollBy(0, by * Math.min(hidden, seen * .8));
    else show(index + by, byKey);
  }

  function tell(open) {
    remarks.forEach(function (remark) { remark.open = open; });
    toggle.setAttribute('aria-pressed', String(open));
  }

  function isTold() { return toggle.getAttribute('aria-pressed') === 'true'; }

  var keys = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1
  };

  document.addEventListener('keydown', function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    var key = event.key;
    var isPage = /^Page/.test(key);
    // Answers are chosen by arrows and space, buttons and notes pressed by space.
    if (!isPage && event.target.closest('input')) return;
    if (key === ' ' && event.target.closest('a, button, summary')) return;
    if (keys[key]) turn(event.shiftKey && key === ' ' ? -1 : keys[key], true);
    else if (key === 'Home') show(0, true);
    else if (key === 'End') show(slides.length - 1, true);
    else if (key === 'n' || key === 'N') { if (remarks.length) tell(!isTold()); else return; }
    else if (key === 'Escape' && !document.fullscreenElement) { location.href = leave.href; }
    else return;
    event.preventDefault();
  });

  controls.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) return;
    if (button.hasAttribute('data-turn')) turn(Number(button.getAttribute('data-turn')), false);
    else if (button === toggle) tell(!isTold());
    else if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });

  // On paper the notes stand below their slides.
  window.addEventListener('beforeprint', function () {
    printed = remarks.filter(function (remark) { return !remark.open; });
    printed.forEach(function (remark) { remark.open = true; });
  });
  window.addEventListener('afterprint', function () {
    printed.forEach(function (remark) { remark.open = false; });
  });

  document.querySelectorAll('[data-turn], [data-keys]').forEach(function (part) { part.hidden = false; });
  toggle.hidden = !remarks.length;
  full.hidden = !document.fullscreenEnabled;
})();
