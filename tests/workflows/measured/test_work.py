"""Measured runs over doubles: what is found, what is claimed, what is refused."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oppie.errors import ConfigError, ProjectError
from oppie.model.change import Change, Edit, Origin
from oppie.model.knob import DeclaredKnob
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import FileState, Rollout
from oppie.model.task import Budget
from oppie.model.verdict import Holds, Status, StoppedBy, Verdict
from oppie.proposers.scripted import ScriptedProposer
from oppie.sandboxes.scripted import ScriptedSandbox, ScriptedSession
from oppie.workflows.replay import replay
from oppie.workflows.request import RunRequest
from oppie.workflows.solve import solve
from oppie.workflows.workshop import Workshop
from tests.workflows import house
from tests.workflows.house import Listener

SOURCE = b"SIZE = 10\nRATE = 0.5\n"
KNOBS = (
    DeclaredKnob("a.py", "SIZE", range=(1, 100), place="oppie.yaml:2"),
    DeclaredKnob("a.py", "RATE", range=(0.0, 1.0), place="oppie.yaml:3"),
)
Bench = Callable[[bytes], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_bytes(SOURCE)
    (tmp_path / "test_a.py").write_text("def test_one():\n    pass\n")
    (tmp_path / "bench.py").write_text("LIMIT = 3\n")
    return tmp_path


def value(source: bytes, name: str) -> float:
    found = re.search(rf"^{name} = (\S+)".encode(), source, re.MULTILINE)
    assert found is not None
    return float(found[1])


def bowl(source: bytes) -> str:
    cost = abs(value(source, "SIZE") - 37) + 100 * abs(value(source, "RATE") - 0.8)
    return f"cost: {cost + 1}\n"


def passing(rollout: Rollout) -> Observation:
    tests = rollout.targets + rollout.others or (house.TEST, house.OTHER)
    return Observation(tuple(TestResult(test, Outcome.PASSED, 0.01) for test in tests))


def shop(
    bench: Bench,
    script: Callable[[Rollout], Observation] = passing,
    changes: Sequence[Change] = (),
    seconds: float = 0.001,
) -> Workshop:
    def measured(_benchmark: Benchmark, files: Sequence[FileState]) -> Measurement:
        source = next((f.content or b"" for f in files if f.path == "a.py"), SOURCE)
        try:
            return Measurement(0, seconds, output=bench(source))
        except ValueError as error:
            return Measurement(1, seconds, errors=str(error))

    sandbox = ScriptedSandbox(script, tests=(house.TEST, house.OTHER), measured=measured)
    plain = house.workshop(Listener(), sandboxes=(sandbox,))
    rewriter = ScriptedProposer([(each, 1.0 / (n + 1)) for n, each in enumerate(changes)])
    instruments = replace(plain.measuring(), rewriters=(rewriter,))
    return replace(plain, measuring=lambda: instruments)


def tune(folder: Path, bench: Bench = bowl, **options: object) -> Verdict:
    asked = RunRequest(folder, kind="tune", bench="python bench.py", sandbox="scripted")
    wanted = replace(asked, knobs=KNOBS, budget=Budget(20.0))
    return solve(shop(bench), replace(wanted, **options))  # type: ignore[arg-type]


def test_declared_knobs_are_tuned_to_their_optimum(folder: Path) -> None:
    verdict = tune(folder)
    assert (verdict.kind, verdict.status, verdict.stopped_by) == (
        "tune", Status.SOLVED, StoppedBy.GOAL,
    )  # fmt: skip
    assert "+SIZE = 37\n" in verdict.patch
    assert verdict.score_before == 58
    assert verdict.score_after < 3
    assert verdict.measured is not None
    assert verdict.measured.pairs >= 11
    assert verdict.measured.high < 1
    assert verdict.evidence[0].check == "confirmation"
    assert verdict.rollouts.executed > 10


def test_with_none_declared_constants_are_found(folder: Path) -> None:
    verdict = tune(folder, knobs=())
    assert "+SIZE = 37\n" in verdict.patch


def test_more_is_better_where_the_metric_says_so(folder: Path) -> None:
    verdict = tune(folder, lambda s: f"score: {100 - abs(value(s, 'SIZE') - 70)}", metric="score")
    assert "+SIZE = 70\n" in verdict.patch
    assert verdict.score_after == 100


def test_noise_does_not_hide_the_best(folder: Path) -> None:
    noise = random.Random(3)
    verdict = tune(
        folder,
        lambda s: f"cost: {(20 + abs(value(s, 'SIZE') - 60)) * noise.uniform(0.9, 1.1)}",
        knobs=KNOBS[:1],
    )
    assert verdict.status is Status.SOLVED
    found = re.search(r"\+SIZE = (\d+)", verdict.patch)
    assert found is not None
    assert abs(int(found[1]) - 60) < 20


def test_where_nothing_is_to_be_gained_nothing_is_claimed(folder: Path) -> None:
    noise = random.Random(5)
    claimed = [
        tune(folder, lambda _: f"cost: {noise.uniform(9, 11)}", seed=seed, budget=Budget(2.0))
        for seed in range(5)
    ]
    assert [verdict.status for verdict in claimed] == [Status.UNSOLVED] * 5
    assert all(verdict.patch == "" for verdict in claimed)


def test_a_value_that_breaks_a_test_is_none(folder: Path) -> None:
    def script(rollout: Rollout) -> Observation:
        source = next((f.content or b"" for f in rollout.files if f.path == "a.py"), SOURCE)
        seen = passing(rollout)
        if value(source, "SIZE") <= 50:
            return seen
        results = tuple(replace(r, outcome=Outcome.FAILED) for r in seen.results)
        return replace(seen, results=results)

    asked = RunRequest(folder, kind="tune", bench="b", sandbox="scripted", knobs=KNOBS[:1])
    verdict = solve(
        shop(lambda s: f"cost: {200 - value(s, 'SIZE')}", script),
        replace(asked, budget=Budget(20.0)),
    )
    assert "+SIZE = 50\n" in verdict.patch


def test_no_sandbox_is_opened_to_verify_nothing(folder: Path) -> None:
    opened: list[str] = []

    class Counting(ScriptedSandbox):
        def open(self, *args: Any) -> ScriptedSession:
            opened.append("one")
            return super().open(*args)

    plain = shop(lambda _: "cost: 1")
    tests = (house.TEST, house.OTHER)
    told = Measurement(0, 0.001, output="cost: 1\n")
    sandbox = Counting(passing, tests=tests, measured=lambda _benchmark, _files: told)
    wanted = RunRequest(folder, kind="tune", bench="b", sandbox="scripted", knobs=KNOBS[:1])
    verdict = solve(replace(plain, sandboxes=(sandbox,)), replace(wanted, budget=Budget(20.0)))
    assert verdict.status is Status.UNSOLVED
    assert len(opened) == 2


def test_a_budget_of_rollouts_is_never_passed(folder: Path) -> None:
    verdict = tune(folder, budget=Budget(rollouts=7))
    assert verdict.rollouts.executed <= 7
    assert verdict.stopped_by is StoppedBy.BUDGET


@pytest.mark.parametrize(
    ("aim", "status"),
    [("<30", Status.SOLVED), ("<0.5", Status.IMPROVED), ("<60", Status.NOTHING_TO_DO)],
)
def test_a_stated_target_decides(folder: Path, aim: str, status: Status) -> None:
    assert tune(folder, target=aim, target_origin="oppie.yaml:4").status is status


def test_what_was_measured_is_replayed(folder: Path) -> None:
    tune(folder)
    again = replay(folder, "", lambda _: shop(bowl))
    assert again.status is Status.SOLVED
    assert again.kind == "tune"


def faster(text: bytes, start: int = 7, end: int = 9, path: str = "a.py") -> Change:
    return Change((Edit(path, start, end, text),), Origin("scripted", "x", path), text.decode())


def optimize(folder: Path, changes: Sequence[Change], **options: object) -> Verdict:
    asked = RunRequest(folder, kind="optimize", bench="python bench.py", sandbox="scripted")
    wanted = replace(asked, budget=Budget(20.0))
    bench = shop(lambda s: f"took: {value(s, 'SIZE')} ms", changes=changes)
    return solve(bench, replace(wanted, **options))  # type: ignore[arg-type]


def test_the_fastest_version_is_climbed_to(folder: Path) -> None:
    verdict = optimize(folder, [faster(b"12"), faster(b"08"), faster(b"05")])
    assert verdict.status is Status.SOLVED
    assert "+SIZE = 05\n" in verdict.patch
    assert verdict.summary.startswith("2 times faster (2 to 2), ")


def test_the_benchmark_is_sealed(folder: Path) -> None:
    verdict = optimize(folder, [faster(b"LIMIT = 1", 0, 9, "bench.py")])
    assert verdict.status is Status.UNSOLVED
    assert verdict.rollouts.executed == 0


def test_auto_is_speed_where_all_tests_pass_and_a_benchmark_is_named(folder: Path) -> None:
    assert optimize(folder, [faster(b"05")], kind="auto").kind == "optimize"
    assert optimize(folder, [], kind="auto", knobs=KNOBS).kind == "tune"
    plain = optimize(folder, [faster(b"05")], kind="auto", bench="")
    assert (plain.kind, plain.status) == ("fix", Status.NOTHING_TO_DO)


def test_no_benchmark_is_told(folder: Path) -> None:
    with pytest.raises(ProjectError, match="no benchmark"):
        optimize(folder, [], bench="")


def test_a_benchmark_that_fails_is_told_with_what_it_said(folder: Path) -> None:
    def fails(_source: bytes) -> str:
        raise ValueError("ModuleNotFoundError: numpy")

    with pytest.raises(ProjectError, match=r"exit code 1.*numpy"):
        tune(folder, fails)


def test_a_knob_of_what_measures_is_refused(folder: Path) -> None:
    knob = DeclaredKnob("bench.py", "LIMIT", (1, 2), None, "oppie.yaml:9")
    with pytest.raises(ConfigError, match="which measures") as error:
        tune(folder, knobs=(knob,))
    assert error.value.where == "oppie.yaml:9"


def test_no_knobs_are_told(folder: Path) -> None:
    (folder / "a.py").write_text("def f():\n    return 1\n")
    with pytest.raises(ProjectError, match="no knobs"):
        tune(folder, lambda _: "cost: 1", knobs=())


def test_too_little_time_to_confirm_is_inconclusive(folder: Path) -> None:
    wanted = RunRequest(folder, kind="tune", bench="b", sandbox="scripted", knobs=KNOBS)
    verdict = solve(shop(bowl, seconds=3.0), replace(wanted, budget=Budget(20.0)))
    assert (verdict.status, verdict.patch) == (Status.UNSOLVED, "")
    assert verdict.evidence[0].verdict is Holds.INCONCLUSIVE
    assert "11 pairs" in verdict.evidence[0].detail
