"""A sweep finds known optima, within what is affordable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from oppie.model.knob import Axis
from oppie.orchestrator.sweep import Point, Sweep
from oppie.proposers.knobs import axis

Cost = Callable[[Point], float]


class Bowl:
    """Counts what is tried of a landscape."""

    def __init__(self, cost: Cost, room: int = 400) -> None:
        self.cost = cost
        self.room = room
        self.tried = 0

    def best(self, points: Sequence[Point], champion: Point) -> Point:
        self.tried += len(points)
        return min((champion, *points), key=self.cost)

    def sweep(self, axes: Sequence[Axis], start: Point) -> Point:
        return Sweep(tuple(axes), start, self.best, lambda: self.room - self.tried).run()


def whole(low: float, high: float, value: int) -> Axis:
    return axis(low, high, value, whole=True)


def number(point: Point, at: int = 0) -> float:
    value = point[at]
    assert not isinstance(value, str)
    return float(value)


def test_a_small_range_is_tried_whole_so_that_no_dip_is_missed() -> None:
    bowl = Bowl(lambda p: 0.0 if number(p) == 41 else abs(number(p) - 10) + 5)
    assert bowl.sweep([whole(1, 60, 10)], (10,)) == (41,)


@pytest.mark.parametrize("best", [1, 7, 350, 4999, 90_000])
def test_a_wide_range_is_narrowed_down(best: int) -> None:
    bowl = Bowl(lambda p: abs(number(p) - best), room=200)
    found = number(bowl.sweep([whole(1, 100_000, 64)], (64,)))
    assert abs(found - best) <= max(1, best * 0.02)
    assert bowl.tried < 120


def test_fractions_come_within_a_hundredth_of_the_range() -> None:
    bowl = Bowl(lambda p: (number(p) - 0.314) ** 2, room=200)
    found = number(bowl.sweep([axis(0.0, 1.0, 0.5, whole=False)], (0.5,)))
    assert found == pytest.approx(0.314, abs=0.01)


def test_several_knobs_and_choices_are_turned_together() -> None:
    def cost(point: Point) -> float:
        mode = {"slow": 50.0, "fast": 0.0, "odd": 80.0}[str(point[2])]
        return (number(point, 0) - 37) ** 2 + 100 * abs(number(point, 1) - 0.8) + mode

    axes = [whole(1, 100, 10), axis(0.0, 1.0, 0.5, whole=False), Axis(("slow", "fast", "odd"))]
    point = Bowl(cost, room=300).sweep(axes, (10, 0.5, "slow"))
    assert number(point, 0) == 37
    assert number(point, 1) == pytest.approx(0.8, abs=0.01)
    assert point[2] == "fast"


def test_knobs_that_hang_together_are_moved_together() -> None:
    def cost(point: Point) -> float:
        x, y = number(point, 0), number(point, 1)
        return 10 * abs(x - y) + abs(x + y - 120)

    point = Bowl(cost, room=2000).sweep([whole(0, 100, 5), whole(0, 100, 5)], (5, 5))
    assert cost(point) <= 6


def test_no_more_is_tried_than_is_affordable() -> None:
    bowl = Bowl(lambda p: -number(p), room=5)
    bowl.sweep([whole(1, 10_000, 5)], (5,))
    assert bowl.tried <= 5
