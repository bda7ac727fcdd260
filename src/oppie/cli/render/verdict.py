"""A Verdict: the patch, what it fixed, the evidence, and how to take it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from oppie.cli.render.document import print_document
from oppie.cli.render.run_json import run_document
from oppie.cli.render.words import counted, several, time
from oppie.model.verdict import Evidence, Holds, Status, StoppedBy, Verdict

MOST_TESTS = 10
"""Names of fixed tests that are listed; the rest is counted."""

_HEADINGS = {
    Status.SOLVED: ("Solved", "bold green"),
    Status.IMPROVED: ("Improved, not solved", "bold yellow"),
    Status.UNSOLVED: ("Not solved", "bold red"),
    Status.NOTHING_TO_DO: ("Nothing to do", "bold green"),
}
_STOPPED = {
    StoppedBy.GOAL: "",
    StoppedBy.BUDGET: "the budget is spent",
    StoppedBy.EXHAUSTED: "nothing was left to try",
    StoppedBy.INTERRUPTED: "interrupted",
}
_MARKS = {
    Holds.PASS: ("pass", "green"),
    Holds.FAIL: ("FAIL", "red"),
    Holds.INCONCLUSIVE: ("open", "yellow"),
}


def show_verdict(verdict: Verdict, *, json: bool, offer: bool) -> None:
    """Print it on stdout; ``offer`` adds the command that takes the patch."""
    if json:
        print_document(run_document(verdict))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(_heading(verdict))
    if verdict.patch:
        console.print()
        console.print(coloured(verdict.patch))
    for fact in _facts(verdict):
        console.print(fact)
    for line in _next(verdict, offer=offer):
        console.print(line, style="bold")


def show_patch(verdict: Verdict) -> None:
    """Print the patch alone, coloured on a terminal; else byte for byte, for ``git apply``."""
    if sys.stdout.isatty():
        Console(highlight=False, soft_wrap=True).print(coloured(verdict.patch), end="")
    else:
        sys.stdout.buffer.write(verdict.patch.encode(errors="surrogateescape"))


def show_checks(verdict: Verdict) -> None:
    """Print the evidence alone."""
    Console(highlight=False, soft_wrap=True).print(evidence(verdict.evidence))


def coloured(patch: str) -> Text:
    """A unified diff with its lines in colour."""
    text = Text()
    for line in patch.splitlines(keepends=True):
        text.append(line, style=_style(line))
    return text


def evidence(checks: Sequence[Evidence]) -> Text:
    """One line for each check."""
    text = Text("Evidence:")
    for each in checks:
        word, style = _MARKS[each.verdict]
        text.append("\n  ").append(word, style=style).append(f"  {each.check}: {each.detail}")
    return text


def _heading(verdict: Verdict) -> Text:
    word, style = _HEADINGS[verdict.status]
    rollouts = several(verdict.rollouts.executed, "rollout")
    rest = [f"{time(verdict.seconds)}", rollouts, f"engine {verdict.router.engine}"]
    stopped = _STOPPED[verdict.stopped_by]
    if stopped and verdict.status is not Status.NOTHING_TO_DO:
        rest.append(stopped)
    return Text(word, style=style).append(f" ({', '.join(rest)})", style="default not bold")


def _facts(verdict: Verdict) -> list[Text]:
    told = f"Change: {verdict.summary}" if verdict.patch else verdict.summary
    lines = [Text(told)] if told else []
    if verdict.fixed:
        more = len(verdict.fixed) - MOST_TESTS
        names = [*verdict.fixed[:MOST_TESTS], *([f"and {more} more"] if more > 0 else [])]
        lines.append(Text("Fixed: " + "\n       ".join(names)))
    before, after = counted(verdict.tests_before), counted(verdict.tests_after)
    if verdict.patch:
        lines.append(Text(f"Tests: {before} before; {after} after, in a fresh sandbox"))
    else:
        lines.append(Text(f"Tests: {before}"))
    if verdict.evidence:
        lines.append(evidence(verdict.evidence))
    return lines


def _next(verdict: Verdict, *, offer: bool) -> list[str]:
    lines = []
    if verdict.alternatives:
        look = f": oppie show {verdict.run} --json" if offer else ""
        lines.append(f"Other patches that pass: {len(verdict.alternatives)}{look}")
    if verdict.patch and offer:
        lines.append(f"To take it: oppie apply {verdict.run}")
    if verdict.stopped_by is StoppedBy.INTERRUPTED:
        lines.append(f"To go on: oppie resume {verdict.run}")
    return lines


def _style(line: str) -> str:
    if line.startswith(("+++", "---", "diff ", "index ")):
        return "bold"
    if line.startswith("@@"):
        return "cyan"
    return {"+": "green", "-": "red"}.get(line[:1], "")
