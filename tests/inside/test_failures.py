from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oppie.inside.failures import INNERMOST, LONGEST_MESSAGE, OUTERMOST, Places, failure, stack
from oppie.inside.messages import Failure, Frame

HERE = Places(str(Path(__file__).parent))
NAME = Path(__file__).name


class MuteError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def throw(exc: Exception) -> None:
    raise exc


def told(exc: Exception, places: Places = HERE) -> Failure:
    with pytest.raises(type(exc)) as caught:
        throw(exc)
    return failure(caught.value, places)


def test_kind_message_and_frames() -> None:
    found = told(KeyError("name"))
    assert (found.kind, found.message) == ("KeyError", "'name'")
    assert [(frame.path, frame.function) for frame in found.frames] == [
        (NAME, "told"),
        (NAME, "throw"),
    ]


def test_frames_elsewhere_are_not_told(tmp_path: Path) -> None:
    assert told(ValueError(), Places(str(tmp_path))).frames == ()


def test_a_message_is_cut_and_never_raises() -> None:
    assert len(told(ValueError("x" * 9999)).message) == LONGEST_MESSAGE
    assert told(MuteError()).message == "its text could not be made: RuntimeError"


def test_a_syntax_errors_place_is_the_last_frame() -> None:
    source = str(Path(__file__).parent / "mod.py")
    with pytest.raises(SyntaxError) as caught:
        compile("\ndef f(:\n", source, "exec")
    found = failure(caught.value, HERE)
    assert found.frames[-1] == Frame("mod.py", 2, "<module>")
    assert "(line 2)" in found.message


def test_an_endless_recursion_is_cut_in_the_middle() -> None:
    def down(n: int) -> int:
        return down(n - 1) if n else 1 // 0

    with pytest.raises(ZeroDivisionError) as caught:
        down(200)
    assert len(failure(caught.value, HERE).frames) == OUTERMOST + INNERMOST


def test_stack_is_outermost_first() -> None:
    found = stack(sys._getframe(), HERE)
    assert found[-1].function == "test_stack_is_outermost_first"


def test_places_follow_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    places = Places(str(tmp_path / "real"))
    assert places.relative(str(tmp_path / "link" / "a.py")) == "a.py"
    assert places.relative("<string>") is None
    assert places.relative(str(tmp_path / "really.py")) is None
