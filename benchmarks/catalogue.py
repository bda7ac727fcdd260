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
)
