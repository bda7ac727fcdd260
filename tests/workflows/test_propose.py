"""Proposers see the State as it stands, with the suspicions in its own lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Change, Digest, Edit, Origin, State
from oppie.model.observation import Failure, Frame, Observation, Outcome, Suspicion, TestResult
from oppie.model.rollout import FileState
from oppie.model.search import ProposalRequest
from oppie.workflows.propose import Proposals, line_map

BASE, CHILD = Digest("base"), Digest("child")
FILES = {(BASE, "a.py"): b"one\ntwo\n", (CHILD, "a.py"): b"new\none\ntwo\n", (BASE, "t.py"): b"t"}


class Contents:
    def file(self, snapshot: Digest, path: str) -> bytes:
        return FILES[(snapshot, path)]

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        if base == child:
            return ()
        return (FileState("a.py", FILES[(child, "a.py")]),)


class Fixed:
    """Proposes one change a prior and keeps what it was shown."""

    name = "fixed"

    def __init__(self, *priors: float) -> None:
        self.priors = priors
        self.seen: list[ProposalRequest] = []

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        self.seen.append(request)
        for prior in self.priors:
            edit = Edit("a.py", 0, 0, str(prior).encode())
            yield Change((edit,), Origin("fixed", "op")), prior


class Lines(Fixed):
    """Proposes something for each of three lines, twice."""

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        self.seen.append(request)
        for line in (1, 2, 3, 1, 2, 3):
            yield Change((Edit("a.py", 0, 0, b"x"),), Origin("fixed", "op", "a.py", line)), 0.5


def proposals(*proposers: Fixed) -> Proposals:
    suspicions = (Suspicion("a.py", 2, 1.0),)
    return Proposals(
        Contents(), proposers, BASE, ("a.py",), ("t.py",), lambda _: suspicions, seed=1
    )


FAILURE = Failure("AssertionError", "assert 1 == 2")
SEEN = Observation((TestResult("t", Outcome.FAILED, failure=FAILURE),))


def test_streams_are_merged_by_prior() -> None:
    both = proposals(Fixed(0.9, 0.2), Fixed(0.5, 0.1))
    assert [c.prior for c in both(State(BASE), SEEN)] == [0.9, 0.5, 0.2, 0.1]


def test_a_proposer_sees_sources_tests_and_failures() -> None:
    proposer = Fixed()
    list(proposals(proposer)(State(BASE), SEEN))
    (request,) = proposer.seen
    assert request.sources == {"a.py": b"one\ntwo\n"}
    assert request.context == {"t.py": b"t"}
    assert request.failures == (FAILURE,)
    assert request.suspicions[0].line == 2


def test_suspicions_move_with_the_lines_of_the_state() -> None:
    proposer = Fixed()
    list(proposals(proposer)(State(CHILD), SEEN))
    assert proposer.seen[0].suspicions[0].line == 3
    assert proposer.seen[0].sources["a.py"].startswith(b"new")


def test_places_of_failures_are_seen_in_the_lines_of_the_base() -> None:
    seen: list[Observation] = []

    def suspect(observation: Observation) -> tuple[Suspicion, ...]:
        seen.append(observation)
        return ()

    frame = Frame("a.py", 3, "")
    failure = Failure("BuildError", "no", (frame,), (Failure("BuildError", "neither", (frame,)),))
    observed = Observation((TestResult("t", Outcome.ERROR, failure=failure),))
    for snapshot in (BASE, CHILD):
        list(replace(proposals(Fixed()), suspect=suspect)(State(snapshot), observed))
    lines = [[f.frames[0].line for f in each.failures()] for each in seen]
    assert lines == [[3, 3], [2, 2]]


LINES = st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=8)


@given(LINES, LINES)
def test_line_maps_stay_in_the_file_and_in_order(before: list[bytes], after: list[bytes]) -> None:
    mapped = line_map(b"\n".join(before), b"\n".join(after))[1:]
    assert all(1 <= line <= max(1, len(after)) for line in mapped)
    assert list(mapped) == sorted(mapped)


@given(LINES)
def test_the_map_of_an_unchanged_file_is_the_identity(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    mapped = line_map(content, content)
    assert list(mapped) == list(range(len(mapped)))


def on(start: int, end: int) -> Change:
    return Change((Edit("a.py", start, end, b"True"),), Origin("p", "op", "a.py", 1))


def test_for_one_line_it_alone_is_suspected_and_changed() -> None:
    proposer = Lines()
    found = proposals(proposer).focused(State(BASE), SEEN, on(0, 3))
    assert [each.change.origin.line for each in found] == [1, 1]
    assert [r.suspicions for r in proposer.seen] == [(Suspicion("a.py", 1, 1.0),)]


def test_so_are_all_lines_of_what_was_changed() -> None:
    found = proposals(Lines()).focused(State(BASE), SEEN, on(0, 7))
    assert [each.change.origin.line for each in found] == [1, 2, 1, 2]
