'use strict';
// A reporter for mocha. Required before the tests too, it tells of a file that does not load.

const { failure } = require('./failure.cjs');
const { begins, file, id, result, top } = require('./telling.cjs');

class Reporter {
  constructor(runner) {
    this.told = new Set();
    runner.on('test', begins);
    runner.on('pass', (test) => this.tell(test, 'passed', null));
    runner.on('pending', (test) => this.tell(test, 'skipped', null));
    runner.on('fail', (test, error) => this.fail(test, error));
  }

  tell(test, outcome, found) {
    if (this.told.has(test)) return;
    this.told.add(test);
    const titles = test.titlePath();
    result(id(test.file ?? test.parent.file ?? '', titles), outcome, (test.duration ?? 0) / 1000, found);
  }

  /** A hook that fails fails every test that has not run for it. */
  fail(test, error) {
    const found = failure(error, top);
    if (test.type !== 'hook') this.tell(test, 'failed', found);
    else test.parent.eachTest((each) => this.tell(each, 'failed', found));
  }
}

/** Watches mocha load files, which it ends for when one of them is broken. */
function watch(Mocha) {
  const started = Mocha.prototype.loadFilesAsync;
  Mocha.prototype.loadFilesAsync = async function load(options) {
    let loading = '';
    this.suite.on('pre-require', (_, path) => (loading = path));
    try {
      return await started.call(this, options);
    } catch (error) {
      const found = failure(error, top);
      result(file(loading), found.kind === 'AssertionError' ? 'failed' : 'error', 0, found);
      throw error;
    }
  };
}

try {
  const found = require(require.resolve('mocha', { paths: [process.cwd(), process.argv[1]] }));
  watch(found.default ?? found);
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error; // then mocha is not what runs
}

module.exports = Reporter;
