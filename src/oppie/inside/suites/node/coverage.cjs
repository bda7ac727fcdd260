'use strict';
// Which lines were reached since it was asked the last time, by V8's own counting.

const { readFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { relative } = require('./failure.cjs');

class Coverage {
  constructor(top) {
    this.top = top;
    this.sources = new Map();
    this.session = new Session();
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Path → lines, from 1, sorted. */
  take() {
    let scripts = [];
    this.session.post('Profiler.takePreciseCoverage', (error, found) => {
      if (!error) scripts = found.result;
    });
    const lines = {};
    for (const script of scripts) {
      const path = relative(script.url, this.top);
      if (!path) continue;
      const reached = this.reached(script);
      if (reached.length) lines[path] = [...new Set([...(lines[path] ?? []), ...reached])];
    }
    return lines;
  }

  stop() {
    this.session.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }

  reached(script) {
    const source = this.source(script.url);
    const counts = new Int8Array(source.length); // ranges come the outer before the inner
    for (const { ranges } of script.functions) {
      for (const { startOffset, endOffset, count } of ranges) {
        counts.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      }
    }
    const lines = [];
    let start = 0;
    source.split('\n').forEach((text, index) => {
      for (const { index: at } of text.matchAll(/\w+/g)) {
        if (counts[start + at]) {
          lines.push(index + 1);
          break;
        }
      }
      start += text.length + 1;
    });
    return lines;
  }

  source(url) {
    if (!this.sources.has(url)) {
      this.sources.set(url, readFileSync(url.startsWith('file:') ? new URL(url) : url, 'utf8'));
    }
    return this.sources.get(url);
  }
}

module.exports = { Coverage };
