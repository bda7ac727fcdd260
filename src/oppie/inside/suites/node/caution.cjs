'use strict';
// Calls of the project's code that may go on for ever or touch the world: neither happens.
//
// What touches the world is wrapped where this file is loaded, before what it guards, so that a
// function that a module took out of `fs` is the wrapped one too. It refuses only from a call on
// until `rest()`, and for good where a call has left something behind that may still act.

const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const workers = require('node:worker_threads');
const { bounded, endless } = require('./bounded.cjs');

const CALL_MS = 60;
/** What one call may take; what a test's call takes is far below. */
const MOST_ELEMENTS = 1000;
const WRITES =
  /^(append|chmod|chown|copyFile|cp$|cpSync|createWriteStream|lchmod|lchown|link|lutimes|mkdir|mkdtemp|rename|rm|symlink|truncate|unlink|utimes|writeFile)/;
const READING = new Set([undefined, null, 'r', 'rs', 'sr', fs.constants.O_RDONLY]);

class RefusedError extends Error {}
class LateError extends Error {}

let asking = false;
let touched = false;
let before = 0; // what went on before the first call

function refuse() {
  touched = true;
  throw new RefusedError('this call was about to touch the world');
}

/** Wraps a function of `holder`; what is asked of it when it touches the world is `touches`. */
function guard(holder, name, touches = () => true) {
  const guarded = (act) => (target, ...given) => {
    if (asking && touches(given.at(-1))) refuse();
    return act(target, ...given);
  };
  const traps = { apply: guarded(Reflect.apply), construct: guarded(Reflect.construct) };
  if (typeof holder[name] === 'function') holder[name] = new Proxy(holder[name], traps);
}

for (const holder of [fs, fs.promises]) {
  for (const name of Object.keys(holder)) if (WRITES.test(name)) guard(holder, name);
  for (const name of ['open', 'openSync']) guard(holder, name, ([, flags]) => typeof flags !== 'function' && !READING.has(flags));
}
for (const name of ['spawnSync', 'execSync', 'execFileSync']) guard(childProcess, name);
for (const name of ['exit', 'abort', 'kill', 'chdir']) guard(process, name);
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny']) guard(dns, name);
for (const name of ['send', 'bind', 'connect']) guard(dgram.Socket.prototype, name);
guard(childProcess.ChildProcess.prototype, 'spawn');
guard(net.Socket.prototype, 'connect');
guard(net.Server.prototype, 'listen');
guard(workers, 'Worker');
syncBuiltinESMExports();

/** What came of a call: `{ value, promised }`, or `{ raised }`. */
async function call(body) {
  if (!asking) before = busy();
  asking = true;
  touched = false;
  let seen;
  try {
    const value = bounded(() => listed(body()), { timeout: CALL_MS });
    const promised = typeof value?.then === 'function';
    seen = { value: promised ? await inTime(value) : value, promised };
  } catch (error) {
    seen = { raised: endless(error) ? new LateError() : error };
  }
  return touched ? { raised: new RefusedError() } : seen;
}

/** Nothing is refused any more, if nothing is left that may still act. */
function rest() {
  if (busy() <= before) asking = false;
}

/** Nothing is refused any more: the calls were of a process that is only kept if it is clean. */
function end() {
  asking = false;
}

function busy() {
  return process.getActiveResourcesInfo().length;
}

/** What an iterator gives, since it can be asked but once. */
function listed(value) {
  if (typeof value?.next !== 'function' || typeof value[Symbol.iterator] !== 'function') return value;
  const found = [];
  for (const each of value) if (found.push(each) === MOST_ELEMENTS) break;
  return found;
}

async function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new LateError()), CALL_MS)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function refused(error) {
  return error instanceof RefusedError;
}

/** Whether a call was ended, or went as deep as it could. */
function lasting(error) {
  return error instanceof LateError || (error?.name === 'RangeError' && /call stack/.test(error.message));
}

module.exports = { call, end, lasting, refused, rest };
