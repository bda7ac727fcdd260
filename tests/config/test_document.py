"""YAML is read safely, and every value knows its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.config.document import LARGEST, load, read
from oppie.errors import ConfigError

TEXT = """# a comment
test: pytest -q
sandbox:
  memory: 1GiB
  env:
    - A
    - B
knobs:
  - {file: a.py, name: SIZE, values: [1, 2.5, true]}
"""


def refused(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as raised:
        read(text, "oppie.yaml")
    return raised.value


def test_values_are_plain() -> None:
    assert read(TEXT, "oppie.yaml").layer().values == {
        "test": "pytest -q",
        "sandbox": {"memory": "1GiB", "env": ["A", "B"]},
        "knobs": [{"file": "a.py", "name": "SIZE", "values": [1, 2.5, True]}],
    }


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("test",), 2),
        (("sandbox",), 3),
        (("sandbox", "memory"), 4),
        (("sandbox", "env", 1), 7),
        (("knobs", 0, "values", 2), 9),
    ],
)
def test_each_value_has_its_place(key: tuple[str | int, ...], line: int) -> None:
    assert read(TEXT, "oppie.yaml").layer().places[key] == f"oppie.yaml:{line}"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null\n"])
def test_a_document_without_values_is_empty(text: str) -> None:
    layer = read(text, "oppie.yaml").layer()
    assert (layer.values, layer.places) == ({}, {})


def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there() -> None:
    layer = read("sandbox:\n  # memory: 1GiB\ntest:\njobs: 2\n", "oppie.yaml").layer()
    assert layer.values == {"jobs": 2}


def test_a_key_that_stands_twice_is_refused_with_the_second_line() -> None:
    error = refused("jobs: 1\ntest: a\njobs: 2\n")
    assert (error.where, "twice" in error.message) == ("oppie.yaml:3", True)


def test_a_key_that_stands_twice_in_a_section_is_refused() -> None:
    assert refused("sandbox:\n  cpus: 1\n  cpus: 2\n").where == "oppie.yaml:3"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("test: [a\njobs: 2\n", 2),
        ("test: a: b\n", 1),
        ("a: 1\n\tb: 2\n", 2),
        ("test: 'open\n", 2),
        ("a: 1\n- b\n", 2),
    ],
)
def test_bad_syntax_names_its_line(text: str, line: int) -> None:
    error = refused(text)
    assert error.where == f"oppie.yaml:{line}"
    assert error.message.startswith("it is not YAML")
    assert error.hint


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "42\n"])
def test_something_else_than_keys_is_refused(text: str) -> None:
    assert "key: value" in refused(text).message


def test_a_key_that_is_no_word_is_refused() -> None:
    assert refused("[a, b]: 1\n").where == "oppie.yaml:1"


def test_aliases_are_refused_before_they_can_grow() -> None:
    error = refused("a: &x [1, 2]\nb: [*x, *x]\n")
    assert "aliases" in error.message
    assert error.where == "oppie.yaml:2"


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system [id]",
        "!!python/name:os.system",
        "!own x",
        "!!set {a}",
        "!!int",
    ],
)
def test_tags_are_refused(tag: str) -> None:
    error = refused(f"jobs: 1\ntest: {tag}\n")
    assert "tag" in error.message
    assert error.where == "oppie.yaml:2"


def test_dates_are_words() -> None:
    assert read("test: 2026-11-23\n", "").layer().values == {"test": "2026-11-23"}


def test_a_merge_is_a_key_like_any_other() -> None:
    assert read("<<: {a: 1}\n", "").layer().values == {"<<": {"a": 1}}


def test_deep_nesting_is_refused_and_no_crash() -> None:
    assert "nested too deep" in refused("[" * 1500).message


def test_an_absent_file_is_an_empty_document(tmp_path: Path) -> None:
    assert load(tmp_path / "oppie.yaml", "oppie.yaml").root is None


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, "oppie.yaml")


def test_a_file_of_another_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_bytes(b"test: a\nlint: caf\xe9\n")
    with pytest.raises(ConfigError, match="UTF-8") as raised:
        load(file, "oppie.yaml")
    assert raised.value.where == "oppie.yaml:2"


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(ConfigError, match="larger"):
        load(file, "oppie.yaml")


def test_a_value_is_found_by_its_key() -> None:
    document = read(TEXT, "oppie.yaml")
    found = document.find(("sandbox", "memory"))
    assert found is not None
    assert TEXT[found.node.start_mark.index : found.node.end_mark.index] == "1GiB"
    assert document.find(("sandbox", "cpus")) is None
