"""What measures may not be changed."""

from __future__ import annotations

import pytest

from oppie.integrations.python import PythonIntegration
from oppie.model.measurement import Benchmark
from oppie.workflows.measured.seal import sealed

FILES = (
    "app.py", "run.py", "pkg/perf/run.py", "benchmarks/load.py", "bench_sort.py", "sort_bench.js",
    "tests/test_a.py", "tools/measure.py", "src/speed/__main__.py", "benchmarking.py",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("python run.py", {"run.py"}),
        ("python ./run.py --size=3 && echo", {"run.py"}),
        ("python -m pkg.perf.run", {"pkg/perf/run.py"}),
        ("python -m speed", {"src/speed/__main__.py"}),
        ("FILE=tools/measure.py make bench", {"tools/measure.py"}),
        ("python 'unfinished", set()),
    ],
)
def test_what_the_command_names_is_sealed_and_what_is_called_a_benchmark(
    words: str, named: set[str]
) -> None:
    belongs = sealed(Benchmark(words), FILES, PythonIntegration())
    always = {"benchmarks/load.py", "bench_sort.py", "sort_bench.js", "tests/test_a.py"}
    assert {path for path in FILES if belongs(path)} == always | named


def test_paths_are_those_of_the_folder_in_which_it_runs() -> None:
    belongs = sealed(Benchmark("python measure.py", "tools"), FILES, PythonIntegration())
    assert belongs("tools/measure.py")
    assert not belongs("run.py")
