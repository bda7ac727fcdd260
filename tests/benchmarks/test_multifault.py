"""Arms side by side: only tasks that all of them tried, with the paired interval."""

from __future__ import annotations

from benchmarks.multifault import ARMS, Fought, figures, whole_rows
from benchmarks.report import Figure


def fought(subject: str, arm: str, *, solved: bool = False, faults: int = 2) -> Fought:
    return Fought(
        task=f"{subject}-{arm}",
        commit="c",
        arm=arm,
        subject=subject,
        language="go" if faults == 2 else "rust",
        faults=faults,
        solved=solved,
        fixed=1.0 if solved else 0.5,
        executed=200,
        seconds=9.0,
    )


def rows(tree: int, control: int, of: int) -> list[tuple[Fought, ...]]:
    """So many tasks that the tree and the control solve; the single loop solves none."""
    solved = dict(zip(ARMS, (tree, control, 0), strict=True))
    found = [
        fought(f"t{n}", arm, solved=n < solved[arm], faults=2 + n % 2)
        for n in range(of)
        for arm in ARMS
    ]
    return whole_rows(found)


def named(found: list[Figure], name: str) -> Figure:
    return next(figure for figure in found if figure.name == f"multifault.{name}")


def test_a_clear_win() -> None:
    found = figures(rows(tree=30, control=10, of=60))
    ratio = named(found, "ratio")
    assert (ratio.value, ratio.holds, ratio.n) == (3.0, True, 60)
    assert "solved more: 0.333" in ratio.note
    assert named(found, "mcts.solved").value == 0.5
    assert named(found, "best-of-n.solved").n == 60
    assert named(found, "mcts.2-faults.solved").n == 30
    assert named(found, "mcts.rust.solved").n == 30
    assert named(found, "simple.tests_fixed").value == 0.5


def test_no_difference_is_no_win() -> None:
    ratio = named(figures(rows(tree=10, control=10, of=60)), "ratio")
    assert (ratio.value, ratio.holds) == (1.0, False)


def test_few_tasks_show_nothing() -> None:
    assert named(figures(rows(tree=2, control=1, of=4)), "ratio").holds is False


def test_a_control_that_solves_nothing_counts_as_one() -> None:
    ratio = named(figures(rows(tree=12, control=0, of=20)), "ratio")
    assert ratio.value == 12.0
    assert "counted as one" in ratio.note


def test_what_an_arm_has_not_tried_is_left_out() -> None:
    found = [fought("t", arm) for arm in ARMS[:2]] + [fought("u", arm) for arm in ARMS]
    assert [row[0].subject for row in whole_rows(found)] == ["u"]


def test_nothing_measured_is_null() -> None:
    [ratio] = figures([])
    assert (ratio.value, ratio.holds, ratio.n) == (None, None, 0)
