'use strict';
// A process that runs the tests of candidates one after the other, each time from files loaded
// afresh. Jobs come as lines of JSON over one descriptor, what came of them goes to another.
//
// Arguments: the top of the workspace, whose tests they are, the two descriptors.

const caution = require('./caution.cjs'); // before all that it guards
require('./tape.cjs');
const { writeSync } = require('node:fs');
const { Socket } = require('node:net');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { Coverage } = require('./coverage.cjs');
const { failure } = require('./failure.cjs');
const { Ground, busy } = require('./ground.cjs');
const { Loading } = require('./loading.cjs');
const { bdd, words } = require('./bdd.cjs');
const { own, surface } = require('./own.cjs');
const { Registry } = require('./registry.cjs');
const { Runs } = require('./running.cjs');

/** Of tests by another framework, which run when the file is loaded: how they end is not known here. */
const GOES_ON = { kind: 'GoesOn', message: 'it goes on after it was loaded', frames: [] };
const BAD = new Set(['failed', 'error', 'timed_out']);
const [top, driver] = process.argv.slice(2, 4);
const [input, output] = process.argv.slice(4).map(Number);
const style = driver === 'mocha' ? bdd : own;
process.argv.length = 2;
let job = null;

function say(message) {
  writeSync(output, `${JSON.stringify(message)}\n`);
}

/** One job: which tests it means, what has been told of them. */
class Job {
  constructor(request, loading) {
    Object.assign(this, request);
    this.loading = loading;
    this.skipped = new Set(request.skip);
    this.limits = new Map(request.limits);
    this.all = !request.targets.length && !request.others.length;
    this.asked = new Set([...request.targets, ...request.others]);
    this.told = new Set();
    this.registries = new Map();
    this.runs = new Runs((entry) => say({ event: 'begin', test: entry.id }), (...told) => this.tell(...told), (entry) => this.limit(entry));
    this.coverage = request.trace ? new Coverage(top) : null;
    this.stopped = false;
    this.target = false;
    this.registry = null;
  }

  async perform() {
    if (this.listing) await this.list();
    else if (this.all) await this.every();
    else await this.each();
    for (const registry of this.registries.values()) if (registry) await this.runs.leave(registry);
    this.coverage?.stop();
  }

  /** Which tests there are, as far as loading the files tells. */
  async list() {
    for (const file of this.files) {
      const registry = await this.load(file);
      if (!registry) continue;
      const tests = [...registry.root.all()].filter((entry) => entry.kind === 'test');
      for (const { id } of tests.length ? tests : [registry.root]) say({ event: 'listed', test: id });
    }
  }

  async every() {
    for (const file of this.files) {
      const registry = await this.load(file);
      if (this.stopped) return;
      if (registry) await this.whole(registry);
    }
  }

  async each() {
    for (const [names, target] of [[this.targets, true], [this.others, false]]) {
      if (!target && this.failed && this.stop === 'first-broken') this.stopped = true;
      for (const name of names) {
        if (this.stopped) return;
        this.target = target;
        if (!this.told.has(name) && !this.skipped.has(name)) await this.one(name);
      }
    }
  }

  async one(name) {
    const file = name.split('::', 1)[0];
    const registry = await this.load(file);
    if (!registry || this.told.has(name)) return;
    if (name === file) return this.whole(registry);
    const found = nearest(registry.root, name);
    if (found) await this.runs.run(registry, found);
    if (this.told.has(name) || this.stopped) return;
    if (found?.id === name) this.result(name, 'passed', 0, null); // a suite that is well
    else this.result(name, 'error', 0, { kind: 'NotCollected', message: 'there is no such test any more', frames: [] });
  }

  /** All the tests of a file; one that has none is a test itself. */
  async whole(registry) {
    const { root } = registry;
    const tests = root.children.length > 0;
    for (const child of root.children) {
      for (const entry of child.kind === 'suite' ? [...child.all()] : [child]) {
        if (this.stopped) return;
        if (entry.kind === 'test' && !this.has(entry)) await this.runs.run(registry, entry);
      }
    }
    if (tests || this.stopped) return;
    if (registry.goesOn) this.result(root.id, 'error', 0, GOES_ON);
    else this.result(root.id, 'passed', 0, null);
  }

