"""Which of the collected tests a job means, in which order."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Set, Tuple

from .drivers import Collected
from .messages import ERROR, Failure, Job, Result

FOR_A_FOLDER = ("conftest.py", "__init__.py")
"""Files that stand for all the tests of their folder."""


class Step(NamedTuple):
    """One test to run, or one result that is known before."""

    test: str
    target: bool
    known: Tuple[Result, ...] = ()


def steps(job: Job, collected: Collected) -> List[Step]:
    """Targets first, then others; each test once; errors of files where their tests would be."""
    if not job.targets and not job.others:
        errors = [Step(error.test, target=False, known=(error,)) for error in collected.errors]
        tests = [Step(test, target=False) for test in collected.tests]
        return [step for step in errors + tests if step.test not in job.skip]
    seen = set(job.skip)
    chosen = _Choice(collected, seen)
    chosen.add(job.targets, target=True)
    chosen.add(job.others, target=False)
    return chosen.steps


def runs_with(job: Job, collected: Collected) -> bool:
    """Whether all that the job asks for is among the tests that have been collected."""
    known = frozenset(collected.tests)
    asked = job.targets + job.others
    return all(name in known for name in asked) if asked else not collected.errors


def known_only(job: Job, collected: Collected) -> Optional[Job]:
    """The job with those of its names that were collected; None if it has none of them."""
    if not job.targets and not job.others:
        return job
    files = [error.test for error in collected.errors]

    def known(name: str) -> bool:
        tests = any(covers(name, test) for test in collected.tests)
        return tests or any(covers(file, name) for file in files)

    targets, others = (tuple(filter(known, names)) for names in (job.targets, job.others))
    return job._replace(targets=targets, others=others) if targets or others else None


class _Choice:
    def __init__(self, collected: Collected, seen: Set[str]) -> None:
        self.steps: List[Step] = []
        self._collected = collected
        self._seen = seen
        self._known = frozenset(collected.tests)
        self._errors: Dict[str, Result] = {error.test: error for error in collected.errors}

    def add(self, names: Tuple[str, ...], *, target: bool) -> None:
        """The steps for the names that a request has."""
        for name in names:
            if name in self._seen:
                continue
            for step in self._meant(name, target=target):
                if step.test not in self._seen:
                    self._seen.add(step.test)
                    self.steps.append(step)

    def _meant(self, name: str, *, target: bool) -> List[Step]:
        if name in self._known:
            return [Step(name, target)]
        errors = [error for path, error in self._errors.items() if covers(path, name)]
        if errors:
            return [Step(error.test, target, (error,)) for error in errors]
        tests = [test for test in self._collected.tests if covers(name, test)]
        if tests or is_file(name):
            return [Step(test, target) for test in tests]
        missing = Failure("NotCollected", "there is no such test any more")
        return [Step(name, target, (Result(name, ERROR, 0.0, missing),))]


def is_file(name: str) -> bool:
    """Whether a name is a file's id rather than a test's."""
    return name.endswith(".py") and "::" not in name


def covers(path: str, name: str) -> bool:
    """Whether a file's id stands for this test (or for this file)."""
    folder, _, base = path.rpartition("/")
    if base in FOR_A_FOLDER:
        return (
            path == name
            or not folder
            or name.startswith((folder + "/", folder.replace("/", ".") + "."))
        )
    if name == path or name.startswith(path + "::"):
        return True
    if not is_file(path):
        return False
    words = path[: -len(".py")].split("/")
    return name.startswith(tuple(".".join(words[start:]) + "." for start in range(len(words))))
