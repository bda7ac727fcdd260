"""What is usual in a language: tables of templates with the sorts of value they go with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from oppie.proposers.syntax.shapes import Shape

Table = Mapping[str, tuple[str, ...]]
"""A text → what it is often mistaken for, likeliest first."""

ANYTHING: frozenset[str] = frozenset()
"""Goes with any sort of value."""
UNKNOWN = frozenset({"?"})
"""Goes only with a value whose sort is not known."""


@dataclass(frozen=True, slots=True)
class Idiom:
    """Something that is often written of an expression.

    Attributes:
        template: ``{0}`` or ``{}`` stands for the expression.
        takes: the sorts of value that it makes sense for; see :mod:`.shapes`.
        factor: in (0, 1], how often it is what is wanted.
        unsure: how much likelier or less likely where the sort of value is not known.
        yields: the sort of value; ``item`` is that of the collection's items, ``same`` its own.
    """

    template: str
    takes: frozenset[str] = ANYTHING
    factor: float = 1.0
    unsure: float = 1.0
    yields: str = ""

    def chance(self, shape: Shape) -> float:
        """How likely it is wanted for a value, in [0, 1]."""
        if not shape.base:
            return min(1.0, self.factor * self.unsure)
        return self.factor if not self.takes or shape.base in self.takes else 0.0

    def shape(self, of: Shape) -> Shape:
        """The shape of what it makes of a value."""
        if self.yields == "same":
            return of
        return Shape(of.item if self.yields == "item" else self.yields)


Idioms = tuple[Idiom, ...]
Weighted = tuple[tuple[str, float], ...]
"""Texts with how likely each is."""

ASCII = ("48", "57", "58", "65", "90", "91", "97", "122", "123", "64", "96", "47", "26", "32")
"""Where digits and letters begin and end in ASCII, how many letters there are, the space."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The idioms of a language; any table may be empty.

    Attributes:
        operators: operator → what it is mistaken for; one table a class of operators.
        paired: functions and methods that are mistaken for each other.
        wraps: calls that an expression may lack.
        atoms: conditions on one variable.
        guards: conditions on a parameter under which a function ends at once.
        computed: what is made of a variable.
        parts: of a collection, such as its first item or the reverse of it.
        indexes: what an index ``{}`` is mistaken for.
        last: the index of the last item of a collection; empty where a number is it.
        wholes: what is made of a collection where an item of it stood.
        lookups: other ways to ask a collection ``{0}`` for an item ``{1}``.
        updates: statements about a variable.
        growths: statements about a variable ``{0}`` that take another one ``{1}``.
        fallbacks: an expression, or something else where there is none.
        fillings: values that stand for none.
        initials: first values of variables.
        results: what a function returns under a guard.
        returns: what a function returns.
        defaults: of parameters.
        arithmetic: operators between two numbers, with their levels.
        arguments: function → arguments that are usual for it.
        errors: classes that are raised.
        conversions: of an operand that does not go with the other.
        recasts: type → what an object of it is made into for an attribute that it lacks.
        checks: function → the types that it is asked about.
        counter: the function that counts; empty if there is none.
        printers: functions that print.
        decorators: what stands before a method.
        receivers: parameters that stand for the own object.
        prefixes: letters before a string.
        places: method that tells a place → how it is asked whether there is one.
        unlike: a value that equals nothing → how it is asked for.
        landmarks: function → whole numbers that matter where it is called.
        formats: of a value put into a string.
        copied: method that changes its own object → copies of that.
        filters: the items of a collection ``{0}`` that another one ``{1}`` holds, or not.
    """

    operators: Mapping[str, Table]
    paired: Table
    wraps: Idioms
    atoms: Idioms
    guards: Idioms
    computed: Idioms
    parts: Idioms
    indexes: tuple[str, ...]
    wholes: tuple[str, ...]
    lookups: Weighted
    updates: Idioms
    growths: Idioms
    fallbacks: Idioms
    fillings: tuple[str, ...]
    initials: tuple[str, ...]
    results: tuple[str, ...]
    returns: tuple[str, ...]
    defaults: tuple[str, ...]
    arithmetic: tuple[tuple[str, int], ...]
    arguments: Mapping[str, Weighted]
    errors: tuple[str, ...]
    conversions: Weighted = ()
    recasts: Mapping[str, Weighted] = field(default_factory=dict)
    checks: Table = field(default_factory=dict)
    last: str = ""
    counter: str = ""
    printers: frozenset[str] = frozenset()
    decorators: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    prefixes: str = ""
    places: Table = field(default_factory=dict)
    unlike: Table = field(default_factory=dict)
    landmarks: Table = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    copied: Table = field(default_factory=dict)
    filters: Idioms = ()


def groups(*words: str) -> Table:
    """A table of words that are mistaken for each other, from groups of them."""
    table: dict[str, list[str]] = {}
    for group in words:
        each = group.split()
        for word in each:
            known = table.setdefault(word, [])
            known.extend(w for w in each if w != word and w not in known)
    return {word: tuple(others) for word, others in table.items()}


def idioms(takes: Iterable[str], *templates: tuple[str, float], unsure: float = 1.0) -> Idioms:
    """Idioms of one sort of value."""
    bases = frozenset(takes)
    return tuple(Idiom(text, bases, factor, unsure) for text, factor in templates)
