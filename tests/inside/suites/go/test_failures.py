"""Why tests in Go did not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.inside.messages import Failure, Frame
from oppie.inside.suites.go.failures import Ground, Problem, died, logged, not_built, problems

TRACE = """panic: runtime error: index out of range [3] with length 0 [recovered, repanicked]

goroutine 7 [running]:
testing.tRunner.func1.2({0x574440, 0x3d4d0cfca0a8})
\t/usr/local/go/src/testing/testing.go:1974 +0x232
panic({0x574440?, 0x3d4d0cfca0a8?})
\t/usr/local/go/src/runtime/panic.go:860 +0x13a
example.com/p.(*List[...]).At(...)
\t%(top)s/pkg/a.go:4
example.com/p.TestAt(0x3d4d0cfc8908?)
\t%(top)s/pkg/a_test.go:9 +0x3f
created by testing.(*T).Run in goroutine 6
\t/usr/local/go/src/testing/testing.go:2101 +0x4c5
"""


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    (tmp_path / "pkg").mkdir()
    for name in ("a.go", "a_test.go"):
        (tmp_path / "pkg" / name).touch()
    return Ground(
        str(tmp_path.resolve()), "pkg", lambda path, line: line + 100 * (path == "pkg/a.go")
    )


def test_what_a_test_logged_is_its_message_and_its_place(ground: Ground) -> None:
    lines = ["    a_test.go:7: got -1,", "        want 3", f"    {ground.top}/pkg/a_test.go:9: and"]
    frames = (Frame("pkg/a_test.go", 7, "TestX"),)
    assert logged(lines, "TestX", ground) == Failure("Failed", "got -1,\nwant 3\nand", frames)


def test_a_place_outside_of_the_workspace_is_none(ground: Ground) -> None:
    assert logged(["    /lib/assert.go:7: no"], "TestX", ground) == Failure("Failed", "no")


def test_a_panic_has_the_frames_of_the_workspace(ground: Ground) -> None:
    trace = TRACE % {"top": ground.top}
    frames = (Frame("pkg/a_test.go", 9, "TestAt"), Frame("pkg/a.go", 104, "At"))
    message = "runtime error: index out of range [3] with length 0"
    assert died(trace.encode(), ground) == (Failure("panic", message, frames),)


def test_a_fatal_error_is_one_too(ground: Ground) -> None:
    said = b"runtime: goroutine stack exceeds 268435456-byte limit\nfatal error: stack overflow\n"
    assert died(said, ground) == (Failure("fatal error", "stack overflow"),)
    assert died(b"all is well", ground) == ()


def test_what_the_compiler_says_has_places(tmp_path: Path) -> None:
    said = b"# p [p.test]\n./a.go:3:5: undefined: x\npkg/b.go:7:2: cannot use y\n\thave int\n"
    first, second = problems(said, str(tmp_path), str(tmp_path.resolve()))
    assert first == ("a.go", 3, "undefined: x")
    assert second == ("pkg/b.go", 7, "cannot use y have int")
    failure = not_built((first, second))
    assert (failure.kind, failure.message) == ("BuildError", "undefined: x")
    assert [frame.path for frame in failure.frames] == ["a.go"]
    (further,) = failure.further
    assert (further.message, further.frames[-1].path) == ("cannot use y have int", "pkg/b.go")


def test_what_does_not_parse_is_told_apart_from_what_does_not_compile() -> None:
    failure = not_built((Problem("a.go", 3, "syntax error: unexpected name"),))
    assert failure.kind == "SyntaxError"


def test_a_build_that_says_nothing_of_a_place_is_told_as_it_is(tmp_path: Path) -> None:
    (only,) = problems(b"go: cannot find GOROOT directory", str(tmp_path), str(tmp_path))
    assert only == ("", 0, "go: cannot find GOROOT directory")
    assert not_built((only,)).frames == ()
