"""What a command line asks for: pytest, unittest, or a program that oppie knows nothing of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oppie.integrations.shell import Variables


@dataclass(frozen=True, slots=True)
class Invocation:
    """A test command, understood.

    Attributes:
        driver: ``pytest``, ``unittest`` or ``command``.
        args: the driver's arguments; for ``command`` the whole argv.
        python: the interpreter that the words name: ``python3.9``, ``.venv/bin/python``;
            empty where they name none in particular.
        folder: where it runs, relative.
        env: variables that the words set.
        as_module: started by ``python -m``, which puts the folder on the import path.
    """

    driver: str
    args: tuple[str, ...] = ()
    python: str = ""
    folder: str = ""
    env: Variables = ()
    as_module: bool = False

    @property
    def warm(self) -> bool:
        """Whether the runner knows how to load these tests, and run them one by one."""
        return self.driver != "command"

    def with_env(self, *more: tuple[str, str]) -> Invocation:
        """The same with more variables."""
        return replace(self, env=(*self.env, *more))
