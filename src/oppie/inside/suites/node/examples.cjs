'use strict';
// The examples in the comments of a source: calls, and what they are said to give.
//
// Read are `half(4) === 2`, also with `=`, `=>`, `->`, `returns` and the like; `half(4); // => 2`,
// `console.log(half(4)); // 2`, the answer in a comment on the line below or above; and a prompt's
// `>>> half(4)`, the answer below.

const { literal } = require('./values.cjs');

const MOST = 60;
/** Examples of one file; what goes beyond is not asked. */
const COMMENT = /\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*(?:\n[ \t]*\/\/.*)*/gm;
const WORDED = '(?:returns?|should (?:return|be|equal)|gives|yields|is)\\b:?';
const GIVES = new RegExp(`^\\s*;?\\s*(?:(?://|#)\\s*)?(?:={1,3}>?|-+>|→|➞|⇒|${WORDED})\\s*(?=\\S)`, 'i');
const REMARKED = /^\s*;?\s*\/\/\s*/;
const BELOW = new RegExp(`^\\s*//\\s*(?:=+>|-+>|→|➞|${WORDED})\\s*(?=\\S)`, 'i');
const CALL = /^(?<before>[\s*>`-]*(?:[A-Za-z][\w.]*[.:,]?\s+|\d+[.)]\s+)*)(?<log>console\.log\()?(?<path>[A-Za-z_$][\w$.]*)\(/;
const STRINGS = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const ENDS = /^\s*(?:[.,;]?\s*(?:$|\/\/|#|\()|[.,;]\s|`|--|—|because\b|since\b)/;

/** Each `{ call, want, line }`; `line` counts from 1. */
function found(text) {
  const all = [];
  for (const { 0: comment, index } of text.matchAll(COMMENT)) {
    const first = text.slice(0, index).split('\n').length;
    const lines = comment.split('\n').map(bare);
    lines.forEach((line, at) => {
      const example = read(line, lines[at - 1] ?? '', lines.slice(at + 1));
      if (example) all.push({ ...example, line: first + at });
    });
  }
  return all.slice(0, MOST);
}

/** A line without the signs of its comment. */
function bare(line) {
  return line.replace(/^\s*(?:\/\*+|\*(?!\/)|\/\/)/, '').replace(/\*\/\s*$/, '');
}

function read(line, above, below) {
  const asked = called(line);
  if (!asked) return null;
  const { call, rest } = asked;
  const [gives] = GIVES.exec(rest) ?? REMARKED.exec(rest) ?? [''];
  if (gives) return whole(call, rest.slice(gives.length));
  if (!/^\s*;?\s*(?:[#`].*)?$/.test(rest)) return null;
  if (/^\s*>>>/.test(line)) return whole(call, answer(below));
  const [next] = BELOW.exec(below[0] ?? '') ?? [''];
  if (next) return whole(call, below[0].slice(next.length));
  const [before] = BELOW.exec(above) ?? [''];
  return before ? whole(call, above.slice(before.length)) : null;
}

/** What stands below a prompt, as far as the next one. */
function answer(below) {
  const end = below.findIndex((line) => !line.trim() || /^\s*>>>/.test(line));
  return below.slice(0, end < 0 ? below.length : end).join(' ');
}

function whole(call, text) {
  const want = literal(text);
  return want && ENDS.test(want.rest) ? { call, want: want.value } : null;
}

/** The call that a line begins with, but for words before it; and what stands after it. */
function called(line) {
  const match = CALL.exec(line);
  if (!match) return null;
  const start = match[0].length - match.groups.path.length - 1;
  const end = closing(line, match[0].length);
  if (end < 0) return null;
  const rest = line.slice(end);
  if (match.groups.log && !/^\s*\)/.test(rest)) return null;
  return { call: line.slice(start, end), rest: match.groups.log ? rest.replace(/^\s*\)/, '') : rest };
}

/** The place after the bracket that closes the one before `from`; -1: there is none. */
function closing(line, from) {
  const text = line.replace(STRINGS, (string) => '_'.repeat(string.length));
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if ('([{'.includes(text[at])) depth += 1;
    if (')]}'.includes(text[at])) depth -= 1;
    if (!depth) return at + 1;
  }
  return -1;
}

module.exports = { found };
