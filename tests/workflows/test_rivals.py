"""What is told of examples and of rivals, and the order that a hearing gives."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.integrations.python.questions import PythonExaminer
from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.inquiry import Answer, Question, Testimony
from oppie.model.observation import Observation
from oppie.model.rollout import FileState
from oppie.model.score import Evaluated, Score
from oppie.model.verdict import Holds
from oppie.workflows.inquiry import Heard
from oppie.workflows.prefer import Hearing, reranked
from oppie.workflows.rank import Ranking
from oppie.workflows.rivals import account

ASKED = (Question("f", "((1,), {})", made=True), Question("f", "((2,), {})"))


class Flat:
    """A tree in which nothing differs."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        del edits
        return snapshot

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        del base, child
        return ()

    def file(self, snapshot: Digest, _path: str) -> bytes:
        return snapshot.encode()


def candidate(name: str, prior: float = 0.1, start: int = 0) -> Evaluated:
    change = Change((Edit("a.py", start, start + 1, b""),), Origin("syntax", "op"))
    state = State(Digest(name), (change,))
    return Evaluated(Candidate(state, change, prior), state, Observation(()), Score(1.0))


def said(*texts: str, held: int = 2) -> Testimony:
    examples = tuple((f"e{n}", n < held) for n in range(3))
    return Testimony(examples, tuple(map(Answer, texts)))


ONE, TWO = candidate("one"), candidate("two", 0.2, 50)


def hearing(one: Testimony, two: Testimony) -> Hearing:
    return Hearing(PythonExaminer(), Heard(ASKED, Testimony(), (one, two)), (ONE, TWO))


def told(heard: Hearing | None) -> list[tuple[str, Holds, str]]:
    return [(e.check, e.verdict, e.detail) for e in account(heard, Digest("one"))]


def test_examples_that_none_satisfies_are_not_counted() -> None:
    (examples, _) = told(hearing(said("returns 1", "returns 2"), said("returns 1", "returns 2")))
    assert examples == ("documentation examples", Holds.PASS, "2 of 2 hold")


def test_examples_that_only_a_rival_satisfies_count() -> None:
    (examples, _) = told(hearing(said("", ""), said("", "", held=3)))
    assert examples == ("documentation examples", Holds.FAIL, "2 of 3 hold")


def test_where_rivals_differ_is_told() -> None:
    *_, rivals = told(hearing(said("returns 1", "returns 2"), said("returns 1", "raises KeyError")))
    assert rivals[1:] == (
        Holds.INCONCLUSIVE,
        "f(2) returns 2; with another patch that passes it raises KeyError",
    )


def test_rivals_that_answer_alike_are_told() -> None:
    *_, rivals = told(hearing(said("returns 1", "returns 2"), said("returns 1", "returns 2")))
    assert rivals[1] is Holds.PASS
    assert "2 calls" in rivals[2]


def test_silence_tells_nothing() -> None:
    assert told(None) == []
    assert told(hearing(Testimony(), Testimony())) == []
    assert account(hearing(said("a", "b"), said("a", "b")), Digest("unasked")) == ()


def test_more_examples_come_first() -> None:
    ranking = Ranking(Digest("base"), Flat())
    heard = hearing(said("returns 1", "returns 2", held=3), said("returns 1", "returns 2"))
    assert reranked(ranking, (TWO, ONE), heard) == (ONE, TWO)


def test_the_unasked_come_behind_those_that_hold_examples() -> None:
    ranking = Ranking(Digest("base"), Flat())
    heard = hearing(said("returns 1", "returns 2"), said("returns 1", "returns 2"))
    unasked = candidate("three", 0.9)
    assert reranked(ranking, (unasked, ONE, TWO), heard) == (TWO, ONE, unasked)


def test_new_exceptions_put_a_candidate_behind() -> None:
    ranking = Ranking(Digest("base"), Flat())
    calm, raising = said("returns 1", "returns 2"), said("returns 1", "raises KeyError")
    heard = Heard(ASKED, said("returns 0", "returns 0"), (calm, raising))
    order = reranked(ranking, (TWO, ONE), Hearing(PythonExaminer(), heard, (ONE, TWO)))
    assert order == (ONE, TWO)
