'use strict';
// What files of questions call: tests that tell, by failing, what a source says beyond its tests.
// Such a file lies in the copy only; see `oppie.integrations.nodejs.questions`.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const caution = require('./caution.cjs');
const { Coverage } = require('./coverage.cjs');
const { found } = require('./examples.cjs');
const { alike, digest, plain, written } = require('./values.cjs');

const MOST_A_FUNCTION = 16;
const LONGEST = 240;
/** Characters of a call's arguments; longer ones make slow questions. */
const CHUNKS = 6;
const CHUNK_BYTES = 1900;
/** A failure's message holds 2,000 characters. */
const CHUNK = 8;
/** Answers in one message. */
const CHUNK_MS = 250;
/** When a chunk has taken so long, the rest of it is not asked. */
const SLOW_MS = 25;
/** Where it takes so long to ask which parts were reached, nothing more is asked of that. */
const CLASS = /^class\b/;

const recorded = new Map();
let depth = 0;

/** The exports of a source, or one function of it, made to note how they are called. */
function watched(exported, name = '') {
  if (typeof exported === 'function') {
    return CLASS.test(exported) ? exported : noting(exported, name || exported.name || 'default');
  }
  for (const [key, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(exported ?? {}))) {
    if (typeof value === 'function' && writable) exported[key] = watched(value, key);
  }
  return exported;
}

function noting(fn, name) {
  return new Proxy(fn, {
    apply(target, self, given) {
      if (!depth) note(name, given);
      depth += 1;
      try {
        return Reflect.apply(target, self, given);
      } finally {
        depth -= 1;
      }
    },
  });
}

function note(name, given) {
  if (!recorded.has(name)) recorded.set(name, new Set());
  const known = recorded.get(name);
  if (known.size >= MOST_A_FUNCTION || !plain(given)) return;
  const text = JSON.stringify(given);
  if (text.length <= LONGEST) known.add(text);
}

/** Tests that tell what was noted in their process before, each call once. */
function calls(test) {
  const all = [...recorded].map(([name, texts]) => [...texts].map((text) => [name, text]));
  recorded.clear();
  const rows = [...Array(MOST_A_FUNCTION).keys()].flatMap((turn) => all.flatMap((each) => each.slice(turn, turn + 1)));
  const chunks = [[]];
  for (const row of rows) {
    if (JSON.stringify([...chunks.at(-1), row]).length > CHUNK_BYTES) chunks.push([]);
    chunks.at(-1).push(row);
  }
  const full = chunks.filter((chunk) => chunk.length);
  full.slice(0, CHUNKS).forEach((chunk, number) => test(`Calls.test_${number}`, () => tell('CallsError', chunk)));
}

/** A failure that tells. Braces would end the message where a runner prints errors. */
function tell(name, rows) {
  const text = JSON.stringify(rows).replaceAll('{', '\\u007b');
  throw Object.assign(new Error(text), { name, stack: `${name}: ${text}` });
}

/** Tests, one for each example in the comments of the source `path`. */
function examples(test, path, load) {
  const text = readFileSync(join(process.env.OPPIE_TOP, path), 'utf8');
  for (const { call, want, line } of found(text)) {
    test(`Examples.test_line_${line}`, async () => {
      const scope = named(await load(), call);
      const body = new Function(...Object.keys(scope), `return (${call});`);
      const seen = await caution.call(() => body(...Object.values(scope)));
      caution.rest();
      if ('raised' in seen || !alike(seen.value, want)) throw new Error(`${call} ${said(seen)}`);
    });
  }
}

/** The functions of a module by their names; all of it by the name that a call begins with. */
function named(module, call) {
  const whole = { ...(module.default ?? {}), ...module };
  const functions = Object.entries(whole).filter(([name, value]) => typeof value === 'function' && /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default');
  for (const one of [module, module.default]) if (typeof one === 'function' && one.name) functions.push([one.name, one]);
  const [, space] = /^([A-Za-z_$][\w$]*)\./.exec(call) ?? [];
  return { ...(space ? { [space]: whole } : {}), ...Object.fromEntries(functions) };
}

/** Tests that put calls to the source `path`: pairs of a function and its arguments as JSON. */
function answers(test, path, load, questions) {
  const asked = new Asked(path, load);
  for (let start = 0; start < questions.length; start += CHUNK) {
    test(`Answers.test_${String(start).padStart(3, '0')}`, async () => {
      await asked.ready();
      const until = performance.now() + CHUNK_MS;
      const told = [];
      for (const [name, given] of questions.slice(start, start + CHUNK)) {
        told.push(performance.now() < until ? await asked.answer(name, given) : ['silent', '']);
      }
      if (start + CHUNK >= questions.length) asked.end();
      caution.rest();
      tell('AnswersError', told);
    });
  }
}

/** A source that is asked. */
class Asked {
  constructor(path, load) {
    this.path = path;
    this.load = load;
    this.module = null;
    this.coverage = null;
  }

  /** Functions are counted from their first compilation on. */
  async ready() {
    if (this.module) return;
    this.coverage = new Coverage(process.env.OPPIE_TOP);
    this.module = await this.load();
    this.reached();
    const began = performance.now();
    this.reached();
    if (performance.now() - began > SLOW_MS) this.end();
  }

  async answer(name, given) {
    const fn = one(this.module, name);
    if (!fn) return ['missing', ''];
    const first = await told(fn, given);
    const second = first.startsWith('returns') ? await told(fn, given) : first;
    const path = this.reached();
    return second === first ? [first, path] : ['unsteady', ''];
  }

  /** Names the parts of the source that were reached since it was asked the last time. */
  reached() {
    return this.coverage ? digest(this.coverage.shape(this.path)) : '';
  }

  end() {
    this.coverage?.stop();
    this.coverage = null;
  }
}

/** A function by the name that it is exported under; one that is all there is, by its own. */
function one(module, name) {
  const named = module[name] ?? module.default?.[name];
  if (typeof named === 'function') return named;
  const whole = [module, module.default].find((each) => typeof each === 'function');
  return whole && [whole.name, 'default'].includes(name) ? whole : null;
}

async function told(fn, given) {
  const args = JSON.parse(given);
  const before = written(args);
  const seen = await caution.call(() => fn(...args));
  const after = written(args);
  return said(seen) + (after === before ? '' : ` and leaves ${after}`);
}

function said(seen) {
  const { value, promised, raised } = seen;
  if (!('raised' in seen)) return `returns ${promised ? 'a promise of ' : ''}${written(value)}`;
  if (caution.refused(raised)) return 'refused';
  return caution.lasting(raised) ? 'endless' : `raises ${raised?.name ?? typeof raised}`;
}

module.exports = { answers, calls, examples, watched };
