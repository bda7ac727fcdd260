"""A small project and a workshop of doubles: a whole run without any process for its tests."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from oppie.executors.in_process import InProcessExecutor
from oppie.integrations.python import PythonIntegration
from oppie.metrics.benchmark import yardstick
from oppie.metrics.fix import FixMetric
from oppie.model.change import Change, Edit, Origin
from oppie.model.event import Event
from oppie.model.observation import Observation, Outcome, TestResult, TestTrace
from oppie.model.rollout import Rollout
from oppie.orchestrator.world import Metric
from oppie.ports import Executor, Sandbox, Session
from oppie.proposers.knobs import KnobProposer
from oppie.proposers.scripted import ScriptedProposer
from oppie.sandboxes.scripted import Script, ScriptedSandbox
from oppie.store.memory_off import MemoryOff
from oppie.workflows.baseline import Baseline
from oppie.workflows.measured.instruments import Instruments
from oppie.workflows.request import RunRequest
from oppie.workflows.workshop import Remembering, Workshop

SOURCE = b"def one():\n    return 2\n"
TESTS = b"from a import one\n\n\ndef test_one():\n    assert one() == 1\n"
WRONG, RIGHT = b"3", b"1"
TEST = "test_a.py::test_one"
OTHER = "test_a.py::test_other"


@dataclass
class Listener:
    """Keeps every event."""

    events: list[Event] = field(default_factory=list)

    def on(self, event: Event) -> None:
        self.events.append(event)


def project(folder: Path, *, git: bool = True) -> Path:
    """A project whose function returns 2 and should return 1."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.py").write_bytes(SOURCE)
    (folder / "test_a.py").write_text(
        "from a import one\n\n\ndef test_one():\n    assert one() == 1\n"
    )
    if git:
        me = ["-c", "user.name=t", "-c", "user.email=t@localhost"]
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "broken"]):
            subprocess.run(["git", *me, *words], cwd=folder, check=True, capture_output=True)
    return folder


def returns_one(rollout: Rollout) -> Observation:
    """The suite: the test passes when the source returns 1; the other one always does."""
    source = next((f.content or b"" for f in rollout.files if f.path == "a.py"), SOURCE)
    outcome = Outcome.PASSED if b"return 1" in source else Outcome.FAILED
    ends = {TEST: outcome, OTHER: Outcome.PASSED}
    tests = rollout.targets + rollout.others or tuple(ends)
    return Observation(tuple(TestResult(t, ends[t], 0.01) for t in tests if t in ends))


def change(text: bytes) -> Change:
    """Return something else."""
    origin = Origin("scripted", "constant", "a.py", 2)
    return Change((Edit("a.py", 22, 23, text),), origin, f"2 → {text.decode()}")


def workshop(
    listener: Listener,
    script: Script = returns_one,
    texts: Sequence[bytes] = (WRONG, RIGHT),
    recall: Callable[[str], Remembering] = lambda _: MemoryOff(),
    sandboxes: tuple[Sandbox, ...] = (),
) -> Workshop:
    """Doubles at every edge but the integration."""
    changes = [(change(text), 1.0 / (n + 1)) for n, text in enumerate(texts)]
    sandbox = place(script)
    return Workshop(
        integrations=(PythonIntegration(),),
        sandboxes=sandboxes or (sandbox,),
        proposers=lambda: (ScriptedProposer(changes),),
        execute=_execute,
        measure=_measure,
        recall=recall,
        observer=listener,
        jobs=1,
        began=time.monotonic(),
        measuring=_instruments,
    )


def place(script: Script, name: str = "scripted") -> ScriptedSandbox:
    """A scripted sandbox under any name."""
    traces = [
        TestTrace(TEST, Outcome.FAILED, {"a.py": (2,)}),
        TestTrace(OTHER, Outcome.PASSED, {"a.py": (1,)}),
    ]
    sandbox = ScriptedSandbox(script, tests=(TEST, OTHER), traces=traces)
    sandbox.name = name
    return sandbox


def request(folder: Path) -> RunRequest:
    """A run in the scripted sandbox that stops at the first patch."""
    return RunRequest(folder, sandbox="scripted", first=True)


def _instruments() -> Instruments:
    return Instruments(yardstick, KnobProposer(), (), {})


def _execute(
    open_session: Callable[[], Session], jobs: int, first: Session, batch: int
) -> Executor:
    return InProcessExecutor(open_session, jobs, first, batch)


def _measure(baseline: Baseline, others: Sequence[str], _expression: str) -> Metric:
    return FixMetric(baseline.targets, others, baseline.observation.results)
