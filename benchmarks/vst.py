"""The virtual state tree: commits against git, memory and persistence of Snapshots."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.options import Options
from benchmarks.report import Figure
from oppie.model.change import Digest, Edit
from oppie.model.rollout import FileState
from oppie.store.objects import StoredObjects
from oppie.vst.objects import MemoryObjects
from oppie.vst.vst import Vst
from oppie.wiring.edges import settle

SIZE = 4096
"""Bytes of each file, and of each change."""

TARGET_US = 70.0
"""The Helios target: median and 99th percentile of a commit."""

ROUND = 400
"""Commits of a round: enough for a 99th percentile, which needs 299."""

TARGET_TIMES = 50.0
TARGET_BYTES = 10_000.0


@dataclass(frozen=True, slots=True)
class Layout:
    """10,000 files in 500 folders of 20, the folders nested or all in the top."""

    name: str
    nested: bool

    def paths(self) -> list[str]:
        """The paths of all files."""
        folders = (f"part{n // 20}/folder{n}" if self.nested else f"folder{n}" for n in range(500))
        return [f"{folder}/module{n}.py" for folder in folders for n in range(20)]


NESTED, FLAT = Layout("nested", nested=True), Layout("flat", nested=False)


def run(options: Options) -> list[Figure]:
    """Measure on both layouts; the stated figures are those of the nested one."""
    settle()  # as every run does
    count = 2_000 if options.quick else 20_000
    nested, flat = _commits(NESTED, count), _commits(FLAT, count)
    stage = _git(NESTED, 11 if options.quick else 51)
    times = median(stage) / median(nested)
    return [
        _time("vst.commit.median_us", median(nested), count),
        _time("vst.commit.p99_us", _p99(nested), count, _calm(nested)),
        Figure(
            "vst.commit.vs_git",
            times,
            "x",
            compared_to="git add + git write-tree",
            its_value=1.0,
            target=TARGET_TIMES,
            holds=times >= TARGET_TIMES,
            n=len(stage),
            note=f"git {median(stage) / 1e3:.2f} ms, vst {median(nested):.1f} us, same change",
        ),
        _time("vst.commit.flat.median_us", median(flat), count),
        _time("vst.commit.flat.p99_us", _p99(flat), count, _calm(flat)),
        _memory(count // 4),
        *_persistence(count // 10),
    ]


def _time(name: str, value: float, count: int, note: str = "") -> Figure:
    return Figure(name, value, "us", target=TARGET_US, holds=value < TARGET_US, n=count, note=note)


def _p99(times: list[float]) -> float:
    """The median over rounds of each round's 99th percentile.

    A machine that others use takes the processor away for milliseconds at a time; such a
    spell spoils the rounds that it falls into and not the figure.
    """
    return median(_rounds(times))


def _calm(times: list[float]) -> str:
    best, load = min(_rounds(times)), os.getloadavg()[0]
    return f"best of the rounds {best:.0f} us; {load:.1f} processes wanted to run"


def _rounds(times: list[float]) -> list[float]:
    rounds = (sorted(times[at : at + ROUND]) for at in range(0, len(times), ROUND))
    return [each[int(0.99 * len(each))] for each in rounds]


def _workspace(layout: Layout, vst: Vst) -> Digest:
    return vst.snapshot(FileState(path, os.urandom(SIZE)) for path in layout.paths())


def _changes(layout: Layout, count: int) -> list[Edit]:
    """Whole contents of single files, drawn with a seed."""
    draw = random.Random(0)
    paths = layout.paths()
    return [Edit(draw.choice(paths), 0, SIZE, draw.randbytes(SIZE)) for _ in range(count)]


def _commits(layout: Layout, count: int) -> list[float]:
    """Microseconds of each commit, from the edit in memory to the root digest in memory."""
    vst = Vst(MemoryObjects())
    base = _workspace(layout, vst)
    return [_timed(partial(vst.apply, base, (edit,))) for edit in _changes(layout, count)]


def _git(layout: Layout, count: int) -> list[float]:
    """Microseconds of ``git add`` and ``git write-tree`` of the same kind of change."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        vst = Vst(MemoryObjects())
        vst.checkout(_workspace(layout, vst), top)
        for words in (("init", "-q"), ("add", "-A"), ("write-tree",)):
            _start(top, *words)
        return [_staged(top, edit) for edit in _changes(layout, count)]


def _staged(top: Path, edit: Edit) -> float:
    (top / edit.path).write_bytes(edit.text)
    add = _timed(partial(_start, top, "add", "--", edit.path))
    return add + _timed(partial(_start, top, "write-tree"))


def _start(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _memory(count: int) -> Figure:
    """Bytes of each further Snapshot that changes half of one file: folders and new content."""
    vst = Vst(MemoryObjects())
    base = _workspace(NESTED, vst)
    changes = _changes(NESTED, count)
    gc.collect()
    tracemalloc.start()
    for change in changes:
        half = Edit(change.path, 0, SIZE // 2, change.text[: SIZE // 2])
        base = vst.apply(base, (half,))
    gc.collect()
    each = tracemalloc.get_traced_memory()[0] / count
    tracemalloc.stop()
    return Figure(
        "vst.snapshot.bytes",
        each,
        "B",
        target=TARGET_BYTES,
        holds=each < TARGET_BYTES,
        n=count,
        note="half of a 4 kB file is changed; its new content is counted",
    )


def _persistence(count: int) -> tuple[Figure, Figure]:
    """What it costs to write Snapshots to SQLite, in batches of a hundred beside the commits."""
    with tempfile.TemporaryDirectory() as folder:
        store = StoredObjects(Path(folder))
        vst = Vst(store)
        base = _workspace(NESTED, vst)
        first = _timed(vst.persist)
        batches = []
        changes = _changes(NESTED, count)
        for at in range(0, count, 100):
            for change in changes[at : at + 100]:
                vst.apply(base, (change,))
            batches.append(_timed(vst.persist) / 100)
        store.close()
    return (
        Figure("vst.persist.snapshot_us", median(batches), "us", n=count, note="batches of 100"),
        Figure("vst.persist.base_s", first / 1e6, "s", n=1, note="10,000 files, 40 MB"),
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / 1e3
