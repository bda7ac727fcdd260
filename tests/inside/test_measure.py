"""Benchmarks: run as typed, timed from outside, within limits, with nothing left behind."""

from __future__ import annotations

import os

import pytest

from tests.inside.conftest import CALC, TEST_CALC, Fill, Runner

pytestmark = pytest.mark.slow


def test_a_command_is_read_and_timed_without_any_start(runner: Runner) -> None:
    told = runner.measure("python3 -c 'print(6 * 7)'; echo oops >&2")
    assert (told["code"], told["output"], told["errors"]) == (0, "42\n", "oops\n")
    assert 0 < told["seconds"] < 10
    assert told["cpu_seconds"] > 0
    assert told["peak_bytes"] > 1_000_000
    assert told["lost"] == ""


def test_it_sees_the_candidate_and_then_the_base_again(runner: Runner, fill: Fill) -> None:
    fill({"calc.py": CALC, "test_calc.py": TEST_CALC})
    words = "python3 -c 'import calc; print(calc.LIMIT)'"
    runner.start()
    assert runner.measure(words, {"calc.py": CALC.replace("= 3", "= 4")})["output"] == "4\n"
    assert runner.measure(words)["output"] == "3\n"
    assert runner.outcomes(targets=["test_calc.py::test_mul"]) == {
        "test_calc.py::test_mul": "passed"
    }


def test_what_it_writes_to_its_report_comes_back_and_no_older_one(runner: Runner) -> None:
    assert runner.measure("echo '{}' > out.json", report="out.json")["report"] == "{}\n"
    assert runner.measure("true", report="out.json")["report"] == ""


def test_what_does_not_end_in_time_is_killed_with_what_it_started(
    runner: Runner,
) -> None:
    told = runner.measure("sleep 600 & echo $!; sleep 600", total_s=0.3)
    runner.measure("true")
    assert told["code"] is None
    assert told["seconds"] < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(told["output"]), 0)


def test_its_end_is_seen_though_another_process_keeps_its_output(runner: Runner) -> None:
    told = runner.measure("sleep 600 & echo here")
    assert (told["code"], told["output"]) == (0, "here\n")
    assert told["seconds"] < 5


@pytest.mark.parametrize(("words", "code"), [("exit 3", 3), ("kill -9 $$", -9), ("no-such", 127)])
def test_how_it_ended_is_told(runner: Runner, words: str, code: int) -> None:
    assert runner.measure(words)["code"] == code


def test_of_much_output_the_last_part_is_kept(runner: Runner) -> None:
    told = runner.measure("seq 1 100000; echo last: 7", output_bytes=100)
    assert len(told["output"]) == 100
    assert told["output"].endswith("last: 7\n")


def test_it_cannot_fill_more_memory_than_it_may(runner: Runner) -> None:
    words = "python3 -c 'b = bytearray(400 << 20)'"
    assert runner.measure(words, memory_bytes=200 << 20)["code"] == 1
    assert runner.measure(words, memory_bytes=800 << 20)["code"] == 0
