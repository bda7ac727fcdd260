'use strict';
// Runs entries of a registry: hooks, the body, the tests in the body.

const real = require('node:test');
const { bounded, endless } = require('./bounded.cjs');
const { within } = require('./registry.cjs');

const TIMED_OUT = Symbol('timed out');

class SkipOrTodo {
  constructor() {
    this.said = '';
  }
}

/** Calls a function in the registry's style. */
function call(style, fn, context, timeout) {
  const called = style.called(fn, context);
  return timeout === undefined || timeout === Infinity ? called : timed(called, timeout);
}

async function timed(promise, timeout) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, timeout, TIMED_OUT)));
  try {
    if ((await Promise.race([promise, late])) === TIMED_OUT) {
      throw Object.assign(new Error(`test timed out after ${timeout}ms`), { name: 'TimeoutError' });
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Runs the entries of one registry; `tell(entry, outcome, seconds, error)` hears of each. */
class Runs {
  /** `limit(entry)`: how its body is ended from inside; null: it is not. */
  constructor(begin, tell, limit) {
    this.limit = limit;
    this.begin = begin;
    this.tell = tell;
    this.interrupts = []; // of the tests that run: called with what nobody caught
  }

  /** Runs a test once; a suite: all that is in it. */
  run(registry, entry) {
    entry.ended ??= entry.kind === 'suite' ? this.suite(registry, entry) : this.test(registry, entry);
    return entry.ended;
  }

  async suite(registry, entry) {
    for (const child of entry.children) await this.run(registry, child);
  }

  async test(registry, entry) {
    this.begin(entry);
    const began = performance.now();
    const say = new SkipOrTodo();
    let broken = null;
    if (!entry.skipped()) broken = await this.guarded(() => this.body(registry, entry, say));
    const put = entry.skipped() || say.said === 'skip' || registry.style.put(broken?.error);
    const forgiven = put || entry.todo() || say.said === 'todo';
    const outcome = forgiven ? 'skipped' : broken ? failed(broken) : 'passed';
    this.tell(entry, outcome, (performance.now() - began) / 1000, broken?.error);
  }

  /** What it threw, or what nobody caught meanwhile. */
  async guarded(body) {
    let interrupt;
    const uncaught = new Promise((resolve) => (interrupt = (error) => resolve({ error })));
    this.interrupts.push(interrupt);
    try {
      return (await Promise.race([body(), uncaught])) ?? null;
    } catch (error) {
      return { error };
    } finally {
      this.interrupts.splice(this.interrupts.indexOf(interrupt), 1);
    }
  }

  async body(registry, entry, say) {
    const above = entry.above();
    for (const each of above) await this.enter(registry, each);
    const context = registry.style.context(registry, entry, say);
    try {
      for (const each of above) await hooks(registry, each, 'beforeEach', context);
      const body = () => call(registry.style, entry.fn, context, entry.options.timeout);
      const limit = this.limit(entry);
      if (entry.fn) await within(entry, () => (limit ? bounded(body, limit) : body()));
      await entry.last;
      const planned = context.planned ?? entry.options.plan;
      if (planned !== undefined && planned !== context.counted) {
        throw new Error(`plan expected ${planned} assertions but received ${context.counted}`);
      }
    } finally {
      if (entry.begun) await hooks(registry, entry, 'after', context);
      const outwards = registry.style.innermostFirst ? [...above].reverse() : above;
      for (const each of outwards) await hooks(registry, each, 'afterEach', context);
      context.mocks?.reset();
    }
  }

  /** The `before` hooks, once; every test fails where they do. */
  async enter(registry, entry) {
    if (!entry.begun) {
      entry.begun = true;
      entry.broken ??= await this.guarded(() => hooks(registry, entry, 'before', registry.style.hookContext(entry)));
    }
    if (entry.broken) throw entry.broken.error;
  }

  /** The `after` hooks of all that was begun, the innermost first; tells of suites that break. */
  async leave(registry) {
    for (const entry of [...registry.root.all()].reverse()) {
      if (entry.kind !== 'suite' || !entry.begun) continue;
      const broken = await this.guarded(() => hooks(registry, entry, 'after', registry.style.hookContext(entry)));
      if (broken) this.tell(entry, 'failed', 0, broken.error);
    }
    real.mock.reset();
  }
}

function failed({ error }) {
  return endless(error) ? 'timed_out' : 'failed';
}

async function hooks(registry, entry, kind, context) {
  for (const { fn, options } of entry.hooks[kind]) {
    await within(entry, () => call(registry.style, fn, context, options.timeout));
  }
}

module.exports = { Runs };
