// A reporter for `node --test`: one line of JSON for each test, ids as the runner has them.

import { createRequire } from 'node:module';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

const { failure, printed } = createRequire(import.meta.url)('./failure.cjs');
const { Names } = createRequire(import.meta.url)('./names.cjs');

const top = process.env.OPPIE_TOP;
const errors = new Map();
const stacks = new Map();
const counted = new Map();

/** The file's path from the top of the workspace. */
function file(data) {
  const path = realpathSync(data.file ?? resolve(data.name));
  return path.startsWith(top + '/') ? path.slice(top.length + 1) : path;
}

function isFile({ file: path, name, nesting }) {
  return nesting === 0 && path !== undefined && resolve(name) === path;
}

function stack(path) {
  if (!stacks.has(path)) stacks.set(path, new Names(path));
  return stacks.get(path);
}

/** What is to be told of a test that ended; null where it only stands for others. */
function ended(type, data) {
  const path = file(data);
  const error = data.details?.error;
  if (isFile(data)) {
    if (error?.failureType === 'subtestsFailed') return null;
    if (!error) return counted.get(path) ? null : result(path, 'passed', data, null);
    const found = printed(errors.get(path) ?? '', top);
    const outcome = found.kind === 'AssertionError' ? 'failed' : 'error';
    return result(path, outcome, data, found);
  }
  counted.set(path, true);
  const id = stack(path).leave(data.nesting);
  const own = error && error.failureType !== 'subtestsFailed';
  if (data.details?.type === 'suite' && !own) return null;
  if (data.skip !== undefined || data.todo !== undefined) return result(id, 'skipped', data, null);
  return result(id, own ? 'failed' : 'passed', data, own ? failure(error, top) : null);
}

function result(test, outcome, data, found) {
  const seconds = (data.details?.duration_ms ?? 0) / 1000;
  return { event: 'result', test, outcome, seconds, failure: found };
}

function told(message) {
  return `${process.env.OPPIE_MARK}${JSON.stringify(message)}\n`;
}

export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type === 'test:stderr') errors.set(file(data), (errors.get(file(data)) ?? '') + data.message);
    if (type === 'test:dequeue' && isFile(data)) yield told({ event: 'file', file: file(data) });
    if (type === 'test:dequeue' && !isFile(data)) yield told({ event: 'begin' });
    if (type === 'test:start' && !isFile(data)) stack(file(data)).enter(data.name, data.nesting);
    if (type === 'test:pass' || type === 'test:fail') {
      const message = ended(type, data);
      if (message) yield told(message);
    }
  }
}
