"""``go test -bench``: lines of the Go benchmark format, also within ``-json``.

Source: https://go.dev/design/14313-benchmark-format.
"""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median

from oppie.model.measurement import Reading

_LINE = re.compile(r"^(?P<name>Benchmark\S*)\s+(?P<n>\d+)\s+(?P<pairs>\S.*)$", re.MULTILINE)
_PAIR = re.compile(r"(?P<value>[-+]?[\d.]+(?:[eE][-+]?\d+)?)\s+(?P<unit>\S+)")
_TIME = "ns/op"
_OUTPUT = re.compile(r'"Output":"((?:[^"\\]|\\.)*)"')


def read(text: str) -> tuple[Reading, ...]:
    """The median over the repeats of each benchmark and unit, times in seconds.

    A benchmark's time has its name; what it reports in other units has the unit behind it.
    """
    seen: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for line in _LINE.finditer(_plain(text)):
        for pair in _PAIR.finditer(line["pairs"]):
            seen[line["name"], pair["unit"]].append(float(pair["value"]))
    return tuple(_reading(name, unit, median(values)) for (name, unit), values in seen.items())


def _reading(name: str, unit: str, value: float) -> Reading:
    if unit == _TIME:
        return Reading(name, value * 1e-9, "s")
    return Reading(f"{name} {unit}", value, unit)


def _plain(text: str) -> str:
    """The text that ``go test -json`` has in pieces."""
    if not text.lstrip().startswith('{"'):
        return text
    pieces = "".join(_OUTPUT.findall(text))
    return pieces.replace("\\t", "\t").replace("\\n", "\n")
