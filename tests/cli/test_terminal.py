"""A terminal gets a live view and colours; where it cannot, or should not, plain lines."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from oppie.workflows import demo

pytestmark = pytest.mark.slow

ESCAPE = re.compile(r"\x1b\[")
COLOUR = re.compile(r"\x1b\[[\d;]*3[1-6]m")


def on_a_terminal(folder: Path, *words: str, **variables: str) -> str:
    """What ``oppie run`` writes to a terminal, stdout and stderr as they come."""
    demo.make(folder)
    ours, theirs = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "oppie",
            "run",
            "--sandbox=local",
            "--first",
            "--memory=off",
            *words,
        ],
        cwd=folder,
        env={**kept, "TERM": "xterm-256color", "OPPIE_HOME": str(folder / "home"), **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    chunks: list[bytes] = []
    with suppress(OSError):  # the other end is closed
        while chunk := os.read(ours, 65536):
            chunks.append(chunk)
    os.close(ours)
    assert process.wait(30) == 0
    return b"".join(chunks).decode()


def test_a_live_view_and_colours(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path)
    assert "budget" in text
    assert "rollout" in text
    assert "tree  " in text
    assert COLOUR.search(text)
    assert "Solved" in text
    assert "[search]" not in text


def test_no_colour_where_none_is_wanted(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, NO_COLOR="1")
    assert "Solved" in text
    assert not COLOUR.search(text)


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"CI": "true"}])
def test_plain_lines_where_a_live_view_would_not_do(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    text = on_a_terminal(tmp_path, **variables)
    assert "[search]" in text
    assert "\x1b[?25l" not in text


def test_a_dumb_terminal_gets_no_escapes(tmp_path: Path) -> None:
    assert not ESCAPE.search(on_a_terminal(tmp_path, TERM="dumb"))


def test_quiet_prints_the_result_alone(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, "-q", TERM="dumb")
    assert text.startswith("Solved")
