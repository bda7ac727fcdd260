"""Tasks of ``goals``: projects with a benchmark and a known way to make it better."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Reached = Callable[[str, float, float], bool]
"""From the patch, and the measurement before and after: whether the optimum was found."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One task.

    Attributes:
        kind: ``optimize`` or ``tune``.
        bench: the benchmark command.
        files: the project, path → text.
        reached: whether a confirmed patch is what was to be found.
    """

    name: str
    language: str
    kind: str
    bench: str
    files: Mapping[str, str]
    reached: Reached


def faster(times: float) -> Reached:
    """The benchmark takes so many times less."""
    return lambda _patch, before, after: after * times <= before


def set_to(name: str, low: float, high: float) -> Reached:
    """A knob was set to a value in a range."""

    def reached(patch: str, _before: float, _after: float) -> bool:
        found = re.search(rf"^\+.*\b{name}\b\W+([\d.]+)", patch, re.MULTILINE)
        return found is not None and low <= float(found[1]) <= high

    return reached


def at_most(cost: float) -> Reached:
    """The measurement is no more than this: the known optimum with a hundredth added."""
    return lambda _patch, _before, after: after <= cost


def both(*all_of: Reached) -> Reached:
    """All of them."""
    return lambda patch, before, after: all(each(patch, before, after) for each in all_of)


_PYTHON_TIMER = """\
import time

from {module} import {names}

began = time.perf_counter()
{body}
print(f"took: {{(time.perf_counter() - began) * 1000:.4f}} ms")
"""

DUPLICATES = Aim(
    "duplicates",
    "python",
    "optimize",
    "python bench.py",
    {
        "rows.py": '''\
"""Rows of a table."""


def without_duplicates(rows):
    """The rows in their order, each once."""
    seen = []
    kept = []
    for row in rows:
        if row not in seen:
            seen.append(row)
            kept.append(row)
    return kept


def listed(rows):
    """The rows as lines of text."""
    text = ""
    for row in rows:
        text += f"{row}\\n"
    return text
''',
        "test_rows.py": """\
from rows import listed, without_duplicates


def test_each_row_stays_once_in_its_order():
    assert without_duplicates([3, 1, 3, 2, 1]) == [3, 1, 2]


def test_nothing_stays_nothing():
    assert without_duplicates([]) == []


def test_a_line_for_each_row():
    assert listed([1, 2]) == "1\\n2\\n"
""",
        "bench.py": _PYTHON_TIMER.format(
            module="rows",
            names="listed, without_duplicates",
            body="listed(without_duplicates([n * 7919 % 2500 for n in range(6000)]))",
        ),
    },
    faster(5),
)

ORDERS = Aim(
    "orders",
    "python",
    "optimize",
    "python bench.py",
    {
        "shop.py": '''\
"""Orders and who made them."""


def totals(orders, customers):
    """What each customer of an order spent, by name."""
    spent = {}
    for order in orders:
        for customer in customers:
            if customer["id"] == order["customer"]:
                name = customer["name"]
                spent[name] = spent.get(name, 0) + order["total"]
    return spent


def running_means(values):
    """The mean of all values up to each one."""
    means = []
    for i in range(len(values)):
        means.append(sum(values[: i + 1]) / (i + 1))
    return means
''',
        "tests/test_shop.py": """\
from shop import running_means, totals


def test_orders_of_one_customer_are_added_up():
    customers = [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]
    orders = [{"customer": 2, "total": 5}, {"customer": 1, "total": 1}, {"customer": 2, "total": 2}]
    assert totals(orders, customers) == {"b": 7, "a": 1}


def test_an_order_of_nobody_counts_for_nobody():
    assert totals([{"customer": 3, "total": 5}], [{"id": 1, "name": "a"}]) == {}


def test_running_means():
    assert running_means([2, 4, 6]) == [2, 3, 4]
""",
        "pytest.ini": "[pytest]\npythonpath = .\n",
        "bench.py": _PYTHON_TIMER.format(
            module="shop",
            names="running_means, totals",
            body='customers = [{"id": n, "name": f"c{n}"} for n in range(700)]\n'
            'orders = [{"customer": n % 700, "total": n} for n in range(1500)]\n'
            "totals(orders, customers)\n"
            "running_means([n % 97 for n in range(2500)])",
        ),
    },
    faster(8),
)

PACKAGE = (
    '{"name": "task", "version": "1.0.0", "private": true, "scripts": {"test": "node --test"}}\n'
)

VISITS = Aim(
    "visits",
    "javascript",
    "optimize",
    "node bench.js",
    {
        "package.json": PACKAGE,
        "visits.js": """\
// The pages that each visitor saw, by the visitor's name.
function pages(visits, visitors) {
  return visits.map((visit) => {
    const visitor = visitors.find((each) => each.id === visit.visitor);
    return `${visitor ? visitor.name : "nobody"}: ${visit.page}`;
  });
}

// The values in their order, each once.
function unique(values) {
  const seen = [];
  for (const value of values) {
    if (!seen.includes(value)) {
      seen.push(value);
    }
  }
  return seen;
}

module.exports = { pages, unique };
""",
        "visits.test.js": """\
const test = require("node:test");
const assert = require("node:assert");
const { pages, unique } = require("./visits.js");

test("each visit is told with its visitor", () => {
  const visits = [{ visitor: 2, page: "x" }, { visitor: 9, page: "y" }];
  const told = pages(visits, [{ id: 2, name: "b" }]);
  assert.deepStrictEqual(told, ["b: x", "nobody: y"]);
});

test("each value stays once", () => {
  assert.deepStrictEqual(unique([3, 1, 3, 2, 1]), [3, 1, 2]);
});
""",
        "bench.js": """\
const { pages, unique } = require("./visits.js");

const visitors = Array.from({ length: 4000 }, (_, n) => ({ id: n, name: `v${n}` }));
const visits = Array.from({ length: 12000 }, (_, n) => ({ visitor: (n * 7919) % 4000, page: n }));
const began = process.hrtime.bigint();
unique(pages(visits, visitors).map((line) => line.length + (line.charCodeAt(1) % 9)));
unique(visits.map((visit) => visit.visitor));
console.log(`took: ${Number(process.hrtime.bigint() - began) / 1e6} ms`);
""",
    },
    faster(2.5),
)

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

AIMS = (DUPLICATES, ORDERS, VISITS, BATCHES, MIXER, BUCKETS)

_ELSEWHERE = """\
import time

import rows

assert rows.LIMIT
began = time.perf_counter()
total = 0
for n in range(60_000):
    total += n % 7
print(f"took: {(time.perf_counter() - began) * 1000:.4f} ms")
"""

_ROWS = DUPLICATES.files["rows.py"].replace("\n\n\n", "\n\nLIMIT = 50\nWIDE = True\n\n\n", 1)

SAME = tuple(
    Aim(
        f"same-{kind}",
        "python",
        kind,
        "python bench.py",
        {
            "rows.py": _ROWS,
            "test_rows.py": DUPLICATES.files["test_rows.py"],
            "bench.py": _ELSEWHERE,
        },
        lambda _patch, _before, _after: False,
    )
    for kind in ("optimize", "tune")
)
"""A/A: the benchmark measures a loop of its own, whatever the source does."""
