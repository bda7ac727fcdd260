#!/usr/bin/env python3
"""Set up and use a checkout of oppie with nothing but Python 3.11 or newer.

    python3 scripts/dev.py demo            repair a small broken repository, to see it work
    python3 scripts/dev.py check           lint, types, architecture, documents, all tests
    python3 scripts/dev.py check --fast    the same with the unit tests only
    python3 scripts/dev.py run ARGUMENTS   oppie itself

Everything goes into .venv in this checkout, from the locked versions in requirements/; the
second call finds it there. Only the standard library is used here, and no syntax that is newer
than Python 3.8, so that an older one can say what is missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
PIP = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
UNIT = ("-m", "not slow and not engine")
USAGE, MACHINE, INTERRUPTED = 2, 5, 130


class Missing(Exception):  # noqa: N818 - it ends the program with what to do
    """Something that is needed is not on this machine."""


def main(words: list[str]) -> int:
    """Do what is asked; the exit code."""
    verb, *arguments = words or ["--help"]
    if verb in ("demo", "run"):
        set_up("run")
        return oppie(*(["demo"] if verb == "demo" else []), *arguments)
    if verb == "check" and set(arguments) <= {"--fast"}:
        set_up("dev")
        return check(fast=bool(arguments))
    print(__doc__)
    return 0 if verb in ("-h", "--help") else USAGE


def oppie(*arguments: str) -> int:
    """Run oppie where the user stands."""
    return subprocess.call([str(PYTHON), "-m", "oppie", *arguments])


def check(*, fast: bool) -> int:
    """Run every check, also after one has failed; one summary at the end."""
    steps = [
        ("lint", ["ruff", "check", "."]),
        ("format", ["ruff", "format", "--check", "."]),
        ("types", ["mypy"]),
        ("architecture", ["lint-imports"]),
        ("documents", [str(PYTHON), "scripts/documents.py", "--check"]),
        ("tests", ["pytest", "-q", *(UNIT if fast else ())]),
    ]
    path = os.pathsep.join((str(PYTHON.parent), os.environ.get("PATH", "")))
    environment = {**os.environ, "PATH": path}
    lines = []
    for name, command in steps:
        print(f"== {name}: {' '.join(command)}", flush=True)
        began = time.monotonic()
        code = subprocess.call(command, cwd=str(ROOT), env=environment)
        lines.append((name, code, time.monotonic() - began))
    print("== summary")
    for name, code, seconds in lines:
        print(f"{name:14} {'FAILED' if code else 'ok':7} {seconds:6.1f} s")
    return 1 if any(code for _, code, _ in lines) else 0


def set_up(what: str) -> None:
    """Make .venv and install what is locked for ``what``, unless that is done already."""
    lock = ROOT / "requirements" / f"{what}.lock"
    wanted = digest(lock, ROOT / "pyproject.toml")
    stamp = VENV / f"oppie-{what}.stamp"
    if stamp.is_file() and stamp.read_text() == wanted and works(PYTHON):
        return
    if not works(PYTHON):
        make_environment()
    print(f"Installing into {VENV} ...", file=sys.stderr, flush=True)
    install("--require-hashes", "-r", str(lock))
    install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(wanted)


def install(*words: str) -> None:
    """Let pip install something."""
    if subprocess.call([str(PYTHON), *PIP, *words]):
        raise Missing("pip could not install it; see above. Is a package index within reach?")


def make_environment() -> None:
    """Make .venv, with a Python that is new enough."""
    python = fitting_python()
    if VENV.exists():
        shutil.rmtree(str(VENV))
    making = [python, "-m", "venv", str(VENV)]
    done = subprocess.run(making, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise Missing(
            f"{python} cannot make a virtual environment. On Debian or Ubuntu: "
            f"apt-get install python3-venv\n{done.stdout}{done.stderr}"
        )


def fitting_python() -> str:
    """This interpreter, else a newer one on PATH."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in NEWER:
        found = shutil.which(name)
        if found and works(found):
            return found
    raise Missing(
        f"oppie needs Python 3.11 or newer; this is {sys.version.split()[0]}, and none of "
        f"{', '.join(NEWER)} is on PATH."
    )


def works(python: str | Path) -> bool:
    """Whether an interpreter starts and is new enough."""
    test = f"import sys; sys.exit(sys.version_info < {OLDEST!r})"
    try:
        return subprocess.call([str(python), "-c", test], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def digest(*files: Path) -> str:
    """One text that changes when a file does, or when the checkout is moved."""
    parts = [os.fsencode(ROOT), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"".join(parts)).hexdigest()


if __name__ == "__main__":
    if os.name == "nt":
        sys.exit("oppie runs on Linux and macOS; on Windows use WSL.")
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as missing:
        print(f"dev.py: {missing}", file=sys.stderr)
        sys.exit(MACHINE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
