"""Each usual format of benchmark output, and what is read where there is none."""

from __future__ import annotations

import pytest

from oppie.metrics.readings import read
from oppie.model.measurement import Measurement, Reading

PYTEST_JSON = """
{"machine_info": {"python_version": "3.12"}, "benchmarks": [
  {"name": "test_sort", "fullname": "tests/test_speed.py::test_sort",
   "stats": {"min": 0.9e-3, "median": 1.25e-3, "mean": 1.4e-3, "rounds": 500}}]}
"""

PYTEST_TABLE = """
------------------------------- benchmark: 2 tests -------------------------------
Name (time in us)        Min                   Max                Mean            StdDev              Median               IQR            Outliers  OPS (Kops/s)            Rounds  Iterations
---------------------------------------------------------------------------------
test_fast             1.2000 (1.0)         9.1000 (1.0)      1.4000 (1.0)      0.2000 (1.0)         1.3000 (1.0)      0.1000 (1.0)       12;34  714.0000 (1.0)        5000           1
test_slow         1,200.0000 (>1000.0)  1,900.0000 (208.8)  1,400.0000 (1.0)  20.0000 (1.0)     1,300.0000 (1000.0)  10.0000 (1.0)        2;4    0.7140 (0.0)         500           1
---------------------------------------------------------------------------------
"""  # noqa: E501 - as it is printed

GO = """goos: linux
pkg: example.com/sort
BenchmarkSort-8   \t     100\t   1000 ns/op\t     64 B/op\t       2 allocs/op
BenchmarkSort-8   \t     100\t   3000 ns/op\t     64 B/op\t       2 allocs/op
BenchmarkFind/large-8  5000  250.5 ns/op
PASS
ok  \texample.com/sort\t2.1s
"""

GO_JSON = """{"Time":"2026-01-01T00:00:00Z","Action":"start","Package":"x"}
{"Action":"output","Package":"x","Output":"BenchmarkSort-8   \\t"}
{"Action":"output","Package":"x","Output":"     100\\t   1500 ns/op\\n"}
{"Action":"output","Package":"x","Output":"PASS\\n"}
"""

CRITERION = """Benchmarking fib 20: Analyzing
fib 20                  time:   [21.061 µs 21.231 µs 21.420 µs]
                        change: [-1.2% +0.3% +2.0%] (p = 0.64 > 0.05)
a_benchmark_with_a_very_long_name
                        time:   [1.0000 ms 2.0000 ms 3.0000 ms]
Found 4 outliers among 100 measurements (4.00%)
"""

MITATA = """clk: ~3.00 GHz
benchmark                   avg (min … max) p75 / p99
------------------------------------------- ---------
sort numbers                  12.34 µs/iter  12.50 µs  \x1b[2m▂█\x1b[0m
• find                       250.00 ns/iter 260.00 ns
"""

MITATA_JSON = """{"context": {}, "benchmarks": [{"alias": "sort", "runs": [
  {"name": "sort", "stats": {"avg": 2000.0, "p50": 1500.0}}]}]}"""

HYPERFINE = """Benchmark 1: ./a
{
  "results": [
    {"command": "./a", "mean": 0.31, "median": 0.3, "times": [0.3, 0.3, 0.33]}
  ]
}
"""


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (PYTEST_JSON, {"tests/test_speed.py::test_sort": 1.25e-3}),
        (PYTEST_TABLE, {"test_fast": 1.3e-6, "test_slow": 1.3e-3}),
        (GO, {"BenchmarkSort-8": 2e-6, "BenchmarkFind/large-8": 250.5e-9}),
        (GO_JSON, {"BenchmarkSort-8": 1.5e-6}),
        (CRITERION, {"fib 20": 21.231e-6, "a_benchmark_with_a_very_long_name": 2e-3}),
        (MITATA, {"sort numbers": 12.34e-6, "find": 250e-9}),
        (MITATA_JSON, {"sort": 1.5e-6}),
        (HYPERFINE, {"./a": 0.3}),
    ],
    ids=[
        "pytest-benchmark json", "pytest-benchmark table", "go", "go json", "criterion",
        "mitata", "mitata json", "hyperfine",
    ],
)  # fmt: skip
def test_a_usual_format_is_read_in_seconds(output: str, expected: dict[str, float]) -> None:
    told = read(Measurement(0, 9.0, output=output))
    assert {each.name: each.value for each in told.main} == pytest.approx(expected)
    assert {each.unit for each in told.main} == {"s"}


def test_what_go_reports_in_other_units_can_be_named() -> None:
    told = read(Measurement(0, 9.0, output=GO))
    assert Reading("BenchmarkSort-8 B/op", 64.0, "B/op") in told.readings


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("warming up\nloss: 0.25\n", Reading("loss", 0.25)),
        ("a: 1\nb: 2\n", Reading("b", 2.0)),
        ("a: 1\ndone, thank you\n", Reading("a", 1.0)),
        ("time taken: 12.5 ms\n", Reading("time taken", 0.0125, "s")),
        ("peak: 2 MiB", Reading("peak", float(2 << 20), "B")),
        ("cost: -1_000.5e1\n", Reading("cost", -10005.0)),
        ("x: 1,234", Reading("x", 1234.0)),
    ],
)
def test_else_the_last_line_with_a_name_and_a_number(output: str, expected: Reading) -> None:
    assert read(Measurement(0, 1.0, output=output)).main == (expected,)


@pytest.mark.parametrize(
    "output", ["", "hello\n", "12:30:15\n", "ratio: high\n", "{not json: 1", '{"a": 1}']
)
def test_what_tells_no_number_tells_nothing(output: str) -> None:
    assert read(Measurement(0, 1.0, output=output)).main == ()


def test_a_report_is_read_before_the_output() -> None:
    told = read(Measurement(0, 1.0, output="score: 3", report=HYPERFINE))
    assert [each.name for each in told.main] == ["./a"]
