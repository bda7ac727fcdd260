"""What passes is ranked: examples, places, likelihood, kind, tokens, literals of tests."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.observation import Observation
from oppie.model.rollout import FileState
from oppie.model.score import Evaluated, Score
from oppie.proposers.syntax.operators import OPERATORS
from oppie.workflows.rank import DOUBTS, Ranking, distrusted

BASE = Digest("half = total / 2\n")


class Text:
    """A tree of one file; the Snapshot's name is its text."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        del edits
        return snapshot

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        return () if base == child else (FileState("a.py", child.encode()),)

    def file(self, snapshot: Digest, _path: str) -> bytes:
        return snapshot.encode()


def passing(
    text: str = "half = total // 2\n",
    operator: str = "arithmetic-operator",
    prior: float = 0.1,
    value: float = 1.0,
    depth: int = 1,
) -> Evaluated:
    change = Change((Edit("a.py", 0, 0, b""),), Origin("syntax", operator))
    state = State(Digest(text), (change,) * depth)
    return Evaluated(Candidate(State(BASE), change, prior), state, Observation(()), Score(value))


def ranking(tests: bytes = b"") -> Ranking:
    return Ranking(BASE, Text(), tests)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (passing(prior=0.01), passing(value=0.9)),
        (passing(), passing(operator="delete")),
        (passing(), passing(operator="constant-condition")),
        (passing(prior=0.05), passing(depth=2)),
        (passing(prior=0.2), passing(prior=0.1)),
        (passing("half = total // 2\n"), passing("half = (total + 1) // 2\n")),
        (passing("half = a_very_long_name / 2\n"), passing("half = t + 0 / 2\n")),
    ],
    ids=["value", "deletion", "constant condition", "places", "prior", "tokens", "long names"],
)
def test_order(better: Evaluated, worse: Evaluated) -> None:
    assert ranking().ranked([worse, better]) == (better, worse)


def test_what_only_silences_the_tests_is_not_believed() -> None:
    assert ranking().believed(passing("half = total / 4\n"))
    assert not ranking().believed(passing("half = total / 2\nif True:\n    pass\n"))


def test_a_likely_deletion_beats_an_unlikely_rest() -> None:
    deletion, rest = passing(operator="delete", prior=0.3), passing(prior=0.01)
    assert ranking().ranked([rest, deletion]) == (deletion, rest)


def test_a_literal_that_only_the_tests_hold_is_doubted() -> None:
    copied, general = passing("half = total / 37\n", prior=0.3), passing("half = total / 4\n")
    assert ranking(b"assert half == 37").ranked([general, copied]) == (general, copied)
    assert ranking(b"assert half == 9").ranked([general, copied]) == (copied, general)


def test_a_literal_that_the_source_holds_already_is_not() -> None:
    known, other = passing("half = 2 / total\n", prior=0.3), passing(prior=0.1)
    assert ranking(b"assert f(2) == 2").ranked([other, known]) == (known, other)


def test_examples_come_before_doubt_and_after_value() -> None:
    likely, held, partial = passing(prior=0.9), passing(prior=0.01), passing(value=0.5)
    examples = {id(held): 1, id(partial): 2}
    order = ranking().ranked([likely, partial, held], lambda each: examples.get(id(each), 0))
    assert order == (held, likely, partial)


def test_what_is_replaced_alike_counts_once() -> None:
    base = Digest("a = x[0]\nb = x[0]\nc = x[0]\nd = x[0]\n")
    alike = passing(base.replace("0", "1"))
    longer = passing(base.replace("x[0]", "x[0] + y", 1).replace("x[0]", "x[2]", 1))
    ranked = Ranking(base, Text()).ranked([longer, alike])
    assert ranked == (alike, longer)


def test_where_any_text_will_do_each_is_doubted() -> None:
    guesses = [passing(f"half = total / {n}\n", operator="integer", prior=0.15) for n in (3, 4, 5)]
    only = passing()
    assert ranking().ranked([*guesses[:1], only])[0] is guesses[0]
    assert ranking().ranked([*guesses, only])[0] is only


def test_what_was_heard_is_added_to_the_doubt() -> None:
    likely, other = passing(prior=0.2), passing(prior=0.1)
    order = ranking().ranked([likely, other], heard=lambda each: 2.0 * (each is likely))
    assert order == (other, likely)


def test_doubts_are_about_operators_that_there_are() -> None:
    assert set(DOUBTS) <= {operator.name for operator in OPERATORS}


def test_deletions_are_distrusted() -> None:
    assert distrusted(passing(operator="delete").state.changes)
    assert not distrusted(passing(operator="compare-operator").state.changes)


def test_a_file_that_is_gone_is_ranked_as_any() -> None:
    class Gone(Text):
        def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
            del base, child
            return (FileState("a.py", None),)

    only = passing()
    assert Ranking(BASE, Gone()).ranked([only]) == (only,)


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0.1, 1)), max_size=6))
def test_ranking_keeps_everything_and_is_stable(sizes: list[tuple[int, float]]) -> None:
    found = [passing("x" * size, prior=prior) for size, prior in sizes]
    once = ranking().ranked(found)
    assert sorted(map(id, once)) == sorted(map(id, found))
    assert ranking().ranked(once) == once
