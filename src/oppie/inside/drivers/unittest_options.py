"""The arguments of ``python -m unittest``, as far as they choose tests."""

from __future__ import annotations

import argparse
from typing import List, NamedTuple, NoReturn, Optional, Sequence, Tuple

from . import RefusedError


class Choice(NamedTuple):
    """What to load: names, or (without any) what discovery finds.

    Attributes:
        names: modules, classes or tests, dotted, or files.
        start, pattern, top: of discovery.
        patterns: of ``-k``, as the loader has them.
    """

    names: Tuple[str, ...] = ()
    start: str = "."
    pattern: str = "test*.py"
    top: Optional[str] = None
    patterns: Tuple[str, ...] = ()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise RefusedError("collect", "unittest: " + message)


def choice(args: Sequence[str]) -> Choice:
    """Read the arguments. Raises RefusedError."""
    parser = _Parser(add_help=False)
    for flag in ("-v", "-q", "-f", "-c", "-b", "--locals"):
        parser.add_argument(flag, action="store_true")
    for flag in ("--verbose", "--quiet", "--failfast", "--catch", "--buffer"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("-k", action="append", default=[])
    words = list(args)
    discovers = words[:1] == ["discover"]
    if discovers:
        _discovery(parser)
    else:
        parser.add_argument("names", nargs="*", default=[])
    given = parser.parse_args(words[1:] if discovers else words)
    patterns = tuple(word if "*" in word else "*%s*" % word for word in given.k)
    if discovers:
        start, pattern = given.s or given.start, given.p or given.pattern
        return Choice((), start, pattern, given.t or given.top, patterns)
    return Choice(tuple(_dotted(given.names)), patterns=patterns)


def _discovery(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-s", "--start-directory", dest="s")
    parser.add_argument("-p", "--pattern", dest="p")
    parser.add_argument("-t", "--top-level-directory", dest="t")
    parser.add_argument("start", nargs="?", default=".")
    parser.add_argument("pattern", nargs="?", default="test*.py")
    parser.add_argument("top", nargs="?")


def _dotted(names: Sequence[str]) -> List[str]:
    """Files as modules, which is how unittest itself takes them."""
    return [
        name[: -len(".py")].replace("/", ".") if name.endswith(".py") else name for name in names
    ]
