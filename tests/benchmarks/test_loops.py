from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from benchmarks.loops import candidate, rollout_rate
from oppie.executors.in_process import InProcessExecutor
from oppie.model.observation import InfrastructureFailure, Observation, Outcome, TestResult
from oppie.model.rollout import Rollout
from oppie.sandboxes.scripted import ScriptedSession

Answer = Callable[[Rollout], Observation | InfrastructureFailure]
PASSED = Observation((TestResult("a", Outcome.PASSED),))


def executor(answer: Answer, jobs: int) -> InProcessExecutor:
    return InProcessExecutor(lambda: ScriptedSession(answer), jobs)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_rate_is_of_every_rollout_once(jobs: int, count: int) -> None:
    keys: list[str] = []

    def answer(rollout: Rollout) -> Observation:
        keys.append(rollout.key)
        return PASSED

    crew = executor(answer, jobs)
    assert rollout_rate(crew, count) > 0
    assert sorted(keys) == [str(number) for number in range(count)]
    with pytest.raises(LookupError):
        crew.wait()
    crew.close()


@pytest.mark.parametrize(
    "bad",
    [
        InfrastructureFailure("gone", fatal=True),
        Observation((TestResult("a", Outcome.FAILED),)),
    ],
)
def test_a_rate_of_rollouts_that_did_not_work_is_none(
    bad: Observation | InfrastructureFailure,
) -> None:
    crew = executor(lambda _: bad, 1)
    with pytest.raises(RuntimeError, match=re.escape("a rollout was lost")):
        rollout_rate(crew, 3)
    crew.close()


def test_candidates_differ_and_stay_right() -> None:
    files = [candidate(number).files[0].content for number in range(3)]
    assert len(set(files)) == 3
    for content in files:
        space: dict[str, Callable[[int, int], int]] = {}
        exec(content or b"", space)  # noqa: S102 - the benchmark's own module
        assert space["add"](2, 3) == 5
