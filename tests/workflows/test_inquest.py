"""Which tests candidates are judged beside."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.change import Change, Edit, Origin
from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import Limits
from oppie.sandboxes.scripted import ScriptedSession
from oppie.workflows.baseline import Baseline
from oppie.workflows.inquest import HUNG_S, MOST_TESTS, Asking

CHANGE = Change((Edit("a.py", 0, 1, b"x"),), Origin("p", "op"))


class Asked(ScriptedSession):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.inquests: list[Inquest] = []

    def judge(self, inquest: Inquest) -> tuple[str, ...]:
        self.inquests.append(inquest)
        return ("=", "")[: len(inquest.candidates)]

    def grow(self, beside: Beside, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        return tuple(
            Suggestion(Edit(beside.path, each.start, each.end, b"x"), "known-truth", 1)
            for each in forced
        )


def baseline(*results: TestResult) -> Baseline:
    return Baseline(
        observation=Observation(results),
        targets=tuple(r.test for r in results if r.outcome.bad),
        others=tuple(r.test for r in results if not r.outcome.bad),
        flaky=(),
        traces=(),
        limits=Limits(),
        overhead=0,
    )


def asked(of: Baseline) -> Beside:
    session = Asked()
    Asking(session, of, of.targets, of.others, lambda _: None).judge("a.py", [CHANGE])
    return session.inquests[0].beside


def test_what_takes_too_long_together_is_left_out_but_for_one() -> None:
    slow = [TestResult(name, Outcome.FAILED, 0.1) for name in "ab"]
    seen = asked(baseline(*slow, TestResult("c", Outcome.PASSED, 9.0)))
    assert (seen.failing, seen.passing) == (("a",), ("c",))


def test_there_are_not_too_many() -> None:
    many = [TestResult(str(n), Outcome.FAILED) for n in range(2 * MOST_TESTS)]
    assert len(asked(baseline(*many)).failing) == MOST_TESTS


def test_one_that_does_not_end_comes_last_and_gets_little() -> None:
    hung = [TestResult(name, Outcome.TIMED_OUT, 2.0) for name in "ab"]
    seen = asked(baseline(*hung, TestResult("c", Outcome.FAILED)))
    assert seen.failing == ("c", "a")
    assert seen.limits.tests_s == (("a", HUNG_S),)


def test_what_was_judged_is_counted() -> None:
    counted: list[int] = []
    of = baseline(TestResult("a", Outcome.FAILED))
    assert Asking(Asked(), of, of.targets, (), counted.append).judge("a.py", [CHANGE, CHANGE]) == (
        "=",
        "",
    )
    assert counted == [1]


def test_expressions_are_grown_beside_the_same_tests() -> None:
    of = baseline(TestResult("a", Outcome.FAILED))
    forced = (Forced(1, 2, truth=True, tests=("a",)),)
    grown = Asking(Asked(), of, of.targets, (), lambda _: None).grow("a.py", forced)
    assert [each.edit for each in grown] == [Edit("a.py", 1, 2, b"x")]
