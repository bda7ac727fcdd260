"""How a package's tests call some of its functions, calls like those, and what they answer.

A plugin of pytest, run by the interpreter and the command that run the package's tests: so the
functions are found, imported and given objects as the tests do it. Calls travel as pickles; what
cannot be pickled is not asked. The variables that lead it are written by ``benchmarks.alike``.
"""

from __future__ import annotations

import copy
import gc
import inspect
import json
import os
import pickle
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any, NamedTuple

import pytest

from oppie.inside.questions.caution import Caution, EndlessError, RefusedError
from oppie.inside.questions.values import written

MOST_RECORDED = 60
"""Calls of one function, of the tests' own."""
TRIES = 500
"""To make a call from one that is there."""
LARGEST = 20_000
"""Bytes of a pickled call."""
DEEPEST = 2
"""Objects within an object that are varied; some hold each other."""
ANSWERS = "CALLS_ANSWERS"

Given = tuple[tuple[object, ...], dict[str, object]]


class Call(NamedTuple):
    """A function by its qualified name, and its arguments, pickled."""

    name: str
    given: bytes


class Recorder:
    """Notes calls of functions of one file, each different one once."""

    def __init__(self, file: str, names: frozenset[str]) -> None:
        self.calls: dict[str, dict[bytes, None]] = {}
        self._file = file
        self._names = names

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """What the interpreter calls."""
        code = frame.f_code
        if event != "call" or code.co_filename != self._file or code.co_qualname not in self._names:
            return
        known = self.calls.setdefault(code.co_qualname, {})
        begins = frame.f_lineno == code.co_firstlineno  # else a generator goes on
        if begins and len(known) < MOST_RECORDED:
            sys.setprofile(None)
            packed = pickled(_arguments(frame))
            sys.setprofile(self)
            if packed:
                known[packed] = None


def _arguments(frame: FrameType) -> Given:
    info = inspect.getargvalues(frame)
    code, values = frame.f_code, info.locals
    named = info.args[: code.co_argcount]
    only = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    args = (*(values[name] for name in named), *(values[info.varargs] if info.varargs else ()))
    more = values[info.keywords] if info.keywords else {}
    return args, {**{name: values[name] for name in only}, **more}


def pickled(given: Given) -> bytes:
    """Arguments as bytes; none where they cannot travel."""
    try:
        packed = pickle.dumps(given)
    except Exception:  # noqa: BLE001 - pickling runs the package's own code
        return b""
    return packed if len(packed) <= LARGEST else b""


def generated(recorded: list[Call], seed: int = 0) -> list[Call]:
    """The recorded calls, and others that came of them by small changes; each once."""
    dice, calls = random.Random(seed), dict.fromkeys(recorded)
    pool = list(calls)
    for _ in range(TRIES if pool else 0):
        call = dice.choice(pool)
        other = dice.choice([each for each in recorded if each.name == call.name])
        made = Call(call.name, _varied(call.given, other.given, dice))
        if made.given and made not in calls:
            calls[made] = None
            pool.append(made)
    return pool


def _varied(given: bytes, other: bytes, dice: random.Random) -> bytes:
    with suppress(Exception):  # whatever the package's own classes raise when they are copied
        one, another = pickle.loads(given), pickle.loads(other)  # noqa: S301
        return pickled(varied(one, another, dice))
    return b""


def varied(given: Given, other: Given, dice: random.Random) -> Given:
    """A call like one that was seen: one argument a bit different, or as another call has it."""
    places, others = _placed(*given), _placed(*other)
    if not places:
        return given
    place = dice.choice(list(places))
    nearby = list(near(places[place]))
    if place in others and type(others[place]) is type(places[place]):
        nearby.append(others[place])
    if nearby:
        places[place] = dice.choice(nearby)
    args = tuple(value for name, value in places.items() if isinstance(name, int))
    return args, {name: value for name, value in places.items() if isinstance(name, str)}


def _placed(args: tuple[object, ...], named: dict[str, object]) -> dict[int | str, object]:
    placed: dict[int | str, object] = dict(enumerate(args))
    placed.update(named.items())
    return placed


def near(value: Any, depth: int = 0) -> Iterator[Any]:
    """Values of the same type that differ a little, down to what objects hold of objects."""
    if isinstance(value, bool):
        yield not value
    elif type(value) in (int, float):
        yield from (value + 1, value - 1, -value, value * 2, type(value)(0))
    elif type(value) in (str, bytes, list, tuple):
        yield from (value[:0], value[:-1], value[1:], value[::-1], value * 2)
    elif type(value) is dict:
        yield from ({}, dict(list(value.items())[1:]))
    elif depth < DEEPEST:
        for name, held in getattr(value, "__dict__", {}).items():
            for changed in near(held, depth + 1):
                like = copy.copy(value)
                setattr(like, name, changed)
                yield like


def answer(caution: Caution, function: Callable[..., object], given: bytes) -> str | None:
    """What a call comes to and makes of its arguments; None where that is not known."""
    said = {_told(caution, function, given) for _ in range(2)}
    return said.pop() if len(said) == 1 else None


def _told(caution: Caution, function: Callable[..., object], given: bytes) -> str | None:
    args, named = pickle.loads(given)  # noqa: S301 - made by this program
    seen = caution.call(lambda: looked_at(function(*args, **named)))
    if isinstance(seen.raised, RefusedError):
        return None
    if isinstance(seen.raised, EndlessError | RecursionError):
        return "endless"
    if seen.raised is not None:
        return f"raises {type(seen.raised).__name__}"
    return f"returns {seen.value} and leaves {looked_at((args, named))}"


def looked_at(value: object) -> str:
    """A value as text; with its attributes where its own text says nothing."""
    if type(value).__repr__ is object.__repr__ and hasattr(value, "__dict__"):
        return f"{type(value).__name__} {written(sorted(vars(value).items()))}"
    return written(value)


def functions(file: str) -> dict[str, FunctionType]:
    """Every function of a file that is in memory, whatever it is wrapped in."""
    alive = (each for each in gc.get_objects() if isinstance(each, FunctionType))
    return {f.__code__.co_qualname: f for f in alive if f.__code__.co_filename == file}


def pytest_collection_finish() -> None:
    """Everything is imported: record from now on, or answer and end."""
    file, kept = os.environ["CALLS_OF"], Path(os.environ["CALLS_KEPT"])
    if ANSWERS not in os.environ:
        sys.setprofile(Recorder(file, frozenset(json.loads(os.environ["CALLS_NAMES"]))))
        return
    known, caution = functions(file), Caution(file, str(Path(file).parent))
    calls: list[Call] = pickle.loads(kept.read_bytes())  # noqa: S301 - made by this program
    said = [answer(caution, known[name], given) if name in known else None for name, given in calls]
    Path(os.environ[ANSWERS]).write_text(json.dumps(said), encoding="utf-8")
    pytest.exit("all is answered", 0)


def pytest_sessionfinish() -> None:
    """Keep what was recorded, and calls like that."""
    recorder = sys.getprofile()
    sys.setprofile(None)
    if isinstance(recorder, Recorder):
        calls = [Call(name, each) for name, known in recorder.calls.items() for each in known]
        packed = pickle.dumps([tuple(each) for each in generated(calls)])
        Path(os.environ["CALLS_KEPT"]).write_bytes(packed)
