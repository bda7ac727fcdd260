"""The copy is what is imported, however the user's folder is installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from oppie.inside.relocate import Relocation

Fill = Callable[[Mapping[str, str]], None]

PACKAGE = {"src/pkg/__init__.py": "", "src/pkg/mod.py": "def one(): return 1\n"}
TEST = {"tests/test_mod.py": "from pkg.mod import one\ndef test(): assert one() == 1\n"}
NAME = "tests/test_mod.py::test"
WRONG = {"src/pkg/mod.py": "def one(): return 2\n"}


@pytest.fixture
def user(tmp_path: Path, fill: Fill) -> Path:
    """The user's folder, with the same files as the copy but for a mark."""
    fill({**PACKAGE, **TEST})
    for path, text in PACKAGE.items():
        place = tmp_path / "user" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text + "USERS_OWN = True\n")
    return tmp_path / "user"


def site(tmp_path: Path, files: Mapping[str, str]) -> str:
    """A folder that the interpreter reads at its start as it does site-packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    (folder / "sitecustomize.py").write_text(f"import site\nsite.addsitedir({str(folder)!r})\n")
    return str(folder)


FINDER = """\
import importlib.machinery, importlib.util, sys
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "pkg":
            return importlib.util.spec_from_file_location(
                name, {init!r}, submodule_search_locations=[{folder!r}])
sys.meta_path.append(Finder)
"""


@pytest.mark.slow
@pytest.mark.parametrize("way", ["pth", "finder"])
@pytest.mark.parametrize("isolation", ["warm", "cold"])
def test_editable_installs(
    launch: Callable[..., Any], tmp_path: Path, user: Path, way: str, isolation: str
) -> None:
    pkg = user / "src" / "pkg"
    finder = FINDER.format(init=str(pkg / "__init__.py"), folder=str(pkg))
    entries = {
        "pth": {"pkg.pth": f"{user / 'src'}\n"},
        "finder": {
            "__editable___pkg_finder.py": finder,
            "pkg.pth": "import __editable___pkg_finder\n",
        },
    }[way]
    runner = launch(PYTHONPATH=site(tmp_path, entries))
    opened = runner.start(root=str(user), import_roots=[])
    assert opened["tests"] == [NAME]
    assert opened["leaks"] == []
    assert runner.outcomes(isolation=isolation) == {NAME: "passed"}
    assert runner.outcomes(WRONG, isolation=isolation) == {NAME: "failed"}
    changed = {"src/pkg/mod.py": PACKAGE["src/pkg/mod.py"] + "\n__oppie_probe__ = 'x'\n"}
    assert runner.probe(changed) == []


@pytest.mark.slow
def test_programs_that_tests_start_import_the_copy(
    launch: Callable[..., Any], tmp_path: Path, user: Path, fill: Fill
) -> None:
    fill(
        {
            "tests/test_mod.py": "import subprocess, sys\ndef test():\n"
            "    code = 'import pkg.mod; assert not hasattr(pkg.mod, \"USERS_OWN\")'\n"
            "    subprocess.run([sys.executable, '-c', code], check=True, cwd='/')\n"
        }
    )
    runner = launch(PYTHONPATH=site(tmp_path, {"pkg.pth": f"{user / 'src'}\n"}))
    runner.start(root=str(user), import_roots=[])
    assert runner.outcomes() == {NAME: "passed"}


@pytest.mark.slow
def test_what_is_imported_from_elsewhere_is_stale(
    launch: Callable[..., Any], tmp_path: Path, fill: Fill
) -> None:
    fill({**PACKAGE, **TEST})
    installed = tmp_path / "site-packages" / "pkg"
    installed.mkdir(parents=True)
    (installed / "__init__.py").write_text("")
    (installed / "mod.py").write_text(PACKAGE["src/pkg/mod.py"])
    runner = launch(PYTHONPATH=str(installed.parent))
    runner.start(import_roots=[])
    marked = {"src/pkg/mod.py": PACKAGE["src/pkg/mod.py"] + "\n__oppie_probe__ = 'x'\n"}
    unused = {"other.py": "__oppie_probe__ = 'y'\n"}
    assert runner.probe({**marked, **unused}) == ["src/pkg/mod.py"]


@pytest.mark.slow
def test_what_has_no_copy_is_a_leak(
    launch: Callable[..., Any], tmp_path: Path, user: Path, workspace: Path
) -> None:
    shutil.rmtree(workspace / "src")
    finder = FINDER.format(init=str(user / "src/pkg/__init__.py"), folder=str(user / "src/pkg"))
    runner = launch(PYTHONPATH=site(tmp_path, {"f.py": finder, "f.pth": "import f\n"}))
    opened = runner.start(root=str(user), import_roots=[])
    assert opened["leaks"] == ["pkg", "pkg.mod"]


def test_moved_paths(tmp_path: Path) -> None:
    user, copy = tmp_path / "user", tmp_path / "user" / ".copy"
    (copy / "src").mkdir(parents=True)
    (user / "venv" / "src").mkdir(parents=True)
    relocation = Relocation(str(user), str(copy), [str(user / "venv")])
    assert relocation.moved(str(user / "src")) == str(copy / "src")
    assert relocation.moved(str(user / "gone")) == str(user / "gone")
    assert relocation.moved(str(user / "venv" / "src")) == str(user / "venv" / "src")
    assert relocation.moved(str(copy / "src")) == str(copy / "src")
    assert relocation.moved(str(user) + "2/src") == str(user) + "2/src"
    assert relocation.covers(str(copy / "a.py"))
    assert not relocation.covers(sys.executable)


def test_without_a_root_nothing_moves(tmp_path: Path) -> None:
    relocation = Relocation("", str(tmp_path), [])
    assert relocation.moved("/usr/lib") == "/usr/lib"
    assert not relocation.applies("/usr/lib")
    assert not relocation.applies(None)
