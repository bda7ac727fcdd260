"""Questions to candidates in JavaScript: small files of tests that call ``questions.cjs``."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Sequence

from oppie.integrations.nodejs.noting import LOAD, is_module, noting
from oppie.integrations.told import noted, testimony
from oppie.integrations.variations import Arguments, Notation, vary
from oppie.model.inquiry import Question, Testimony
from oppie.model.observation import Observation
from oppie.model.rollout import FileState

ASKING = """\
// @ts-nocheck
{test}
const questions = {load};
const load = () => {source};
questions.{maker}({arguments});
"""
RUNNERS = ("node:test", "vitest")
"""Modules that give their files the word ``test``; the files of others find it."""
FOUND = "const declare = typeof test === 'function' ? test : it;"
STEM = re.compile(r"^(tests?[-_.]|spec[-_.])?.*?([-_.](?:tests?|spec|e2e|cy))?(\.\w+)$")
TYPED = re.compile(r"\.[cm]?tsx?$")


class NodeExaminer:
    """Implements :class:`oppie.ports.Examiner`."""

    def examples(self, path: str, beside: FileState) -> FileState:
        """A file of tests, one for each example in the comments of ``path``."""
        return _asking("examples", beside, path, f"declare, {json.dumps(path)}, load")

    def noting(self, path: str, content: bytes, beside: FileState) -> tuple[FileState, FileState]:
        """The source, made to note how it is called, and the file of tests that tells it."""
        return FileState(path, noting(path, content)), _asking("calls", beside, path, "declare")

    def questions(self, observation: Observation, most: int, seed: int) -> tuple[Question, ...]:
        """The calls that were noted, and others like them that no test makes."""
        return vary(noted(observation), most, seed, NOTATION)

    def asking(self, path: str, beside: FileState, questions: Sequence[Question]) -> FileState:
        """A file of tests that put the questions to the source ``path``."""
        plain = json.dumps([(each.function, each.arguments) for each in questions])
        return _asking("answers", beside, path, f"declare, {json.dumps(path)}, load, {plain}")

    def testimony(self, observation: Observation, questions: Sequence[Question]) -> Testimony:
        """What the tests of both files said."""
        return testimony(observation, questions)

    def shown(self, question: Question) -> str:
        """The call as a person would write it."""
        given = [json.dumps(each, ensure_ascii=False) for each in json.loads(question.arguments)]
        return f"{question.function}({', '.join(given)})"


def _asking(maker: str, beside: FileState, path: str, arguments: str) -> FileState:
    text = (beside.content or b"").decode("utf-8", "replace")
    module = is_module(beside.path, text)
    place = json.dumps(_from(beside.path, path))
    asking = ASKING.format(
        test=_word(text, module=module),
        load=LOAD,
        source=f"import({place})" if module else f"require({place})",
        maker=maker,
        arguments=arguments,
    )
    return FileState(_name(maker, beside.path), asking.encode())


def _word(text: str, *, module: bool) -> str:
    """How a test file comes by the word ``test``, as the one beside does."""
    runner = next((name for name in RUNNERS if re.search(rf"['\"]{name}['\"]", text)), "")
    if not runner:
        return FOUND
    if module:
        return f"import {{ test as declare }} from '{runner}';"
    return f"const {{ test: declare }} = require('{runner}');"


def _name(what: str, beside: str) -> str:
    """A name in the folder of a test file by which the same pattern finds it."""
    folder, name = posixpath.split(beside)
    return posixpath.join(folder, STEM.sub(rf"\1oppie_{what}\2\3", name))


def _from(beside: str, path: str) -> str:
    place = posixpath.relpath(path, posixpath.dirname(beside) or ".")
    return place if place.startswith(".") else f"./{place}"


def _read(text: str) -> Arguments | None:
    try:
        given = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return (tuple(given), {}) if isinstance(given, list) else None


def _refuse(name: str) -> float:
    raise ValueError(name)


def _written(arguments: Arguments) -> str:
    return json.dumps(arguments[0], ensure_ascii=False, separators=(",", ":"))


NOTATION = Notation(_read, _written)
