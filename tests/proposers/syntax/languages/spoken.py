"""Short ways to the trees of one language, and to what is made of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from oppie.model.change import Change
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.draft import apply
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node
from tests.proposers.syntax.at_hand import drafts, request


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language, in a file of this path."""

    language: Language
    path: str

    def tree(self, source: str) -> Node:
        """The tree of a text."""
        return self.language.grammar().parse(source.encode())

    def found(self, source: str, text: str) -> list[Node]:
        """The named nodes with this text, from the outermost in."""
        return [n for n in self.tree(source).walk() if n.text == text and n.named]

    def made(self, operator: str, source: str, said: str = "") -> list[str]:
        """The texts that one operator makes of a text, in its order."""
        asked = request(source, said, path=self.path)
        return [apply(source.encode(), d.pieces).decode() for d in drafts(operator, asked)]

    def proposed(self, source: str, most: int) -> list[str]:
        """The texts that the first Changes of the proposer make of a text."""
        asked = ProposalRequest(sources={self.path: source.encode()})
        changes = islice(SyntaxProposer().propose(asked), most)
        return [changed(source, change) for change, _ in changes]


def changed(source: str, change: Change) -> str:
    """A text after a Change."""
    data = source.encode()
    for edit in sorted(change.edits, key=lambda e: e.start, reverse=True):
        data = data[: edit.start] + edit.text + data[edit.end :]
    return data.decode()
