'use strict';
// What a rollout must not leave to the next one in the same process.

const KEPT = [Object, Function, Array, String, Number, Boolean, Promise, RegExp, Date, Map, Set, Error, Symbol];
const MOST_JOBS = 1000;
const MOST_BYTES = 600 << 20;

class Ground {
  constructor() {
    this.jobs = 0;
  }

  before() {
    this.jobs += 1;
    this.folder = process.cwd();
    this.environment = { ...process.env };
    this.globals = own(globalThis);
    this.kept = `${shapes()};${busy()}`;
  }

  /** Put back what can be; whether the process is as good as new.
   *
   * `known` is what loading the tests leaves in it at the first time, which is no harm.
   */
  after({ ended, known }) {
    const { argv } = process;
    argv.length = Math.min(argv.length, 2);
    process.exitCode = undefined;
    process.chdir(this.folder);
    for (const name of Object.keys(process.env)) if (!(name in this.environment)) delete process.env[name];
    Object.assign(process.env, this.environment);
    const restored = this.restored();
    const left = `${shapes()};${busy()}`;
    const clean = !ended && restored && this.small() && [this.kept, known].includes(left);
    return { clean, left };
  }

  restored() {
    for (const [name, now] of own(globalThis)) {
      const was = this.globals.get(name);
      if (was && same(was, now)) continue;
      if (!now.configurable) return false;
      if (was) Object.defineProperty(globalThis, name, was);
      else delete globalThis[name];
    }
    return [...this.globals.keys()].every((name) => Object.hasOwn(globalThis, name));
  }

  small() {
    return this.jobs < MOST_JOBS && process.memoryUsage.rss() < MOST_BYTES;
  }
}

function own(object) {
  return new Map(Reflect.ownKeys(object).map((name) => [name, Object.getOwnPropertyDescriptor(object, name)]));
}

function same(one, other) {
  return Object.is(one.value, other.value) && one.get === other.get && one.set === other.set;
}

/** How many properties the language's own classes have. */
function shapes() {
  const counted = (object) => Reflect.ownKeys(object).length;
  return [...KEPT.flatMap((each) => [counted(each), counted(each.prototype)]), counted(Math), counted(JSON)].join();
}

/** Timers, servers, listeners: what goes on after a test. */
function busy() {
  const listeners = process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`);
  return [...process.getActiveResourcesInfo(), ...listeners].sort().join();
}

module.exports = { Ground, busy };
