"""From a request to drafts: files, units and operators, opened best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import clues as failures
from oppie.proposers.syntax.broken import is_broken, locate, repairs
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft
from oppie.proposers.syntax.family import Operator
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages import language_of
from oppie.proposers.syntax.likes import everywhere
from oppie.proposers.syntax.operators import OPERATORS
from oppie.proposers.syntax.places import Places, place, with_shared
from oppie.proposers.syntax.priors import prior
from oppie.proposers.syntax.ranking import Source
from oppie.proposers.syntax.surroundings import Surroundings
from oppie.proposers.syntax.tree import Node
from oppie.proposers.syntax.validity import Part, Sieve

OTHER_FILE = 0.02
"""How likely a file is that no failing test reached, against the most suspicious one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with the file, operator and unit that it comes from."""

    path: str
    operator: str
    symbol: str
    draft: Draft
    sieve: Sieve


Found = Iterable[Source[Placed] | tuple[float, Placed]]


class Expansion:
    """All drafts for one request."""

    def __init__(self, request: ProposalRequest) -> None:
        self._request = request
        self._clues = failures.read(request.failures, request.sources)
        self._surroundings = Surroundings(request)
        self._priors = tuple((o, prior(o.name, self._clues)) for o in OPERATORS)

    def open(self) -> Found:
        """The files, as Sources."""
        known = self._request.suspicions
        top = max((s.score for s in known), default=0.0) or 1.0
        # The least suspicious first, so that each file keeps the score of its likeliest line.
        best = {s.path: s.score / top for s in sorted(known, key=lambda s: s.score)}
        framed = {f.path for failure in self._request.failures for f in failure.frames}
        for path in sorted(self._request.sources):
            language = language_of(path)
            if language is not None:
                bound = 1.0 if path in framed or not known else best.get(path, OTHER_FILE)
                yield Source(bound, partial(self._file, path, language))

    def _file(self, path: str, language: Language) -> Found:
        data = self._request.sources[path]
        root = language.grammar().parse(data)
        if is_broken(path, root, language, self._request.failures):
            broken = locate(path, root, language, self._request.failures)
            sieve = Sieve(language, Part(data, broken.start, broken.end), mending=True)
            for draft in repairs(root, language, broken):
                yield draft.factor, Placed(path, "broken-syntax", "", draft, sieve)
            return
        places = Places(path, self._request.suspicions, self._clues)
        for unit in with_shared(language, root, places):
            context = Context(language, path, root, unit, self._clues, self._surroundings)
            yield Source(unit.weight, partial(self._unit, context, places))

    def _unit(self, context: Context, places: Places) -> Found:
        sieve = Sieve.of(context.language, context.unit.node)
        for operator, base in self._priors:
            at = _At(context, operator, base, sieve)
            yield Source(min(1.0, base * context.unit.weight), partial(_nodes, at, places))


@dataclass(frozen=True, slots=True)
class _At:
    """An operator in a unit, with the operator's prior there."""

    context: Context
    operator: Operator
    base: float
    sieve: Sieve


def _nodes(at: _At, places: Places) -> Found:
    for node in _sites(at.operator, at.context):
        weight = at.base * place(node, at.context, places)
        yield Source(min(1.0, weight), partial(_drafts, at, places, node))


def _drafts(at: _At, places: Places, node: Node) -> Iterator[tuple[float, Placed]]:
    path, symbol = at.context.path, at.context.unit.symbol
    for draft in at.operator.operate(node, at.context):
        for each in (draft, *everywhere(draft, at.context)):
            weight = at.base * each.factor * place(each.site, at.context, places)
            yield min(1.0, weight), Placed(path, at.operator.name, symbol, each, at.sieve)


def _sites(operator: Operator, context: Context) -> Iterable[Node]:
    if not operator.kinds:
        return (context.unit.node,)
    found = [n for kind in operator.kinds for n in context.by_kind.get(kind, ())]
    return sorted(found, key=lambda n: (n.start, -n.end))
