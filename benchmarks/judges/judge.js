// Runs a patched function and its reference on inputs that the search never saw.
//
// Numbers count as equal to six digits and below 1e-9 as nothing, undefined and null
// alike. Inputs on which the reference throws are passed over: the function is not for them.
'use strict';

const Module = require('node:module');

function load(source, entry) {
  const module = new Module('judged.js');
  module.paths = [];
  module._compile(source, 'judged.js');
  const named = module.exports[entry];
  return typeof named === 'function' ? named : module.exports;
}

function plain(value) {
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return value;
    return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6));
  }
  if (typeof value === 'bigint') return Number(value);
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Set) return [...value].map(plain);
  if (value instanceof Map) return [...value].map(plain);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  }
  return String(value) === value || typeof value === 'boolean' ? value : String(value);
}

function show(value) {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'number' && !Number.isFinite(each) ? String(each) : each);
}

function answer(call, given) {
  try {
    return show(plain(call(...structuredClone(given))));
  } catch (error) {
    return `throws ${error && error.name}`;
  }
}

function main(question) {
  const reference = load(question.reference, question.entry);
  const patched = load(question.patched, question.entry);
  if (typeof reference !== 'function' || typeof patched !== 'function') {
    process.stdout.write(`no function ${question.entry} is exported\n`);
    return 2;
  }
  let put = 0;
  for (const given of question.inputs) {
    const wanted = answer(reference, given);
    if (wanted.startsWith('throws ')) continue;
    put += 1;
    const got = answer(patched, given);
    if (got !== wanted) {
      const asked = JSON.stringify(given).slice(0, 100);
      process.stdout.write(`${question.entry}${asked}: ${got}`.slice(0, 140) + `, not ${wanted}\n`);
      return 1;
    }
  }
  process.stdout.write(`${put} answers agree\n`);
  return put ? 0 : 2;
}

let text = '';
process.stdin.on('data', (part) => { text += part; });
process.stdin.on('end', () => { process.exitCode = main(JSON.parse(text)); });
