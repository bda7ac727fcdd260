"""What the evidence for a patch is worth: what speaks for it beyond the tests it was made for."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.change import Digest
from oppie.model.score import Evaluated
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.held_out import confirmed
from oppie.workflows.hunt import Caught, Hunt
from oppie.workflows.kept import kept
from oppie.workflows.minimise import edits_of
from oppie.workflows.prefer import Preference
from oppie.workflows.rank import DISTRUSTED, Ranking, distrusted
from oppie.workflows.reach import reach
from oppie.workflows.rivals import account
from oppie.workflows.verify import Verified

CHECK = "worth of the evidence"
STRONG = 0.75
"""Share of the checks that speak for a patch from which on the evidence is called strong."""


def weighed(
    of: Hunt, caught: Caught, preference: Preference, best: Verified
) -> tuple[Evidence, ...]:
    """The checks beyond the tests themselves, for the patch that was verified."""
    winner = best.evaluated.state.snapshot
    passing = [e for e in preference.order if e.score and e.score.reached]
    passing = passing or [best.evaluated]  # what fell short while the machine was busy
    return (
        _reached(of, best.snapshot),
        *((confirmed(caught.folds, passing, preference.ranking),) if best.score.reached else ()),
        _general(preference.ranking, best.snapshot, best.evaluated),
        *account(preference.hearing, winner),
        *kept(preference.hearing, winner),
    )


def worth(checks: Sequence[Evidence]) -> Evidence:
    """All of them in one word; one that speaks against the patch makes the evidence weak."""
    good = sum(check.verdict is Holds.PASS for check in checks)
    against = [check.check for check in checks if check.verdict is Holds.FAIL]
    detail = f"{good} of {len(checks)} checks speak for the patch"
    if against:
        detail += f", against it: {', '.join(against)}"
    if against or 2 * good <= len(checks):
        return Evidence(CHECK, Holds.INCONCLUSIVE, f"weak: {detail}; read the patch")
    word = "strong" if good >= STRONG * len(checks) else "fair"
    return Evidence(CHECK, Holds.PASS, f"{word}: {detail}")


def _reached(of: Hunt, snapshot: Digest) -> Evidence:
    project = of.project
    read = project.read
    edits = edits_of(project.vst.diff(project.base, snapshot), read)
    return reach(of.baseline.traces, edits, read)


def _general(ranking: Ranking, snapshot: Digest, evaluated: Evaluated) -> Evidence:
    """Whether the patch looks as if it only silenced the tests."""
    told = [sign for sign in ranking.signs(snapshot) if sign.kind.doubt >= DISTRUSTED]
    if told:
        grave = any(sign.kind.silencing for sign in told)
        verdict = Holds.FAIL if grave else Holds.INCONCLUSIVE
        return Evidence("generality", verdict, "; ".join(sign.told() for sign in told))
    if distrusted(evaluated.state.changes):
        detail = "the patch leaves early or takes code out, which often only silences a test"
        return Evidence("generality", Holds.INCONCLUSIVE, detail)
    detail = "no input or answer of a test in it, no condition decided, nothing taken out"
    return Evidence("generality", Holds.PASS, detail)
