'use strict';
// Calls of functions that are ended where they go round for ever: after a time, or by SIGINT.

const vm = require('node:vm');

const BODY = Symbol.for('what the script calls');
const script = new vm.Script('globalThis[Symbol.for("what the script calls")]()');

const ENDED = new Set(['ERR_SCRIPT_EXECUTION_TIMEOUT', 'ERR_SCRIPT_EXECUTION_INTERRUPTED']);

/** Calls a function; what it awaits is not ended. `how` is `{ timeout }` or `{ breakOnSigint }`. */
function bounded(fn, how) {
  const outer = globalThis[BODY];
  globalThis[BODY] = fn;
  try {
    return script.runInThisContext(how);
  } finally {
    if (outer) globalThis[BODY] = outer;
    else delete globalThis[BODY];
  }
}

function endless(error) {
  return ENDED.has(error?.code);
}

module.exports = { bounded, endless };
