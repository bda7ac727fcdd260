"""Project files are read, and broken ones read as empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.reading import MOST_BYTES, Folder, dig, parse_ini, strings, table
from tests.integrations.projects import project


def test_text_toml_and_ini_are_read(tmp_path: Path) -> None:
    here = project(tmp_path, {"a.toml": "[x]\ny = 1\n", "a.ini": "[x]\ny = 1\n"})
    assert dig(here.toml("a.toml"), "x", "y") == 1
    assert here.ini("a.ini").get("x", "y") == "1"
    assert here.text("a.ini").startswith("[x]")
    assert here.has("a.toml")


def test_what_is_not_there_reads_as_empty(tmp_path: Path) -> None:
    here = Folder(tmp_path, ())
    assert here.text("no") == ""
    assert here.toml("no") == {}
    assert here.ini("no").sections() == []
    assert not here.has("no")


def test_a_folder_reads_as_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").mkdir()
    assert Folder(tmp_path, ()).text("setup.cfg") == ""


@pytest.mark.parametrize("broken", ["[x", "a = = 1", "\x00\xff"])
def test_broken_settings_read_as_empty(tmp_path: Path, broken: str) -> None:
    here = project(tmp_path, {"a.toml": broken, "a.ini": broken})
    assert here.toml("a.toml") == {}
    assert here.ini("a.ini").sections() == []


def test_bytes_that_are_no_utf8_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x = '\xff'\n")
    assert Folder(tmp_path, ()).text("a.py") == "x = '\ufffd'\n"


def test_only_the_beginning_of_a_huge_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x" * (MOST_BYTES + 5))
    assert len(Folder(tmp_path, ()).text("a.py")) == MOST_BYTES


def test_a_folder_in_a_folder_has_its_own_names(tmp_path: Path) -> None:
    here = Folder(tmp_path, ("a/b.py", "a/c/d.py", "ab/e.py"))
    assert here.under("a") == Folder(tmp_path / "a", ("b.py", "c/d.py"))
    assert here.under("") is here


def test_percent_signs_and_keys_without_values_are_taken_as_they_are() -> None:
    parsed = parse_ini("[testenv]\nflag\ncommands = echo %s\n")
    assert parsed.get("testenv", "commands") == "echo %s"


def test_digging_stops_at_what_is_no_table() -> None:
    assert dig({"a": {"b": [1]}}, "a", "b") == [1]
    assert dig({"a": 1}, "a", "b") is None
    assert dig(None, "a") is None


def test_values_are_taken_as_strings_and_tables_or_not_at_all() -> None:
    assert strings("a") == ("a",)
    assert strings(["a", 1, "b"]) == ("a", "b")
    assert strings({"a": 1}) == ()
    assert table({"a": 1}) == {"a": 1}
    assert table("a") == {}
