"""The options of ``oppie run`` that other commands share, each with its one line of help."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Where = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHERE", help="Test ids, files or folders that it is about."),
]
Words = Annotated[str, typer.Option("--task", metavar="WORDS", help="What is wanted, in words.")]
Kind = Annotated[
    Literal["auto", "fix", "optimize", "tune"], typer.Option("--kind", help="What is wanted.")
]
Test = Annotated[str | None, typer.Option(metavar="CMD", help="Command that runs the tests.")]
Bench = Annotated[str | None, typer.Option(metavar="CMD", help="Command that runs the benchmark.")]
Metric = Annotated[
    str | None, typer.Option(metavar="EXPR", help="Expression of which more is better.")
]
Engine = Annotated[
    Literal["auto", "simple", "mcts", "best-of-n"] | None,
    typer.Option(help="How to search; auto lets the router decide."),
]
Proposer = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="What proposes changes; may be given again."),
]
Sandbox = Annotated[
    str | None,
    typer.Option(metavar="auto|docker|podman|local", help="Where rollouts run."),
]
Image = Annotated[str | None, typer.Option(metavar="NAME", help="Container image.")]
Budget = Annotated[
    str | None,
    typer.Option(metavar="LIST", help="10min, 200rollouts, 3usd; combined with commas."),
]
Jobs = Annotated[
    int | None, typer.Option(metavar="N", help="Rollouts side by side; 0: one per processor.")
]
Seed = Annotated[int | None, typer.Option(metavar="N", help="Seed of all randomness.")]
Only = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="Nothing else may change; may be given again."),
]
Protect = Annotated[
    list[str] | None, typer.Option(metavar="GLOB", help="May not change; may be given again.")
]
Python = Annotated[
    str | None, typer.Option(metavar="PATH", help="Interpreter that runs the tests.")
]
TestLimit = Annotated[
    str | None, typer.Option(metavar="TIME", help="Time that one test may take, such as 10s.")
]
First = Annotated[bool, typer.Option("--first", help="Stop at the first verified patch.")]
Memory = Annotated[Literal["on", "off"], typer.Option(help="off starts bare and learns nothing.")]
Apply = Annotated[bool, typer.Option("--apply", help="Change the working tree.")]
Branch = Annotated[
    str,
    typer.Option(metavar="[NAME]", help="Put the patch on a new branch; --branch=NAME names it."),
]
Patch = Annotated[str, typer.Option(metavar="FILE", help="Write the patch to a file.")]
Run = Annotated[
    str, typer.Argument(metavar="RUN", help="The run's id or its end; the last run if left out.")
]
