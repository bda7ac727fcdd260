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
        """Whether it is in a language, and one of some parts in its name; empty: any."""
        name = f"{self.language}-{self.name}"
        return language in ("", self.language) and any(each in name for each in part.split(","))


FROM_SRC = "-o pythonpath=src"
"""For packages that are meant to be installed before they are tested."""


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
    _python("cachetools", "8.0.2", FROM_SRC, "src/cachetools/*.py"),
    _python("more-itertools", "11.2.1",
            "--deselect=tests/test_recipes.py::PrimeFunctionTests::test_primes",  # takes 10 s
            "more_itertools/*.py"),
    _python("markupsafe", "3.0.4", FROM_SRC, "src/markupsafe/*.py"),
    _python("pathspec", "1.1.1", "", "pathspec/*.py"),
    Package("go", "github.com/dustin/go-humanize", "v1.0.1", "go test ./...", quick=True),
    Package("go", "github.com/Masterminds/semver/v3", "v3.3.1", "go test ./...", quick=True),
    Package("go", "github.com/google/uuid", "v1.6.0", "go test ./...", quick=True),
    Package("rust", "strsim", "0.11.1", "cargo test --lib", quick=True),
    Package("rust", "heck", "0.5.0", "cargo test --lib", quick=True),
    Package("rust", "semver", "1.0.27", "cargo test --tests", quick=True),
    Package("javascript", "minimist", "1.2.8", "node --test test", ("tape@5",),
            ("index.js",), quick=True),
    Package("javascript", "shell-quote", "1.8.1", "node --test test", ("tape@5",),
            ("*.js",), quick=True),
    Package("javascript", "qs", "6.14.0", "node --test test",
            ("tape@5", "side-channel@1", "es-value-fixtures@1", "has-bigints@1",
             "has-override-mistake@1", "has-property-descriptors@1", "has-proto@1",
             "has-symbols@1", "iconv-lite@0.5", "mock-property@1", "object-inspect@1",
             "qs-iconv@1", "safer-buffer@2", "for-each@0.3"),
            ("lib/*.js",)),
    Package("javascript", "json-stable-stringify", "1.3.0", "node --test test",
            ("tape@5", "call-bind@1", "call-bound@1", "isarray@2", "jsonify@0.0.1",
             "object-keys@1"),
            ("index.js",), quick=True),
)  # fmt: skip
