"""Places in a source file."""

from __future__ import annotations

from pathlib import Path

from oppie.inside.growing.source import Source, read

TEXT = """\
import functools

@functools.cache
def f(a, b):
    'What it does.'
    if a < b and (
        a
    ):
        return b + 1
    return None

def g(é): return é
"""


def test_returns_conditions_and_heads() -> None:
    source = Source(TEXT.encode())
    returned = {line: source.text(spot) for line, spot in source.returns.items()}
    assert returned == {9: "b + 1", 10: "None", 12: "é"}
    assert source.text(source.conditions[6]).split() == ["a", "<", "b", "and", "(", "a", ")"]
    head = source.heads[3]
    assert TEXT.encode()[head.start :].startswith(b"if a < b")
    assert (head.start, head.indent, head.line) == (head.end, "    ", 6)
    assert 12 not in source.heads
    assert source.lines() == {6, 9, 10, 12}


def test_fragments_are_short_expressions_the_shortest_first() -> None:
    fragments = Source(TEXT.encode()).fragments[3]
    assert set(fragments[:2]) == {"a", "b"} or fragments[0] in "ab1"
    assert "b + 1" in fragments


def test_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(:")
    assert read(str(tmp_path / "a.py")) is None
    assert read(str(tmp_path / "b.py")) is None
