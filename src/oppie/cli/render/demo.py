"""What is said around the demonstration."""

from __future__ import annotations

import sys
from pathlib import Path


def show_broken(folder: Path, *, quiet: bool) -> None:
    """Say what is about to be repaired."""
    if not quiet:
        sys.stderr.write(f"A small repository with failing tests: {folder}\n$ oppie run\n")


def show_kept(folder: Path) -> None:
    """Say where the repository is."""
    sys.stderr.write(f"Kept: {folder}. Try: oppie apply -C {folder}\n")
