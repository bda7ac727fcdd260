"""Projects whose benchmark can be made faster, each in one known way."""

from __future__ import annotations

from benchmarks.aim import Aim, faster

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
