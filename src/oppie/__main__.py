"""The program: ``oppie``, ``oppie-autonav``, ``autonav`` and ``python -m oppie``."""

from __future__ import annotations

import sys

import oppie


def main() -> int:
    """Run the command line; the exit code is one of ``docs/exit-codes.md``."""
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        # Answered before anything is imported: it is asked by scripts, and often.
        sys.stdout.write(f"oppie {oppie.__version__}\n")
        return 0
    from oppie.cli.ending import run  # noqa: PLC0415 - see above

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
