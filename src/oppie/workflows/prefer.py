"""The candidates in the order in which they are worth verifying; those that pass are asked more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oppie.model.rollout import FileState
from oppie.model.score import Evaluated
from oppie.ports import Examiner, Session
from oppie.workflows.behaviour import Witness, doubts
from oppie.workflows.hunt import Hunt
from oppie.workflows.inquiry import Heard, Inquiry
from oppie.workflows.rank import Ranking

MOST_S = 4.0
SHARE = 0.1
"""Seconds that asking may take: at most so many, and at most this share of what is left."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What candidates were asked and how they answered.

    Attributes:
        asked: the candidates, in the order of ``heard.rivals``.
    """

    examiner: Examiner
    heard: Heard
    asked: tuple[Evaluated, ...]

    def witnesses(self) -> tuple[Witness, ...]:
        """The candidates with their answers."""
        pairs = zip(self.asked, self.heard.rivals, strict=True)
        return tuple(Witness(each.state, said) for each, said in pairs)


@dataclass(frozen=True, slots=True)
class Preference:
    """Candidates, best first, and what decided where the tests did not."""

    order: tuple[Evaluated, ...]
    ranking: Ranking
    hearing: Hearing | None = None


def prefer(of: Hunt, found: Sequence[Evaluated], session: Session) -> Preference:
    """Rank what was found; ask those that reach the goal for what the tests do not tell."""
    ranking = of.ranking()
    order = ranking.ranked(found)
    hearing = _hear(of, [e for e in order if e.score and e.score.reached], session)
    if hearing is None:
        return Preference(order, ranking)
    return Preference(reranked(ranking, order, hearing), ranking, hearing)


def reranked(
    ranking: Ranking, order: Sequence[Evaluated], hearing: Hearing
) -> tuple[Evaluated, ...]:
    """The order with what was heard; candidates that were not asked keep their place behind."""
    witnesses = hearing.witnesses()
    weights = doubts(hearing.heard.questions, hearing.heard.original, witnesses)
    weight = {w.state.snapshot: d for w, d in zip(witnesses, weights, strict=True)}
    held = {w.state.snapshot: len(w.testimony.held) for w in witnesses}
    return ranking.ranked(
        order,
        lambda each: held.get(each.state.snapshot, 0),
        lambda each: weight.get(each.state.snapshot, 0.0),
    )


def _hear(of: Hunt, passing: Sequence[Evaluated], session: Session) -> Hearing | None:
    examiner = of.project.integration.examiner()
    if examiner is None or not passing:
        return None
    beside = next(iter(of.scope.context), "")
    inquiry = Inquiry(
        base=of.project.base,
        tree=of.project.vst,
        session=session,
        examiner=examiner,
        recipe=of.recipe,
        beside=FileState(beside, of.project.read(beside) if beside else b""),
        seed=of.desk.request.seed,
        in_time=_in_time(of),
    )
    heard = inquiry.ask(passing)
    of.desk.journal.spend(overhead=inquiry.overhead)
    return Hearing(examiner, heard, tuple(passing[: len(heard.rivals)])) if heard else None


def _in_time(of: Hunt) -> Callable[[], bool]:
    until = of.desk.clock() + min(MOST_S, SHARE * of.desk.left_s())
    return lambda: of.desk.clock() < until
