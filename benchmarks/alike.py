"""Whether two versions of a Python package answer alike where a file of theirs was changed."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import oppie

PLUGIN = Path(__file__).parent / "judges" / "recorded_calls.py"
LIMIT_S = 600


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two versions compare.

    Attributes:
        asked: calls that the original answered, the same twice.
        differing: those that the other version answers otherwise.
    """

    asked: int
    differing: int


def likeness(command: Sequence[str], original: Path, other: Path, path: str) -> Likeness:
    """Put calls of what differs in a file to both versions.

    Calls are those that the tests make, and variants of them. None is asked where the tests do
    not end, or make no call that can be put again.

    Args:
        command: runs the tests with pytest, in either folder.
        original: folder of the version that gives the calls.
        other: folder of the version that is compared with it.
        path: of the file, relative.
    """
    texts = [(folder / path).read_text(encoding="utf-8") for folder in (original, other)]
    asked = {"CALLS_NAMES": json.dumps(sorted(changed(*texts)))}
    with tempfile.TemporaryDirectory(prefix="oppie-calls-") as name:
        # One place for both, since answers may hold paths.
        place, answers = Path(name) / original.name, Path(name) / "answers"
        shutil.copytree(original, place, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        asked |= {"CALLS_OF": str(place / path), "CALLS_KEPT": str(Path(name) / "calls")}
        _run(command, place, asked)
        said: list[list[str | None]] = []
        for text in texts:
            (place / path).write_text(text, encoding="utf-8")
            _run(command, place, {**asked, "CALLS_ANSWERS": str(answers)})
            said.append(json.loads(answers.read_text("utf-8")) if answers.is_file() else [])
            answers.unlink(missing_ok=True)
    return compared(*said)


def compared(wanted: Sequence[str | None], got: Sequence[str | None]) -> Likeness:
    """Likeness of two lists of answers to the same calls; no answers at all differ from any."""
    known = [at for at, each in enumerate(wanted) if each not in (None, "endless")]
    differing = sum(at >= len(got) or got[at] != wanted[at] for at in known)
    return Likeness(len(known), differing)


def _run(command: Sequence[str], folder: Path, asked: Mapping[str, str]) -> None:
    paths = [str(PLUGIN.parent), str(Path(oppie.__file__).parents[1])]
    env = {
        **os.environ,
        **asked,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(paths),
    }
    words = [*command, "-p", PLUGIN.stem, "-p", "no:cacheprovider"]
    try:
        subprocess.run(
            words, cwd=folder, env=env, capture_output=True, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return


def changed(original: str, other: str) -> frozenset[str]:
    """Qualified names of functions that differ; of all where what differs is none of them."""
    first, second = (dict(_functions(ast.parse(text).body, "")) for text in (original, other))
    differing = {name for name, text in first.items() if second.get(name) != text}
    return frozenset(differing or first)


def _functions(body: Sequence[ast.stmt], inside: str) -> Iterator[tuple[str, str]]:
    """Outermost functions and methods, by qualified name, as text without layout."""
    for each in body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            yield inside + each.name, ast.dump(each)
        elif isinstance(each, ast.ClassDef):
            yield from _functions(each.body, f"{inside}{each.name}.")
