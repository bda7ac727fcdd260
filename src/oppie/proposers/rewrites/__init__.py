"""Rewrites: changes that keep what a program does and cost it less.

One module or package for each language, chosen by the ending of a file's name; each gives the
rewrites of a file. What a rewrite assumes of the program it does not prove: the tests that passed
before have to pass after, and the benchmark decides whether anything was gained.
"""

from __future__ import annotations

from oppie.proposers.rewrites.proposer import RewriteProposer

__all__ = ["RewriteProposer"]
