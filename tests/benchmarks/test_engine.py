"""The engine's benchmark measures what it says, on a small tree."""

import pytest

from benchmarks import engine
from benchmarks.engine import Grown, grow
from benchmarks.options import Options
from oppie.model.search import SearchSettings


def test_the_tree_grows_to_its_size() -> None:
    grown = grow(2_000)
    assert 2_000 <= grown.nodes < 2_000 + engine.BLOCK
    assert len(grown.block_us) == grown.nodes // engine.BLOCK
    assert grown.at_end() > 0


def test_medians_of_the_start_and_the_end() -> None:
    grown = Grown(20, (*([1.0] * 10), *([2.0] * 8), 9.0, 3.0), 0.0)
    assert grown.at_start() == 1.0
    assert grown.at_end() == 6.0


def test_the_figures_have_the_names_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "QUICK_SIZE", 1_000)
    figures = {each.name: each for each in engine.run(Options(quick=True))}
    assert {"engine.us_at_1e6", "engine.bytes_per_node"} <= set(figures)
    assert figures["engine.us_at_1e6"].target == 100.0
    assert figures["engine.bytes_per_node"].unit == "B"
    assert all(each.n and each.n >= 1_000 for each in figures.values())


def test_a_missing_peer_is_named_and_nothing_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "QUICK_SIZE", 1_000)
    monkeypatch.setattr(engine, "openspiel_us", lambda: None)
    figures = {each.name: each for each in engine.run(Options(quick=True))}
    peer = figures["engine.us_vs_peer"]
    assert peer.its_value is None
    assert peer.holds is None
    assert "not installed" in peer.note


def test_depth_and_width_of_the_synthetic_tree() -> None:
    assert engine.WIDTH >= 32
    assert SearchSettings().depth == 8
