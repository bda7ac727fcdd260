"""The runner as a zip that an interpreter can be started with."""

from __future__ import annotations

import io
import marshal
import struct
import zipfile
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

_MAIN = b"""from oppie_inside.main import main

if __name__ == "__main__":
    main()
"""
PACKED = (".py", ".cjs", ".mjs")
"""Ends of the names of what travels: the runner, and what it gives to other runtimes."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: equal sources make equal bytes."""
_HEAD = struct.Struct("<4sIII")
"""How compiled code begins (PEP 552): magic, flags, and the source's time and size."""
_UNCHECKED = 1
"""The flag of compiled code that is taken as it is: the zip holds its very source."""


@cache
def zip_bytes() -> bytes:
    """The zip: sources, and beside them what this interpreter has compiled of them already.

    An interpreter of another version passes over the compiled code.
    """
    here = Path(__file__).parent
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py", _EPOCH), _MAIN)
        for source in sorted(each for end in PACKED for each in here.rglob("*" + end)):
            name = "oppie_inside/" + source.relative_to(here).as_posix()
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), source.read_bytes())
            code = compiled(source) if name.endswith(".py") else b""
            if code:
                archive.writestr(zipfile.ZipInfo(name + "c", _EPOCH), code)
    return packed.getvalue()


def compiled(source: Path) -> bytes:
    """The code that was compiled of a source as it stands; empty where there is none."""
    try:
        code = Path(cache_from_source(str(source))).read_bytes()
    except OSError:
        return b""
    facts = source.stat()
    own = (MAGIC_NUMBER, 0, int(facts.st_mtime) & 0xFFFFFFFF, facts.st_size & 0xFFFFFFFF)
    if code[: _HEAD.size] != _HEAD.pack(*own):
        return b""
    if marshal.loads(code[_HEAD.size :]).co_filename != str(source):  # noqa: S302 - Python's own
        return b""  # a path that is not absolute may seem to lie in the workspace
    return _HEAD.pack(MAGIC_NUMBER, _UNCHECKED, 0, 0) + code[_HEAD.size :]
