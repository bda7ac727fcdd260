'use strict';
// Errors as the runner tells them: kind, message, and the frames that lie in the workspace.

const { fileURLToPath } = require('node:url');
const { inspect } = require('node:util');

const LONGEST_MESSAGE = 2000;
const OUTERMOST = 10;
const INNERMOST = 40;
const FRAME = /^\s*at (?:async )?(?:(.*?) \()?((?:file:\/\/)?\/.*?):(\d+)(?::\d+)?\)?$/;
// node, vitest and babel each have a way to say where a file does not parse
const UNREAD = /^((?:file:\/\/)?\/[^\n]*?):(\d+):\d+: ERROR: ([^\n]*)$/m; // esbuild, for vitest
const BROKEN_AT = /^(?:File: )?((?:file:\/\/)?\/[^\n]*?):(\d+)(?::\d+)?$/m;

/** The path of a file of the workspace, relative to its top; '' for every other one. */
function relative(name, top) {
  const path = name.startsWith('file:') ? fileURLToPath(name) : name;
  return path.startsWith(top + '/') && !path.includes('/node_modules/') ? path.slice(top.length + 1) : '';
}

/** What is told of an error: of the class `name`, from its text and its stack. */
function described(name, message, stack, top) {
  return { kind: name, message: message.slice(0, LONGEST_MESSAGE), frames: frames(name, stack, top) };
}

/** The same of anything that can be thrown. */
function failure(thrown, top) {
  if (typeof thrown !== 'object' || thrown === null) {
    return described(typeof thrown, inspect(thrown), '', top);
  }
  const error = cause(thrown);
  const unread = UNREAD.exec(String(error.message));
  const path = unread ? relative(unread[1], top) : '';
  if (path) {
    const frame = { path, line: Number(unread[2]), function: '<module>' };
    return { kind: 'SyntaxError', message: unread[3], frames: [frame] };
  }
  const name = String(error.name ?? error.constructor?.name ?? 'Error');
  return described(name, text(error), String(error.stack ?? ''), top);
}

/** node:test wraps what a test threw. */
function cause(error) {
  const wrapped = error.code === 'ERR_TEST_FAILURE' && error.cause;
  return wrapped && typeof wrapped === 'object' ? wrapped : error;
}

function text(error) {
  const message = String(error.message ?? inspect(error, { depth: 1 }));
  if (!('expected' in error) || error.generatedMessage !== false || error.operator === 'throws') {
    return message;
  }
  return `${message}\nactual: ${inspect(error.actual)}\nexpected: ${inspect(error.expected)}`;
}

function frames(name, stack, top) {
  const found = [];
  for (const line of stack.split('\n')) {
    const frame = FRAME.exec(line);
    const path = frame ? relative(frame[2], top) : '';
    if (path) found.unshift({ path, line: Number(frame[3]), function: frame[1] || '<module>' });
  }
  const broken = name === 'SyntaxError' ? BROKEN_AT.exec(stack) : null;
  const path = broken ? relative(broken[1], top) : '';
  if (path) found.push({ path, line: Number(broken[2]), function: '<module>' });
  if (found.length <= OUTERMOST + INNERMOST) return found;
  return [...found.slice(0, OUTERMOST), ...found.slice(-INNERMOST)];
}

const TOLD = /^(?:Uncaught )?(\w*(?:Error|Exception))(?: \[\w+\])?: ([\s\S]*?)(?=\n\s+at |\n\n\s*at |\n?\{|$)/m;

/** An error from what a process that died of it wrote. */
function printed(errors, top) {
  const told = TOLD.exec(errors);
  if (!told) return described('Error', errors.trim().slice(-LONGEST_MESSAGE) || 'it failed', errors, top);
  return described(told[1], told[2].trim(), errors, top);
}

module.exports = { failure, printed, relative };
