"""Whatever stands in a file, it is read or refused with its place; nothing else happens."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oppie.config.document import read
from oppie.config.edit import drop, put
from oppie.config.keys import settings as every_setting
from oppie.config.layers import Value
from oppie.config.load import validated
from oppie.errors import ConfigError

PIECES = st.sampled_from(
    [
        *("test", "jobs", "sandbox", "memory", "files", "only", "a", "- ", ": ", ":", "\n", "  "),
        *("\n  ", "[", "]", "{", "}", ",", "#c", "'", '"', "|", ">", "&x", "*x", "!!int", "!t"),
        *("3", "1.5", "yes", "null", "~", "---", "...", "<<", "%", "@", "`", "\t", "\u2028", "é"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
KEYS = st.sampled_from([each.key for each in every_setting() if each.section is None])
VALUES = st.sampled_from(["x", "3", 3, 1.5, True, ["a", "b"], [], "a: b", "#", "- x", "[", " x "])


@given(st.text(max_size=60) | TEXTS)
@settings(max_examples=300)
@example("a: !!binary x")
@example("? [a]\n: b")
@example("a: !!int")
@example("a: 0x")
@example("a: 1_000:99")
@example("\x00")
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ConfigError):
        validated(read(text, "oppie.yaml").layer())


@given(TEXTS, KEYS, VALUES)
@settings(max_examples=300)
def test_any_text_is_changed_rightly_or_left_alone(text: str, key: str, value: Value) -> None:
    path = tuple(key.split("."))
    try:
        before = read(text, "o").layer().values
        changed = put(text, "o", path, value)
    except ConfigError:
        return
    after = read(changed, "o").layer().values
    for top in before:
        if top != path[0]:
            assert after[top] == before[top]
    assert at(after, path) == value


@given(TEXTS, KEYS)
@settings(max_examples=200)
def test_what_was_removed_is_gone_and_the_rest_stays(text: str, key: str) -> None:
    path = tuple(key.split("."))
    try:
        before = read(text, "o").layer().values
        changed = drop(text, "o", path)
    except ConfigError:
        return
    after = read(changed, "o").layer().values
    assert at(after, path) is None
    for top in before:
        if top != path[0]:
            assert after[top] == before[top]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab :#'", max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", min_size=1), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), PLAIN, max_size=4))
@settings(max_examples=150)
def test_what_other_programs_write_is_read_as_they_do(document: dict[str, object]) -> None:
    text = yaml.safe_dump(document, allow_unicode=True)
    assert read(text, "o").layer().values == without_nothing(document)


def without_nothing(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_nothing(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [without_nothing(each) for each in value]
    return value


def at(value: Value, path: tuple[str, ...]) -> Value:
    for part in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value
