"""Packages that faults are put into: well known, tested, and with their tests in the source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """A package as its registry has it.

    Attributes:
        language: also says which registry.
        name, version: as the registry knows them; one version, so that figures can be repeated.
        test: the command that runs its tests, all of which pass.
        needs: what its tests need besides, in the registry's words.
        only: globs of what may be broken.
        quick: whether its tests take a second or so.
    """

    language: str
    name: str
    version: str
    test: str
    needs: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    quick: bool = False

    def wanted(self, language: str, part: str) -> bool:
        """Whether it is in a language, and a part in its name; empty: any."""
        return language in ("", self.language) and part in f"{self.language}-{self.name}"


def _python(
    name: str, version: str, tests: str, only: str, *needs: str, quick: bool = False
) -> Package:
    test = f"python -m pytest -q {tests}".strip()
    return Package("python", name, version, test, needs, (only,), quick)


PACKAGES = (
    _python("toolz", "1.2.0", "toolz", "toolz/*.py", quick=True),
    _python("xmltodict", "1.0.4", "", "xmltodict.py", quick=True),
    _python("tabulate", "0.10.0", "", "tabulate/*.py", quick=True),
    _python("inflection", "0.5.1", "", "inflection/*.py", quick=True),
    _python("sqlparse", "0.6.1", "", "sqlparse/**", quick=True),
    _python("boltons", "26.2.0", "", "boltons/*.py"),
    _python("cachetools", "8.0.2", "", "src/cachetools/*.py"),
    _python("more-itertools", "11.2.1", "", "more_itertools/*.py"),
    _python("markupsafe", "3.0.4", "", "src/markupsafe/*.py"),
    _python("pathspec", "1.1.1", "", "pathspec/*.py"),
    Package("go", "github.com/dustin/go-humanize", "v1.0.1", "go test ./...", quick=True),
    Package("go", "github.com/Masterminds/semver/v3", "v3.3.1", "go test ./...", quick=True),
    Package("go", "github.com/google/uuid", "v1.6.0", "go test ./...", quick=True),
    Package("rust", "strsim", "0.11.1", "cargo test --lib", quick=True),
    Package("rust", "heck", "0.5.0", "cargo test --lib", quick=True),
    Package("javascript", "minimist", "1.2.8", "node --test test/*.js", ("tape@5",),
            ("index.js",), quick=True),
    Package("javascript", "semver-compare", "1.0.0", "node --test test/*.js", ("tape@5",),
            ("index.js",), quick=True),
)  # fmt: skip
