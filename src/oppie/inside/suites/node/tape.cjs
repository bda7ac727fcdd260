'use strict';
// tape: its tests become tests of node's own runner, each with tape's own assertions.
//
// Required before the tests. Files that ask for tape get functions that declare; what a test is
// given is what tape would give it.

const { AssertionError } = require('node:assert');
const Module = require('node:module');
const { compileFunction } = require('node:vm');

const INDEX = /[\\/]node_modules[\\/]tape[\\/]index\.js$/;
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
      const end = ended(test, Promise.resolve(context));
      test.run();
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
 * tests in a test by itself.
 */
function ended(test, context) {
  let broken = null;
  const inside = [];
  test.on('result', (result) => (broken ??= holds(result) ? null : result));
  test.on('test', (inner) => {
    const begun = deferred();
    const end = ended(inner, begun.promise);
    end.catch(() => {}); // told by the test that waits for it
    const entered = (own) => {
      begun.resolve(own);
      return end;
    };
    inside.push(context.then((own) => declared(own, inner.name, { skip: Boolean(inner._skip) }, entered)));
  });
  const end = deferred();
  // an assertion about the plan comes right after the end
  test.once('end', () => queueMicrotask(() => Promise.all(inside).then(() => (broken ? end.reject(failed(broken)) : end.resolve()))));
  return end.promise;
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
