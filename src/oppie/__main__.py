"""The program: ``oppie``, ``oppie-autonav``, ``autonav`` and ``python -m oppie``."""

from __future__ import annotations

import sys
import time

import oppie


def main() -> int:
    """Run the command line; the exit code is one of ``docs/exit-codes.md``."""
    began = time.monotonic()  # what a command needs to start is part of its budget
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        # Answered before anything is imported: it is asked by scripts, and often.
        sys.stdout.write(f"oppie {oppie.__version__}\n")
        return 0
    from oppie.cli.ending import run  # noqa: PLC0415 - see above

    return run(words, began)


if __name__ == "__main__":
    sys.exit(main())
