"""Candidates are asked within bounds, on the file that they change, and silence says nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.inquiry import Answer, Question, Testimony
from oppie.model.observation import InfrastructureFailure, Observation, Outcome, TestResult
from oppie.model.rollout import FileState, Limits, Rollout, Stop
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.recipe import Recipe
from oppie.sandboxes.scripted import Script, ScriptedSession
from oppie.workflows.inquiry import MOST_ASKED, Inquiry

BASE = Digest("base")
RECIPE = Recipe("pytest", "env", "1", ("t::a",), ("t::b",), Limits())


class Trees:
    """A Snapshot's name is the text of its one file; ``lib`` changes another file."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        del edits
        return snapshot

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        path = "lib.py" if child.startswith("lib") else "a.py"
        return () if base == child else (FileState(path, child.encode()),)

    def file(self, snapshot: Digest, _path: str) -> bytes:
        return snapshot.encode()


class Asker:
    """Two questions; a rollout's first file is its answer."""

    def examples(self, path: str, beside: FileState) -> FileState:
        return FileState(f"examples of {path} beside {beside.path}", b"")

    def noting(self, path: str, content: bytes, beside: FileState) -> tuple[FileState, FileState]:
        return FileState(path, content + b" noting"), FileState(f"calls beside {beside.path}", b"")

    def questions(self, observation: Observation, most: int, seed: int) -> tuple[Question, ...]:
        del most, seed
        known = any(result.test.startswith("calls") for result in observation.results)
        return (Question("f", "1", made=True), Question("f", "2"))[: 2 * known]

    def asking(self, path: str, beside: FileState, questions: Sequence[Question]) -> FileState:
        return FileState(f"{len(questions)} of {path} beside {beside.path}", b"")

    def testimony(self, observation: Observation, questions: Sequence[Question]) -> Testimony:
        said = tuple(Answer(f"returns {observation.route}") for _ in questions)
        return Testimony((("e", observation.route != "bad"),), said)

    def shown(self, question: Question) -> str:
        return f"{question.function}({question.arguments})"


@dataclass
class Stage:
    """A session that answers with what it is given, and keeps it."""

    runs: list[Rollout] = field(default_factory=list)
    lost: int = 0

    def script(self, rollout: Rollout) -> Observation | InfrastructureFailure:
        self.runs.append(rollout)
        if self.lost:
            self.lost -= 1
            return InfrastructureFailure("gone")
        text = (rollout.files[0].content or b"").decode()
        tests = rollout.targets + rollout.others
        return Observation(tuple(TestResult(t, Outcome.PASSED) for t in tests), route=text)


def candidate(text: str) -> Evaluated:
    change = Change((Edit("a.py", 0, 0, b""),), Origin("syntax", "op"))
    state = State(Digest(text), (change,))
    return Evaluated(Candidate(State(BASE), change), state, Observation(()), Score(1.0, True))  # noqa: FBT003 - reached


def inquiry(script: Script, in_time: Callable[[], bool] = lambda: True) -> Inquiry:
    session = ScriptedSession(script)
    return Inquiry(BASE, Trees(), session, Asker(), RECIPE, FileState("t.py", b""), 0, in_time)


def test_calls_are_noted_then_each_is_asked() -> None:
    stage = Stage()
    asking = inquiry(stage.script)
    heard = asking.ask([candidate("one"), candidate("two")])
    assert heard is not None
    assert [q.arguments for q in heard.questions] == ["1", "2"]
    assert [each.answers[0].text for each in heard.rivals] == ["returns one", "returns two"]
    assert asking.overhead == len(stage.runs) == 4


def test_the_noting_rollout_runs_the_tests_first() -> None:
    stage = Stage()
    inquiry(stage.script).ask([candidate("one"), candidate("two")])
    noting = stage.runs[0]
    assert noting.targets == ("t::a", "t::b")
    assert noting.others == ("calls beside t.py",)
    assert noting.files[0].content == b"one noting"
    assert {run.stop for run in stage.runs} == {Stop.NEVER}


def test_a_single_candidate_is_compared_with_the_base() -> None:
    heard = inquiry(Stage().script).ask([candidate("one")])
    assert heard is not None
    assert [a.text for a in heard.original.answers] != [a.text for a in heard.rivals[0].answers]


def test_the_base_is_asked_before_the_rivals_of_the_first() -> None:
    stage = Stage()
    asking = inquiry(stage.script, lambda: len(stage.runs) < 3)
    heard = asking.ask([candidate("one"), candidate("two")])
    assert heard is not None
    assert heard.original.answers
    assert not heard.rivals[1].answers


def test_the_file_that_most_change_is_asked() -> None:
    stage = Stage()
    inquiry(stage.script).ask([candidate("lib"), candidate("two"), candidate("three")])
    assert stage.runs[-1].targets == ("examples of a.py beside t.py", "2 of a.py beside t.py")


def test_no_more_than_some_are_asked() -> None:
    heard = inquiry(Stage().script).ask([candidate(str(n)) for n in range(MOST_ASKED + 5)])
    assert heard is not None
    assert len(heard.rivals) == MOST_ASKED


def test_nobody_is_asked_when_time_is_up() -> None:
    stage = Stage()
    assert inquiry(stage.script, lambda: False).ask([candidate("one")]) is None
    assert not stage.runs


def test_those_that_time_does_not_reach_say_nothing() -> None:
    stage = Stage()
    asking = inquiry(stage.script, lambda: len(stage.runs) < 3)
    heard = asking.ask([candidate("one"), candidate("two")])
    assert heard is not None
    assert [bool(each.answers) for each in heard.rivals] == [True, False]


def test_a_lost_rollout_is_tried_once_more() -> None:
    stage = Stage(lost=1)
    heard = inquiry(stage.script).ask([candidate("one")])
    assert heard is not None
    assert heard.rivals[0].held == {"e"}


def test_a_lost_rollout_is_not_tried_again_when_time_is_up() -> None:
    stage = Stage(lost=99)
    asking = inquiry(stage.script, lambda: not stage.runs)
    assert asking.ask([candidate("one")]) is None
    assert asking.overhead == 1


@pytest.mark.parametrize("lost", [99])
def test_a_machine_that_fails_says_nothing(lost: int) -> None:
    assert inquiry(Stage(lost=lost).script).ask([candidate("one"), candidate("two")]) is None


def test_where_the_first_has_nothing_to_say_no_other_is_asked() -> None:
    class Mute(Asker):
        def testimony(self, observation: Observation, questions: Sequence[Question]) -> Testimony:
            del observation
            return Testimony((), tuple(Answer("silent") for _ in questions))

    stage = Stage()
    session = ScriptedSession(stage.script)
    asking = Inquiry(
        BASE, Trees(), session, Mute(), RECIPE, FileState("t.py", b""), 0, lambda: True
    )
    assert asking.ask([candidate("one"), candidate("two")]) is None
    assert len(stage.runs) == 2


def test_nothing_changed_nothing_asked() -> None:
    assert inquiry(Stage().script).ask([]) is None
    assert inquiry(Stage().script).ask([candidate("base")]) is None


def test_limits_of_questions_are_tight() -> None:
    stage = Stage()
    inquiry(stage.script).ask([candidate("one")])
    assert stage.runs[1].limits == replace(RECIPE.limits, test_s=0.5, total_s=2.0)
