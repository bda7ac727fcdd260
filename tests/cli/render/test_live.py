"""The live view, drawn on a console in memory."""

from __future__ import annotations

import io

from rich.console import Console

from oppie.cli.render.live import NEWEST, Above, View
from oppie.model import event as events


def drawn(view: View) -> str:
    console = Console(file=io.StringIO(), width=80, force_terminal=False, color_system=None)
    console.print(view)
    stream = console.file
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def told(story: tuple[events.Event, ...]) -> View:
    view = View()
    for event in story:
        view.on(event)
    return view


def test_before_anything_happened() -> None:
    assert drawn(View()).split() == ["phase", "prepare"]


def test_all_that_is_known_is_drawn(story: tuple[events.Event, ...]) -> None:
    text = drawn(told(story))
    assert "phase   baseline" in text
    assert "tests   3 passed, 2 failed; to fix: 2" in text
    assert "search  simple: 10 rollouts (20/s), 2 from cache, 0.5 s" in text
    assert "best    cart.py:2 - becomes + -> 0.750" in text
    assert "+    return a + 1" in text


def test_the_budget_is_a_bar(story: tuple[events.Event, ...]) -> None:
    line = next(each for each in drawn(told(story)).splitlines() if each.startswith("budget"))
    assert 7 <= line.count("━") <= 8  # a quarter of 30


def test_the_tree_grows_and_only_the_newest_nodes_are_drawn() -> None:
    nodes = [events.NodeGrew(n, n - 1 if n else None, min(n, 2), f"edit {n}") for n in range(20)]
    text = drawn(told(tuple(nodes)))
    assert "tree  20 nodes" in text
    assert text.count("edit") == NEWEST
    assert "    + edit 19" in text
    assert "edit 11" not in text


def test_markup_in_a_label_is_text() -> None:
    assert "[red]x" in drawn(told((events.NodeGrew(0, None, 0, "[red]x"),)))


def test_notes_stay_above_the_view() -> None:
    stream = io.StringIO()
    view = View()
    above = Above(view, Console(file=stream, width=80))
    above.on(events.Noted("Sandbox: local."))
    above.on(events.PhaseBegan("search"))
    assert stream.getvalue() == "Sandbox: local.\n"
    assert view.phase == "search"
