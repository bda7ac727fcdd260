"""What of the user's environment a candidate sees: an allow-list, and private folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from oppie.inside.suites.go.seeding import SEED
from oppie.model.rollout import Plan

PASSED = ("PATH", "LANG", "LANGUAGE", "TZ")
TOOLCHAINS = ("RUSTUP_HOME", "CARGO_HOME", "GOROOT", "GOMODCACHE")
HOMES = (("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup"))
"""Where a user's crates and toolchains are unless a variable says so: programs get another home."""
FIXED = (
    ("PYTHONDONTWRITEBYTECODE", "1"),  # two edits of one size within a second share a .pyc
    ("PYTHONHASHSEED", "0"),  # the order of sets is the same in every rollout
    ("RUST_BACKTRACE", "0"),  # a backtrace costs twenty times the failing test
)


def variables(user: Mapping[str, str], plan: Plan, home: Path, temporary: Path) -> dict[str, str]:
    """The whole environment of a runner.

    Args:
        user: oppie's own environment.
        plan: its ``env`` is passed as it stands, and goes over everything else.
        home: folder of the runner's own.
        temporary: another one.
    """
    passed = {
        name: value
        for name, value in user.items()
        if name in PASSED or name in TOOLCHAINS or name.startswith("LC_")
    }
    return dict(_homes(user)) | passed | dict(FIXED) | private(home, temporary) | dict(plan.env)


def places(environment: Mapping[str, str]) -> Iterator[str]:
    """Where a runner's toolchains and their caches are, as its variables say."""
    return (environment[name] for name in (*TOOLCHAINS, SEED) if name in environment)


def _homes(user: Mapping[str, str]) -> Mapping[str, str]:
    places = ((name, Path(user.get("HOME", "/nowhere"), usual)) for name, usual in HOMES)
    return {name: str(place) for name, place in places if place.is_dir()}


def private(home: Path, temporary: Path) -> dict[str, str]:
    """The variables that keep what tests write in folders of their own."""
    return {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "GOCACHE": str(home / ".cache" / "go-build"),
    }
