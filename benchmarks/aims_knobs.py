"""Projects with knobs whose best values are known."""

from __future__ import annotations

from benchmarks.aim import Aim, at_most, both, set_to
from benchmarks.aims_speed import PACKAGE

BATCHES = Aim(
    "batches",
    "python",
    "tune",
    "python bench.py",
    {
        "load.py": '''\
"""Loading in batches: a fixed price for each, and one that grows with its square."""

BATCH = 4
RETRIES = 3


def price(items):
    """Units of time."""
    batches = -(-items // BATCH)
    return batches * 30 + items * BATCH * BATCH / 100 + RETRIES * 0
''',
        "test_load.py": """\
import load


def test_more_items_cost_more():
    assert load.price(1000) > load.price(10)


def test_a_batch_holds_something():
    assert load.BATCH > 0
""",
        "bench.py": 'import load\n\nprint("price:", load.price(1000))\n',
        "oppie.yaml": "knobs:\n  - {file: load.py, name: BATCH, range: [1, 512]}\n",
    },
    set_to("BATCH", 11, 12),
)

MIXER = Aim(
    "mixer",
    "python",
    "tune",
    "python bench.py",
    {
        "settings.yaml": "rate: 0.20\nmode: safe\nsmooth: false\n",
        "mixer.py": '''\
"""A mixer whose error depends on three settings."""

from pathlib import Path


def settings():
    """The settings, as texts."""
    lines = Path(__file__).with_name("settings.yaml").read_text().splitlines()
    return dict(line.split(": ") for line in lines)


def error():
    """How far the mix is off."""
    chosen = settings()
    off = 40 * abs(float(chosen["rate"]) - 0.65)
    off += {"safe": 9, "fast": 2, "wild": 15}[chosen["mode"]]
    return off + (0 if chosen["smooth"] == "true" else 6)
''',
        "test_mixer.py": """\
import mixer


def test_there_is_an_error_and_it_is_none_below_zero():
    assert mixer.error() >= 0
""",
        "bench.py": 'import mixer\n\nprint(f"error: {mixer.error():.4f}")\n',
        "oppie.yaml": """\
knobs:
  - {file: settings.yaml, name: rate, range: [0.0, 1.0]}
  - {file: settings.yaml, name: mode, values: [safe, fast, wild]}
  - {file: settings.yaml, name: smooth, values: [true, false]}
""",
    },
    both(
        set_to("rate", 0.63, 0.67),
        lambda patch, _before, _after: "+mode: fast" in patch and "+smooth: true" in patch,
    ),
)

BUCKETS = Aim(
    "buckets",
    "javascript",
    "tune",
    "node bench.js",
    {
        "package.json": PACKAGE,
        "table.js": """\
const BUCKETS = 2;

// A table of chains: the more buckets, the shorter each chain, and the more there is to set up.
function lookups(items) {
  const table = Array.from({ length: BUCKETS }, () => []);
  for (const item of items) table[item % BUCKETS].push(item);
  let steps = BUCKETS * 4;
  for (const item of items) steps += table[item % BUCKETS].indexOf(item) + 1;
  return steps;
}

module.exports = { BUCKETS, lookups };
""",
        "table.test.js": """\
const test = require("node:test");
const assert = require("node:assert");
const { lookups } = require("./table.js");

test("every item is found", () => {
  assert.ok(lookups([1, 2, 3]) >= 3);
});
""",
        "bench.js": """\
const { lookups } = require("./table.js");

console.log(`steps: ${lookups(Array.from({ length: 3000 }, (_, n) => n))}`);
""",
        "oppie.yaml": "knobs:\n  - {file: table.js, name: BUCKETS, range: [1, 4096]}\n",
    },
    at_most(10_150),
)
