'use strict';
// Required in each process of a run: leaves the lines that it reached in a file, when it ends.

const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Coverage } = require('./coverage.cjs');

const { OPPIE_TOP: top, OPPIE_REACHED: folder } = process.env;
const coverage = new Coverage(top);

process.once('exit', () => {
  writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(coverage.take()));
});
process.once('SIGTERM', () => process.exit(143));
