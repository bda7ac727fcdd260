"""Python: what is mended where a file does not parse."""

from __future__ import annotations

import keyword

from oppie.proposers.syntax.languages.python_words import FOREIGN
from oppie.proposers.syntax.mending import Mending, brackets

MENDS = Mending(
    keywords=tuple(keyword.kwlist),
    foreign=FOREIGN,
    swaps={
        **brackets(":"), "=": ("==", ":", "+=", "-="), ":": ("", "=", ","), ";": (":", ","),
        ",": (".", ":"), ".": (",",), "'": ('"',), '"': ("'",), "!": ("not ", "!="),
        "&": ("and",), "|": ("or",),
    },
    puts=((":", 1.0), (")", 1.0), ("]", 0.9), ("}", 0.8), (",", 0.7), ('"', 0.7), ("'", 0.7),
          ("(", 0.6), ("[", 0.5), ("{", 0.4), ("=", 0.4), ("+ ", 0.2), (".", 0.3), ('"""', 0.2)),
    ends=((":", 1.0), (")", 1.0), ("):", 0.9), ("]", 0.8), ("}", 0.8), ('"', 0.7), ("'", 0.7),
          (",", 0.6), ("]:", 0.3), ('")', 0.3), ("')", 0.3), ("))", 0.3), ('"""', 0.3)),
    final=":),;",
    indented=True,
)  # fmt: skip
