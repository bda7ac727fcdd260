"""What lies around the file that is edited: its tests, and the project's other files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax.examples import Examples
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages import language_of

_MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name that is defined at the top of a file of the project."""

    name: str
    path: str


class Surroundings:
    """Tests and other sources of one request; looked at when they are first needed."""

    def __init__(self, request: ProposalRequest) -> None:
        self._request = request
        self._examples: dict[tuple[str, str], Examples] = {}

    def examples(self, language: Language, name: str) -> Examples:
        """The tests that failed, then those that speak of a function or class."""
        key = (language.name, name)
        if key not in self._examples:
            context = self._request.context
            framed = (f.path for failure in self._request.failures for f in failure.frames)
            named = (p for p in sorted(context) if name and name.encode() in context[p])
            paths = dict.fromkeys([*(p for p in framed if p in context), *named])
            known = [context[p] for p in paths if _akin(language_of(p), language)]
            self._examples[key] = Examples(language, tuple(known[:_MOST_FILES]))
        return self._examples[key]

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """The names that the project's files define, by file."""
        sources = self._request.sources
        languages = {path: language_of(path) for path in sorted(sources)}
        return tuple(
            Symbol(match.group(1) or match.group(2), path)
            for path, language in languages.items()
            if language is not None
            for match in language.defined.finditer(sources[path].decode("utf-8", "replace"))
        )


def _akin(one: Language | None, other: Language) -> bool:
    """Whether two are dialects of one language, which read each other's tests."""
    return one is not None and one.says is other.says
