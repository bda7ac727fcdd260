"""pytest as people have it: what would spread, shuffle, count or stop a run is switched off.

The plugins are blocked and their options still taken, so that a configuration which names
them works, also where they are not installed.
"""

from __future__ import annotations

import os
from typing import Any, List, Sequence

import pytest

BLOCKED = (
    "xdist",
    "xdist.looponfail",
    "pytest_cov",
    "randomly",
    "random_order",
    "reverse",
    "testmon",
    "parallel",
)
_VALUES = (
    *("--numprocesses", "--maxprocesses", "--dist", "--tx", "--px", "--max-worker-restart"),
    *("--testrunuid", "--rsyncdir", "--rsyncignore"),
    *("--cov", "--cov-report", "--cov-config", "--cov-fail-under", "--cov-context"),
    *("--cov-precision", "--randomly-seed", "--random-order-bucket", "--random-order-seed"),
)
_FLAGS = (
    *("--looponfail", "--no-loadscope-reorder", "--loadscope-reorder"),
    *("--no-cov", "--no-cov-on-fail", "--cov-append", "--cov-branch", "--cov-reset"),
    *("--randomly-dont-reset-seed", "--randomly-dont-reorganize", "--random-order"),
    *("--reverse", "--testmon", "--testmon-noselect"),
)
_SETTINGS = ("rsyncdirs", "rsyncignore", "looponfailroots")
_MARKS = (
    "xdist_group(name): of pytest-xdist",
    "no_cover: of pytest-cov",
    "random_order(*args, **kwargs): of pytest-random-order",
)


def arguments(args: Sequence[str], private: str) -> List[str]:
    """The user's arguments with ours: no capture, no limit of failures, nothing written."""
    ours = ["--capture=no", "--maxfail=0", "--basetemp=" + os.path.join(private, "tmp")]
    for setting in ("required_plugins=", "cache_dir=" + os.path.join(private, "cache")):
        ours += ["-o", setting]
    for name in BLOCKED:
        ours += ["-p", "no:" + name]
    words = list(args)
    end = words.index("--") if "--" in words else len(words)
    return words[:end] + ours + words[end:]


class Stubs:
    """A plugin that takes the options, settings, marks and fixtures of the blocked ones."""

    def pytest_addoption(self, parser: Any) -> None:
        """Take the options, whatever their values."""
        group = parser.getgroup("oppie", "taken and not used")
        group._addoption("-n", dest="oppie_n", default=None)  # noqa: SLF001 - the public one refuses short options
        group._addoption("-d", "-f", dest="oppie_d", action="store_true")  # noqa: SLF001 - the same
        for name in _VALUES:
            group.addoption(name, dest=_dest(name), action="append", nargs="?", default=[])
        for name in _FLAGS:
            group.addoption(name, dest=_dest(name), action="store_true")
        for name in _SETTINGS:
            parser.addini(name, "of a plugin that is switched off", type="linelist")

    def pytest_configure(self, config: Any) -> None:
        """Take the marks."""
        for mark in _MARKS:
            config.addinivalue_line("markers", mark)

    @pytest.fixture(scope="session")
    def worker_id(self) -> str:
        """As pytest-xdist has it where nothing is spread."""
        return "master"

    @pytest.fixture(scope="session")
    def testrun_uid(self) -> str:
        """As pytest-xdist has it, the same each time."""
        return "oppie"

    @pytest.fixture
    def cov(self) -> None:
        """As pytest-cov has it where nothing is measured."""

    @pytest.fixture
    def no_cover(self) -> None:
        """As pytest-cov has it."""


def _dest(name: str) -> str:
    return "oppie_" + name.strip("-").replace("-", "_")
