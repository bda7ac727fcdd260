"""Source packages from their registries, by the registries' own clients, into a cache folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.catalogue import Package
from benchmarks.tasks import commit_all
from oppie.errors import CalleeError

PYTEST = ("pytest>=8.3", "setuptools")


def fetched(package: Package, cache: Path) -> Path:
    """The package's source as a git repository of one commit; fetched once.

    Raises:
        CalleeError: the registry or the client of it does not give the package.
    """
    home = cache / package.language / f"{package.name.replace('/', '_')}-{package.version}"
    source = home / "source"
    if not (source / ".git").is_dir():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        CLIENTS[package.language](package, home, source)
        commit_all(source)
    return source


def interpreter(package: Package, cache: Path) -> Path | None:
    """The interpreter that has what a Python package's tests need; None where none is needed."""
    python = fetched(package, cache).parent / "venv" / "bin" / "python"
    return python if python.is_file() else None


def _python(package: Package, home: Path, source: Path) -> None:
    wanted = f"{package.name}=={package.version}"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    words = ["download", "-q", "--no-deps", "--no-binary", package.name, "-d", str(home), wanted]
    _run([*pip, *words], home)
    _unpacked(home, source)
    if package.needs:
        _run([sys.executable, "-m", "venv", str(home / "venv")], home)
        python = str(home / "venv" / "bin" / "python")
        words = ["install", "-q", "--disable-pip-version-check", *PYTEST, *package.needs]
        _run([python, "-m", "pip", *words], home)


def _javascript(package: Package, home: Path, source: Path) -> None:
    _run(["npm", "pack", "--silent", f"{package.name}@{package.version}"], home)
    _unpacked(home, source)
    if package.needs:
        # Beside the package, so that its own dependencies for development stay away.
        words = ["npm", "install", "--silent", "--ignore-scripts", "--prefix", str(home)]
        _run([*words, *package.needs], home)
        (home / "node_modules").rename(source / "node_modules")
        (source / ".gitignore").write_text("node_modules\n", encoding="utf-8")


def _go(package: Package, home: Path, source: Path) -> None:
    module = f"{package.name}@{package.version}"
    _run(["go", "mod", "init", "fetching"], home)
    _run(["go", "mod", "download", module], home)
    listed = _run(["go", "list", "-m", "-f", "{{.Dir}}", module], home)
    shutil.copytree(listed.strip(), source)
    for path in (source, *source.rglob("*")):  # the module cache cannot be written to
        path.chmod(path.stat().st_mode | 0o200)
    if (source / "go.mod").is_file():
        _run(["go", "mod", "download"], source)


def _rust(package: Package, home: Path, source: Path) -> None:
    _run(["cargo", "init", "-q", "--vcs", "none", "--name", "fetching"], home)
    _run(["cargo", "add", "-q", f"{package.name}@={package.version}"], home)
    _run(["cargo", "vendor", "-q", "vendor"], home)
    shutil.copytree(home / "vendor" / package.name, source)
    (source / ".cargo-checksum.json").unlink(missing_ok=True)
    (source / ".gitignore").write_text("target/\n", encoding="utf-8")
    _run(["cargo", "fetch", "-q"], source)


CLIENTS: Mapping[str, Callable[[Package, Path, Path], None]] = {
    "python": _python,
    "javascript": _javascript,
    "go": _go,
    "rust": _rust,
}


def _unpacked(home: Path, source: Path) -> None:
    """The only archive in a folder, without its outermost folder."""
    [archive] = [each for each in home.iterdir() if each.suffix in (".gz", ".tgz")]
    inside = home / "unpacked"
    with tarfile.open(archive) as packed:
        packed.extractall(inside, filter="data")
    [top] = inside.iterdir()
    top.rename(source)
    inside.rmdir()


def _run(words: Sequence[str], folder: Path) -> str:
    """What a client printed. Raises CalleeError when it is missing or fails."""
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CalleeError(f"{words[0]} is not installed", where=words[0]) from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
        raise CalleeError(f"{' '.join(words[:3])} failed: {said}", where=str(folder))
    return done.stdout