  has(entry) {
    return this.told.has(entry.id) || this.skipped.has(entry.id);
  }

  /** A file's tests; null where it does not load, of which has been told. */
  async load(file) {
    if (this.registries.has(file)) return this.registries.get(file);
    if (this.skipped.has(file)) return null;
    say({ event: 'begin', test: file, loading: true });
    const registry = new Registry(file, style, (entry) => !this.stopped && this.wants(entry), (entry) => this.runs.run(registry, entry));
    this.registries.set(file, registry);
    this.registry = registry;
    if (style.afresh || this.registries.size === 1) this.loading.forget();
    const [began, before] = [performance.now(), busy()];
    const broken = await this.runs.guarded(async () => {
      await this.loading.main(join(top, file));
      await Promise.all(registry.building);
    });
    registry.goesOn = busy() !== before;
    this.imported = this.coverage?.loaded() ?? {};
    if (!broken) return registry;
    this.registries.set(file, null);
    const told = failure(broken.error, top);
    const outcome = told.kind === 'AssertionError' ? 'failed' : 'error';
    this.result(file, outcome, (performance.now() - began) / 1000, told);
    return null;
  }

  wants(entry) {
    if (this.listing) return false;
    if (this.all || this.asked.has(this.registry.root.id)) return !this.skipped.has(entry.id);
    const ids = new Set([...entry.all()].map((each) => each.id));
    return [...this.asked].some((name) => ids.has(name) || name.startsWith(`${entry.id} > `)) && !this.has(entry);
  }

  /** A trace wants the lines that a test goes round in. */
  limit(entry) {
    if (!this.trace) return this.interrupted ? { breakOnSigint: true } : null;
    return { timeout: Math.ceil(1000 * (this.limits.get(entry.id) ?? this.limits.get(''))) };
  }

  tell(entry, outcome, seconds, error) {
    this.result(entry.id, outcome, seconds, error === undefined ? null : failure(error, top));
  }

  result(test, outcome, seconds, found) {
    if (this.told.has(test) || this.skipped.has(test)) return;
    this.told.add(test);
    this.ended ||= this.trace && outcome === 'timed_out';
    const message = { event: 'result', test, outcome, seconds, failure: outcome === 'skipped' ? null : found };
    if (this.coverage) message.lines = merged(this.imported, this.coverage.take());
    say(message);
    if (!BAD.has(outcome) || this.stop === 'never') return;
    if (this.target) this.failed = true;
    if (this.stop === 'first-bad' || !this.target || outcome === 'timed_out') this.stopped = true;
  }
}

function merged(...found) {
  const lines = {};
  for (const each of found) {
    for (const [path, more] of Object.entries(each)) {
      lines[path] = [...new Set([...(lines[path] ?? []), ...more])].sort((a, b) => a - b);
    }
  }
  return lines;
}

/** The entry of an id, or the test in whose body it will be declared. */
function nearest(entry, id) {
  for (const child of entry.children) {
    if (child.id === id) return child;
    if (id.startsWith(`${child.id} > `)) return child.kind === 'suite' ? nearest(child, id) : child;
  }
  return null;
}

async function serve() {
  const { resolve } = await import('./resolve.mjs');
  const shown = surface(() => job.registry);
  const loading = new Loading(top, () => shown, resolve);
  const fell = (error) => job?.runs.interrupts.at(-1)?.(error);
  process.on('uncaughtException', fell);
  process.on('unhandledRejection', fell);
  process.on('SIGINT', () => {}); // comes for a test that has ended meanwhile
  const lines = createInterface({ input: new Socket({ fd: input }) });
  const ground = new Ground();
  say({ event: 'ready', version: process.versions.node });
  for await (const line of lines) {
    ground.before();
    if (style === bdd) Object.assign(globalThis, words(() => job.registry));
    job = new Job(JSON.parse(line), loading);
    await job.perform();
    caution.end();
    loading.forget();
    const loaded = [...loading.loaded].filter((path) => path.startsWith(`${top}/`)).map((path) => path.slice(top.length + 1));
    say({ event: 'finished', complete: !job.stopped, ...ground.after(job), loaded, peak: process.resourceUsage().maxRSS * 1024 });
  }
  process.exit(0);
}

serve().catch((error) => {
  console.error(error);
  process.exit(70);
});
