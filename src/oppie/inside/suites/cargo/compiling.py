"""One call of cargo that builds tests: the programs it made, or what the compiler said."""

from __future__ import annotations

import json
import os
from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

from ... import wire
from ...attempt import Link
from ...messages import Failure, Frame, Limits
from ...programs import Ended, Program
from .speaking import heard

KIND = "BuildError"
UNREAD = "SyntaxError"
"""What the parser says has no code; nor has what macros say, which comes as early."""
LONGEST = 2000
MOST = 20
"""Errors that are told."""


class Artifact(NamedTuple):
    """A test program.

    Attributes:
        source: path of the target's file, relative to the workspace.
        executable: absolute path.
        folder: absolute folder of its package, in which its tests run.
        kinds: of the target: ``lib``, ``bin``, ``test``.
    """

    source: str
    executable: str
    folder: str
    kinds: Tuple[str, ...]


class Span(NamedTuple):
    """Bytes of a file, relative to the workspace, that the compiler points at."""

    path: str
    begin: int
    end: int


class Complaint(NamedTuple):
    """One error of the compiler.

    Attributes:
        source: path of the file of the target that was compiled.
        failure: how it is told as a test's failure.
        spans: where, the most important first.
    """

    source: str
    failure: Failure
    spans: Tuple[Span, ...]


class Built(NamedTuple):
    """What came of a build.

    Attributes:
        artifacts: test programs, those of packages that were built.
        complaints: errors of the compiler.
        ended: how cargo ended.
    """

    artifacts: Tuple[Artifact, ...]
    complaints: Tuple[Complaint, ...]
    ended: Ended

    @property
    def ok(self) -> bool:
        """Whether all was built."""
        return self.ended.status == 0 and not self.ended.late

    def failures(self) -> "Dict[str, Failure]":
        """Why targets were not built, by their files: what the compiler says of each of them."""
        sources = dict.fromkeys(each.source for each in self.complaints)
        return {
            source: together([c.failure for c in self.complaints if c.source == source])
            for source in sources
        }

    def failure(self) -> Failure:
        """Why not all was built, where the compiler says nothing."""
        if self.ended.late:
            return Failure(KIND, "the build did not end within %.0f s" % self.ended.seconds)
        return Failure(KIND, self.ended.errors.decode("utf-8", "replace").strip()[-LONGEST:])


def together(failures: Sequence[Failure]) -> Failure:
    """Several errors as one failure; a library's are told again where its own tests are built."""
    first, *others = list(dict.fromkeys(failures))[:MOST]
    return first._replace(further=tuple(others))


def build(program: Program, root: str, top: str, seconds: float, link: Link) -> Built:
    """Run cargo.

    Args:
        program: with ``--message-format=json``.
        root: absolute; the compiler runs there.
        top: the workspace.
        seconds: how long it may take.
        link: its host is heard meanwhile.
    """
    ended, lines = heard(program, seconds, Limits(output_bytes=1 << 22), link)
    messages = [message for line in lines for message in _message(line)]
    return Built(
        tuple(made for message in messages for made in _artifact(message, top)),
        tuple(told for message in messages for told in _complaint(message, root, top)),
        ended,
    )


def _message(line: str) -> Iterator[wire.Message]:
    if line.startswith("{"):
        try:
            yield json.loads(line)
        except ValueError:  # a build script's own words
            return


def _artifact(message: wire.Message, top: str) -> Iterator[Artifact]:
    if message.get("reason") == "compiler-artifact" and message["executable"]:
        target = message["target"]
        if message["profile"]["test"]:
            yield Artifact(
                relative(target["src_path"], top, top),
                message["executable"],
                os.path.dirname(message["manifest_path"]),
                tuple(target["kind"]),
            )


def _complaint(message: wire.Message, root: str, top: str) -> Iterator[Complaint]:
    if message.get("reason") != "compiler-message":
        return
    told = message["message"]
    if not told["level"].startswith("error") or told["message"].startswith("aborting due to"):
        return
    spans = sorted(_outer(told["spans"]), key=lambda span: not span["is_primary"])
    places = tuple(
        Span(relative(s["file_name"], root, top), s["byte_start"], s["byte_end"]) for s in spans
    )
    frames = tuple(
        Frame(place.path, span["line_start"], "")
        for place, span in zip(reversed(places), reversed(spans))
    )
    source = relative(message["target"]["src_path"], top, top)
    kind = KIND if told.get("code") else UNREAD
    yield Complaint(source, Failure(kind, _text(told), frames), places)


def _outer(spans: wire.Message) -> List[wire.Message]:
    """The spans, those in a macro's own text replaced by where it was called."""
    found = []
    for span in spans:
        place = span
        while place.get("expansion"):
            place = place["expansion"]["span"]
        found.append(dict(place, is_primary=span["is_primary"]))
    return found


def _text(told: wire.Message) -> str:
    """The message with its code, labels and helps in one line each."""
    code = told["code"]["code"] if told.get("code") else ""
    lines = ["%s (%s)" % (told["message"], code) if code else told["message"]]
    lines += [span["label"] for span in told["spans"] if span.get("label")]
    lines += ["%s: %s" % (each["level"], _helped(each)) for each in told["children"]]
    return "\n".join(dict.fromkeys(lines))[:LONGEST]


def _helped(child: wire.Message) -> str:
    meant = [s["suggested_replacement"] for s in child["spans"] if s.get("suggested_replacement")]
    return "%s: `%s`" % (child["message"], meant[0]) if meant else str(child["message"])


def relative(path: str, folder: str, top: str) -> str:
    """A path as seen from the workspace's top; absolute where it lies elsewhere."""
    place = os.path.normpath(os.path.join(folder, path))
    inside = os.path.realpath(place) if not place.startswith(top + os.sep) else place
    return os.path.relpath(inside, top) if inside.startswith(top + os.sep) else place
