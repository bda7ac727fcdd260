"""Tracebacks sharpen what the spectrum says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.closeness import DAMPING, sharpen
from oppie.model.observation import Failure, Frame, Suspicion

PATHS = st.sampled_from(["a.py", "b.py", "tests/t.py"])
LINES = st.integers(1, 60)
FRAMES = st.lists(st.builds(Frame, PATHS, LINES, st.just("f")), max_size=6).map(tuple)
FAILURES = st.lists(st.builds(Failure, st.just("E"), st.just(""), FRAMES), max_size=5)
SUSPICIONS = st.lists(
    st.builds(Suspicion, st.sampled_from(["a.py", "b.py"]), LINES, st.floats(0.01, 1)),
    unique_by=lambda s: (s.path, s.line),
    max_size=30,
)


def source(path: str) -> bool:
    return not path.startswith("tests/")


def flat(*lines: int, path: str = "a.py") -> tuple[Suspicion, ...]:
    """Lines that the spectrum cannot tell apart."""
    return tuple(Suspicion(path, line, 1.0) for line in lines)


def failed(*frames: tuple[str, int]) -> Failure:
    return Failure("TypeError", "", tuple(Frame(path, line, "f") for path, line in frames))


def ranked(suspicions: tuple[Suspicion, ...], *failures: Failure) -> list[int]:
    return [each.line for each in sharpen(suspicions, failures, source)]


def test_of_equal_lines_those_near_the_traceback_come_first() -> None:
    at_30 = failed(("tests/t.py", 3), ("a.py", 30))
    assert ranked(flat(10, 20, 29, 30, 90), at_30) == [30, 29, 20, 10, 90]


def test_lines_before_the_traceback_are_likelier_than_those_after_it() -> None:
    assert ranked(flat(25, 30, 32, 35), failed(("a.py", 30))) == [30, 25, 32, 35]


def test_a_failing_assertion_in_a_test_changes_nothing() -> None:
    lines = flat(1, 2, 3)
    assert sharpen(lines, [failed(("tests/t.py", 9))], source) == lines
    assert sharpen(lines, [], source) == lines


def test_the_innermost_frame_weighs_most() -> None:
    nested = failed(("a.py", 50), ("a.py", 10))
    assert ranked(flat(50, 10), nested) == [10, 50]


def test_frames_that_many_failures_share_weigh_most() -> None:
    failures = [failed(("a.py", 10)), failed(("a.py", 50)), failed(("a.py", 50))]
    assert ranked(flat(10, 50), *failures) == [50, 10]


def test_a_recursion_counts_its_line_once() -> None:
    deep = failed(("a.py", 5), *[("a.py", 80)] * 40)
    assert ranked(flat(80, 5, 300), deep) == [80, 5, 300]


def test_frames_of_the_tests_do_not_count_as_depth() -> None:
    called_back = failed(("a.py", 10), ("tests/t.py", 4))
    found = sharpen(flat(10), [called_back], source)
    assert found == (Suspicion("a.py", 10, 1.0),)


def test_few_tracebacks_among_many_failures_weigh_little() -> None:
    one_of_four = [failed(("a.py", 1)), *[failed(("tests/t.py", 1))] * 3]
    scores = {s.line: s.score for s in sharpen(flat(1, 1000), one_of_four, source)}
    assert scores[1] == 1.0
    assert 1 - DAMPING / 4 <= scores[1000] < 1 - DAMPING / 4 + 0.01


def test_a_stronger_spectrum_outweighs_a_traceback() -> None:
    lines = (Suspicion("a.py", 5, 0.9), Suspicion("a.py", 400, 0.3))
    assert ranked(lines, failed(("a.py", 400)))[0] == 5


def test_a_file_that_does_not_parse_is_suspected_around_the_place() -> None:
    found = sharpen((), [failed(("a.py", 10))], source)
    assert [(s.path, s.line) for s in found] == [("a.py", n) for n in (10, 9, 11, 8, 7)]


def test_neighbours_of_a_place_that_was_traced_are_not_added() -> None:
    assert ranked(flat(10, 14), failed(("a.py", 10))) == [10, 14]


def test_lines_before_the_first_are_not_suspected() -> None:
    assert all(s.line >= 1 for s in sharpen((), [failed(("a.py", 1))], source))


def test_what_may_not_change_is_not_added() -> None:
    assert sharpen((), [failed(("tests/t.py", 10))], source) == ()


@given(SUSPICIONS, FAILURES)
def test_no_line_is_lost_or_doubled_and_scores_stay_scores(
    suspicions: list[Suspicion], failures: list[Failure]
) -> None:
    found = sharpen(suspicions, failures, source)
    places = [(s.path, s.line) for s in found]
    assert len(set(places)) == len(places)
    assert {(s.path, s.line) for s in suspicions} <= set(places)
    assert all(0 < s.score <= 1 and source(s.path) for s in found)


@given(SUSPICIONS, FAILURES)
def test_no_line_loses_more_than_the_damping(
    suspicions: list[Suspicion], failures: list[Failure]
) -> None:
    after = {(s.path, s.line): s.score for s in sharpen(suspicions, failures, source)}
    for each in suspicions:
        kept = after[each.path, each.line] / each.score
        assert 1 - DAMPING - 1e-9 <= kept <= 1 + 1e-9
