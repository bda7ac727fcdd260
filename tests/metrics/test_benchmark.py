"""What is compared of two runs: by default, by an expression, with a target."""

from __future__ import annotations

import pytest

from oppie.errors import ConfigError
from oppie.expressions.units import target
from oppie.metrics.benchmark import Yardstick, identifier, yardstick
from oppie.model.measurement import Measurement

GO = "BenchmarkA-8 10 100 ns/op 4 allocs/op\nBenchmarkB-8 10 400 ns/op 4 allocs/op\n"


def run(output: str = "", code: int | None = 0) -> Measurement:
    return Measurement(code, 2.0, cpu_seconds=1.5, peak_bytes=1000, output=output)


def made(output: str = "", metric: str = "", aim: str = "") -> Yardstick:
    return yardstick(run(output), metric, "--metric", target(aim, "t") if aim else None)


def test_several_benchmarks_count_by_their_geometric_mean() -> None:
    chosen = made(GO)
    assert chosen.name == "geometric mean of 2 benchmarks"
    assert chosen.value(run(GO)) == pytest.approx(200e-9)
    assert not chosen.larger


def test_the_wall_time_counts_where_nothing_is_told() -> None:
    chosen = made("hello")
    assert (chosen.name, chosen.unit, chosen.value(run())) == ("wall time", "s", 2.0)


def test_less_of_the_last_number_is_better() -> None:
    chosen = made("a: 1\nloss: 0.5")
    assert (chosen.value(run("loss: 0.25")), chosen.larger) == (0.25, False)


@pytest.mark.parametrize("code", [1, -9, None])
def test_a_run_that_failed_has_no_value(code: int | None) -> None:
    assert made("loss: 1").value(run("loss: 1", code)) is None


def test_a_run_that_does_not_tell_what_is_compared_has_no_value() -> None:
    assert made("loss: 1").value(run("gain: 1")) is None


@pytest.mark.parametrize(
    ("metric", "value", "larger"),
    [
        ("accuracy", 0.5, True),
        ("accuracy / seconds", 0.25, True),
        ("score = accuracy * 2", 1.0, True),
        ("seconds", 2.0, False),
        ("peak_bytes", 1000.0, False),
        ("minimize accuracy", 0.5, False),
        ("maximise: accuracy", 0.5, True),
    ],
)
def test_a_metric_says_how_good_unless_it_is_a_time_or_a_size(
    metric: str,
    value: float,
    larger: bool,  # noqa: FBT001 - a case
) -> None:
    chosen = made("accuracy: 0.5", metric)
    assert chosen.value(run("accuracy: 0.5")) == value
    assert chosen.larger is larger


def test_a_metric_of_names_that_are_not_told_names_those_that_are() -> None:
    with pytest.raises(ConfigError, match="speed") as error:
        made("accuracy: 0.5", "speed")
    assert "accuracy" in error.value.hint
    assert error.value.where.startswith("--metric")


def test_names_are_made_identifiers() -> None:
    assert [identifier(n) for n in ("BenchmarkSort/64-8 B/op", "3way", "a b")] == [
        "BenchmarkSort_64_8_B_op", "_3way", "a_b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("output", "aim", "value", "met"),
    [
        ("t: 80 us", "<70us", 80e-6, False),
        ("t: 60 us", "<70us", 60e-6, True),
        ("t: 60", "<70us", 60.0, True),
        ("rate: 99.5 %", ">=99%", 99.5, True),
        ("hits: 12", ">=10", 12.0, True),
    ],
)
def test_a_target_is_met_or_not(
    output: str,
    aim: str,
    value: float,
    met: bool,  # noqa: FBT001 - a case
) -> None:
    chosen = made(output, aim=aim)
    assert chosen.value(run(output)) == pytest.approx(value)
    assert chosen.met(chosen.value(run(output)) or 0.0) is met
    assert chosen.larger is aim.startswith(">")


def test_a_targets_words_choose_what_is_compared() -> None:
    chosen = made("VST commit: 80 us\nother: 5", aim="<70us VST commits")
    assert chosen.name == "VST commit"
    assert chosen.target is not None


def test_a_target_of_something_else_does_not_count() -> None:
    assert made("loss: 5", aim="<70us VST commits").target is None
