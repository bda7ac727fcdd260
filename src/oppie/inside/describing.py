"""Where pytest and unittest describe values once an assertion has failed.

Only failing tests come there, so lines of a ``__repr__`` would look like the fault itself.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any, Callable, Iterator

_DESCRIBERS = (
    ("_pytest.assertion.rewrite", "_saferepr"),
    ("unittest.case", "safe_repr"),
    ("unittest.case", "_common_shorten_repr"),
)

Describer = Callable[..., Any]


@contextlib.contextmanager
def wrapped(wrap: Callable[[Describer], Describer]) -> Iterator[None]:
    """Put what ``wrap`` makes of each describer in its place while the body runs."""
    modules = [(sys.modules.get(module), name) for module, name in _DESCRIBERS]
    found = [(module, name, getattr(module, name)) for module, name in modules if module]
    for module, name, describer in found:
        setattr(module, name, wrap(describer))
    try:
        yield
    finally:
        for module, name, describer in found:
            setattr(module, name, describer)
