"""Candidates that all pass are asked more: examples in documentation, calls that no test makes.

Bounded in time and number; what cannot be asked says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from oppie.model.change import Digest
from oppie.model.inquiry import Question, Testimony
from oppie.model.observation import Observation
from oppie.model.rollout import FileState, Limits, Rollout, Stop
from oppie.model.score import Evaluated
from oppie.orchestrator.recipe import Recipe
from oppie.ports import Examiner, Session
from oppie.workflows.tree import Tree

MOST_ASKED = 20
"""Candidates that are asked, the best by rank."""
MOST_QUESTIONS = 48
ATTEMPTS = 2
MOST_NOTED = 40
"""Tests whose calls are noted."""
TEST_S = 0.5
"""Wall seconds that one test of questions may take."""
TOTAL_S = 2.0
"""Wall seconds that one rollout may take; so long may the last one go beyond the time."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was answered.

    Attributes:
        original: the base's testimony.
        rivals: one for each candidate that was asked, in their order.
    """

    questions: tuple[Question, ...]
    original: Testimony
    rivals: tuple[Testimony, ...]


@dataclass(slots=True)
class Inquiry:
    """Asks on one Session, warm.

    Attributes:
        recipe: the search's; its tests show how the source is called.
        beside: a test file.
        seed: of the questions.
        in_time: whether there is time for one more rollout.
        overhead: rollouts that were spent, counted here.
    """

    base: Digest
    tree: Tree
    session: Session
    examiner: Examiner
    recipe: Recipe
    beside: FileState
    seed: int
    in_time: Callable[[], bool]
    overhead: int = 0

    def ask(self, candidates: Sequence[Evaluated]) -> Heard | None:
        """Ask the first few candidates; None where that says nothing."""
        asked = [each.state.snapshot for each in candidates[:MOST_ASKED]]
        path = self._path(asked)
        if not path or not self.in_time():
            return None
        questions = self._questions(asked[0], path)
        files = [self.examiner.examples(path, self.beside)]
        if questions:
            files.append(self.examiner.asking(path, self.beside, questions))
        first = self._testimony(asked[0], files, questions)
        if not first.examples and not any(answer.known for answer in first.answers):
            return None
        original = self._testimony(self.base, files, questions) if questions else Testimony()
        rivals = [first, *(self._testimony(each, files, questions) for each in asked[1:])]
        return Heard(questions, original, tuple(rivals))

    def _path(self, asked: Sequence[Digest]) -> str:
        """The file that most candidates change; empty where there are none."""
        changed = Counter(f.path for s in asked for f in self.tree.diff(self.base, s) if f.content)
        return max(changed, key=lambda path: (changed[path], path), default="")

    def _questions(self, snapshot: Digest, path: str) -> tuple[Question, ...]:
        content = self.tree.file(snapshot, path)
        noting, telling = self.examiner.noting(path, content, self.beside)
        kept = [f for f in self.tree.diff(self.base, snapshot) if f.path != path]
        tests = (*self.recipe.targets, *self.recipe.others)[:MOST_NOTED]
        limits = replace(self.recipe.limits, total_s=min(TOTAL_S, self.recipe.limits.total_s))
        seen = self._run((*kept, noting, telling), tests, (telling.path,), limits)
        if seen is None:
            return ()
        return self.examiner.questions(seen, MOST_QUESTIONS, self.seed)

    def _testimony(
        self, snapshot: Digest, files: Sequence[FileState], questions: Sequence[Question]
    ) -> Testimony:
        if not self.in_time():
            return Testimony()
        limits = replace(self.recipe.limits, test_s=TEST_S, tests_s=(), calls_s=(), total_s=TOTAL_S)
        changed = (*self.tree.diff(self.base, snapshot), *files)
        seen = self._run(changed, tuple(f.path for f in files), (), limits)
        return Testimony() if seen is None else self.examiner.testimony(seen, questions)

    def _run(
        self,
        files: tuple[FileState, ...],
        targets: tuple[str, ...],
        others: tuple[str, ...],
        limits: Limits,
    ) -> Observation | None:
        rollout = Rollout(Digest(""), files, targets, others, limits, stop=Stop.NEVER)
        for _ in range(ATTEMPTS):
            self.overhead += 1
            result = self.session.run(rollout)
            if isinstance(result, Observation):
                return result
            if not self.in_time():  # on a busy machine a rollout is lost by being late
                break
        return None
