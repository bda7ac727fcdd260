"""Rust's sources as :mod:`...braces` and :mod:`...schemata` take them."""

from __future__ import annotations

import re
from typing import Mapping, Sequence, Tuple

from ...braces import Form, cut
from ...schemata import Dialect, Schema, combine

OPAQUE = (
    rb"//[^\n]*|/\*"
    rb"|r(?P<hashes>#*)\".*?\"(?P=hashes)|\"(?:\\.|[^\"\\])*\""
    rb"|'(?:\\(?:x[0-9a-fA-F]{2}|u\{[^}\n]*\}|.)|[^\\'\n\x80-\xff]|[\xc2-\xf4][\x80-\xbf]{1,3})'"
)
"""A comment, a string or a character; a lifetime has no second quote."""
CONSTANT = rb"\bconst\s+(?:async\s+|unsafe\s+|extern\s+(?:\"[^\"]*\"\s+)?)*fn\b"
"""What runs while it is compiled can look at no selector: its head is passed over."""

RUST = Form(
    token=re.compile(
        rb"(?P<opaque>" + OPAQUE + rb"|" + CONSTANT + rb")"
        rb"|(?P<head>\bfn(?=\s+[A-Za-z_]))|[(\[{)\]};]",
        re.DOTALL,
    ),
    no_body=re.compile(rb"->[^;]*\bimpl\b"),
    anywhere=True,
    nested=True,
)
"""Functions lie in impls and modules; the ``impl`` that one returns is of one type alone."""

VARIABLE = "OPPIE_CANDIDATE"
SELECTORS = b"""
#[doc(hidden)]
#[allow(warnings)]
pub mod __oppie {
    extern crate std as oppie_std;
    use self::oppie_std::sync::atomic::{AtomicUsize, Ordering};
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    fn number() -> usize {
        let known = NUMBER.load(Ordering::Relaxed);
        if known != 0 {
            return known - 1;
        }
        let said = match self::oppie_std::env::var("%s") {
            Ok(text) => text.parse::<usize>().unwrap_or(0),
            Err(_) => 0,
        };
        NUMBER.store(said + 1, Ordering::Relaxed);
        said
    }
%%s}
""" % VARIABLE.encode("ascii")
"""Stands at the end of a crate's root; ``std`` by another name is there without it as well."""
_SELECTOR = b"""    pub fn %s(limit: u16) -> bool {
        static PICKS: [u16; %d] = [%s];
        PICKS[number()] < limit
    }
"""


def unite(sources: Sequence[bytes], place: int) -> Schema:
    """One file of several that fit each other; ``place`` is the file's number."""

    def less(number: int, limit: int) -> bytes:
        return b"crate::__oppie::%s(%d)" % (_name(place, number), limit)

    return combine([cut(source, RUST) for source in sources], Dialect(less, lambda _: b""))


def selectors(picks: Sequence[Tuple[int, Mapping[int, Tuple[int, ...]]]]) -> bytes:
    """The module with the selectors of files, each by its number."""
    functions = [
        _SELECTOR % (_name(place, number), len(values), b", ".join(b"%d" % v for v in values))
        for place, of_file in picks
        for number, values in of_file.items()
    ]
    return SELECTORS % b"".join(functions)


def _name(place: int, number: int) -> bytes:
    return b"pick_%d_%d" % (place, number)
