"""Judges that are one program in the language itself, with the question on standard input.

Such a program ends with 0 when all answers agree, with 1 after printing the first that does
not, and with 2 when it cannot tell.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.judges.judgement import LIMIT_S, Judgement, Question

HERE = Path(__file__).parent
DIFFERS = 1


def python(question: Question) -> Judgement:
    """By this interpreter."""
    return _answered([sys.executable, "-I", str(HERE / "judge.py")], question)


def javascript(question: Question) -> Judgement:
    """By Node.js."""
    return _answered(["node", str(HERE / "judge.js")], question)


def _answered(words: Sequence[str], question: Question) -> Judgement:
    asked = {
        "entry": question.entry,
        "patched": question.patched,
        "reference": question.reference,
        "inputs": question.inputs,
    }
    return ended(words, Path.cwd(), json.dumps(asked))


def ended(words: Sequence[str], folder: Path, asked: str) -> Judgement:
    """What a judge's program said in the end; after its time, all that it started is ended."""
    try:
        judge = subprocess.Popen(
            words,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    except FileNotFoundError:
        return Judgement(None, f"{words[0]} is not installed")
    with judge:
        try:
            printed, errors = judge.communicate(asked, LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(judge.pid, signal.SIGKILL)
            return Judgement(correct=False, detail="it did not end")
    said = printed.strip().rpartition("\n")[2][:200]
    if judge.returncode in (0, DIFFERS):
        return Judgement(judge.returncode == 0, said)
    return Judgement(None, said or errors.strip()[-200:])
