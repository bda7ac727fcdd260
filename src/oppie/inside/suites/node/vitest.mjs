// A reporter for vitest.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { failure } = require('./failure.cjs');
const { begins, file, id, result, say, top } = require('./telling.cjs');

const PUT_OFF = new Set(['skipped', 'skip', 'todo', 'pending']);

/** How a test ended, told once; `errors` are as vitest sends them between its processes. */
function tell(path, titles, state, milliseconds, errors) {
  const outcome = PUT_OFF.has(state) ? 'skipped' : state === 'passed' || state === 'pass' ? 'passed' : 'failed';
  const found = outcome === 'failed' ? thrown(errors?.[0]) : null;
  result(id(path, titles), outcome, (milliseconds ?? 0) / 1000, found);
}

function thrown(error) {
  return error ? failure(error, top) : { kind: 'Error', message: 'it failed', frames: [] };
}

function titles(test) {
  const found = [];
  for (let each = test; each && each.type !== 'module'; each = each.parent) found.unshift(each.name);
  return found;
}

export default class Reporter {
  onTestModuleStart(module) {
    this.streams = true;
    say({ event: 'file', file: file(module.moduleId) });
  }

  onTestCaseReady() {
    begins();
  }

  onTestCaseResult(test) {
    const { state, errors } = test.result();
    tell(test.module.moduleId, titles(test), state, test.diagnostic()?.duration, errors);
  }

  onTestModuleEnd(module) {
    const [error] = module.errors();
    if (error) result(file(module.moduleId), 'error', 0, thrown(error));
  }

  /** Before version 3 nothing else is told. */
  onFinished(files = []) {
    if (this.streams) return;
    for (const each of files) {
      const [error] = each.result?.errors ?? [];
      if (error) result(file(each.filepath), 'error', 0, thrown(error));
      this.walk(each, each, []);
    }
  }

  walk(module, parent, above) {
    for (const task of parent.tasks) {
      const names = [...above, task.name];
      if (task.type === 'suite') this.walk(module, task, names);
      else tell(module.filepath, names, task.result?.state ?? task.mode, task.result?.duration, task.result?.errors);
    }
  }
}
