"""One file, several processes; troubles in plain words, with what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from oppie.errors import IntegrityError, MachineError
from oppie.store.database import Database, Schema

SCHEMA = Schema(version=3, tables="CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
NEWER = Schema(version=4, tables=SCHEMA.tables)
WRITER = """
import sys
from pathlib import Path
from oppie.store.database import Database, Schema
database = Database(Path(sys.argv[1]), Schema(3, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)"))
for number in range(200):
    database.run("INSERT INTO t (b) VALUES (?)", f"{sys.argv[2]} {number}")
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.db"


def test_what_is_written_is_read_again(file: Path) -> None:
    first = Database(file, SCHEMA)
    assert first.run("INSERT INTO t (b) VALUES (?)", "x").lastrowid == 1
    first.close()
    second = Database(file, SCHEMA)
    assert second.row("SELECT b FROM t") == ("x",)
    assert second.rows("SELECT a, b FROM t") == [(1, "x")]
    assert second.row("SELECT b FROM t WHERE a = ?", 7) is None
    second.close()


def test_it_writes_ahead_and_survives_a_killed_process(file: Path) -> None:
    database = Database(file, SCHEMA)
    assert database.row("PRAGMA journal_mode") == ("wal",)
    assert database.row("PRAGMA synchronous") == (1,)
    database.close()


def test_a_killed_process_loses_nothing_that_it_wrote(file: Path) -> None:
    killed = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"
    done = subprocess.run([sys.executable, "-c", WRITER + killed, str(file), "x"], check=False)
    assert done.returncode == -9
    database = Database(file, SCHEMA)
    assert database.row("SELECT COUNT(*) FROM t") == (200,)
    database.close()


@pytest.mark.parametrize("number", range(3))
def test_two_processes_make_and_write_one_file_at_once(file: Path, number: int) -> None:
    names = [f"{number}a", f"{number}b", f"{number}c"]
    words = [[sys.executable, "-c", WRITER, str(file), name] for name in names]
    writers = [subprocess.Popen(each, stderr=subprocess.PIPE) for each in words]
    ends = [writer.communicate()[1] for writer in writers]
    assert ends == [b"", b"", b""]
    database = Database(file, SCHEMA)
    assert database.row("SELECT COUNT(*), COUNT(DISTINCT b) FROM t") == (600, 600)
    database.close()


def interrupted(database: Database) -> None:
    with database.together():
        database.many("INSERT INTO t (b) VALUES (?)", [("x",), ("y",)])
        raise MachineError("something else went wrong")


def filled(database: Database) -> None:
    with database.together():
        for _ in range(99):
            database.run("INSERT INTO t (b) VALUES (?)", "x" * 4000)


def test_together_is_all_or_nothing(file: Path) -> None:
    database = Database(file, SCHEMA)
    with pytest.raises(MachineError):
        interrupted(database)
    assert database.row("SELECT COUNT(*) FROM t") == (0,)
    with database.together():
        database.many("INSERT INTO t (b) VALUES (?)", [("x",), ("y",)])
    assert database.row("SELECT COUNT(*) FROM t") == (2,)
    database.close()


@pytest.mark.parametrize(("wrote", "reads"), [(SCHEMA, NEWER), (NEWER, SCHEMA)])
def test_a_file_of_another_version_names_both(file: Path, wrote: Schema, reads: Schema) -> None:
    Database(file, wrote).close()
    with pytest.raises(IntegrityError) as told:
        Database(file, reads)
    assert f"version {wrote.version}" in told.value.message
    assert f"version {reads.version}" in told.value.message
    assert told.value.where == str(file)
    assert told.value.hint


def test_what_is_no_database_is_said_to_be_damaged(file: Path) -> None:
    file.write_bytes(b"something else entirely, and longer than a header is" * 40)
    with pytest.raises(IntegrityError, match="damaged") as told:
        Database(file, SCHEMA)
    assert "Move the file away" in told.value.hint


def test_a_page_that_was_overwritten_is_said_to_be_damaged(file: Path) -> None:
    database = Database(file, SCHEMA)
    database.many("INSERT INTO t (b) VALUES (?)", [("x" * 900,) for _ in range(50)])
    database.close()
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xaa" * (len(raw) - 4096)
    file.write_bytes(raw)
    with pytest.raises(IntegrityError, match="damaged"):
        Database(file, SCHEMA).rows("SELECT b FROM t")


def test_a_missing_folder_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as told:
        Database(tmp_path / "nowhere" / "some.db", SCHEMA)
    assert "nowhere" in told.value.where
    assert told.value.hint


def test_a_full_disk_is_said(file: Path) -> None:
    database = Database(file, SCHEMA)
    database.run("PRAGMA max_page_count=8")
    with pytest.raises(MachineError, match="the disk is full") as told:
        database.many("INSERT INTO t (b) VALUES (?)", [("x" * 4000,) for _ in range(99)])
    assert "oppie resume" in told.value.hint
    database.close()


def test_a_full_disk_inside_together_leaves_nothing_half_done(file: Path) -> None:
    database = Database(file, SCHEMA)
    database.run("PRAGMA max_page_count=8")
    with pytest.raises(MachineError, match="the disk is full"):
        filled(database)
    assert database.row("SELECT COUNT(*) FROM t") == (0,)
    database.run("INSERT INTO t (b) VALUES (?)", "small")
    database.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(MachineError, match="cannot be written") as told:
        Database(tmp_path / "some.db", SCHEMA)
    assert "writable" in told.value.hint


def test_a_defect_of_ours_is_not_blamed_on_the_machine(file: Path) -> None:
    database = Database(file, SCHEMA)
    with pytest.raises(sqlite3.ProgrammingError):
        database.run("INSERT INTO t (b) VALUES (?)", "one", "too many")
    database.close()
    database.close()
    with pytest.raises(sqlite3.ProgrammingError):
        database.run("SELECT 1")
