"""Short ways to trees, contexts and what an operator makes of a text."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.model.observation import Failure, Frame
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import clues
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, apply
from oppie.proposers.syntax.languages import language_of
from oppie.proposers.syntax.languages.python import PYTHON, grammar
from oppie.proposers.syntax.operators import OPERATORS
from oppie.proposers.syntax.places import Places, with_shared
from oppie.proposers.syntax.surroundings import Surroundings
from oppie.proposers.syntax.tree import Node

PATH = "m.py"


def tree(source: str) -> Node:
    """The tree of a text."""
    return grammar().parse(source.encode())


def find(source: str, text: str, kind: str = "") -> Node:
    """The first node with this text, and of this kind if one is given."""
    return next(n for n in tree(source).walk() if n.text == text and (not kind or n.kind == kind))


def request(
    source: str, said: str = "", test: str = "", line: int = 0, path: str = PATH
) -> ProposalRequest:
    """A request about one file; ``said`` is ``Kind: message``."""
    kind, _, message = said.partition(": ")
    beside = f"test_{path}"
    frames = (Frame(beside, 1, "test"), *([Frame(path, line, "f")] if line else []))
    return ProposalRequest(
        sources={path: source.encode()},
        context={beside: test.encode()} if test else {},
        failures=(Failure(kind, message, frames),) if said else (),
    )


def contexts(asked: ProposalRequest) -> Iterator[Context]:
    """A Context for each unit of the one file of a request."""
    read = clues.read(asked.failures, asked.sources)
    path, data = next(iter(asked.sources.items()))
    language = language_of(path) or PYTHON
    root = language.grammar().parse(data)
    places = Places(path, asked.suspicions, read)
    for unit in with_shared(language, root, places):
        yield Context(language, path, root, unit, read, Surroundings(asked))


def context(source: str, said: str = "", test: str = "") -> Context:
    """The Context of the last unit of a text."""
    return list(contexts(request(source, said, test)))[-1]


def drafts(operator: str, asked: ProposalRequest) -> Iterator[Draft]:
    """All that one operator yields, in its order."""
    found = next(o for o in OPERATORS if o.name == operator)
    for ctx in contexts(asked):
        for node in ctx.nodes if found.kinds else (ctx.unit.node,):
            if not found.kinds or node.kind in found.kinds:
                yield from found.operate(node, ctx)


def results(operator: str, source: str, said: str = "", test: str = "", line: int = 0) -> list[str]:
    """The texts that one operator makes of a text, the likeliest first."""
    asked = request(source, said, test, line)
    made = sorted(drafts(operator, asked), key=lambda d: -d.factor)
    return [apply(source.encode(), draft.pieces).decode() for draft in made]
