"""The full report of a defect, in a file."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import oppie


def written(error: BaseException, words: Sequence[str]) -> str:
    """Write what happened into a temporary file; its path, or why there is none."""
    system = os.uname() if hasattr(os, "uname") else os.name
    text = "\n".join(
        (
            f"oppie {oppie.__version__}, Python {sys.version}, {system}",
            f"words: {list(words)!r}",
            f"time: {time.strftime('%Y-%m-%dT%H:%M:%S%z')}",
            "",
            *traceback.format_exception(error),
        )
    )
    name = f"oppie-defect-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    path = Path(tempfile.gettempdir()) / name
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as failure:
        return f"no report could be written ({failure.strerror})"
    return str(path)
