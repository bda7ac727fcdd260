'use strict';
// tape: its tests become tests of node's own runner, each with tape's own assertions.
//
// Required before the tests. Files that ask for tape get functions that declare; what a test is
// given is what tape would give it.

const { AssertionError } = require('node:assert');
const Module = require('node:module');
const { compileFunction } = require('node:vm');

const INDEX = /[\\/]node_modules[\\/]tape[\\/]index\.js$/;
const LOOK_MS = 2;
const LOOKS = 3;
/** So often nothing went on any more. */
const read = Module._extensions['.js'];

Module._extensions['.js'] = (module, path) => {
  read(module, path);
  if (INDEX.test(path)) module.exports = surface(module.exports, module.require('./lib/test'));
};

/** What files find as tape. */
function surface(tape, Test) {
  const declaring = (more) => (...given) => {
    const own = require('node:test'); // not before: the process that stays has one for each file
    const name = given.find((each) => typeof each === 'string');
    const options = given.find((each) => typeof each === 'object' && each !== null);
    declared(own, name ?? '(anonymous)', { skip: Boolean(options?.skip), ...more }, (context) => {
      const test = new Test(...given);
      const open = new Map();
      const end = ended(test, Promise.resolve(context), open);
      const before = pending();
      test.run();
      expire(open, before, 0);
      return end;
    });
  };
  const declare = declaring({});
  return Object.assign(declare, tape, {
    test: declare,
    only: declare,
    skip: declaring({ skip: true }),
    onFinish: (fn) => require('node:test').after(fn),
  });
}

/** Declares a test as if the file that runs did: node says of a test that it is of that file. */
function declared(holder, ...given) {
  const call = compileFunction('return holder.test(...given)', ['holder', 'given'], { filename: process.argv[1] });
  return call(holder, given);
}

/** The end of a test of tape; rejects with the first of its assertions that does not hold.
 *
 * `context` is a promise of what node gives to the test: tape may be ahead of it, and runs the
 * tests in a test by itself. `open` has those that have not ended, with what ends the wait for them.
 */
function ended(test, context, open) {
  let broken = null;
  const inside = [];
  test.on('result', (result) => (broken ??= holds(result) ? null : result));
  test.on('test', (inner) => {
    const begun = deferred();
    const end = ended(inner, begun.promise, open);
    end.catch(() => {}); // told by the test that waits for it
    const entered = (own) => {
      begun.resolve(own);
      return end;
    };
    inside.push(context.then((own) => declared(own, inner.name, { skip: Boolean(inner._skip) }, entered)));
  });
  const end = deferred();
  // by then tape has done what comes after the end: the assertion about a plan, its own timers
  const settle = () => setImmediate(() => Promise.all(inside).then(() => (broken ? end.reject(failed(broken)) : end.resolve())));
  open.set(test, settle);
  test.once('end', settle);
  test.once('end', () => open.delete(test));
  return end.promise;
}

/** What still goes on in the process. */
function pending() {
  return process.getActiveResourcesInfo().length;
}

/** Ends tests that nothing is left to end, as tape does before the process exits. */
function expire(open, before, looks) {
  if (!open.size) return;
  if (looks < LOOKS) {
    setTimeout(() => expire(open, before, pending() > before ? 0 : looks + 1), LOOK_MS).unref();
    return;
  }
  for (const [each, settle] of [...open].reverse()) {
    open.delete(each);
    each._exit();
    settle();
  }
}

function deferred() {
  const found = {};
  found.promise = new Promise((resolve, reject) => Object.assign(found, { resolve, reject }));
  return found;
}

/** Comments are results too. */
function holds(result) {
  return typeof result !== 'object' || result.ok || Boolean(result.todo);
}

function failed({ name, operator, actual, expected, error }) {
  if (operator === 'error' && error instanceof Error) return error;
  const found = new AssertionError({ message: String(name), actual, expected, operator });
  if (error?.stack) found.stack = error.stack;
  return found;
}
