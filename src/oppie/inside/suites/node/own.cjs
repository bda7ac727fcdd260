'use strict';
// node:test: what its files import, what its functions are called with.

const assert = require('node:assert');
const real = require('node:test');
const { NO_OPTIONS, within } = require('./registry.cjs');

/** What a test's function is given. */
class Context {
  constructor(registry, entry, say) {
    Object.assign(this, { name: entry.name, fullName: entry.id.split('::').slice(1).join('::') });
    this.signal = new AbortController().signal;
    this.planned = null;
    this.counted = 0;
    this.runOnly = this.diagnostic = () => {};
    this.skip = () => (say.said = 'skip');
    this.todo = () => (say.said ||= 'todo');
    this.test = (...given) => {
      this.counted += 1;
      return within(entry, () => registry.declare('test', given, {}));
    };
    for (const kind of ['before', 'after', 'beforeEach', 'afterEach']) {
      this[kind] = (fn, options) => entry.hooks[kind].push({ fn, options: options ?? {} });
    }
  }

  get mock() {
    this.mocks ??= new real.mock.constructor();
    return this.mocks;
  }

  get assert() {
    const counting = (fn) => (...given) => {
      this.counted += 1;
      return fn(...given);
    };
    const names = Object.keys(assert).filter((name) => typeof assert[name] === 'function');
    return Object.fromEntries(names.map((name) => [name, counting(assert[name])]));
  }

  plan(count) {
    this.planned = count;
  }
}

/** Calls a function; a further parameter is a callback. */
function called(fn, context) {
  return new Promise((resolve, reject) => {
    if (fn.length === 2) fn.call(context, context, (error) => (error ? reject(error) : resolve()));
    else resolve(fn.call(context, context));
  });
}

/** The module `node:test` for files whose tests go to what `registry()` returns. */
function surface(registry) {
  const declaring = (kind) => {
    const plain = (...given) => registry().declare(kind, given, NO_OPTIONS);
    plain.skip = (...given) => registry().declare(kind, given, { skip: true });
    plain.todo = (...given) => registry().declare(kind, given, { todo: true });
    plain.only = (...given) => registry().declare(kind, given, { only: true });
    return plain;
  };
  const test = declaring('test');
  const describe = declaring('suite');
  const hooks = {};
  for (const kind of ['before', 'after', 'beforeEach', 'afterEach']) {
    hooks[kind] = (fn, options) => registry().hook(kind, fn, options);
  }
  const words = { test, it: declaring('test'), describe, suite: describe, ...hooks };
  const rest = { run: real.run, snapshot: real.snapshot, assert: real.assert };
  Object.defineProperty(rest, 'mock', { enumerable: true, get: () => real.mock });
  const surfaced = Object.defineProperties(test, Object.getOwnPropertyDescriptors(rest));
  return Object.assign(surfaced, words, { default: test });
}

const own = {
  context: (registry, entry, say) => new Context(registry, entry, say),
  hookContext: () => ({}),
  called,
  innermostFirst: false,
  afresh: true, // each file has modules of its own, as it has a process
  put: () => false,
};

module.exports = { own, surface };
