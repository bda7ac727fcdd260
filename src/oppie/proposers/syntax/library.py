"""What a language brings along: names that are there, modules, and how they are imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _none(name: str) -> tuple[str, ...]:
    """Nothing is known."""
    del name
    return ()


def _nowhere(path: str, other: str) -> tuple[str, ...]:
    """Files do not name each other."""
    del path, other
    return ()


@dataclass(frozen=True, slots=True)
class Library:
    """Names that a program may use without defining them.

    Attributes:
        functions: that are there without an import.
        attributes: of a type, or of a module, by its name as messages give it.
        modules: that may be imported.
        exports: what a module has.
        usual: modules that are looked into for a name that is missing.
        whole: ways to import a module ``{0}``.
        part: ways to import a name ``{1}`` of a module ``{0}``.
        places: how a file names another one, from the paths of both.
    """

    functions: tuple[str, ...] = ()
    attributes: Callable[[str], tuple[str, ...]] = _none
    modules: frozenset[str] = frozenset()
    exports: Callable[[str], tuple[str, ...]] = _none
    usual: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    places: Callable[[str, str], tuple[str, ...]] = _nowhere
