"""The options, marks and fixtures of plugins that are switched off.

They are still taken, so that a configuration which names them works, also where the plugins
are not installed.
"""

from __future__ import annotations

from typing import Any

import pytest

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


class Stubs:
    """A plugin that takes the options, settings and marks of the blocked ones."""

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


class Fixtures:
    """A plugin that has the fixtures of the blocked ones."""

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
