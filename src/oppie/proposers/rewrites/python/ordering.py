"""Order: no more is sorted than is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Rewrite


def extremes(source: Source) -> Iterator[Rewrite]:
    """``sorted(x)[0]`` → ``min(x)``, ``sorted(x)[-1]`` → ``max(x)``."""
    for node in source.nodes:
        if not isinstance(node, ast.Subscript):
            continue
        call = names.called(node.value, "sorted")
        if call is None or not call.args:
            continue
        first, last = names.number(node.slice, 0), names.number(node.slice, -1)
        if not first and not last:
            continue
        reverse = [k for k in call.keywords if k.arg == "reverse"]
        turned = any(isinstance(k.value, ast.Constant) and k.value.value for k in reverse)
        rest = [k for k in call.keywords if k not in reverse]
        name = "min" if first is not turned else "max"
        words = ", ".join(map(source.text, (*call.args, *rest)))
        yield from source.rewrite("min-max", node, [source.replaced(node, f"{name}({words})")], 0.8)


def smallest(source: Source) -> Iterator[Rewrite]:
    """``sorted(x)[:k]`` → ``heapq.nsmallest(k, x)``."""
    for node in source.nodes:
        if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice):
            continue
        call, part = names.called(node.value, "sorted"), node.slice
        if call is None or not call.args or part.lower or part.step or part.upper is None:
            continue
        reverse = [k for k in call.keywords if k.arg == "reverse"]
        turned = any(isinstance(k.value, ast.Constant) and k.value.value for k in reverse)
        rest = [k for k in call.keywords if k not in reverse]
        name = "nlargest" if turned else "nsmallest"
        words = ", ".join(map(source.text, (part.upper, *call.args, *rest)))
        text = f"heapq.{name}({words})"
        pieces = [*source.imported("heapq"), source.replaced(node, text)]
        what = f"{source.text(node)} → {text}"
        yield from source.rewrite("heap", node, pieces, 0.4, what)
