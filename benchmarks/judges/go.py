"""The judge of Go: both packages in one program, called by reflection."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.judges.judgement import Judgement, Question
from benchmarks.judges.scripts import ended

MAIN = Path(__file__).with_name("judge.go")
MODULE = "module judged\n\ngo 1.21\n"


def go(question: Question) -> Judgement:
    """By the Go toolchain; None where the function is not exported."""
    if not question.entry[:1].isupper():
        return Judgement(None, f"{question.entry} is not exported")
    with tempfile.TemporaryDirectory(prefix="oppie-judge-") as name:
        folder = Path(name)
        program = MAIN.read_text(encoding="utf-8").replace("ENTRY", question.entry)
        files = [("go.mod", MODULE), ("main.go", program)]
        for which, source in (("patched", question.patched), ("reference", question.reference)):
            files.append((f"{which}/{question.path.name}", source))
        for path, content in files:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        return ended(["go", "run", "."], folder, json.dumps(question.inputs))
