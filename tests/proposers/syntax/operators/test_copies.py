"""What belongs to the caller is copied before it is changed."""

from __future__ import annotations

from oppie.proposers.syntax.languages.javascript import JAVASCRIPT
from tests.proposers.syntax.languages.spoken import Spoken

SPOKEN = Spoken(JAVASCRIPT, "m.js")


def test_the_receiver_of_what_changes_it_is_copied() -> None:
    source = "const f = (xs) => {\n  return xs.sort();\n};\n"
    found = SPOKEN.made("own-copy", source)
    assert found == [
        source.replace("xs.sort", f"{copy}.sort") for copy in ("[...xs]", "xs.slice()")
    ]


def test_where_the_change_is_wanted_it_stays() -> None:
    assert SPOKEN.made("own-copy", "const f = (xs) => {\n  xs.sort();\n};\n") == []
    assert SPOKEN.made("own-copy", "const f = (xs) => xs.concat([1]);\n") == []
