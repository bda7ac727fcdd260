'use strict';
// Calls of functions that are ended where they go round for ever.

const vm = require('node:vm');

const BODY = Symbol.for('what the script calls');
const script = new vm.Script('globalThis[Symbol.for("what the script calls")]()');

/** Calls a function; what it awaits is not ended. */
function bounded(fn, timeout) {
  const outer = globalThis[BODY];
  globalThis[BODY] = fn;
  try {
    return script.runInThisContext({ timeout });
  } finally {
    if (outer) globalThis[BODY] = outer;
    else delete globalThis[BODY];
  }
}

function endless(error) {
  return error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

module.exports = { bounded, endless };
