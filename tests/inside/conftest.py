"""Real runners on tiny projects."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from oppie.inside.packing import zip_bytes

Answer = dict[str, Any]

CALC = """\
LIMIT = 3


def add(a, b):
    if a:
        return a - b
    return b


def mul(a, b=LIMIT):
    return a * b
"""

TEST_CALC = """\
from calc import add, mul


def test_add():
    assert add(1, 2) == 3


def test_mul():
    assert mul(2, 3) == 6


def test_limit():
    assert mul(1) == 3


def test_zero():
    while add(0, 1) != 1:
        pass
"""


LIMITS: Mapping[str, object] = {"test_s": 5.0, "total_s": 60.0}


class Runner:
    """The host's end of a runner, as plain as the protocol."""

    def __init__(self, zipped: Path, workspace: Path, python: str, env: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [python, str(zipped), str(workspace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=workspace,
            env=dict(env),
        )
        self.workspace = workspace
        self.opened: Answer = {}
        self.number = 0

    def send(self, **request: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self) -> Answer:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the runner ended with {self.process.wait()}"
        answer: Answer = json.loads(line)
        return answer

    def start(
        self,
        driver: str = "pytest",
        *args: str,
        limits: Mapping[str, object] = LIMITS,
        **plan: object,
    ) -> Answer:
        whole = {"driver": driver, "command": driver, "args": args, "import_roots": [""], **plan}
        self.send(op="start", plan=whole, limits=limits)
        return self.receive()

    def ask(self, op: str, **words: object) -> list[Answer]:
        self.number += 1
        self.send(op=op, id=self.number, **words)
        answers = [self.receive()]
        while answers[-1]["event"] not in ("done", "probed", "measured"):
            answers.append(self.receive())
        assert all(answer["id"] == self.number for answer in answers)
        return answers

    def run(
        self,
        files: Mapping[str, str | None] | None = None,
        targets: Sequence[str] = (),
        others: Sequence[str] = (),
        *,
        stop: str = "never",
        isolation: str = "warm",
        **limits: object,
    ) -> tuple[dict[str, Answer], Answer]:
        """Results by test, in their order, and what ``done`` says."""
        *results, done = self.ask(
            "run",
            files=packed(files or {}),
            targets=list(targets),
            others=list(others),
            stop=stop,
            isolation=isolation,
            limits={**LIMITS, **limits},
        )
        return {result["test"]: result for result in results}, done

    def outcomes(self, *args: Any, **words: Any) -> dict[str, str]:
        results, _ = self.run(*args, **words)
        return {test: result["outcome"] for test, result in results.items()}

    def trace(self, *tests: str, **limits: object) -> dict[str, Answer]:
        *traces, _ = self.ask("trace", tests=tests, limits={**LIMITS, **limits})
        return {trace["test"]: trace for trace in traces}

    def changed(self, old: str, new: str) -> dict[str, str]:
        """The calculator with one text replaced."""
        assert old in CALC
        return {"calc.py": CALC.replace(old, new)}

    def probe(self, files: Mapping[str, str]) -> list[str]:
        stale: list[str] = self.ask("probe", files=packed(files))[-1]["stale"]
        return stale

    def measure(
        self,
        words: str,
        files: Mapping[str, str | None] | None = None,
        report: str = "",
        **limits: object,
    ) -> Answer:
        return self.ask(
            "measure",
            words=words,
            folder="",
            report=report,
            files=packed(files or {}),
            limits={**LIMITS, **limits},
        )[-1]

    def close(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(timeout=10)


def packed(files: Mapping[str, str | None]) -> list[object]:
    return [
        {
            "path": path,
            "content": None if text is None else base64.b64encode(text.encode()).decode(),
            "mode": 0o100644,
        }
        for path, text in files.items()
    ]


@pytest.fixture(scope="session")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runner") / "runner.zip"
    path.write_bytes(zip_bytes())
    return path


Fill = Callable[[Mapping[str, str]], None]


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def fill(workspace: Path) -> Fill:
    """Write files into the workspace."""
    return lambda files: write(workspace, files)


def launched(zipped: Path, workspace: Path, private: Path) -> Iterator[Callable[..., Runner]]:
    runners: list[Runner] = []
    private.mkdir()
    base = {"PATH": os.environ["PATH"], "TMPDIR": str(private), "PYTHONHASHSEED": "0"}

    def start(python: str = sys.executable, **env: str) -> Runner:
        runners.append(Runner(zipped, workspace, python, {**base, **env}))
        return runners[-1]

    yield start
    for runner in runners:
        runner.close()
    assert not list(private.glob("oppie-runner-*"))


@pytest.fixture
def launch(zipped: Path, workspace: Path, tmp_path: Path) -> Iterator[Callable[..., Runner]]:
    """Start runners in the workspace; they are closed at the end and leave nothing."""
    yield from launched(zipped, workspace, tmp_path / "tmp")


@pytest.fixture
def runner(launch: Callable[..., Runner]) -> Runner:
    return launch()


@pytest.fixture(scope="module")
def calc(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """A started runner on a project with one wrong function, shared by a module's tests."""
    folder = tmp_path_factory.mktemp("calc")
    write(folder / "work", {"calc.py": CALC, "test_calc.py": TEST_CALC})
    for launch in launched(zipped, folder / "work", folder / "tmp"):
        runner = launch()
        runner.opened = runner.start()
        yield runner
