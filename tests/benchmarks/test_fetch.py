"""Archives are unpacked, clients that fail are named; no registry is asked."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from benchmarks import fetch
from benchmarks.catalogue import PACKAGES, Package
from benchmarks.fetch import fetched, interpreter
from oppie.errors import CalleeError

SHOP = Package("python", "shop", "1.0", "python -m pytest -q")


def archive(folder: Path) -> None:
    inside = folder / "shop-1.0"
    inside.mkdir(parents=True)
    (inside / "shop.py").write_text("x = 1\n")
    with tarfile.open(folder / "shop-1.0.tar.gz", "w:gz") as packed:
        packed.add(inside, "shop-1.0")


def test_an_archive_is_unpacked_without_its_outermost_folder(tmp_path: Path) -> None:
    archive(tmp_path)
    fetch._unpacked(tmp_path, tmp_path / "source")
    assert [each.name for each in (tmp_path / "source").iterdir()] == ["shop.py"]


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    source = tmp_path / "python" / "shop-1.0" / "source"
    (source / ".git").mkdir(parents=True)
    assert fetched(SHOP, tmp_path) == source
    assert interpreter(SHOP, tmp_path) is None


def test_a_client_that_fails_or_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CalleeError, match="no-such-client is not installed"):
        fetch._run(["no-such-client"], tmp_path)
    with pytest.raises(CalleeError, match="git frobnicate failed"):
        fetch._run(["git", "frobnicate"], tmp_path)


def test_the_catalogue_names_each_package_once() -> None:
    names = [(each.language, each.name) for each in PACKAGES]
    assert len(set(names)) == len(names)
    assert all(each.version and each.test for each in PACKAGES)


def test_packages_are_chosen_by_language_and_name() -> None:
    assert SHOP.wanted("", "")
    assert SHOP.wanted("python", "sho")
    assert SHOP.wanted("", "bakery,sho")
    assert not SHOP.wanted("", "bakery,inn")
    assert not SHOP.wanted("go", "")
    assert not SHOP.wanted("", "cart")
