"""Verdicts say what was measured, and how much the evidence is worth."""

from __future__ import annotations

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import Limits
from oppie.model.score import Evaluated, Score
from oppie.model.verdict import Holds, Status
from oppie.workflows.baseline import Baseline
from oppie.workflows.verdict import after, alternatives, evidence, fixed, rivals, status
from oppie.workflows.verify import Verified


def seen(**outcomes: Outcome) -> Observation:
    return Observation(tuple(TestResult(test, outcome) for test, outcome in outcomes.items()))


P, F, E = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR
BASELINE = Baseline(seen(a=P, b=F), ("b",), ("a",), ("shaky",), (), Limits(), 2)


def verified(
    observation: Observation, score: Score, operator: str = "compare", name: str = "s"
) -> Verified:
    change = Change((Edit("x.py", 0, 0, b""),), Origin("p", operator))
    state = State(Digest(name), (change,))
    found = Evaluated(Candidate(State(Digest("")), change), state, observation, score)
    return Verified(Digest(name), observation, score, found)


SOLVED = verified(seen(a=P, b=P, shaky=F), Score(1.0, reached=True, fixed=1))
IMPROVED = verified(seen(a=P, b=F), Score(0.5, fixed=1))


def test_status() -> None:
    assert status([]) is Status.UNSOLVED
    assert status([IMPROVED]) is Status.IMPROVED
    assert status([SOLVED, IMPROVED]) is Status.SOLVED


def test_counts_after_come_from_the_cold_verification_without_the_flaky() -> None:
    counts = after(BASELINE, [SOLVED])
    assert (counts.passed, counts.failed, counts.flaky) == (2, 0, 1)


def test_without_a_patch_the_counts_stay() -> None:
    assert after(BASELINE, []) == BASELINE.counts


def test_a_file_that_collects_again_is_fixed() -> None:
    broken = Baseline(seen(**{"t.py": E}), ("t.py",), (), (), (), Limits(), 2)
    assert fixed(broken, seen(**{"t.py::x": P})) == ("t.py",)
    assert fixed(broken, seen(**{"t.py::x": F})) == ()
    assert fixed(BASELINE, SOLVED.observation) == ("b",)


def test_alternatives_are_the_rest_in_order() -> None:
    (other,) = alternatives([SOLVED, IMPROVED], ["one", "two"])
    assert (other.patch, other.score) == ("two", 0.5)


def test_one_patch_alone_is_better_evidence_than_rivals() -> None:
    assert rivals([SOLVED]).verdict is Holds.PASS
    assert rivals([SOLVED, IMPROVED]).verdict is Holds.INCONCLUSIVE


def test_the_tests_own_word() -> None:
    told = {e.check: e.verdict for e in evidence(BASELINE, [SOLVED], "local")}
    assert told == {"cold verification": Holds.PASS, "nothing broken": Holds.PASS}


def test_no_patch_no_evidence() -> None:
    assert evidence(BASELINE, [], "local") == ()
