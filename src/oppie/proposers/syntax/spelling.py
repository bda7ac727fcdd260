"""How a language writes what the operators say: a table of templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oppie.proposers.syntax.levels import ATOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Words and templates of a language; an empty one is what it cannot say.

    Attributes:
        true, false, none: the constants.
        own: the own object in a method.
        constructor: the name of the method that makes an object.
        parent: a call of the constructor of the class above, with arguments ``{}``.
        keyword: an argument ``{1}`` for a parameter by its name ``{0}``.
        sets: a variable ``{0}`` is set to ``{1}`` for the first time.
        shared, outer: statements that a name ``{}`` is that of the file, or of the function
            around.
        waits: for what comes later.
        literal: a value, as messages show it, in the language's own words; empty if it has none.
        both, either, negation: of conditions; ``{}`` stands for them.
        negation_level: how strongly a negation binds.
        equal, unequal: the operators.
        is_none, is_some: whether something is there.
        contains, lacks: of an item ``{0}`` and a collection ``{1}``.
        length, absolute: of an expression.
        item, tail, front: of a collection ``{0}`` and an index ``{1}``.
        careful: an attribute ``{1}`` of ``{0}``, or nothing where ``{0}`` is not there.
        closure: a function of parameters ``{0}`` and body ``{1}`` that keeps the own object.
        quote: around a string with holes; ``hole``: how a hole in it begins.
        conditional: ``{0}`` if ``{1}``, else ``{2}``.
        joined: two texts put together.
        whole: a whole number by another, without what remains.
        ends: what ends a simple statement.
        joins: what is between two simple statements on one line.
        opens, closes: of a block, behind its header and on a line of its own.
        when, loop, otherwise: headers of blocks with a condition ``{}``, and of what is else.
        chained: the words before a condition behind another that did not hold.
        gives, raises: simple statements with a value ``{}``.
        error: what is raised, of a class ``{}``.
        nothing: a statement that does nothing.
        tries: the header of what may fail; ``handles``: that of the handler of an error ``{}``.
        comment: begins a comment up to the end of the line.
    """

    true: str
    false: str
    none: str = ""
    own: str = ""
    constructor: str = ""
    parent: str = ""
    keyword: str = ""
    sets: str
    shared: str = ""
    outer: str = ""
    waits: str = ""
    literal: Callable[[object], str]
    both: str
    either: str
    negation: str
    negation_level: int
    equal: str
    unequal: str
    is_none: str = ""
    is_some: str = ""
    contains: str = ""
    lacks: str = ""
    length: str
    absolute: str = ""
    item: str
    tail: str
    front: str
    careful: str = ""
    closure: str = ""
    quote: str = ""
    hole: str = ""
    conditional: str = ""
    joined: str = "{} + {}"
    whole: str = "{} / {}"
    ends: str = ""
    joins: str
    opens: str
    closes: str = ""
    when: str
    loop: str
    otherwise: str
    chained: str
    gives: str
    raises: str = ""
    error: str = ""
    nothing: str = ""
    tries: str = ""
    handles: str = ""
    comment: str

    def ended(self, statement: str) -> str:
        """A simple statement with what ends it."""
        whole = statement.endswith((self.ends, "}")) if self.closes else True
        return statement if whole else statement + self.ends

    def block(self, header: str, body: str, step: str) -> str:
        """Lines of a block under a header; the body is one line, not ended."""
        tail = f"\n{self.closes}" if self.closes else ""
        return f"{header}{self.opens}\n{step}{self.ended(body)}{tail}"

    def guard(self, condition: str, body: str, step: str) -> str:
        """Lines that do a simple statement only under a condition."""
        return self.block(self.when.format(condition), body, step)

    def negated(self, text: str, level: int) -> str:
        """A condition that holds where the given one does not."""
        return self.negation.format(text if level >= self.negation_level else f"({text})")

    def atom(self, text: str, level: int) -> str:
        """An expression that a dot, a call or an index may follow."""
        return text if level >= ATOM else f"({text})"
