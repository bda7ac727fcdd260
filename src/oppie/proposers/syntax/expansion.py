"""From a request to drafts: files, units and operators, opened best first."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import clues as failures
from oppie.proposers.syntax.broken import is_broken, locate, repairs
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.family import Operator
from oppie.proposers.syntax.foregone import asks, foregone
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages import language_of
from oppie.proposers.syntax.learned import Learned
from oppie.proposers.syntax.likes import everywhere
from oppie.proposers.syntax.operators import OPERATORS
from oppie.proposers.syntax.places import Places, crowd, escaped, place, with_shared
from oppie.proposers.syntax.priors import prior
from oppie.proposers.syntax.ranking import Source
from oppie.proposers.syntax.several import several
from oppie.proposers.syntax.surroundings import Surroundings
from oppie.proposers.syntax.tree import Node
from oppie.proposers.syntax.validity import Part, Sieve

BROKEN = "broken-syntax"
"""The operator of what mends a file that does not parse."""
SEVERAL = 0.3
"""How likely two mistakes are in such a file, against one."""
PARTLY = 0.01
"""How likely it is that a part that parses is enough, since the parser errs elsewhere."""
OTHER_FILE = 0.02
"""How likely a file is that no failing test reached, against the most suspicious one."""

FOREGONE = 0.1
"""How likely a condition was meant of which a part says nothing, against any other."""

FEW = 4
THINNING = 0.5
"""So many drafts of one operator at one node are as likely each as one alone; the weight of more of
them falls with this power, or an operator that has a hundred names or texts to put in would drown
all others."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with the file, operator and unit that it comes from.

    Attributes:
        node: that the operator worked on; None for what mends a file that does not parse.
    """

    path: str
    operator: str
    symbol: str
    draft: Draft
    sieve: Sieve
    node: Node | None = None


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
            yield from self._mended(path, root, language)
            return
        places = Places(path, self._request.suspicions, self.clues)
        weighing = self._weighing(language)
        for unit in with_shared(language, root, places):
            context = Context(language, path, root, unit, self.clues, self._surroundings)
            opened = partial(self._unit, context, places, weighing)
            yield Source(unit.weight, opened)

    def _mended(self, path: str, root: Node, language: Language) -> Found:
        """What mends the mistakes of a file that does not parse: one, several, one of several."""
        broken = locate(path, root, language, self._request.failures)
        part = Part(root.data, broken.start, broken.end)
        sound = Sieve(language, part, mending=True, whole=True)
        partly = Sieve(language, part, mending=True)

        def placed(drafts: Iterable[Draft], weight: float, sieve: Sieve) -> Found:
            for draft in drafts:
                yield weight * draft.factor, Placed(path, BROKEN, "", draft, sieve)

        yield from placed(repairs(root, language, broken), 1.0, sound)
        more = several(path, root, language, broken)
        yield Source(SEVERAL, partial(placed, more, SEVERAL, sound))
        some = repairs(root, language, broken)
        yield Source(PARTLY, partial(placed, some, PARTLY, partly))

    def _weighing(self, language: Language) -> tuple[_Weighing, ...]:
        """The operators with their weights, none of which makes a draft weigh more than 1."""
        learned, leaning = self._learned, dict(self._request.leanings)
        factors = [
            learned.operator(o.name, language.name, self.clues) * leaning.get(o.name, 1.0)
            for o, _ in self._priors
        ]
        found = [(o, b * f) for (o, b), f in zip(self._priors, factors, strict=True)]
        top = max(1.0, *(weight * learned.most(o.name) for o, weight in found))
        return tuple(_Weighing(o, weight / top, learned) for o, weight in found)

    def _unit(self, context: Context, places: Places, each: tuple[_Weighing, ...]) -> Found:
        sieve = Sieve.of(context.language, context.unit.node)
        for weighing in each:
            at = _At(context, weighing, sieve)
            yield Source(weighing.most() * context.unit.weight, partial(_nodes, at, places))


@dataclass(frozen=True, slots=True)
class _Weighing:
    """An operator with its prior, as the failures and what was learned make it."""

    operator: Operator
    prior: float
    learned: Learned

    def most(self) -> float:
        """No draft weighs more."""
        return self.prior * self.learned.most(self.operator.name)

    def at(self, node: Node) -> float:
        """No draft of this node weighs more."""
        return self.prior * self.learned.node(self.operator.name, node)


@dataclass(frozen=True, slots=True)
class _At:
    """An operator in a unit."""

    context: Context
    weighing: _Weighing
    sieve: Sieve


def _nodes(at: _At, places: Places) -> Found:
    for node in _sites(at.weighing.operator, at.context):
        weight = at.weighing.at(node) * place(node, at.context, places)
        weight *= crowd(node, at.context) * escaped(node, at.context)
        yield Source(weight, partial(_drafts, at, places, node))


def _drafts(at: _At, places: Places, node: Node) -> Found:
    operator, prior = at.weighing.operator, at.weighing.at(node)
    path, symbol = at.context.path, at.context.unit.symbol
    drafts = operator.operate(node, at.context)
    found = [each for draft in drafts for each in (draft, *everywhere(draft, at.context))]
    found.sort(key=lambda each: -each.factor)
    different: dict[tuple[Piece, ...], Draft] = {}  # several failures may say the same
    for each in found:
        different.setdefault(each.pieces, each)
    for rank, each in enumerate(different.values()):
        weight = prior * each.factor * rare(rank) * place(each.site, at.context, places)
        placed = Placed(path, operator.name, symbol, each, at.sieve, node)
        yield Source(weight, partial(_asked, weight, placed)) if asks(each) else (weight, placed)


def _asked(weight: float, placed: Placed) -> Found:
    """A word of a condition, looked at closely when its turn comes: that takes its time."""
    yield weight * (FOREGONE if foregone(placed.draft) else 1.0), placed


def rare(rank: int) -> float:
    """How likely a draft is beside so many better ones that an operator makes of the same node."""
    return math.pow(min(1.0, FEW / (1 + rank)), THINNING)


def _sites(operator: Operator, context: Context) -> Iterable[Node]:
    if not operator.kinds:
        return (context.unit.node,)
    found = [n for kind in operator.kinds for n in context.by_kind.get(kind, ())]
    return sorted(found, key=lambda n: (n.start, -n.end))
