"""Growing in place, and searches that end where their answer is known."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.rewrites.javascript.source import Source, called, replaced
from oppie.proposers.rewrites.rewrite import Rewrite
from oppie.proposers.syntax.tree import Node


def spreads(source: Source) -> Iterator[Rewrite]:
    """``xs = [...xs, x]`` → ``xs.push(x)``; ``o = {...o, [k]: v}`` → ``o[k] = v``."""
    for node in source.nodes:
        left, right = node.get("left"), node.get("right")
        if node.kind != "assignment_expression" or left is None or right is None:
            continue
        text = _grown(left.text, right)
        if text:
            yield from source.rewrite("grow-in-place", node, [replaced(node, text)], 0.85)


def reductions(source: Source) -> Iterator[Rewrite]:
    """``reduce((all, x) => ({...all, [k]: v}), {})`` → one object that grows."""
    for _, _, arguments in source.calls("reduce"):
        if not arguments or arguments[0].kind != "arrow_function":
            continue
        given, body = arguments[0].get("parameters"), arguments[0].get("body")
        if given is None or body is None or not given.parts:
            continue
        whole = given.parts[0].text
        text = _grown(whole, _bare(body))
        if text:
            pieces = [replaced(body, f"{{ {text}; return {whole}; }}")]
            yield from source.rewrite("grow-in-place", body, pieces, 0.85)


def searches(source: Source) -> Iterator[Rewrite]:
    """``filter(f).length > 0`` → ``some(f)``; ``filter(f)[0]`` → ``find(f)``."""
    for call, thing, arguments in source.calls("filter"):
        parent = call.parent
        if len(arguments) != 1 or parent is None:
            continue
        asked = arguments[0].text
        index = parent.get("index")
        above = parent.parent
        if parent.kind == "subscript_expression" and index is not None and index.text == "0":
            pieces = [replaced(parent, f"{thing.text}.find({asked})")]
            yield from source.rewrite("find", parent, pieces, 0.6)
        elif parent.text.endswith(".length") and above is not None:
            rest = above.text[len(parent.text) :].replace(" ", "")
            if above.kind == "binary_expression" and rest in (">0", "!==0", "!=0"):
                pieces = [replaced(above, f"{thing.text}.some({asked})")]
                yield from source.rewrite("some", above, pieces, 0.6)


def _bare(node: Node) -> Node:
    return node.parts[0] if node.kind == "parenthesized_expression" and node.parts else node


def _grown(name: str, value: Node) -> str:
    """What adds the rest of a display, or of a ``concat``, to what it starts from."""
    method = called(value)
    if method is not None and method[1] == "concat" and method[0].text == name:
        arrays = [each for each in method[2] if each.kind == "array"]
        parts = [part.text for array in arrays for part in array.parts]
        return f"{name}.push({', '.join(parts)})" if len(arrays) == len(method[2]) else ""
    first, *rest = value.parts or (value,)
    if first.kind != "spread_element" or not first.parts or first.parts[0].text != name:
        return ""
    if value.kind == "array":
        return f"{name}.push({', '.join(part.text for part in rest)})"
    pairs = [(part.get("key"), part.get("value")) for part in rest if part.kind == "pair"]
    if value.kind != "object" or len(pairs) != len(rest):
        return ""
    return "; ".join(_put(name, key, held) for key, held in pairs if key and held)


def _put(name: str, key: Node, value: Node) -> str:
    if key.kind == "computed_property_name":
        return f"{name}{key.text} = {value.text}"
    if key.kind == "property_identifier":
        return f"{name}.{key.text} = {value.text}"
    return f"{name}[{key.text}] = {value.text}"
