"""What the evidence is worth, in one word, and in a whole run."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import Rollout
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.solve import solve
from oppie.workflows.worth import worth
from tests.workflows.house import OTHER, TEST, Listener, project, request, workshop


def checks(*verdicts: Holds) -> list[Evidence]:
    return [Evidence(f"check {n}", verdict, "") for n, verdict in enumerate(verdicts)]


P, F, Q = Holds.PASS, Holds.FAIL, Holds.INCONCLUSIVE


@pytest.mark.parametrize(
    ("verdicts", "word", "holds"),
    [
        ((P, P, P, P), "strong", P),
        ((P, P, P, Q), "strong", P),
        ((P, P, Q), "fair", P),
        ((P, P, Q, Q), "weak", Q),
        ((P, Q, Q), "weak", Q),
        ((P, P, P, P, P, F), "weak", Q),
    ],
)
def test_one_word(verdicts: tuple[Holds, ...], word: str, holds: Holds) -> None:
    told = worth(checks(*verdicts))
    assert told.detail.startswith(f"{word}: {verdicts.count(P)} of {len(verdicts)} checks")
    assert told.verdict is holds


def test_what_speaks_against_is_named() -> None:
    assert "against it: check 1; read the patch" in worth(checks(P, F)).detail


def test_a_whole_run_tells_each_check(tmp_path: Path) -> None:
    verdict = solve(workshop(Listener()), request(project(tmp_path / "p")))
    told = {each.check: each for each in verdict.evidence}
    assert list(told) == [
        "cold verification",
        "nothing broken",
        "rivals",
        "tests that reach the change",
        "held-out tests",
        "generality",
        "worth of the evidence",
    ]
    assert told["tests that reach the change"].detail.startswith("1 of 2 tests")
    assert told["worth of the evidence"].detail.startswith("weak")


def test_a_patch_that_gives_the_tests_answer_away_is_told(tmp_path: Path) -> None:
    def seventeen(rollout: Rollout) -> Observation:
        source = next((f.content or b"" for f in rollout.files if f.path == "a.py"), b"")
        ended = Outcome.PASSED if b"return 17" in source else Outcome.FAILED
        return Observation((TestResult(TEST, ended, 0.01), TestResult(OTHER, Outcome.PASSED, 0.01)))

    folder = project(tmp_path / "p", git=False)
    (folder / "test_a.py").write_text(
        "from a import one\n\ndef test_one():\n    assert one() == 17\n"
    )
    house = workshop(Listener(), seventeen, texts=(b"17",))
    told = {e.check: e for e in solve(house, request(folder)).evidence}
    assert told["generality"].verdict is Holds.FAIL
    assert told["generality"].detail.startswith("it answers 17")
    assert "against it: generality" in told["worth of the evidence"].detail
