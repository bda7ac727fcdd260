"""What levers add, over the tasks that were tried with each left out."""

from __future__ import annotations

from benchmarks.levers import ALL, LEVERS, Pulled, figures, sample
from benchmarks.options import Options
from benchmarks.tasks import Task


def pulled(subject: str, without: str, *, solved: bool) -> Pulled:
    return Pulled(
        task=f"{subject}-{without}",
        commit="c",
        subject=subject,
        without=without,
        solved=solved,
        executed=1,
        judged=0,
        first_s=None,
    )


def test_what_a_lever_adds() -> None:
    outcomes = [
        pulled(f"t{n}", without, solved=without != LEVERS[0] or n < 5)
        for n in range(20)
        for without in (ALL, *LEVERS)
    ]
    found = {figure.name: figure for figure in figures([*outcomes, pulled("u", ALL, solved=True)])}
    assert (found["levers.all.solved"].value, found["levers.all.solved"].n) == (1.0, 20)
    first = found[f"levers.{LEVERS[0]}.adds"]
    assert (first.value, first.its_value) == (0.75, 0.25)
    assert found[f"levers.{LEVERS[1]}.adds"].value == 0.0


def test_nothing_measured_is_null() -> None:
    assert figures([])[0].value is None


def test_the_sample_is_spread_and_the_same_each_time() -> None:
    tasks = [
        Task(task=f"py-{n}", language="python", bug_class="b", entry="f", source=[],
             test_command="", files={}, reference={})
        for n in range(80)
    ]  # fmt: skip
    chosen = [each.task for each in sample(tasks, 40, Options())]
    assert chosen == [f"py-{n}" for n in range(0, 80, 2)]
    assert len(sample(tasks[:9], 40, Options())) == 9
