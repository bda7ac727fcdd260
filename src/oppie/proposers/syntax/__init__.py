"""The embedded proposer: small edits of syntax trees, without a model and without a network."""

from oppie.proposers.syntax.proposer import SyntaxProposer

__all__ = ["SyntaxProposer"]
