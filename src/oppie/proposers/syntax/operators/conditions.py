"""Conditions: atoms dropped, put, replaced; constants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import AND, OR
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS
from oppie.proposers.syntax.tree import Node

_AGAINST = 0.6
"""How likely a condition is widened where what failed should be narrower, and back."""


def is_condition(node: Node) -> bool:
    """Whether a node decides what runs."""
    parent = node.parent
    if parent is None or not node.named:
        return False
    return node.role == "condition" or parent.kind == "if_clause"


def widen(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a`` → ``a or b``, ``a and b`` with atoms of the function, the file, or made up.

    What always holds, or never does, gives way to the atom.
    """
    truth = node.up == "return_statement" and ctx.shape(node).base == "bool"
    inner = node.kind == "boolean_operator" and node.up == "parenthesized_expression"
    if not (is_condition(node) or truth or inner) or not ctx.language.is_value(node):
        return
    level = ctx.language.level(node)
    narrow, wide = ctx.clues.share("wrongly-true"), ctx.clues.share("wrongly-false")
    both, either = ctx.says.both, ctx.says.either
    for text, factor in atoms(node, ctx):
        if node.kind in ("true", "false"):
            yield put(node, text, factor, text)
        elif text not in node.text:
            left = f"({node.text})" if level < AND else node.text
            near = factor * (_AGAINST if wide > narrow else 1)
            yield put(node, both.format(left, text), near, text)
            left = node.text if level >= OR else f"({node.text})"
            near = factor * (_AGAINST if narrow > wide else 1)
            yield put(node, either.format(left, text), near, text)
            if level == OR:
                yield put(node, both.format(text, f"({node.text})"), factor * 0.3, text)


def other(node: Node, ctx: Context) -> Iterator[Draft]:
    """A condition, or an atom of one, by another."""
    inside = node.up in ("boolean_operator", "not_operator")
    if not (is_condition(node) or inside) or not ctx.language.is_value(node):
        return
    for text, factor in atoms(node, ctx):
        if text != node.text:
            yield put(node, text, factor, text)


def constant(node: Node, ctx: Context) -> Iterator[Draft]:
    """A condition that always or never holds."""
    if is_condition(node) and node.kind not in ("true", "false"):
        yield put(node, ctx.says.true)
        yield put(node, ctx.says.false)


def atoms(node: Node, ctx: Context) -> tuple[tuple[str, float], ...]:
    """Conditions that may stand at a node, with how likely each is, the likeliest first."""
    known = Options()
    for text, factor in _atoms(node, ctx):
        known.offer(text, factor)
    return known.ranked()


