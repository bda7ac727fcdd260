'use strict';
// mocha: the words that its files find, what its functions are called with.

const { NO_OPTIONS } = require('./registry.cjs');

const SKIPPED = new Error('sync skip; aborting execution');

/** `this` of tests and hooks: what a suite sets, those in it see. */
class Context {
  timeout() {
    return this;
  }

  slow() {
    return this;
  }

  retries() {
    return this;
  }

  skip() {
    throw SKIPPED;
  }
}

function ofSuite(suite) {
  suite.context ??= suite.parent ? Object.create(ofSuite(suite.parent)) : new Context();
  return suite.context;
}

function ofTest(entry) {
  const context = ofSuite(entry.parent);
  const titles = entry.id.split('::').slice(1).join('::').split(' > ');
  context.test = { title: entry.name, fullTitle: () => titles.join(' ') };
  context.currentTest = context.test;
  return context;
}

function called(fn, context) {
  return new Promise((resolve, reject) => {
    if (fn.length > 0) fn.call(context, (error) => (error ? reject(error) : resolve()));
    else resolve(fn.call(context));
  });
}

/** The globals of mocha's usual interface. */
function words(registry) {
  const declaring = (kind) => {
    const plain = (name, fn) => registry().declare(kind, [name, fn], fn ? NO_OPTIONS : { skip: true });
    plain.skip = (name, fn) => registry().declare(kind, [name, fn], { skip: true });
    return plain;
  };
  const hook = (kind) => (...given) => registry().hook(kind, given.at(-1));
  const [it, describe] = [declaring('test'), declaring('suite')];
  return {
    describe,
    context: describe,
    xdescribe: describe.skip,
    xcontext: describe.skip,
    it,
    specify: it,
    xit: it.skip,
    xspecify: it.skip,
    before: hook('before'),
    after: hook('after'),
    beforeEach: hook('beforeEach'),
    afterEach: hook('afterEach'),
  };
}

const bdd = {
  context: (_, entry) => ofTest(entry),
  hookContext: ofSuite,
  suiteContext: ofSuite,
  called,
  innermostFirst: true,
  afresh: false, // all files are in one process
  put: (error) => error === SKIPPED,
};

module.exports = { bdd, words };
