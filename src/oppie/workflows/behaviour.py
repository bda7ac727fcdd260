"""What rivals answered, weighed: who agrees with whom, and with the original where it was right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oppie.model.change import Change, State
from oppie.model.inquiry import Answer, Question, Testimony

NEW_EXCEPTION = 2.0
"""Doubt for a candidate that raises on all questions on which the original does not."""
ASTRAY = 2.0
"""Doubt for one that differs from the original on all questions where that was right."""
SPREAD = 1.0
"""Doubt for each function beyond the first whose answers change: tests call more than what they
are about, to make its inputs or to check its outputs."""
COMPANY = 0.3
"""Trust for each e-fold of the places at which changes of equal behaviour were found. Weak
evidence: variants of one wrong idea agree too; at 0.7 it did harm where tests were few."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A candidate and what it answered."""

    state: State
    testimony: Testimony


def doubts(
    questions: Sequence[Question], original: Testimony, witnesses: Sequence[Witness]
) -> tuple[float, ...]:
    """How much each is to be doubted for its answers, less than 0 where it is to be trusted."""
    right = sound(questions, original, witnesses)
    return tuple(
        NEW_EXCEPTION * _new_exceptions(original, each.testimony)
        + ASTRAY * _astray(right, original, each.testimony)
        + SPREAD * max(0, len(changed(questions, original, each.testimony)) - 1)
        - COMPANY * math.log(_places([w for w in witnesses if alike(w, each)]))
        for each in witnesses
    )


def alike(one: Witness, other: Witness) -> bool:
    """Whether two candidates answer alike, as far as can be compared."""
    if one is other:
        return True
    first, second = one.testimony.answers, other.testimony.answers
    if not first or not second:
        return False
    return all(a.text == b.text or not comparable(a, b) for a, b in zip(first, second, strict=True))


def differing(one: Witness, other: Witness) -> int | None:
    """The first question that two candidates answer differently; None where there is none."""
    pairs = zip(one.testimony.answers, other.testimony.answers, strict=False)
    return next(
        (i for i, (a, b) in enumerate(pairs) if comparable(a, b) and a.text != b.text), None
    )


def changed(
    questions: Sequence[Question], original: Testimony, testimony: Testimony
) -> tuple[str, ...]:
    """The functions of which answers are not the original's."""
    rows = zip(questions, original.answers, testimony.answers, strict=False)
    differ = (q.function for q, a, b in rows if comparable(a, b) and a.text != b.text)
    return tuple(dict.fromkeys(differ))


def sound(
    questions: Sequence[Question], original: Testimony, witnesses: Sequence[Witness]
) -> frozenset[str]:
    """Paths that the original took only where it answered a test's call as all candidates do."""
    right: set[str] = set()
    wrong: set[str] = set()
    spoke = [w.testimony.answers for w in witnesses if w.testimony.answers]
    for at, (question, answer) in enumerate(zip(questions, original.answers, strict=False)):
        if question.made:
            agrees = answer.known and all(each[at].text == answer.text for each in spoke)
            (right if agrees else wrong).add(answer.path)
    return frozenset(right - wrong)


def _astray(right: frozenset[str], original: Testimony, testimony: Testimony) -> float:
    """Share of the questions on sound paths that are answered unlike the original."""
    pairs = list(zip(original.answers, testimony.answers, strict=False))
    asked = [(a, b) for a, b in pairs if a.path in right and comparable(a, b)]
    return sum(a.text != b.text for a, b in asked) / len(asked) if asked else 0.0


def _new_exceptions(original: Testimony, testimony: Testimony) -> float:
    """Share of the questions at which only the candidate raises, or does not end."""
    pairs = list(zip(original.answers, testimony.answers, strict=False))
    answered = [b for a, b in pairs if a.known and not a.raised]
    bad = sum(b.raised or b.text == "endless" for b in answered)
    return bad / len(answered) if answered else 0.0


def comparable(one: Answer, other: Answer) -> bool:
    """Whether both are answers that can be compared."""
    return one.known and other.known


def _places(witnesses: Sequence[Witness]) -> int:
    """At how many places their last changes are made: variants of one change count once."""
    places: list[tuple[str, int, int]] = []
    for path, start, end in sorted(
        _span(w.state.changes[-1]) for w in witnesses if w.state.changes
    ):
        if places and places[-1][0] == path and start <= places[-1][2]:
            places[-1] = (path, places[-1][1], max(end, places[-1][2]))
        else:
            places.append((path, start, end))
    return max(1, len(places))


def _span(change: Change) -> tuple[str, int, int]:
    edits = change.edits
    return (edits[0].path, edits[0].start, edits[-1].end) if edits else ("", 0, 0)
