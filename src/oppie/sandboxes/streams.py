"""A runner as a container's main process, reached by the engine's attached stream.

The engine sends what the process says in frames of eight bytes of header (the stream's number,
three zeros, the length, big endian) and the content; see "Attach to a container" in Docker's
Engine API.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from oppie.sandboxes.channel import GoneError, LineBuffer

_CHUNK = 1 << 16
_HEADER = struct.Struct(">BxxxL")
_ERRORS = 2
_TAIL = 2000


class StreamChannel:
    """Lines over an attached stream.

    Args:
        stream: the engine's; ours from now on.
        diagnose: what became of the container, once the stream has ended.
        clean: kills and removes the container, and its copy.
    """

    def __init__(
        self,
        stream: socket.socket,
        diagnose: Callable[[str], GoneError],
        clean: Callable[[], None],
    ) -> None:
        self._stream = stream
        self._diagnose = diagnose
        self._clean = clean
        self._frames = bytearray()
        self._lines = LineBuffer()
        self._errors = b""
        self._busy = threading.Lock()
        self._closed = threading.Event()

    def send(self, line: bytes, deadline: float) -> None:
        """Send one line. Raises GoneError."""
        with self._busy:
            self._set_time(deadline)
            try:
                self._stream.sendall(line + b"\n")
            except TimeoutError:
                raise _late() from None
            except OSError as error:
                raise self._gone() from error

    def receive(self, deadline: float) -> bytes:
        """The next line. Raises GoneError."""
        with self._busy:
            while (line := self._lines.pop()) is None:
                self._set_time(deadline)
                self._take(self._read())
        return line

    def close(self) -> None:
        """Kill the container and remove it; whoever reads sees the end of the stream."""
        if not self._closed.is_set():
            self._closed.set()
            with suppress(OSError):
                self._stream.shutdown(socket.SHUT_RDWR)
            self._clean()
            with self._busy:
                self._stream.close()

    def _set_time(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _late()
        if self._closed.is_set():
            raise GoneError("the session is closed")
        self._stream.settimeout(left)

    def _read(self) -> bytes:
        try:
            chunk = self._stream.recv(_CHUNK)
        except TimeoutError:
            raise _late() from None
        except OSError as error:
            raise self._gone() from error
        if not chunk:
            raise self._gone()
        return chunk

    def _take(self, chunk: bytes) -> None:
        """Take whole frames apart; the rest waits for its end."""
        self._frames += chunk
        while len(self._frames) >= _HEADER.size:
            number, length = _HEADER.unpack_from(self._frames)
            end = _HEADER.size + length
            if len(self._frames) < end:
                return
            content = bytes(self._frames[_HEADER.size : end])
            del self._frames[:end]
            if number == _ERRORS:
                self._errors = (self._errors + content)[-_TAIL:]
            else:
                self._lines.feed(content)

    def _gone(self) -> GoneError:
        said = self._errors.decode(errors="replace").strip().splitlines()
        return self._diagnose(said[-1] if said else "")


def _late() -> GoneError:
    return GoneError("the runner did not answer in time", late=True)
