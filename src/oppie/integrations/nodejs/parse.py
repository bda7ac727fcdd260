"""Words of a test command, read as the runner needs them; package scripts are followed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from oppie.integrations import shell
from oppie.integrations.nodejs import package
from oppie.integrations.nodejs.command import Invocation
from oppie.integrations.reading import Folder

DEEPEST = 5
"""Scripts behind scripts: as far as these are followed."""

Words = tuple[str, ...]
MANAGERS = frozenset(("npm", "pnpm", "yarn", "bun"))
RUN = frozenset(("run", "run-script"))
EXECUTE = frozenset(("exec", "x", "dlx"))
RUNNERS = {
    "mocha": "mocha",
    "_mocha": "mocha",
    "mocha.js": "mocha",
    "mocha.mjs": "mocha",
    "jest": "jest",
    "jest.js": "jest",
    "vitest": "vitest",
    "vitest.mjs": "vitest",
}
TAPE_VALUES = {
    "-r": "--require",
    "--require": "--require",
    "--import": "--import",
    "-i": "",
    "--ignore": "",
    "--ignore-pattern": "",
}
"""tape's options with a value, and what they are to node; nothing where it has no such one."""

AROUND = frozenset(("c8", "nyc", "cross-env", "cross-env-shell", "env-cmd", "dotenv"))
"""Programs that run the rest of their line; what they measure is left out."""

AROUND_VALUES = re.compile(r"--(reporter|include|exclude|report-dir|temp-directory|src)|-[rxn]")
PROGRAM = re.compile(r".*\.([cm]?[jt]s)|\.|[\w./-]+")


def parse(folder: Folder, text: str, depth: int = 0) -> Invocation | None:
    """The one command of a line that runs tests as the runner can; None where there is none.

    Raises:
        ValueError: a quotation is not closed.
    """
    found = [known for line in shell.several(text) if (known := _line(folder, line, depth))]
    return found[0] if len(found) == 1 else None


def _line(folder: Folder, line: shell.Line, depth: int) -> Invocation | None:
    here = folder.under(line.folder)
    found = _program(here, line.words, depth)
    if found is None:
        return None
    inside = str(PurePosixPath(line.folder, found.folder)) if found.folder else line.folder
    return replace(found, folder=inside, env=(*line.env, *found.env))


def _program(folder: Folder, words: Words, depth: int) -> Invocation | None:
    if not words or depth > DEEPEST:
        return None
    name, rest = PurePosixPath(words[0]).name, words[1:]
    if name == "tape":
        return Invocation("node", _tape(rest))
    if name in RUNNERS:
        return Invocation(RUNNERS[name], _plain(RUNNERS[name], rest))
    if name == "node":
        return _node(rest)
    if name == "tsx":
        return _node(("--import", "tsx", *(word for word in rest if word != "watch")))
    return _starting(folder, name, rest, depth)


def _starting(folder: Folder, name: str, rest: Words, depth: int) -> Invocation | None:
    """What starts something else: npx, a wrapper, a package manager."""
    if name == "npx":
        return _program(folder, _after_options(rest), depth)
    if name in AROUND:
        return _around(folder, rest, depth)
    return _manager(folder, name, rest, depth) if name in MANAGERS else None


def _tape(words: Words) -> Words:
    """Arguments of node for those of tape, whose tests become tests of its own runner."""
    found: list[str] = []
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if not word.startswith("-"):
            found.append(word)
        elif name in TAPE_VALUES:
            value = value or next(rest, "")
            found += [f"{TAPE_VALUES[name]}={value}"] if TAPE_VALUES[name] else []
    return tuple(found)


def _node(words: Words) -> Invocation | None:
    """``node [OPTIONS] --test …``, a runner's own file, or a file of tests."""
    if "--test" in words:
        rest = tuple(word for word in words if word not in ("--test", "--watch"))
        return Invocation("node", rest)
    for index, word in enumerate(words):
        runner = RUNNERS.get(PurePosixPath(word).name)
        if runner and "node_modules" in word:
            options = " ".join(words[:index])
            env = (("NODE_OPTIONS", options),) if options else ()
            return Invocation(runner, _plain(runner, words[index + 1 :]), env=env)
    files = [word for word in words if re.search(r"\.[cm]?[jt]s$", word)]
    return Invocation("node", words) if len(files) == 1 and words[-1] in files else None


def _manager(folder: Folder, name: str, words: Words, depth: int) -> Invocation | None:
    """``npm test``, ``pnpm run unit -- -x``, ``yarn jest``: a script, or a program."""
    words = _after_options(words)
    if not words:
        return None
    first, rest = words[0], words[1:]
    if first in RUN and rest:
        first, rest = rest[0], rest[1:]
    elif first in EXECUTE:
        return _program(folder, _after_options(rest), depth)
    elif name == "npm" and first in ("t", "tst"):
        first = "test"
    line = package.script(folder, first)
    if not line:
        return _program(folder, words, depth) if name != "npm" else None
    more = rest[1:] if rest[:1] == ("--",) else rest
    found = parse(folder, line, depth + 1)
    return None if found is None else replace(found, args=(*found.args, *more))


def _around(folder: Folder, words: Words, depth: int) -> Invocation | None:
    """What a wrapper is asked to start; variables in front of it are set."""
    env: list[tuple[str, str]] = []
    while words:
        if found := shell.ASSIGNMENT.fullmatch(words[0]):
            env.append((found[1], found[2]))
            words = words[1:]
        elif words[0].startswith("-"):
            words = words[2:] if AROUND_VALUES.fullmatch(words[0]) else words[1:]
        else:
            break
    found_inside = _program(folder, words, depth)
    return None if found_inside is None else replace(found_inside, env=(*env, *found_inside.env))


def _after_options(words: Words) -> Words:
    while words and words[0].startswith("-"):
        words = words[1:]
    return words


def _plain(driver: str, words: Words) -> Words:
    """Arguments without those that the runner itself gives, or that wait for changes."""
    left_out = {"--watch", "--watchAll", "-w", "--coverage", "--ci", "--runInBand", "-i"}
    if driver == "vitest" and words[:1] in (("run",), ("watch",), ("dev",)):
        words = words[1:]
    return tuple(w for w in words if w not in left_out and not w.startswith("--coverage"))
