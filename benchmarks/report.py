"""Figures: what a benchmark measured, with what it is compared to; as table and as JSON."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: dotted, such as ``vst.commit.median_us``.
        value: measured, in ``unit``; None when it could not be measured.
        compared_to: what stands beside it, measured in the same run.
        its_value: the other's figure, in the same unit.
        target: what is to be reached; None where none is stated.
        holds: whether the target is met; None when there is none, or a peer was missing.
        n: how many measurements or tasks it stands on.
        note: one line for a person.
    """

    name: str
    value: float | None
    unit: str
    compared_to: str = ""
    its_value: float | None = None
    target: float | None = None
    holds: bool | None = None
    n: int | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over the other's value."""
        if self.value is None or not self.its_value:
            return None
        return self.value / self.its_value


class _FigureDocument(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    value: float | None
    unit: str
    compared_to: str
    its_value: float | None
    ratio: float | None
    target: float | None
    holds: bool | None
    n: int | None
    note: str


class Report(BaseModel):
    """The JSON document of a benchmark."""

    model_config = ConfigDict(extra="forbid")

    benchmark: str
    commit: str
    machine: str
    figures: list[_FigureDocument]


def report(benchmark: str, figures: list[Figure]) -> Report:
    """The document of ``figures``, with this commit and this machine."""
    return Report(
        benchmark=benchmark,
        commit=commit(),
        machine=machine(),
        figures=[_document(f) for f in figures],
    )


def _document(figure: Figure) -> _FigureDocument:
    return _FigureDocument(
        name=figure.name,
        value=figure.value,
        unit=figure.unit,
        compared_to=figure.compared_to,
        its_value=figure.its_value,
        ratio=figure.ratio,
        target=figure.target,
        holds=figure.holds,
        n=figure.n,
        note=figure.note,
    )


def commit() -> str:
    """The commit that is measured, with ``+`` when the working tree differs from it."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return head + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def machine() -> str:
    """Cores, kind of processor, system and Python, in one line."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    return done.stdout.strip()
