"""When a search ends: the budget, the goal with its encore, the user."""

from __future__ import annotations

import pytest

from oppie.orchestrator.pace import Pace


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nothing_stops_a_search_before_its_deadline() -> None:
    clock = Clock()
    pace = Pace(clock, deadline=10.0)
    assert pace.stop() is None
    clock.now = 10.0
    assert pace.stop() == "budget"


@pytest.mark.parametrize(
    ("solved", "ends"),
    [(0.5, 2.5), (3.0, 6.0), (50.0, 60.0)],
    ids=["at least 2 s more", "as long again", "at most 10 s more"],
)
def test_after_a_solution_the_search_goes_on_for_a_while(solved: float, ends: float) -> None:
    clock = Clock()
    pace = Pace(clock, deadline=100.0)
    clock.now = solved
    pace.reached("here")
    clock.now = ends - 0.01
    assert pace.stop() is None
    clock.now = ends
    assert pace.stop() == "goal"


def test_where_several_texts_pass_in_one_place_it_goes_on_for_longer() -> None:
    clock = Clock()
    pace = Pace(clock, deadline=100.0)
    clock.now = 4.0
    for place in ("here", "there", "here"):
        pace.reached(place)
    clock.now = 8.0
    assert pace.stop() == "goal"
    pace.reached("here")
    assert pace.stop() is None
    clock.now = 12.0
    assert pace.stop() == "goal"


def test_what_seems_only_to_silence_the_tests_is_looked_beyond() -> None:
    clock = Clock()
    pace = Pace(clock, deadline=100.0)
    pace.reached("here", believed=False)
    clock.now = 9.9
    assert pace.stop() is None
    clock.now = 10.0
    assert pace.stop() == "goal"


def test_the_while_is_counted_from_the_first_that_is_believed() -> None:
    clock = Clock()
    pace = Pace(clock, deadline=100.0)
    pace.reached("here", believed=False)
    clock.now = 3.0
    pace.reached("there")
    pace.reached("here", believed=False)
    assert pace.first_solution_s == 0.0
    clock.now = 5.9
    assert pace.stop() is None
    clock.now = 6.0
    assert pace.stop() == "goal"


def test_what_came_before_the_search_does_not_lengthen_it() -> None:
    clock = Clock()
    pace = Pace(clock, deadline=100.0, began_s=7.0)
    clock.now = 10.0
    pace.reached("here")
    clock.now = 12.99
    assert pace.stop() is None
    clock.now = 13.0
    assert pace.stop() == "goal"


def test_first_stops_at_once() -> None:
    pace = Pace(Clock(), deadline=100.0, first=True)
    pace.reached("here")
    assert pace.stop() == "goal"


def test_only_the_first_solution_counts() -> None:
    clock = Clock()
    pace = Pace(clock, deadline=100.0)
    pace.reached("here")
    clock.now = 1.0
    pace.reached("here")
    assert pace.first_solution_s == 0.0


def test_a_user_is_heard_before_all_else() -> None:
    pace = Pace(Clock(), deadline=0.0, interrupted=lambda: True)
    assert pace.stop() == "interrupted"
