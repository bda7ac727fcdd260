"""The judge of Rust: a test beside the function prints its answers; both programs' are compared."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.judges.judgement import LIMIT_S, Judgement, Question
from benchmarks.judges.rust_literals import literal, parameters

MARK = "judged"
NOTHING = 1e-9
PANICS = "panics"
TEST = """
#[cfg(test)]
mod {mark} {{
    use super::*;
    #[test]
    fn answers() {{
        std::panic::set_hook(Box::new(|_| ()));
{calls}
    }}
}}
"""
CALL = """        match std::panic::catch_unwind(|| format!("{{:?}}", {entry}({given}))) {{
            Ok(said) => println!("{mark} {{}}", said),
            Err(_) => println!("{mark} {panics}"),
        }}"""


def rust(question: Question) -> Judgement:
    """By cargo; None where the function takes or gives what cannot be written or shown."""
    kinds = parameters(question.reference, question.entry)
    calls = [] if kinds is None else _calls(question, kinds)
    if not calls:
        return Judgement(None, "none of the inputs fits the function's parameters")
    test = TEST.format(mark=MARK, calls="\n".join(calls))
    wanted = _answers(question, question.reference + test)
    if wanted is None or len(wanted) != len(calls):
        return Judgement(None, "the reference does not answer")
    got = _answers(question, question.patched + test)
    if got is None:
        return Judgement(correct=False, detail="it did not end")
    for said, right in zip(got, wanted, strict=False):
        if right not in (PANICS, said):
            return Judgement(correct=False, detail=f"{said[:80]}, not {right[:80]}")
    return Judgement(len(got) == len(wanted), f"{len(got)} answers agree")


def _calls(question: Question, kinds: Sequence[str]) -> list[str]:
    calls = []
    for given in question.inputs:
        if len(given) != len(kinds):
            continue
        literals = [literal(kind, value) for kind, value in zip(kinds, given, strict=True)]
        words = [each for each in literals if each is not None]
        if len(words) == len(kinds):
            call = CALL.format(
                entry=question.entry, given=", ".join(words), mark=MARK, panics=PANICS
            )
            calls.append(call)
    return calls


def _answers(question: Question, source: str) -> list[str] | None:
    """What the function said to each call; None when it did not end or compile."""
    with tempfile.TemporaryDirectory(prefix="oppie-judge-") as name:
        folder = Path(name)
        for path, content in (*question.files, (question.path.as_posix(), source)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        words = ["cargo", "test", "--offline", "-q", f"{MARK}::answers", "--", "--nocapture"]
        try:
            done = subprocess.run(
                words, cwd=folder, capture_output=True, text=True, timeout=LIMIT_S, check=False
            )
        except (FileNotFoundError, subprocess.TimeoutExpired):
            return None
    said = [line for line in done.stdout.splitlines() if f"{MARK} " in line]
    return [_plain(line.partition(f"{MARK} ")[2]) for line in said]


def _float(value: float) -> str:
    return "0" if abs(value) < NOTHING else f"{value:.6g}"


def _plain(said: str) -> str:
    """Floats to six digits, those below 1e-9 as nothing."""
    return re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda found: _float(float(found[0])), said)
