"""The live view on a terminal: budget, best, the tree as it grows, rollouts per second."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from oppie.cli.render.lines import said
from oppie.cli.render.verdict import coloured
from oppie.cli.render.words import counted, several, time
from oppie.model import event as events

NEWEST = 8
"""Nodes of the tree that are shown: the newest."""
PATCH_LINES = 12
REDRAWS = 8
"""A second."""


@dataclass(slots=True)
class View:
    """What the live view knows; an Observer that only remembers."""

    phase: str = "prepare"
    tests: str = ""
    engine: str = ""
    best: str = ""
    patch: str = ""
    nodes: int = 0
    newest: deque[events.NodeGrew] = field(default_factory=lambda: deque(maxlen=NEWEST))
    last: events.RolloutEnded | None = None

    def on(self, event: events.Event) -> None:
        """Remember what is to be shown."""
        match event:
            case events.PhaseBegan(phase):
                self.phase = phase
            case events.BaselineMeasured(counts, targets):
                self.tests = f"{counted(counts)}; to fix: {len(targets)}"
            case events.Routed(routing):
                self.engine = routing.engine
            case events.RolloutEnded():
                self.last = event
            case events.NodeGrew():
                self.nodes += 1
                self.newest.append(event)
            case events.BestChanged(evaluated, patch):
                self.best, self.patch = said(evaluated), patch
            case events.Noted() | events.Ended():
                pass

    def __rich__(self) -> RenderableType:
        """All of it, as rich draws it."""
        parts: list[RenderableType] = [self._numbers()]
        if self.newest:
            parts.append(self._tree())
        if self.patch:
            lines = self.patch.splitlines(keepends=True)[:PATCH_LINES]
            parts.append(coloured("".join(lines)))
        return Group(*parts)

    def _numbers(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_row(Text("phase", style="dim"), Text(self.phase, style="bold"))
        if self.tests:
            table.add_row(Text("tests", style="dim"), Text(self.tests))
        if self.last is not None:
            bar = ProgressBar(total=1.0, completed=self.last.spent, width=30)
            table.add_row(Text("budget", style="dim"), bar)
            table.add_row(Text("search", style="dim"), Text(self._speed(self.last)))
        if self.best:
            table.add_row(Text("best", style="dim"), Text(self.best, style="green"))
        return table

    def _speed(self, last: events.RolloutEnded) -> str:
        rate = last.executed / max(last.seconds, 0.001)
        done = several(last.executed, "rollout")
        return (
            f"{self.engine}: {done} ({rate:.0f}/s), {last.cached} from cache, {time(last.seconds)}"
        )

    def _tree(self) -> Text:
        text = Text(f"tree  {several(self.nodes, 'node')}", style="dim")
        for node in self.newest:
            text.append(f"\n{'  ' * node.depth}{'+ ' if node.depth else ''}{node.label}")
        return text


class Above:
    """Prints notes above the live view, where they stay."""

    def __init__(self, view: View, console: Console) -> None:
        self._view, self._console = view, console

    def on(self, event: events.Event) -> None:
        """Notes stay on the screen; all else goes into the view."""
        if isinstance(event, events.Noted):
            self._console.print(Text(event.text))
        self._view.on(event)


@contextmanager
def live() -> Iterator[Above]:
    """A view on standard error that is gone when the run ends."""
    console = Console(stderr=True, highlight=False)
    view = View()
    with Live(view, console=console, refresh_per_second=REDRAWS, transient=True):
        yield Above(view, console)
