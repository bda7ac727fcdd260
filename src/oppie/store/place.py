"""Where a project's state lies: ``.oppie/``, which git does not see."""

from __future__ import annotations

from pathlib import Path

from oppie.store.troubles import told

FOLDER = ".oppie"
JOURNAL = "journal.db"
OBJECTS = "objects.db"
LIVE = "live"
GITIGNORE = "*\n"


def state_folder(root: Path) -> Path:
    """``root``'s ``.oppie/``, made if it is not there, with a ``.gitignore`` of its own.

    Raises:
        MachineError: it cannot be made or written to.
    """
    folder = root / FOLDER
    ignored = folder / ".gitignore"
    with told(folder):
        folder.mkdir(exist_ok=True)
        if not ignored.exists():
            ignored.write_text(GITIGNORE, encoding="ascii")
    return folder


def journal_file(root: Path) -> Path:
    """The file that holds ``root``'s runs, whether it is there or not."""
    return root / FOLDER / JOURNAL


def live_folder(root: Path) -> Path:
    """Where the locks of ``root``'s running runs lie; see :mod:`oppie.store.presence`."""
    return root / FOLDER / LIVE


def objects_file(root: Path) -> Path:
    """The file that holds the Snapshots of ``root``'s runs."""
    return root / FOLDER / OBJECTS
