'use strict';
// A reporter for jest, which runs the tests in its own process.

const { printed } = require('./failure.cjs');
const { begins, file, id, result, say, top } = require('./telling.cjs');

const PUT_OFF = new Set(['pending', 'skipped', 'todo', 'disabled']);
const COLOURS = /\u001b\[\d+(?:;\d+)*m/g;
const FAILED_EXPECTATION = /^(?:Error: )?expect\(/;

class Reporter {
  constructor() {
    this.files = new Set(); // those of which a test has been told
  }

  onTestFileStart(test) {
    say({ event: 'file', file: file(test.path) });
  }

  onTestStart(test) {
    this.onTestFileStart(test);
  }

  onTestCaseStart() {
    begins();
  }

  onTestCaseResult(test, each) {
    this.files.add(test.path);
    const outcome = PUT_OFF.has(each.status) ? 'skipped' : each.status;
    const found = outcome === 'failed' ? thrown(each.failureMessages.join('\n')) : null;
    result(id(test.path, [...each.ancestorTitles, each.title]), outcome, (each.duration ?? 0) / 1000, found);
  }

  onTestFileResult(test, ended) {
    this.onTestResult(test, ended);
  }

  /** What was not told case by case: of skipped tests, and of files that do not load. */
  onTestResult(test, ended) {
    if (ended.testResults.length === 0 && (ended.testExecError || ended.failureMessage)) {
      result(file(test.path), 'error', 0, thrown(broken(ended)));
      return;
    }
    const told = this.files.has(test.path);
    for (const each of ended.testResults) {
      if (!told || PUT_OFF.has(each.status)) this.onTestCaseResult(test, each);
    }
  }
}

function broken(ended) {
  return ended.testExecError?.stack || ended.failureMessage || '';
}

function thrown(text) {
  const plain = text.replace(COLOURS, '');
  if (!FAILED_EXPECTATION.test(plain)) return printed(plain, top);
  const message = plain.split(/\n\s+at /)[0].replace(/^Error: /, '');
  return { ...printed(`AssertionError: \n${plain.slice(plain.indexOf('\n    at '))}`, top), kind: 'AssertionError', message };
}

module.exports = Reporter;
