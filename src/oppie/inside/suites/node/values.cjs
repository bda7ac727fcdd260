'use strict';
// Values as text and text as values: which can be told, how they are written, when they are alike.

const { createHash } = require('node:crypto');
const { inspect } = require('node:util');

const DIGITS = 9;
const LONGEST = 90;
const DEEPEST = 12;
const SHOWN = { depth: DEEPEST, sorted: true, breakLength: Infinity, compact: true, maxArrayLength: 1000, maxStringLength: 10000 };
const FLOAT = /(?<![\w.])\d+\.\d+(?:e[+-]?\d+)?(?![\w.])/g;
const WORDS = new Map(Object.entries({
  true: true, false: false, null: null, undefined, NaN, Infinity, True: true, False: false, None: null,
}));
const NUMBER = /^[-+]?(?:0x[\da-f]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?![\w.])/i;
const STRING = /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.)*`)/;
const CLOSES = { '[': ']', '(': ')', '{': '}' };

/** Whether a value is the same after it has been told as JSON. */
function plain(value, depth = 0) {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || depth > DEEPEST) return false;
  if (Array.isArray(value)) return Object.keys(value).length === value.length && value.every((each) => plain(each, depth + 1));
  const above = Object.getPrototypeOf(value); // of another realm in some runners
  if (above !== null && Object.getPrototypeOf(above) !== null) return false;
  return Reflect.ownKeys(value).length === Object.keys(value).length && Object.values(value).every((each) => plain(each, depth + 1));
}

/** A value in at most about a hundred characters, equal for values that look alike. */
function written(value) {
  const text = inspect(value, SHOWN).replace(FLOAT, (found) => String(Number(Number(found).toPrecision(DIGITS))));
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST - 12)}… (${digest(text)})`;
}

function digest(text) {
  return createHash('sha1').update(text).digest('hex').slice(0, 8);
}

/** Equal; numbers but for rounding, and nothing is as good as another nothing. */
function alike(got, want) {
  if (typeof got === 'number' && typeof want === 'number') {
    return Object.is(got, want) || Math.abs(got - want) <= Math.max(1e-9, 1e-6 * Math.abs(want));
  }
  if (want === null || want === undefined) return got === null || got === undefined;
  if (typeof want !== 'object' || typeof got !== 'object' || got === null) return got === want;
  if (Array.isArray(got) !== Array.isArray(want)) return false;
  const keys = Object.keys(want);
  return keys.length === Object.keys(got).length && keys.every((key) => key in got && alike(got[key], want[key]));
}

/** The value that a text begins with, and the text after it: `{ value, rest }`; null: none. */
function literal(text) {
  const left = text.trimStart();
  const [word] = /^[A-Za-z]+(?![\w.(])/.exec(left) ?? [''];
  if (WORDS.has(word)) return { value: WORDS.get(word), rest: left.slice(word.length) };
  const [number] = NUMBER.exec(left) ?? [''];
  if (number) return { value: Number(number.replaceAll('_', '')), rest: left.slice(number.length) };
  const [string] = STRING.exec(left) ?? [''];
  if (string) return { value: unquoted(string), rest: left.slice(string.length) };
  return left[0] in CLOSES ? container(left) : null;
}

/** An array, an object, or what other languages write as a tuple. */
function container(text) {
  const closing = CLOSES[text[0]];
  const found = [];
  let rest = text.slice(1).trimStart();
  let commas = 0;
  while (!rest.startsWith(closing)) {
    const key = closing === '}' ? /^\s*(?:(\w+)|'([^']*)'|"([^"]*)")\s*:/.exec(rest) : null;
    if (closing === '}' && !key) return null;
    const each = literal(key ? rest.slice(key[0].length) : rest);
    if (!each) return null;
    found.push(key ? [key[1] ?? key[2] ?? key[3], each.value] : each.value);
    rest = each.rest.trimStart();
    if (!rest.startsWith(',') && !rest.startsWith(closing)) return null;
    if (rest.startsWith(',')) commas += 1;
    rest = rest.replace(/^,\s*/, '');
  }
  const single = closing === ')' && found.length === 1 && !commas;
  return { value: closing === '}' ? Object.fromEntries(found) : single ? found[0] : found, rest: rest.slice(1) };
}

function unquoted(text) {
  const inner = text.slice(1, -1).replace(/\\'|"|\n/g, (found) => ({ "\\'": "'", '"': '\\"', '\n': '\\n' })[found]);
  try {
    return JSON.parse(`"${inner.replaceAll('\\\\"', '\\"').replaceAll('\\`', '`')}"`);
  } catch {
    return text.slice(1, -1); // an escape that JSON does not know
  }
}

module.exports = { alike, digest, literal, plain, written };
