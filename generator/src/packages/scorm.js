// Tells a learning platform (SCORM 1.2) how far a lesson has come: ES5, as old platforms show pages in old frames.
// A question is right where all right answers are chosen and no other.
(function () {
  "use strict";
  var questions = [].slice.call(document.querySelectorAll("fieldset.quiz"));
  var began = new Date();
  var api = find(window) || find(window.opener);
  var ended = false;

  function find(from) {
    try {
      for (var depth = 0; from && depth < 10; depth++) {
        if (from.API) return from.API;
        if (from.parent === from) return null;
        from = from.parent;
      }
    } catch (refused) {
      // A page of another origin stands around: there is no platform that could be told.
    }
    return null;
  }

  // A platform shows one part at a time, and does not know when a page takes its place: links open beside it.
  [].slice.call(document.querySelectorAll("a[href]")).forEach(function (link) {
    if (link.getAttribute("href").charAt(0) === "#") return;
    link.target = "_blank";
    link.rel = "noopener";
  });

  function inputs(question) {
    return [].slice.call(question.querySelectorAll("input"));
  }

  function isChosen(input) {
    return input.checked;
  }

  function isRight(question) {
    return inputs(question).every(function (input) {
      return input.checked === (input.className === "y");
    });
  }

  function set(key, value) {
    api.LMSSetValue("cmi." + key, String(value));
  }

  // “1A,2B”: what was chosen, by the ids of the answers.
  function keep() {
    var chosen = [];
    questions.forEach(function (question) {
      inputs(question).filter(isChosen).forEach(function (input) {
        chosen.push(input.id);
      });
    });
    set("suspend_data", chosen.join(","));
  }

  function restore() {
    (api.LMSGetValue("cmi.suspend_data") || "").split(",").forEach(function (id) {
      var input = id && document.getElementById(id);
      if (input) input.checked = true;
    });
  }

  function tell() {
    var answered = questions.filter(function (question) {
      return inputs(question).some(isChosen);
    }).length;
    var right = questions.filter(isRight).length;
    if (questions.length) {
      set("core.score.min", 0);
      set("core.score.max", 100);
      set("core.score.raw", Math.round(right * 100 / questions.length));
      keep();
    }
    var isDone = answered === questions.length;
    set("core.lesson_status", !isDone ? "incomplete" : questions.length && right === answered ? "passed" : "completed");
    api.LMSCommit("");
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function end() {
    if (ended) return;
    ended = true;
    var seconds = Math.min(Math.floor((new Date() - began) / 1000), 359999);
    set("core.session_time", two(Math.floor(seconds / 3600)) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60));
    api.LMSCommit("");
    api.LMSFinish("");
  }

  if (!api || api.LMSInitialize("") === "false") return;
  restore();
  tell();
  document.addEventListener("change", tell);
  window.addEventListener("pagehide", end);
  window.addEventListener("beforeunload", end);
})();
