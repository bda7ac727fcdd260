"""Caching: what a function answered once is kept in a ``Map``.

Only for functions that call themselves, and only where all arguments are numbers, texts and the
like: an array that has changed is the same key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.proposers.rewrites.javascript.source import Source, replaced
from oppie.proposers.rewrites.rewrite import Rewrite

_EFFECTS = re.compile(r"\b(console|Math\.random|Date|performance|process|await|yield|this)\b")


def functions(source: Source) -> Iterator[Rewrite]:
    """Functions that only compute and call themselves, those first that do so more than once."""
    for function in source.nodes:
        name, given, body = (function.get(r) for r in ("name", "parameters", "body"))
        if function.kind != "function_declaration" or not (name and given and body):
            continue
        names = [part.text for part in given.parts if part.kind == "identifier"]
        if not names or len(names) != len(given.parts) or _EFFECTS.search(body.text):
            continue
        if not any(n.kind == "return_statement" and n.parts for n in body.walk()):
            continue
        calls = len(re.findall(rf"\b{re.escape(name.text)}\(", body.text))
        if not calls or function.up != "program":
            continue
        weight = 0.95 if calls > 1 else 0.5
        kept, plain = source.fresh(f"{name.text}Kept"), source.fresh(f"{name.text}Anew")
        words = ", ".join(names)
        key = words if len(names) == 1 else f"JSON.stringify([{words}])"
        lines = (
            f"const {kept} = new Map();",
            "",
            f"function {name.text}({words}) {{",
            f"  if ([{words}].some((each) => Object(each) === each)) return {plain}({words});",
            f"  const key = {key};",
            f"  if (!{kept}.has(key)) {kept}.set(key, {plain}({words}));",
            f"  return {kept}.get(key);",
            "}",
        )
        pieces = [source.after(function, "\n" + "\n".join(lines)), replaced(name, plain)]
        what = f"keep what {name.text} returned"
        yield from source.rewrite("cache", function, pieces, weight, what)
