"""What is told of the candidates that pass too: where they differ, which examples hold."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.change import Digest
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.behaviour import differing
from oppie.workflows.prefer import Hearing


def account(hearing: Hearing | None, winner: Digest) -> tuple[Evidence, ...]:
    """The evidence that the inquiry gives for the Snapshot that the winner was found as."""
    if hearing is None:
        return ()
    return (*_examples(hearing, winner), *_behaviour(hearing, winner))


def _examples(hearing: Hearing, winner: Digest) -> Sequence[Evidence]:
    """Examples that no candidate satisfies say nothing."""
    telling = {name for said in hearing.heard.rivals for name in said.held}
    mine = next((w for w in hearing.witnesses() if w.state.snapshot == winner), None)
    if mine is None or not telling:
        return ()
    held = len(mine.testimony.held)
    verdict = Holds.PASS if held == len(telling) else Holds.FAIL
    return (Evidence("documentation examples", verdict, f"{held} of {len(telling)} hold"),)


def _behaviour(hearing: Hearing, winner: Digest) -> Sequence[Evidence]:
    """A call on which a rival answers otherwise, the best rival's first."""
    witnesses, questions = hearing.witnesses(), hearing.heard.questions
    mine = next((w for w in witnesses if w.state.snapshot == winner), None)
    if mine is None or not mine.testimony.answers or len(witnesses) == 1:
        return ()
    for other in witnesses:
        at = differing(mine, other)
        if at is not None:
            call = hearing.examiner.shown(questions[at])
            mine_says, its = mine.testimony.answers[at].text, other.testimony.answers[at].text
            detail = f"{call} {mine_says}; with another patch that passes it {its}"
            return (Evidence("rivals compared", Holds.INCONCLUSIVE, detail),)
    detail = f"the other patches answer {len(questions)} calls like those of the tests alike"
    return (Evidence("rivals compared", Holds.PASS, detail),)
