"""Where a project's packages begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from oppie.integrations.python.roles import may_change
from oppie.integrations.reading import Folder, dig, strings, table

USUAL = ("src", "lib", "python")
"""Folders that hold packages and are none themselves."""

PROJECT_FILES = ("pyproject.toml", "setup.py")


def import_roots(folder: Folder) -> tuple[str, ...]:
    """Folders, relative, that an installation would put on the import path; ``""`` is the top."""
    members = [folder.under(member) for member in _members(folder)]
    inner = [
        _joined(member.path.relative_to(folder.path).as_posix(), root)
        for member in members
        for root in _of_one(member)
    ]
    return tuple(dict.fromkeys([*_of_one(folder), *inner]))


def _of_one(folder: Folder) -> list[str]:
    """The import roots of one project, declared ones first."""
    declared = [root for root in map(_normal, _declared(folder)) if (folder.path / root).is_dir()]
    tops = dict.fromkeys(PurePosixPath(file).parts[0] for file in folder.files if may_change(file))
    usual = [top for top in USUAL if top in tops and f"{top}/__init__.py" not in folder.files]
    roots = list(dict.fromkeys([*declared, *usual]))
    if any(top not in roots for top in tops):
        roots.append("")
    return roots


def _declared(folder: Folder) -> Iterator[str]:
    """What the build's settings say: setuptools, poetry, hatch, pdm."""
    tool = table(dig(folder.toml("pyproject.toml"), "tool"))
    yield from strings(dig(tool, "setuptools", "packages", "find", "where"))
    yield from strings(dig(tool, "setuptools", "package-dir", ""))
    yield from strings(dig(tool, "pdm", "build", "package-dir"))
    packages = dig(tool, "poetry", "packages")
    for package in packages if isinstance(packages, list) else ():
        yield from strings(dig(package, "from"))
    for package in strings(dig(tool, "hatch", "build", "targets", "wheel", "packages")):
        yield _parent(package)
    setup = folder.ini("setup.cfg")
    if where := setup.get("options.packages.find", "where", fallback=None):
        yield where.strip()


def _members(folder: Folder) -> list[str]:
    """Folders in the project that are projects themselves; tests' data and examples are none."""
    settings = (PurePosixPath(file) for file in folder.files if file.endswith(PROJECT_FILES))
    inner = (file for file in settings if file.name in PROJECT_FILES and len(file.parts) > 1)
    return sorted({str(f.parent) for f in inner if may_change(str(f.with_name("module.py")))})


def _parent(package: str) -> str:
    return str(PurePosixPath(package).parent)


def _normal(root: str) -> str:
    """A folder as import roots are written."""
    plain = str(PurePosixPath(root))
    return "" if plain == "." else plain


def _joined(folder: str, root: str) -> str:
    return f"{folder}/{root}" if root else folder
