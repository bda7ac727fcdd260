"""Lines of a coverage profile."""

from __future__ import annotations

from oppie.inside.suites.go.coverage import read

PROFILE = """mode: set
m/a.go:3.24,4.12 1 1
m/a.go:4.12,6.3 1 0
m/a.go:7.2,8.2 1 1
m/sub/b.go:1.1,1.30 1 1
other/c.go:1.1,9.2 1 1
"""


def test_blocks_that_were_reached_are_lines() -> None:
    place = {"m": "", "m/sub": "sub"}.get
    assert read(PROFILE, place) == {"a.go": (3, 4, 7), "sub/b.go": (1,)}
