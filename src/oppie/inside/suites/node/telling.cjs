'use strict';
// What reporters in the process of the tests share: lines of JSON that stand out among what tests
// print, and ids; with the lines that a test reached where a trace is wanted.

const { writeSync } = require('node:fs');
const { Coverage } = require('./coverage.cjs');
const { Scope } = require('./names.cjs');

const { OPPIE_TOP: top, OPPIE_MARK: mark, OPPIE_TRACE: trace } = process.env;
const coverage = trace ? new Coverage(top) : null;
const files = new Map();
let imported = {};

function say(message) {
  writeSync(1, `\n${mark}${JSON.stringify(message)}\n`);
}

/** A file's path from the top of the workspace. */
function file(path) {
  return path.startsWith(`${top}/`) ? path.slice(top.length + 1) : path;
}

/** The id of a test by its file and its titles, the outermost first; told once each time. */
function id(path, titles) {
  if (!files.has(path)) files.set(path, { scope: new Scope(file(path), '::'), suites: new Map() });
  const known = files.get(path);
  let { scope } = known;
  for (let depth = 1; depth < titles.length; depth += 1) {
    const key = JSON.stringify(titles.slice(0, depth));
    if (!known.suites.has(key)) known.suites.set(key, scope.inner(titles[depth - 1]));
    scope = known.suites.get(key);
  }
  return scope.inner(titles.at(-1)).id;
}

/** A test begins: from here on lines are its own; those before belong to what it imports. */
function begins() {
  say({ event: 'begin' });
  if (coverage) imported = merged(imported, coverage.take());
}

function result(test, outcome, seconds, failure) {
  const lines = coverage ? { lines: merged(imported, coverage.take()) } : {};
  say({ event: 'result', test, outcome, seconds, failure, ...lines });
}

function merged(one, other) {
  const lines = { ...one };
  for (const [path, more] of Object.entries(other)) {
    lines[path] = [...new Set([...(lines[path] ?? []), ...more])].sort((a, b) => a - b);
  }
  return lines;
}

module.exports = { top, say, file, id, begins, result, merged };
