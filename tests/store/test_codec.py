"""What is stored comes back equal, whatever names and messages hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import IntegrityError
from oppie.model.observation import Failure, Frame, Observation, Outcome, TestResult
from oppie.model.verdict import Verdict
from oppie.store.codec import PACKED, WORTH_PACKING, Codec
from tests.store.samples import VERDICT

CODEC = Codec(Observation)
SECONDS = st.floats(min_value=0, max_value=1e6, allow_nan=False)
TEXT = st.text(alphabet=st.characters(), max_size=40)  # surrogates too
FRAMES = st.builds(Frame, path=TEXT, line=st.integers(1, 10**6), function=TEXT)
FAILURES = st.builds(
    Failure, kind=TEXT, message=TEXT, frames=st.lists(FRAMES, max_size=3).map(tuple)
)
RESULTS = st.builds(
    TestResult,
    test=TEXT,
    outcome=st.sampled_from(Outcome),
    seconds=SECONDS,
    failure=st.none() | FAILURES,
)
OBSERVATIONS = st.builds(
    Observation,
    results=st.lists(RESULTS, max_size=12).map(tuple),
    seconds=SECONDS,
    peak_bytes=st.integers(0, 2**40),
    complete=st.booleans(),
    route=st.sampled_from(["swap", "reload", "fresh", "scripted"]),
)


@dataclass(frozen=True, slots=True)
class Asked:
    folder: Path
    where: tuple[str, ...] = ()


@given(OBSERVATIONS)
def test_an_observation_comes_back_equal(observation: Observation) -> None:
    assert CODEC.unpack(CODEC.pack(observation)) == observation


@given(OBSERVATIONS)
def test_json_holds_what_utf8_cannot(observation: Observation) -> None:
    text = CODEC.to_json(observation)
    assert text.isascii()
    assert CODEC.from_json(text) == observation


def test_large_ones_are_compressed_and_small_ones_are_not() -> None:
    small = Observation((TestResult("t", Outcome.PASSED),))
    large = Observation(tuple(TestResult(f"tests/t.py::t[{i}]", Outcome.PASSED) for i in range(99)))
    assert CODEC.pack(small).startswith(b"{")
    packed = CODEC.pack(large)
    assert packed.startswith(PACKED)
    assert len(packed) * 5 < len(CODEC.to_json(large))
    assert len(CODEC.pack(small)) < WORTH_PACKING


def test_paths_travel_as_text() -> None:
    asked = Asked(Path("/somewhere"), ("a", "b"))
    codec = Codec(Asked)
    assert codec.to_json(asked) == '{"folder":"/somewhere","where":["a","b"]}'
    assert codec.from_json(codec.to_json(asked)) == asked


def test_a_verdict_comes_back_equal() -> None:
    codec = Codec(Verdict)
    assert codec.from_json(codec.to_json(VERDICT)) == VERDICT


@pytest.mark.parametrize(
    "blob", [b"", b"nonsense", b"{}", b'{"results": 3}', b"\x78\x01cut", b"\xff"]
)
def test_what_is_damaged_is_said_to_be(blob: bytes) -> None:
    with pytest.raises(IntegrityError, match="a stored Observation cannot be read") as told:
        CODEC.unpack(blob)
    assert "another version" in told.value.hint.lower()
