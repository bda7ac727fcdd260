"""One value changes; every other byte stays."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.config.document import read
from oppie.config.edit import drop, put
from oppie.config.layers import Key, Layer, Said, Value, layer
from oppie.errors import ConfigError

TEXT = """# top
test: pytest -q   # how

sandbox:   # where
  # a comment in it
  kind: local  # here
  env: [A, B]
# between
files:
  only:
    - a
    - b  # last
proposers: [syntax]  # who
lint: |
  one
  two

budget: 10min
# end
"""


def changes(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (("test",), "make test", ["-test: pytest -q   # how", "+test: make test   # how"]),
        (("test",), "a: b", ["-test: pytest -q   # how", "+test: 'a: b'   # how"]),
        (("sandbox", "kind"), "docker", ["-  kind: local  # here", "+  kind: docker  # here"]),
        (("sandbox", "env"), ["C"], ["-  env: [A, B]", "+  env: [C]"]),
        (("sandbox", "memory"), "3GiB", ["+  memory: 3GiB"]),
        (
            ("files", "only"),
            ["z"],
            ["-  only:", "-    - a", "-    - b  # last", "+  only: [z]  # last"],
        ),
        (("files", "protect"), ["q"], ["+  protect: [q]"]),
        (("lint",), "ruff", ["-lint: |", "-  one", "-  two", "+lint: ruff"]),
        (("jobs",), 4, ["+jobs: 4"]),
        (("metrics", "speed"), "1 / s", ["+metrics:", "+  speed: 1 / s"]),
        (("targets", "a", "files"), ["x"], ["+targets:", "+  a:", "+    files: [x]"]),
        (("performance_target",), "<70μs commits", ["+performance_target: <70μs commits"]),
    ],
)
def test_a_value_is_set(key: Key, value: Value, expected: list[str]) -> None:
    assert changes(TEXT, put(TEXT, "oppie.yaml", key, value)) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("test",), ["-test: pytest -q   # how"]),
        (("sandbox", "kind"), ["-  kind: local  # here"]),
        (("files", "only"), ["-files:", "-  only:", "-    - a", "-    - b  # last"]),
        (("lint",), ["-lint: |", "-  one", "-  two"]),
        (("budget",), ["-budget: 10min"]),
        (("jobs",), []),
        (("release", "channel"), []),
    ],
)
def test_a_value_is_removed(key: Key, expected: list[str]) -> None:
    assert changes(TEXT, drop(TEXT, "oppie.yaml", key)) == expected


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("", ("test",), "test: q\n"),
        ("", ("sandbox", "kind"), "sandbox:\n  kind: q\n"),
        ("# only\n", ("test",), "# only\ntest: q\n"),
        ("test: a", ("test",), "test: q"),
        ("test: a", ("lint",), "test: a\nlint: q\n"),
        ("test:\n", ("test",), "test: q\n"),
        ("test:  # how\n", ("test",), "test: q  # how\n"),
        ("sandbox:\n  # none\nseed: 3\n", ("sandbox", "kind"),
         "sandbox:\n  kind: q\n  # none\nseed: 3\n"),
        ("sandbox: {}\n", ("sandbox", "kind"), "sandbox: {kind: q}\n"),
        ("sandbox: {image: x}\n", ("sandbox", "kind"), "sandbox: {image: x, kind: q}\n"),
        ("{test: a}", ("test",), "{test: q}"),
        ("test: a\r\nseed: 1\r\n", ("lint",), "test: a\r\nseed: 1\r\nlint: q\r\n"),
        ("sandbox:\n    image: x\n", ("sandbox", "kind"), "sandbox:\n    image: x\n    kind: q\n"),
        ("test: a\n...\n", ("lint",), "test: a\nlint: q\n...\n"),
        ("---\ntest: a\n", ("lint",), "---\ntest: a\nlint: q\n"),
    ],
)  # fmt: skip
def test_odd_documents(text: str, key: Key, expected: str) -> None:
    assert put(text, "oppie.yaml", key, "q") == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [("{test: a}", ("sandbox", "kind")), ("sandbox: 3\n", ("sandbox", "kind"))],
)
def test_a_place_that_cannot_be_changed_safely_is_left_alone(text: str, key: Key) -> None:
    with pytest.raises(ConfigError) as raised:
        put(text, "oppie.yaml", key, "q")
    assert raised.value.hint == "Edit it by hand."


def test_a_value_in_braces_is_not_removed() -> None:
    with pytest.raises(ConfigError, match=r"sandbox\.kind"):
        drop("sandbox: {kind: a, image: b}\n", "oppie.yaml", ("sandbox", "kind"))


KEYS = st.sampled_from(
    ["test", "jobs", "sandbox.kind", "sandbox.env", "files.only", "lint", "budget", "metrics.a"]
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12
)
VALUES: st.SearchStrategy[Value] = (
    WORDS | st.integers() | st.booleans() | st.lists(WORDS | st.integers(), max_size=3)
)
COMMENTS = [line.partition("#")[2] for line in TEXT.splitlines() if "#" in line]


@settings(max_examples=40)
@given(st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=6))
def test_what_was_set_is_read_again_and_no_comment_is_lost(
    pairs: list[tuple[str, Value]],
) -> None:
    text = TEXT
    for key, value in pairs:
        text = put(text, "oppie.yaml", tuple(key.split(".")), value)
    said = layer([Said(key, value, "") for key, value in pairs])
    expected = read(TEXT, "").layer().under(Layer(said.values))
    assert read(text, "").layer().values == expected.values
    assert all(comment in text for comment in COMMENTS)


@settings(max_examples=40)
@given(KEYS, VALUES)
def test_setting_and_removing_a_new_value_leaves_the_text(key: str, value: Value) -> None:
    path = tuple(key.split("."))
    if read(TEXT, "").find(path) is None:
        assert drop(put(TEXT, "o", path, value), "o", path) == TEXT
