"""Go: what is mended where a file does not parse."""

from __future__ import annotations

from oppie.proposers.syntax.languages.go_words import FOREIGN, KEYWORDS
from oppie.proposers.syntax.mending import Mending, brackets

MENDS = Mending(
    keywords=KEYWORDS,
    foreign=FOREIGN,
    swaps={
        **brackets(), "=": ("==", ":=", ":", "+="), ":": ("", ":=", ",", ";"), ";": ("", ",", ":"),
        ",": (";", ".", "", ":"), ".": (",", ""), "'": ('"', "`"), '"': ("'", "`"),
        "`": ("'", '"'), "&": ("&&",), "|": ("||",), ":=": ("=", "=="),
    },
    puts=((")", 1.0), ("}", 1.0), ("{", 0.9), ("(", 0.8), ("]", 0.8), (",", 0.8), ("[", 0.5),
          ('"', 0.6), ("'", 0.5), ("`", 0.3), (";", 0.6), (":", 0.6), ("= ", 0.4), ("+ ", 0.3),
          (".", 0.4), ("&& ", 0.2), ("...", 0.2)),
    ends=(("}", 1.0), (" {", 1.0), (")", 1.0), (") {", 0.9), ("]", 0.8), (",", 0.8), ('"', 0.7),
          (":", 0.7), ("\n}", 0.8), ('")', 0.5), ("})", 0.5), ("'", 0.4), ("`", 0.3), ("))", 0.4)),
    final="){},:",
    indented=False,
)  # fmt: skip
