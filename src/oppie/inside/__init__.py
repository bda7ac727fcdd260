"""The runner that works beside a project's tests, on the project's own interpreter.

Standard library only, Python 3.8 syntax, and nothing of the rest of oppie: it travels as one
zip, in which this package is named ``oppie_inside``. Its protocol is ``docs/runner.md``.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_MAIN = b"""from oppie_inside.main import main

if __name__ == "__main__":
    main()
"""
PACKED = (".py", ".cjs", ".mjs")
"""Ends of the names of what travels: the runner, and what it gives to other runtimes."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: equal sources make equal bytes."""


def zip_bytes() -> bytes:
    """The runner as a zip that an interpreter can be started with."""
    here = Path(__file__).parent
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py", _EPOCH), _MAIN)
        for source in sorted(each for end in PACKED for each in here.rglob("*" + end)):
            name = "oppie_inside/" + source.relative_to(here).as_posix()
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), source.read_bytes())
    return packed.getvalue()