def _atoms(node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    names = [n.text for n in ctx.variables(node) if n.at < node.start]
    hidden = {n.text for n in ctx.scope.local if n.sort == "variable"} - set(names)
    for atom in ctx.ingredients.conditions:
        used = _words(atom)
        if used & hidden:
            yield from ((t, 0.5) for t in renamed(atom, used & hidden, names))
        else:
            yield atom.text, 1.0
            yield from ((t, 0.45) for t in _varied(atom, ctx))
            yield from ((t, 0.4) for t in _permuted(atom, names))
    if node.kind in ("identifier", "attribute", "call", "subscript"):
        yield from _there(node.text, ctx, (0.6, 0.3))
    for member in ctx.scope.members[:6]:
        yield from ((member, 0.25), (ctx.says.negation.format(member), 0.25))
        yield from _there(member, ctx, (0.25, 0))
    for rank, name in enumerate(names):
        yield from _simple(name, ctx, 0.95**rank)
    for i, one in enumerate(names[:8]):
        for two in names[i + 1 : 8]:
            yield from _pairs(one, two, ctx)
    for atom in ctx.ingredients.far_conditions:
        if _words(atom) <= set(names) | {n.text for n in ctx.scope.shared}:
            yield atom.text, 0.3


def _words(node: Node) -> set[str]:
    return {
        n.text
        for n in node.walk()
        if n.kind == "identifier" and n.role not in ("function", "attribute")
    }


def renamed(atom: Node, strangers: set[str], names: list[str]) -> Iterator[str]:
    """An atom with one name that is not seen here replaced by one that is."""
    if len(strangers) != 1:
        return
    stranger = next(iter(strangers))
    for name in names[:4]:
        yield substituted(atom, {stranger: name})


def substituted(atom: Node, names: Mapping[str, str]) -> str:
    """An atom's text with other names for some."""
    out, at = [], atom.start
    for node in atom.walk():
        if node.kind == "identifier" and node.text in names and node.role != "attribute":
            out += [atom.data[at : node.start].decode("utf-8", "replace"), names[node.text]]
            at = node.end
    return "".join([*out, atom.data[at : atom.end].decode("utf-8", "replace")])


def _permuted(atom: Node, names: list[str]) -> Iterator[str]:
    used = [n for n in sorted(_words(atom)) if n in names]
    for one in used[:4]:
        for two in names[:6]:
            if one != two:
                yield substituted(atom, {one: two, two: one} if two in used else {one: two})


def _varied(atom: Node, ctx: Context) -> Iterator[str]:
    """The atom with another number, another comparison, or both."""
    table = ctx.language.usual.operators["compare-operator"]
    signs = [n for n in atom.walk() if n.role in ("operator", "operators") and n.kind in table]
    texts = [atom.text]
    for inner in [n for n in atom.walk() if n.kind == "integer"][:1]:
        others = [t for t in ctx.ingredients.integers[:6] if t != inner.text]
        texts += [_spliced(atom, inner, text) for text in others]
        yield from texts[1:]
    for sign in signs[:1]:
        for text in table[sign.kind]:
            yield _spliced(atom, sign, text)
        for text in texts[1:]:
            yield text.replace(f" {sign.text} ", f" {table[sign.kind][0]} ", 1)


def _spliced(atom: Node, inner: Node, text: str) -> str:
    return f"{atom.text[: _offset(atom, inner.start)]}{text}{atom.text[_offset(atom, inner.end) :]}"


def _offset(atom: Node, at: int) -> int:
    return len(atom.data[atom.start : at].decode("utf-8", "replace"))


def _there(text: str, ctx: Context, factors: tuple[float, float]) -> Iterator[tuple[str, float]]:
    """Whether something is there, and whether it is not."""
    for template, factor in zip((ctx.says.is_some, ctx.says.is_none), factors, strict=True):
        if template and factor:
            yield template.format(text), factor


def _simple(name: str, ctx: Context, near: float) -> Iterator[tuple[str, float]]:
    shape = ctx.shapes.named(name)
    for idiom in ctx.language.usual.atoms:
        if chance := idiom.chance(shape):
            yield idiom.template.format(name), chance * near


def _pairs(one: str, two: str, ctx: Context) -> Iterator[tuple[str, float]]:
    first, second, says = ctx.shapes.named(one), ctx.shapes.named(two), ctx.says
    if first.among(NUMBERS) and second.among(NUMBERS):
        sure = 0.3 if first.base and second.base else 0.2
        for operator in (says.equal, "<", ">", says.unequal, "<=", ">="):
            yield f"{one} {operator} {two}", sure
        yield f"{one} % {two} {says.equal} 0", 0.1
    elif ctx.shapes.fits(first, second):
        yield from ((f"{one} {says.equal} {two}", 0.2), (f"{one} {says.unequal} {two}", 0.2))
    for item, holder in ((one, two), (two, one)):
        if ctx.shapes.named(holder).among(COLLECTIONS) and says.contains:
            yield from ((t.format(item, holder), 0.2) for t in (says.contains, says.lacks))
    if first.surely(COLLECTIONS) and second.surely(COLLECTIONS):
        lengths = (says.length.format(one), says.length.format(two))
        yield from ((f" {o} ".join(lengths), 0.2) for o in (says.equal, says.unequal))
