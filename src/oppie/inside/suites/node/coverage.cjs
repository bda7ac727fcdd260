'use strict';
// Which lines were reached since it was asked the last time, by V8's own counting.

const { SourceMap } = require('node:module');
const { Session } = require('node:inspector');
const { relative } = require('./failure.cjs');

const NONE = new Set();

class Coverage {
  constructor(top) {
    this.top = top;
    this.sources = new Map(); // by script: its text, and what maps it to the file's
    this.urls = new Map();
    this.session = new Session();
    this.session.connect();
    this.session.on('Debugger.scriptParsed', ({ params }) => this.urls.set(params.scriptId, params.sourceMapURL));
    this.session.post('Debugger.enable');
    this.session.post('Debugger.setSkipAllPauses', { skip: true });
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Path → lines, from 1, sorted. */
  take() {
    return this.lines(() => NONE);
  }

  /** The same after files were loaded: a line with a whole function that waits to be called does
   * not count, since it is reached by the tests that call it. */
  loaded() {
    return this.lines(uncalled);
  }

  lines(waiting) {
    const lines = {};
    for (const script of this.counted()) {
      const path = relative(script.url, this.top);
      if (!path) continue;
      const reached = this.reached(script, waiting);
      if (reached.length) lines[path] = [...new Set([...(lines[path] ?? []), ...reached])];
    }
    return lines;
  }

  /** Text that is equal where the same parts of a file were reached. */
  shape(path) {
    const scripts = this.counted().filter((script) => relative(script.url, this.top) === path);
    const ranges = scripts.flatMap(({ functions }) => functions.flatMap((each) => each.ranges));
    return ranges.map(({ startOffset, endOffset, count }) => `${startOffset}-${endOffset}${count ? '+' : ''}`).join();
  }

  counted() {
    let scripts = [];
    this.session.post('Profiler.takePreciseCoverage', (error, found) => {
      if (!error) scripts = found.result;
    });
    return scripts;
  }

  stop() {
    this.session.post('Profiler.stopPreciseCoverage');
    this.session.post('Debugger.disable');
    this.session.disconnect();
  }

  reached(script, waiting) {
    const { text, map } = this.source(script.scriptId);
    const left = waiting(script, text);
    const counts = new Int8Array(text.length); // ranges come the outer before the inner
    for (const { ranges } of script.functions) {
      for (const { startOffset, endOffset, count } of ranges) {
        counts.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      }
    }
    const lines = new Set();
    let start = 0;
    text.split('\n').forEach((line, index) => {
      for (const { index: column } of left.has(start) ? [] : line.matchAll(/\w+/g)) {
        if (!counts[start + column]) continue;
        const found = map ? (map.findEntry(index, column).originalLine ?? -1) : index;
        if (found >= 0) lines.add(found + 1);
        if (!map) break;
      }
      start += line.length + 1;
    });
    return [...lines];
  }

  source(script) {
    if (!this.sources.has(script)) {
      let text = '';
      this.session.post('Debugger.getScriptSource', { scriptId: script }, (error, found) => {
        if (!error) text = found.scriptSource;
      });
      this.sources.set(script, { text, map: mapped(this.urls.get(script)) });
    }
    return this.sources.get(script);
  }
}

/** Where the lines begin that hold the whole of a function that was not called. */
function uncalled({ functions }, text) {
  const found = new Set();
  for (const { ranges: [{ startOffset, endOffset, count }] } of functions) {
    if (!count && !text.slice(startOffset, endOffset).includes('\n')) found.add(text.lastIndexOf('\n', startOffset) + 1);
  }
  return found;
}

/** The source map in a `data:` URL; null where there is none. */
function mapped(url) {
  const [head, data] = (url ?? '').split(',', 2);
  if (!data || !head.startsWith('data:application/json')) return null;
  const text = head.endsWith('base64') ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
  return new SourceMap(JSON.parse(text));
}

module.exports = { Coverage };
