"""A source in JavaScript or TypeScript, made to note how the tests call what it exports."""

from __future__ import annotations

import re
from collections.abc import Iterator

LOAD = (
    "process.getBuiltinModule('node:module')"
    ".createRequire(process.env.OPPIE_QUESTIONS)(process.env.OPPIE_QUESTIONS)"
)
"""The script of the questions, one for the whole process: some runners give each file its own."""

_MODULE = re.compile(r"^\s*(?:import\b(?!\s*[(.])|export\b)", re.MULTILINE)
_BINDS = r"(?:(?:async\s+)?function\b\s*\*?|(?:const|let|var)\b)\s*"
_NAME = r"[A-Za-z_$][\w$]*"
_DECLARED = re.compile(rf"^export\s+(?:default\s+)?{_BINDS}({_NAME})", re.MULTILINE)
_LISTED = re.compile(r"^export\s*\{([^}]*)\}\s*(?:;|$)", re.MULTILINE)
_RENAMED = re.compile(rf"({_NAME})(?:\s+as\s+({_NAME}))?")


def is_module(path: str, text: str) -> bool:
    """Whether a file is an ECMAScript module, by its name or by its words."""
    if path.endswith((".mjs", ".mts")):
        return True
    return not path.endswith((".cjs", ".cts")) and _MODULE.search(text) is not None


def noting(path: str, content: bytes) -> bytes:
    """The source with what notes the calls after it, and its lines as they were."""
    text = content.decode("utf-8", "surrogateescape")
    if is_module(path, text):
        for name, exported in _exports(text):
            text = _made_variable(text, name)
            text += f"\n;{name} = {LOAD}.watched({name}, '{exported}');"
    else:
        text += f"\n;module.exports = {LOAD}.watched(module.exports);"
    return f"{text}\n".encode("utf-8", "surrogateescape")


def _exports(text: str) -> Iterator[tuple[str, str]]:
    """What the module binds and exports: the name within, and the one outside."""
    yield from ((name, name) for name in _DECLARED.findall(text))
    for listed in _LISTED.findall(text):
        for name, other in _RENAMED.findall(listed):
            if re.search(_binding(name), text, re.MULTILINE):
                yield name, other or name


def _made_variable(text: str, name: str) -> str:
    constant = rf"^((?:export\s+)?)const(?=\s+{re.escape(name)}(?![\w$]))"
    return re.sub(constant, r"\1let", text, flags=re.MULTILINE)


def _binding(name: str) -> str:
    return rf"^(?:export\s+)?{_BINDS}{re.escape(name)}(?![\w$])"
