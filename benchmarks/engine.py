"""The tree search alone: time per iteration and memory per node, flat up to a million nodes.

The synthetic tree has 40 Changes of 64 bytes on each node, of which one in eight fixes a test
and one in eight changes how tests fail; the evaluator looks the answer up and does nothing
else. Settings, policies and depth limit are those that ship. Times are of the processor, since
the engine waits for nothing and machines are shared; they hold the double's own work too:
making candidates and digests, about a tenth.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.options import Options
from benchmarks.peers import openspiel_us
from benchmarks.report import Figure
from oppie.mcts.knowledge import begin
from oppie.mcts.search import TreePolicy
from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import Event
from oppie.model.observation import Failure, Observation, Outcome, TestResult
from oppie.model.score import Evaluated, Score
from oppie.model.search import Root, SearchSettings
from oppie.wiring.edges import settle

SIZE = 1_000_000
QUICK_SIZE = 200_000
BLOCK = 1_000
WIDTH = 40
TARGET_US = 100.0
TARGET_BYTES = 1024.0
TESTS = 64


class Silent:
    """An Observer that hears nothing."""

    def on(self, event: Event) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Grown:
    """How a tree grew: processor microseconds per iteration by block, bytes per node."""

    nodes: int
    block_us: tuple[float, ...]
    bytes_per_node: float

    def at_start(self) -> float:
        """Median microseconds between 1 % and 10 % of the growth."""
        return statistics.median(self.block_us[len(self.block_us) // 100 :][: self._tenth()])

    def at_end(self) -> float:
        """Median microseconds in the last tenth."""
        return statistics.median(self.block_us[-self._tenth() :])

    def _tenth(self) -> int:
        return max(1, len(self.block_us) // 10)


def run(options: Options) -> list[Figure]:
    """Grow the tree once; compare with OpenSpiel where it is installed."""
    settle()  # as every run does
    grown = grow(QUICK_SIZE if options.quick else SIZE)
    us, n = grown.at_end(), grown.nodes
    at = f"processor time at {n:,} nodes"
    per_node = grown.bytes_per_node
    return [
        Figure("engine.us_at_1e6", us, "us", target=TARGET_US, holds=us < TARGET_US, n=n, note=at),
        _against_openspiel(us, n),
        Figure("engine.growth", us / grown.at_start(), "x", "at a tenth of the nodes", 1.0, n=n),
        Figure(
            "engine.bytes_per_node",
            per_node,
            "B",
            target=TARGET_BYTES,
            holds=per_node < TARGET_BYTES,
            n=n,
            note="peak resident growth divided by nodes",
        ),
    ]


def _against_openspiel(us: float, n: int) -> Figure:
    peer_us = openspiel_us()
    note = "" if peer_us else "open_spiel is not installed (extra bench)"
    peer = "OpenSpiel's Python MCTS, tic-tac-toe, 2,000 simulations"
    return Figure("engine.us_vs_peer", us, "us", peer, peer_us, n=n, note=note)


def grow(size: int) -> Grown:
    """Iterate until the tree has ``size`` nodes."""
    answers = _answers()
    root = Root(State(Digest("base")), answers[0], Score(0.0))
    gc.collect()
    before = _peak_bytes()
    known = begin(root, _proposals, SearchSettings(), Random(0), Silent())
    policy, world = TreePolicy(known), Random(1)
    blocks: list[float] = []
    while len(known.tree) < size:
        begun = time.process_time()
        for _ in range(BLOCK):
            pick = policy.pick()
            if pick is None:
                raise RuntimeError("the synthetic tree has ended")
            policy.landed(pick, _evaluated(pick.candidate, answers, world))
        blocks.append((time.process_time() - begun) / BLOCK * 1e6)
    return Grown(len(known.tree), tuple(blocks), (_peak_bytes() - before) / len(known.tree))


def _proposals(state: State, _observation: Observation) -> Iterator[Candidate]:
    random = Random(state.snapshot)
    for at in range(WIDTH):
        origin = Origin("synthetic", "edit", "file", at, "f")
        edit = Edit("file", at, at + 1, random.randbytes(64))
        yield Candidate(state, Change((edit,), origin), 1.0 / (1 + at))


def _evaluated(candidate: Candidate, answers: list[Observation], world: Random) -> Evaluated:
    snapshot = Digest(f"{world.getrandbits(256):064x}")
    depth = candidate.parent.depth
    luck = world.random()
    if luck < 1 / 8:
        result, score = answers[depth + 1], Score((depth + 1) / TESTS, fixed=depth + 1)
    elif luck < 1 / 4:
        result, score = answers[-1 - depth], Score(depth / TESTS, fixed=depth)
    else:
        result, score = answers[depth], Score(depth / TESTS, fixed=depth)
    state = State(snapshot, (*candidate.parent.changes, candidate.change))
    return Evaluated(candidate, state, result, score)


def _answers() -> list[Observation]:
    """One Observation for each way in which the only test fails."""
    failures = [Failure("AssertionError", f"assert {at} == {TESTS}") for at in range(TESTS)]
    return [Observation((TestResult("t", Outcome.FAILED, 0.0, each),)) for each in failures]


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
