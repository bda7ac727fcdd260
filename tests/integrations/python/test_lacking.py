"""What is not installed is told from what the source got wrong."""

from __future__ import annotations

import pytest

from oppie.integrations.python.lacking import lacks
from oppie.model.observation import Failure

FILES = {
    "src/shop/__init__.py": "import requests\n",
    "src/shop/cart.py": "from collections import abc\n",
    "tests/test_cart.py": "def test(): import yaml\n",
    "pyproject.toml": '[project]\ndependencies = ["Flask-Login>=1", "attrs", "bs4"]\n',
    "requirements/dev.txt": "freezegun\n",
}


def missing(name: str, kind: str = "ModuleNotFoundError") -> str:
    failure = Failure(kind, f"No module named '{name}'")
    return lacks(failure, tuple(FILES), lambda path: FILES[path].encode())


@pytest.mark.parametrize("name", ["flask_login", "freezegun", "attrs", "attr", "bs"])
def test_what_is_declared_and_not_there_is_lacking(name: str) -> None:
    assert missing(name) == name


@pytest.mark.parametrize("name", ["numpy", "torch.nn", "cv2", "psycopg2"])
def test_what_is_like_nothing_known_is_lacking(name: str) -> None:
    assert missing(name) == name.partition(".")[0]


@pytest.mark.parametrize("name", ["requests", "yaml"])
def test_what_the_project_imports_itself_is_lacking(name: str) -> None:
    assert missing(name) == name


@pytest.mark.parametrize(
    "name",
    ["jsn", "colections", "os.paht", "json.decode", "shop.kart", "cart", "shpo", "requsts", "atrs"],
)
def test_a_slip_is_the_sources_fault(name: str) -> None:
    assert missing(name) == ""


def test_only_a_module_that_is_not_found_is_lacking() -> None:
    assert missing("numpy", kind="ImportError") == ""
    assert lacks(Failure("AssertionError", "1 == 2"), (), lambda _path: b"") == ""
    assert lacks(Failure("ModuleNotFoundError", "odd"), (), lambda _path: b"") == ""
