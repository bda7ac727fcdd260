"""What measures is sealed: no candidate may change the benchmark, or the tests."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from oppie.model.measurement import Benchmark
from oppie.ports import Integration

_FOLDER = re.compile(r"(?i)bench(es|mark|marks)?")
_NAME = re.compile(r"(?i)bench(mark)?s?([_.-].*)?|.*[_.-]bench(mark)?s?([_.-].*)?\.\w+|.*_test\.go")
_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
_ENDINGS = ("", ".py", "/__main__.py", ".js", ".mjs", ".ts")


def sealed(
    benchmark: Benchmark, files: Sequence[str], integration: Integration
) -> Callable[[str], bool]:
    """Whether a path belongs to what measures.

    That is: what the command names, what is called a benchmark or lies in a folder that is,
    and what the integration takes for tests.
    """
    named = _named(benchmark, frozenset(files))

    def belongs(path: str) -> bool:
        *folders, name = PurePosixPath(path).parts
        if path in named or integration.is_test(path) or _NAME.fullmatch(name):
            return True
        return any(map(_FOLDER.fullmatch, folders))

    return belongs


def _named(benchmark: Benchmark, files: frozenset[str]) -> frozenset[str]:
    """The files that the words of the command name, as paths or as modules."""
    try:
        words = shlex.split(benchmark.words, comments=False)
    except ValueError:
        words = benchmark.words.split()
    pieces = [piece for word in words for piece in re.split(r"[=;&|]+|::", word) if piece]
    stems = [piece.replace(".", "/") for piece in pieces if _MODULE.fullmatch(piece)]
    places = [
        str(PurePosixPath(benchmark.folder, stem.removeprefix("./")))
        for stem in (*pieces, *stems)
    ]  # fmt: skip
    ended = {place + ending for place in places for ending in _ENDINGS}
    under = {f"{root}/{place}" for root in ("src", "lib") for place in ended}
    return files & (ended | under)
