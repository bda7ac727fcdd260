"""What an error's message names: misspelt names, missing imports, wrong sorts of value."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.clues import Clue
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, cover, edit, put
from oppie.proposers.syntax.scope import likeness
from oppie.proposers.syntax.spelling import Spelling
from oppie.proposers.syntax.tree import Node

_ALIKE = 0.25


def unknown_name(node: Node, ctx: Context) -> Iterator[Draft]:
    """A name that is not defined: the names like it, in this place and everywhere."""
    for clue in ctx.clues.about("NameError", "UnboundLocalError"):
        if node.text != clue.words[0]:
            continue
        for other, factor in _alike(node, ctx, clue):
            yield put(node, other, factor, other)
        if ctx.says.own:
            yield put(node, f"{ctx.says.own}.{node.text}", 0.7 if _in_class(ctx) else 0.05)
        yield put(node, f"'{node.text}'", 0.2)


def _alike(node: Node, ctx: Context, clue: Clue) -> Iterator[tuple[str, float]]:
    known = {n.text: 1.0 for n in (*ctx.scope.local, *ctx.scope.shared)}
    known.update((name, 0.8) for name in ctx.language.library.functions if name not in known)
    for word in clue.words[1:]:
        known[word] = 2.0
    for name, factor in known.items():
        alike = likeness(name, node.text)
        if name != node.text and alike > _ALIKE:
            yield name, min(1.0, factor * alike)


def _in_class(ctx: Context) -> bool:
    return any(n.kind in ctx.language.classes for n in ctx.unit.node.above())


def unknown_attribute(node: Node, ctx: Context) -> Iterator[Draft]:
    """An attribute that an object does not have: those of its type, of the file, ``x``."""
    name, holder = node.get("attribute"), node.get("object")
    for clue in ctx.clues.about("AttributeError"):
        if name is None or holder is None or name.text not in clue.words:
            continue
        kind = clue.words[0]
        known = [
            *clue.words[2:],
            *ctx.scope.methods,
            *(m.split(".", 1)[1] for m in ctx.scope.members),
        ]
        known += ctx.language.library.attributes(kind)
        for other in dict.fromkeys(known):
            near = max(likeness(other, name.text), 0.9 if other in clue.words[2:] else 0.0)
            paired = other in ctx.language.usual.paired.get(name.text, ())
            if other != name.text and (near > _ALIKE or paired):
                yield put(name, other, max(near, 0.7 if paired else 0.0), other)
        for rank, variable in enumerate(ctx.variables(node)):
            if holder.kind == "identifier" and variable.text != holder.text:
                yield put(holder, variable.text, 0.5 * 0.9**rank)
        for template, factor in ctx.language.usual.recasts.get(kind, ()):
            yield put(holder, template.format(holder.text), factor)


def missing_import(node: Node, ctx: Context) -> Iterator[Draft]:
    """``import m`` for a module of the standard library, or a symbol of the project."""
    if node is not ctx.unit.node:
        return
    anchor = _import_anchor(ctx.root, ctx.says)
    for clue in ctx.clues.about("NameError"):
        name = clue.words[0]
        for line, factor in _imports(name, ctx):
            yield edit(node, Piece(anchor, anchor, f"{line}\n"), factor=factor)


def complete(node: Node, ctx: Context) -> Iterator[Draft]:
    """What the file asks for as it stands: imports that are missing, or not used."""
    pieces = ctx.language.completed(ctx.root.data, ())
    if node is ctx.unit.node and pieces:
        yield edit(node, *pieces)


def _imports(name: str, ctx: Context) -> Iterator[tuple[str, float]]:
    library = ctx.language.library
    if name in library.modules:
        yield from ((text.format(name), 1.0) for text in library.whole)
    for symbol in ctx.surroundings.symbols:
        if symbol.name == name and symbol.path != ctx.path:
            for rank, module in enumerate(library.places(ctx.path, symbol.path)):
                yield from ((text.format(module, name), 0.9 - 0.3 * rank) for text in library.part)
    for module in library.usual:
        if name in library.exports(module):
            yield from ((text.format(module, name), 0.8) for text in library.part)


def _import_anchor(root: Node, says: Spelling) -> int:
    last = 0
    for statement in root.parts:
        if statement.kind in ("future_import_statement", "package_clause") or (
            last == 0
            and statement.kind == "expression_statement"
            and statement.parts[0].kind == "string"
        ):
            last = layout.span(statement, says)[1]
        elif statement.kind.startswith("import"):
            return layout.span(statement, says)[0]
    return last


def module_path(node: Node, ctx: Context) -> Iterator[Draft]:
    """A file that is not there, by the names of those that are like it."""
    text = node.text[1:-1]
    for clue in ctx.clues.about("ModuleNotFoundError"):
        if text not in clue.words:
            continue
        files = {symbol.path for symbol in ctx.surroundings.symbols} - {ctx.path}
        for path in sorted(files):
            for other in ctx.language.library.places(ctx.path, path):
                alike = likeness(other, text)
                if other != text and alike > _ALIKE:
                    yield put(node, f"{node.text[0]}{other}{node.text[-1]}", alike)


def misspelt_import(node: Node, ctx: Context) -> Iterator[Draft]:
    """A module or a name of an import that does not exist: those like it."""
    for clue in ctx.clues.about("ModuleNotFoundError", "ImportError"):
        words = {w.rsplit(".", 1)[-1] for w in clue.words} | set(clue.words)
        for part in node.walk():
            if part.kind not in ("identifier", "dotted_name") or part.text not in words:
                continue
            for other, factor in _importable(part, node, ctx, clue):
                yield put(part, other, factor)


def _importable(part: Node, node: Node, ctx: Context, clue: Clue) -> Iterator[tuple[str, float]]:
    symbols = ctx.surroundings.symbols
    modules = {s.path.removesuffix(".py").rsplit("/", 1)[-1] for s in symbols}
    known = {*modules, *(s.name for s in symbols), *clue.words[1:]}
    known |= ctx.language.library.modules
    source = node.get("module_name")
    if source is not None and source is not part:
        known |= set(ctx.language.library.exports(source.text))
    for other in sorted(known):
        alike = likeness(other, part.text)
        if other != part.text and alike > _ALIKE:
            yield other, alike


def conversion(node: Node, ctx: Context) -> Iterator[Draft]:
    """An operand by ``str(x)``, ``int(x)``, ``list(x)``, where types do not go together."""
    for clue in ctx.clues.each:
        if clue.kind != "TypeError" or clue.frame is None or not ctx.language.is_value(node):
            continue
        if clue.frame.line not in range(node.line, node.last_line + 1) or node.role == "function":
            continue
        for template, factor in ctx.language.usual.conversions:
            near = factor if node.up == "binary_operator" else 0.6 * factor
            yield put(node, template.format(node.text), near)
        if node.kind == "call" and "not callable" in clue.message:
            function = node.get("function")
            yield from [edit(node, cover(node, function.text))] if function else []
