"""JavaScript: its built-in names, the modules of Node.js, how files name each other."""

from __future__ import annotations

import posixpath

from oppie.proposers.syntax.languages.javascript_words import PAIRED
from oppie.proposers.syntax.library import Library

_GLOBALS = (
    "Array ArrayBuffer BigInt Boolean Buffer Date Error Infinity JSON Map Math NaN Number"
    " Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol"
    " SyntaxError TypeError URL Uint8Array WeakMap WeakSet clearInterval clearTimeout console"
    " decodeURIComponent encodeURIComponent globalThis isFinite isNaN module parseFloat"
    " parseInt process queueMicrotask require setImmediate setInterval setTimeout"
    " structuredClone undefined"
)
_MODULES = (
    "assert buffer child_process cluster crypto dns events fs http http2 https net os path"
    " perf_hooks process querystring readline stream string_decoder timers tls tty url util v8 vm"
    " worker_threads zlib"
)


def attributes(name: str) -> tuple[str, ...]:
    """Methods of any object: messages do not name its type."""
    del name
    return tuple(PAIRED)


def places(path: str, other: str) -> tuple[str, ...]:
    """A file as the other one names it: with its suffix, and without."""
    relative = posixpath.relpath(other, posixpath.dirname(path) or ".")
    dotted = relative if relative.startswith(".") else f"./{relative}"
    return posixpath.splitext(dotted)[0], dotted


LIBRARY = Library(
    functions=tuple(_GLOBALS.split()),
    attributes=attributes,
    modules=frozenset(_MODULES.split()),
    whole=("const {0} = require('{0}');", "import {0} from '{0}';"),
    part=("const {{ {1} }} = require('{0}');", "import {{ {1} }} from '{0}';"),
    places=places,
)
