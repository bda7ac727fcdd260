"""Python: its built-in names and its standard library, as the running interpreter has them."""

from __future__ import annotations

import builtins
import sys

from oppie.proposers.syntax.library import Library

_TYPES = {"str": str, "list": list, "dict": dict, "int": int, "set": set, "tuple": tuple,
          "float": float, "bytes": bytes}  # fmt: skip


def attributes(name: str) -> tuple[str, ...]:
    """Attributes of a built-in type, then those of a module that is loaded here."""
    of_type = [a for a in dir(_TYPES.get(name, object)) if not a.startswith("_")]
    of_module = [a for a in dir(sys.modules.get(name)) if not a.startswith("_")]
    return tuple(of_type + of_module)


def exports(module: str) -> tuple[str, ...]:
    """The names of a module that is loaded here."""
    found = sys.modules.get(module)
    return tuple(dir(found)) if found else ()


def places(path: str, other: str) -> tuple[str, ...]:
    """A module by its whole name, and as one beside."""
    del path
    module = other.removesuffix(".py").removesuffix("/__init__").removeprefix("src/")
    return module.replace("/", "."), f".{module.rsplit('/', 1)[-1]}"


LIBRARY = Library(
    functions=tuple(n for n in dir(builtins) if not n.startswith("_")),
    attributes=attributes,
    modules=sys.stdlib_module_names,
    exports=exports,
    usual=("math", "collections", "itertools", "functools", "typing", "re", "datetime",
           "dataclasses", "pathlib", "abc", "enum", "copy", "json", "os", "string", "decimal",
           "fractions", "statistics", "operator", "heapq", "bisect", "contextlib", "random",
           "time"),
    whole=("import {0}",),
    part=("from {0} import {1}",),
    places=places,
)  # fmt: skip
