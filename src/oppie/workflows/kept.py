"""Generated calls before and after: does the patch keep what was right?"""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.change import Digest
from oppie.model.inquiry import Answer, Question
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.behaviour import changed, comparable, sound
from oppie.workflows.prefer import Hearing

CHECK = "behaviour kept"

Pair = tuple[Question, Answer, Answer]
"""A question, the answer before and the answer after."""


def kept(hearing: Hearing | None, winner: Digest) -> tuple[Evidence, ...]:
    """What generated calls say of the winner; calls of the tests tell where the base is right.

    The base is right on the paths that it took only for calls of tests that the winner answers
    alike; there a difference is a fault of the patch, elsewhere it may be the repair.
    """
    if hearing is None:
        return ()
    mine = next((w for w in hearing.witnesses() if w.state.snapshot == winner), None)
    if mine is None:
        return ()
    questions, original = hearing.heard.questions, hearing.heard.original
    rows = zip(questions, original.answers, mine.testimony.answers, strict=False)
    new = [(q, a, b) for q, a, b in rows if not q.made and comparable(a, b)]
    right = sound(questions, original, (mine,))
    wide = changed(questions, original, mine.testimony)
    return (_told(hearing, new, right, wide),) if new else ()


def _told(
    hearing: Hearing, new: Sequence[Pair], right: frozenset[str], wide: Sequence[str]
) -> Evidence:
    inside = [row for row in new if row[1].path in right]
    broken, anew = _differ(inside), _differ(new)
    as_before = len(inside) - len(broken)
    detail = f"{as_before} of {len(inside)} generated calls are answered as before where that was"
    detail += f" right, {len(anew) - len(broken)} of {len(new) - len(inside)} others anew"
    shown = _shown(hearing, (broken or anew)[0]) if anew else ""
    if len(wide) > 1:
        shown += f"; what {' and '.join(wide)} answer is changed"
    good = inside and not broken and len(wide) <= 1
    return Evidence(CHECK, Holds.PASS if good else Holds.INCONCLUSIVE, detail + shown)


def _differ(rows: Sequence[Pair]) -> list[Pair]:
    return [row for row in rows if row[1].text != row[2].text]


def _shown(hearing: Hearing, row: Pair) -> str:
    question, before, after = row
    return f"; {hearing.examiner.shown(question)} {before.text} before, {after.text} now"
