"""JSON documents among what a benchmark prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

Json = object


def found(text: str) -> Iterator[Mapping[str, Json]]:
    """Each JSON object that a line begins, lines of other things passed over."""
    decoder = json.JSONDecoder()
    at = 0 if text.startswith("{") else text.find("\n{") + 1
    while at > 0 or text.startswith("{", at):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(value, dict):
                yield value
        at = text.find("\n{", end) + 1
        if at == 0:
            return


def entries(document: Mapping[str, Json], key: str) -> list[Mapping[str, Json]]:
    """The objects of the array under a key; empty where there is none."""
    array = document.get(key)
    if not isinstance(array, Sequence) or isinstance(array, str):
        return []
    return [each for each in array if isinstance(each, dict)]


def inner(document: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    """The object under a key; empty where there is none."""
    value = document.get(key)
    return value if isinstance(value, dict) else {}


def number(document: Mapping[str, Json], *keys: str) -> float | None:
    """The first number under one of the keys."""
    values = (document.get(key) for key in keys)
    numbers = (v for v in values if isinstance(v, int | float) and not isinstance(v, bool))
    return next((float(v) for v in numbers), None)
