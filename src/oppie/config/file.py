"""The project's ``oppie.yaml``: changed as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from oppie.config.document import load, read
from oppie.config.edit import drop, put
from oppie.config.layers import Key, Layer, Said
from oppie.config.load import validated
from oppie.errors import ConfigError, MachineError

SCHEMA = ".oppie/oppie.schema.json"
"""Where the JSON Schema lies that editors are pointed to."""
HEAD = (
    f"# yaml-language-server: $schema={SCHEMA}\n# Settings of oppie; see docs/configuration.md.\n"
)


def change(path: Path, sets: Sequence[Said], drops: Sequence[Said]) -> Layer:
    """Set and remove values; comments and order stay. What the file says afterwards.

    Args:
        path: the file; made if it is not there and something is set.
        sets: new values.
        drops: keys that go, whether they are there or not; their values are not looked at.

    Raises:
        ConfigError: the file is broken, or would be, with a value like that.
        MachineError: it cannot be written.
    """
    text = load(path, path.name).text or (HEAD if sets else "")
    for each in drops:
        text = drop(text, path.name, _key(each))
    for each in sets:
        text = put(text, path.name, _key(each), each.value)
    said = read(text, path.name).layer()
    places = {**said.places, **{_key(each): each.where for each in sets}}
    validated(Layer(said.values, places))
    if sets or drops:
        write(path, text)
    return said


def write(path: Path, text: str) -> None:
    """Replace a file in one step, keeping its mode; a link stays a link.

    Raises:
        MachineError: it cannot be written.
    """
    path = path.resolve()
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        with tempfile.NamedTemporaryFile(
            "w",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
            encoding="utf-8",
            newline="",
        ) as stream:
            stream.write(text)
        Path(stream.name).chmod(mode)
        Path(stream.name).replace(path)
    except OSError as error:
        raise MachineError(
            f"it cannot be written: {error.strerror}",
            where=str(path),
            hint="Free space, or rights.",
        ) from error


def _key(said: Said) -> Key:
    parts = said.key.split(".")
    if not all(parts):
        raise ConfigError(f"'{said.key}' is no key", where=said.where)
    return tuple(parts)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
