"""Names of a folder: order, encoding, and what no file can be named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.vst.names import NO_NAMES, decode_names, encode, names_of

names = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1).filter(
    lambda name: name not in {".", ".."}
)


@given(st.sets(names))
def test_what_is_encoded_comes_back(some: set[str]) -> None:
    made = names_of(tuple(sorted(some)))

    assert decode_names(made.encoded()) == made


def test_bytes_that_are_not_utf8_keep_their_value() -> None:
    assert encode("caf\udce9") == b"caf\xe9"
    assert decode_names(b"caf\xe9").all == ("caf\udce9",)


def test_no_names_are_encoded_as_nothing() -> None:
    assert NO_NAMES.encoded() == b""
    assert decode_names(b"") == NO_NAMES


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/", "a\0b"])
def test_refuses_what_no_file_can_be_named(name: str) -> None:
    with pytest.raises(ValueError, match="no file can be named"):
        names_of((name,))


@pytest.mark.parametrize("data", [b"b\0a", b"a\0a", b"a\0", b"..", b"a/b"])
def test_refuses_to_decode_what_no_folder_can_hold(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"names out of order|no file can be named"):
        decode_names(data)
