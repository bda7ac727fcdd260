"""Knobs found in files of any language, turned in their own manner."""

from __future__ import annotations

import pytest

from oppie.errors import ConfigError
from oppie.model.knob import DeclaredKnob, Knob, Value
from oppie.model.search import ProposalRequest
from oppie.proposers.knobs import KnobProposer, axis

PROPOSER = KnobProposer()


def found(
    text: str, name: str, *, range_: tuple[float, float] | None = None, file: str = "f"
) -> Knob:
    declared = DeclaredKnob(file, name, (1,) if range_ is None else (), range_, "oppie.yaml:3")
    (knob,) = PROPOSER.declared([declared], {file: text.encode()}.__getitem__, [file])
    return knob


def turned(text: str, knob: Knob, value: Value) -> str:
    change = PROPOSER.change([knob], [value])
    assert change is not None
    (edit,) = change.edits
    return (text.encode()[: edit.start] + edit.text + text.encode()[edit.end :]).decode()


@pytest.mark.parametrize(
    ("text", "name", "value", "new", "expected"),
    [
        ("SIZE = 10\n", "SIZE", 10, 20, "SIZE = 20\n"),
        ("SIZE: int = 10  # items\n", "SIZE", 10, 20, "SIZE: int = 20  # items\n"),
        ("const SIZE = 10;\n", "SIZE", 10, 20, "const SIZE = 20;\n"),
        ("export const size = 1_000;", "size", 1000, 20, "export const size = 20;"),
        ("const SIZE: usize = 10usize;", "SIZE", 10, 20, "const SIZE: usize = 20usize;"),
        ("const size int = 10\n", "size", 10, 20, "const size int = 20\n"),
        ("\tsize := 10\n", "size", 10, 20, "\tsize := 20\n"),
        ('{"size": 10, "b": 1}', "size", 10, 20, '{"size": 20, "b": 1}'),
        ("a:\n  size: 0.5\n", "size", 0.5, 0.25, "a:\n  size: 0.25\n"),
        ("size = 1e-3\n", "size", 1e-3, 0.5, "size = 0.5\n"),
        ("n = -5\n", "n", -5, 3, "n = 3\n"),
        ("MODE = 'fast'\n", "MODE", "fast", "slow", "MODE = 'slow'\n"),
        ("FAST = False\n", "FAST", False, True, "FAST = True\n"),
        ("fast = false\n", "fast", False, True, "fast = true\n"),
        ("def f(x, size=10):\n    pass\n", "size", 10, 7, "def f(x, size=7):\n    pass\n"),
        ("SIZE = 0x10\n", "SIZE", 16, 8, "SIZE = 8\n"),
        ("SIZE = 10\n", "SIZE", 10, 8.0, "SIZE = 8\n"),
    ],
)
def test_a_value_is_found_and_turned(
    text: str, name: str, value: Value, new: Value, expected: str
) -> None:
    knob = found(text, name)
    assert knob.value == value
    assert turned(text, knob, new) == expected


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.yaml", "x: 1\nmode: safe  # or fast\n", "x: 1\nmode: fast  # or fast\n"),
        ("a.ini", "[x]\nmode = safe\n", "[x]\nmode = fast\n"),
        (".env", "mode=safe\n", "mode=fast\n"),
    ],
)
def test_settings_give_words_without_quotes(file: str, text: str, expected: str) -> None:
    knob = found(text, "mode", file=file)
    assert knob.value == "safe"
    assert turned(text, knob, "fast") == expected


def test_the_outermost_place_counts_and_no_comment_does() -> None:
    text = "# SIZE = 1\nMY_SIZE = 2\nif SIZE == 3:\n    SIZE = 4\nSIZE = 5\n"
    assert (found(text, "SIZE").value, found(text, "SIZE").line) == (5, 5)


@pytest.mark.parametrize(
    ("text", "name", "message", "hint"),
    [
        ("SIZE = 10\n", "SIZES", "does not stand", "SIZE"),
        ("SIZE = compute()\n", "SIZE", "no literal", "NAME = 10"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(
    text: str, name: str, message: str, hint: str
) -> None:
    with pytest.raises(ConfigError, match=message) as error:
        found(text, name)
    assert error.value.where == "oppie.yaml:3"
    assert hint in error.value.hint


def test_a_file_that_is_not_there_is_told_with_the_nearest() -> None:
    declared = DeclaredKnob("ap.py", "SIZE", (1,), None, "oppie.yaml:3")
    contents: dict[str, bytes] = {}
    with pytest.raises(ConfigError, match="no file") as error:
        PROPOSER.declared([declared], contents.__getitem__, ["app.py", "b.py"])
    assert "app.py" in error.value.hint


def test_a_range_is_spread_with_what_stands_there() -> None:
    assert found("SIZE = 10\n", "SIZE", range_=(1, 1000)).axis.choices == (
        1, 3, 10, 32, 100, 316, 1000,
    )  # fmt: skip
    assert axis(0.0, 6.0, 1.5, whole=False).choices == (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1.5)


def test_with_none_declared_the_constants_at_the_top_are_knobs() -> None:
    text = (
        b"__version__ = 3\nNAME = 'x'\nSIZE = 10\nDEBUG = True\nn = 1\nRATE = 0.5\nNONE = 0\n"
        b"\n\ndef f():\n    INNER = 5\n"
    )
    names = [knob.name for knob in PROPOSER.found({"a.py": text})]
    assert names == ["SIZE", "DEBUG", "RATE"]


def test_a_change_says_what_it_sets_and_none_is_made_of_what_stands() -> None:
    knob = found("SIZE = 10\n", "SIZE")
    assert PROPOSER.change([knob], [10]) is None
    change = PROPOSER.change([knob], [12])
    assert change is not None
    assert (change.summary, change.origin.proposer) == ("SIZE = 12", "knobs")


def test_as_a_proposer_it_turns_each_constant() -> None:
    request = ProposalRequest(sources={"a.py": b"SIZE = 10\nDEBUG = True\n"})
    summaries = [change.summary for change, _ in PROPOSER.propose(request)]
    assert "DEBUG = False" in summaries
    assert any(summary.startswith("SIZE = ") for summary in summaries)
