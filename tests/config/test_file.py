"""The project's file is changed as a whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from oppie.config.file import HEAD, change, write
from oppie.config.layers import Said
from oppie.errors import ConfigError, MachineError


def test_a_new_file_tells_editors_of_the_schema(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    change(file, [Said("jobs", 2, "--set")], [])
    assert file.read_text() == HEAD + "jobs: 2\n"
    assert HEAD.startswith("# yaml-language-server: $schema=")


def test_nothing_to_change_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    change(file, [], [Said("jobs", None, "--unset")])
    assert not file.exists() or file.read_text() == ""


def test_a_wrong_value_is_refused_by_its_option_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_text("seed: 1\n")
    with pytest.raises(ConfigError) as raised:
        change(file, [Said("jobs", "many", "--set")], [])
    assert raised.value.where == "--set"
    assert file.read_text() == "seed: 1\n"


def test_a_broken_file_is_not_made_worse(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_text("sede: 1\n")
    with pytest.raises(ConfigError, match="sede"):
        change(file, [Said("jobs", 2, "--set")], [])
    assert file.read_text() == "sede: 1\n"


def test_a_key_with_an_empty_part_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no key"):
        change(tmp_path / "oppie.yaml", [Said("sandbox.", 1, "--set")], [])


def test_removing_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_text("jobs: 1\n")
    change(file, [Said("jobs", 2, "--set")], [Said("jobs", None, "--unset")])
    assert file.read_text() == "jobs: 2\n"


def test_the_mode_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_text("jobs: 1\n")
    file.chmod(0o640)
    write(file, "jobs: 2\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write(tmp_path / "oppie.yaml", "")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "oppie.yaml").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("jobs: 1\n")
    link = tmp_path / "oppie.yaml"
    link.symlink_to("real.yaml")
    write(link, "jobs: 2\n")
    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "jobs: 2\n"


def test_line_ends_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "oppie.yaml"
    file.write_bytes(b"jobs: 1\r\nseed: 1\r\n")
    change(file, [Said("jobs", 2, "--set")], [])
    assert file.read_bytes() == b"jobs: 2\r\nseed: 1\r\n"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot be written"):
        write(tmp_path / "absent" / "oppie.yaml", "")
