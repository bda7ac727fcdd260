'use strict';
// What test files take for node:test: the same words, but the tests can be run one by one.

const { AsyncLocalStorage } = require('node:async_hooks');
const { Scope } = require('./names.cjs');

const where = new AsyncLocalStorage();
const NO_OPTIONS = Object.freeze({});

/** A test or a suite; the root stands for a file. */
class Entry {
  constructor(parent, kind, scope, options, fn) {
    Object.assign(this, { parent, kind, scope, options, fn });
    this.children = [];
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.begun = false;
    this.broken = null; // what a hook threw
    this.ended = null; // a promise of the result, once it runs
    this.last = Promise.resolve(); // of the tests in its body
  }

  get id() {
    return this.scope.id;
  }

  /** From the root to its parent. */
  above() {
    return this.parent ? [...this.parent.above(), this.parent] : [];
  }

  /** All that is in it, in order. */
  *all() {
    yield this;
    for (const child of this.children) yield* child.all();
  }

  skipped() {
    return [...this.above(), this].some((each) => each.options.skip || each.options.todo === 'skip');
  }

  todo() {
    return [...this.above(), this].some((each) => each.options.todo);
  }
}

/** The tests of one file.
 *
 * `wants(entry)` says whether a test that its file waits for is to be run at once; `run(entry)`
 * runs it.
 */
class Registry {
  constructor(file, style, wants, run) {
    this.style = style;
    this.root = new Entry(null, 'suite', new Scope(file, '::'), NO_OPTIONS, null);
    this.building = [];
    this.wants = wants;
    this.run = run;
  }

  current() {
    const entry = where.getStore();
    return entry && [...entry.above(), entry].includes(this.root) ? entry : this.root;
  }

  declare(kind, given, more) {
    const { name, options, fn } = read(given);
    const parent = this.current();
    const entry = new Entry(parent, kind, parent.scope.inner(name), { ...options, ...more }, fn);
    entry.name = String(name);
    parent.children.push(entry);
    if (kind === 'suite') return this.build(entry);
    return parent.kind === 'test' ? this.within(parent, entry) : new Waiting(this, entry);
  }

  build(suite) {
    if (suite.fn && !suite.skipped()) {
      const context = this.style.suiteContext?.(suite) ?? plain(suite);
      try {
        this.building.push(Promise.resolve(where.run(suite, () => suite.fn.call(context, context))));
      } catch (error) {
        suite.broken = { error };
      }
    }
    return Promise.resolve();
  }

  /** A test in a test's body: one after the other, as they come. */
  within(parent, entry) {
    parent.last = parent.last.then(() => this.run(entry));
    return parent.last.then(() => undefined);
  }

  hook(kind, fn, options) {
    this.current().hooks[kind].push({ fn, options: options ?? NO_OPTIONS });
  }
}

/** What `test()` gives back: run at once if its file waits for it. */
class Waiting {
  constructor(registry, entry) {
    this.registry = registry;
    this.entry = entry;
  }

  then(yes, no) {
    const { registry, entry } = this;
    const ended = registry.wants(entry) ? registry.run(entry) : Promise.resolve();
    return ended.then(() => undefined).then(yes, no);
  }

  catch(no) {
    return this.then(undefined, no);
  }

  finally(last) {
    return this.then().finally(last);
  }
}

function plain({ name }) {
  return { name, fullName: name, signal: new AbortController().signal };
}

function read(given) {
  const fn = given.find((each) => typeof each === 'function');
  const options = given.find((each) => typeof each === 'object' && each !== null) ?? NO_OPTIONS;
  const said = typeof given[0] === 'string' ? given[0] : fn?.name;
  return { name: said || '<anonymous>', options, fn };
}

module.exports = { NO_OPTIONS, Registry, within: (entry, fn) => where.run(entry, fn) };
