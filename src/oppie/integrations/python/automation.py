"""Test commands of tox, nox and continuous integration."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator

from oppie.integrations.reading import Folder, dig, parse_ini, strings
from oppie.integrations.tasks import NamedTask, steps

PLACEHOLDER = re.compile(r"\{posargs(?::([^{}]*))?\}|\[\]")
TOX_FOLDER = re.compile(r"\{(?:tox_root|toxinidir)\}[/\\]?")


def read(folder: Folder) -> Iterator[NamedTask]:
    """What tests the project elsewhere: tox, then nox, then the steps of workflows."""
    if lines := _tox(folder):
        yield NamedTask("tox", ("tox", "tox run", "python -m tox"), lines)
    yield from _nox(folder.text("noxfile.py"))
    yield from steps.read(folder)


def _tox(folder: Folder) -> tuple[str, ...]:
    pyproject = folder.toml("pyproject.toml")
    legacy = dig(pyproject, "tool", "tox", "legacy_tox_ini")
    texts = [folder.text("tox.ini"), folder.text("setup.cfg"), *strings(legacy)]
    for parser in map(parse_ini, texts):
        if commands := parser.get("testenv", "commands", fallback=None):
            inside = parser.get("testenv", "changedir", fallback="")
            return tuple(_plain(line, inside) for line in _joined(commands))
    native = (dig(pyproject, "tool", "tox"), folder.toml("tox.toml"))
    commands = next((c for t in native if (c := dig(t, "env_run_base", "commands"))), None)
    return tuple(_native(each) for each in commands) if isinstance(commands, list) else ()


def _native(command: object) -> str:
    """A command of tox's own TOML: words, and tables that stand for further arguments."""
    words = command if isinstance(command, list) else []
    plain = [text for word in words for text in strings(dig(word, "default") or word)]
    return _plain(shlex.join(plain), "")


def _joined(commands: str) -> list[str]:
    return [line.strip() for line in re.sub(r"\\\n\s*", "", commands).splitlines() if line.strip()]


def _plain(line: str, folder: str) -> str:
    """A command without tox's own words; empty where some are left that only tox knows."""
    line = PLACEHOLDER.sub(lambda found: found[1] or "", line)
    line = TOX_FOLDER.sub("", line).replace("{envpython}", "python").lstrip("- ")
    folder = TOX_FOLDER.sub("", folder)
    plain = f"cd {folder} && {line}" if folder else line
    return "" if "{" in plain else plain


def _nox(text: str) -> Iterator[NamedTask]:
    """Sessions of a noxfile: functions that call ``session.run`` with plain words."""
    try:
        module = ast.parse(text)
    except SyntaxError:
        return
    for function in module.body:
        if isinstance(function, ast.FunctionDef) and function.decorator_list:
            lines = tuple(filter(None, map(_run_words, ast.walk(function))))
            calls = (f"nox -s {function.name}", "nox", f"nox -e {function.name}")
            yield NamedTask(function.name, calls, lines)


def _run_words(node: ast.AST) -> str:
    """The shell line of ``session.run("pytest", "tests", *session.posargs)``; else empty."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return ""
    if node.func.attr != "run" or node.keywords:
        return ""
    given = [each for each in node.args if not isinstance(each, ast.Starred)]
    words = [each.value for each in given if isinstance(each, ast.Constant)]
    if len(words) != len(given):
        return ""
    return shlex.join(word for word in words if isinstance(word, str))
