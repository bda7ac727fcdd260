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
from oppie.proposers.syntax.learned import Learned
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
class Drawn:
    """What the weight of a draft was made of: the operator's prior, its node, its place.

    Attributes:
        base: of the operator, in the light of the failures, by hand.
        node: that the operator worked on.
        place: weight of the draft's statement.
    """

    base: float
    node: Node
    place: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with the file, operator and unit that it comes from.

    Attributes:
        drawn: None for what mends a file that does not parse.
    """

    path: str
    operator: str
    symbol: str
    draft: Draft
    sieve: Sieve
    drawn: Drawn | None = None


Found = Iterable[Source[Placed] | tuple[float, Placed]]


class Expansion:
    """All drafts for one request."""

    def __init__(self, request: ProposalRequest, learned: Learned) -> None:
        self._request = request
        self._learned = learned
        self.clues = failures.read(request.failures, request.sources)
        self._surroundings = Surroundings(request)
        self._priors = tuple((o, prior(o.name, self.clues)) for o in OPERATORS)

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
        places = Places(path, self._request.suspicions, self.clues)
        weighing = self._weighing(language)
        for unit in with_shared(language, root, places):
            context = Context(language, path, root, unit, self.clues, self._surroundings)
            opened = partial(self._unit, context, places, weighing)
            yield Source(self._learned.place(unit.weight), opened)

    def _weighing(self, language: Language) -> tuple[_Weighing, ...]:
        """The operators with their weights, none of which makes a draft weigh more than 1."""
        learned = self._learned
        leaning = dict(self._request.leanings)
        found = [
            (
                o,
                b,
                b * leaning.get(o.name, 1.0) * learned.operator(o.name, language.name, self.clues),
            )
            for o, b in self._priors
        ]
        top = max(1.0, *(weight * learned.most(o.name) for o, _, weight in found))
        return tuple(_Weighing(o, base, weight / top, learned) for o, base, weight in found)

    def _unit(self, context: Context, places: Places, each: tuple[_Weighing, ...]) -> Found:
        sieve = Sieve.of(context.language, context.unit.node)
        at_most = self._learned.place(context.unit.weight)
        for weighing in each:
            at = _At(context, weighing, sieve)
            yield Source(weighing.most() * at_most, partial(_nodes, at, places))


@dataclass(frozen=True, slots=True)
class _Weighing:
    """An operator with its prior, by hand and as learned."""

    operator: Operator
    base: float
    weight: float
    learned: Learned

    def most(self) -> float:
        """No draft weighs more."""
        return self.weight * self.learned.most(self.operator.name)

    def node(self, node: Node) -> float:
        """No draft of this node weighs more."""
        return self.weight * self.learned.node(self.operator.name, node)


@dataclass(frozen=True, slots=True)
class _At:
    """An operator in a unit."""

    context: Context
    weighing: _Weighing
    sieve: Sieve


def _nodes(at: _At, places: Places) -> Found:
    weighing = at.weighing
    for node in _sites(weighing.operator, at.context):
        weight = weighing.node(node) * weighing.learned.place(place(node, at.context, places))
        yield Source(weight, partial(_drafts, at, places, node))


def _drafts(at: _At, places: Places, node: Node) -> Iterator[tuple[float, Placed]]:
    path, symbol = at.context.path, at.context.unit.symbol
    weighing, learned = at.weighing, at.weighing.learned
    name, base = weighing.operator.name, weighing.node(node)
    for draft in weighing.operator.operate(node, at.context):
        for each in (draft, *everywhere(draft, at.context)):
            here = place(each.site, at.context, places)
            drawn = Drawn(weighing.base, node, here)
            weight = base * learned.draft(each) * learned.place(here)
            yield weight, Placed(path, name, symbol, each, at.sieve, drawn)


def _sites(operator: Operator, context: Context) -> Iterable[Node]:
    if not operator.kinds:
        return (context.unit.node,)
    found = [n for kind in operator.kinds for n in context.by_kind.get(kind, ())]
    return sorted(found, key=lambda n: (n.start, -n.end))
