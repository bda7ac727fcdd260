"""Tests that fail because something is not installed: no patch of the source is what they need."""

from __future__ import annotations

from dataclasses import replace

from oppie.errors import ProjectError, SandboxLostError
from oppie.model.observation import Failure, Outcome
from oppie.workflows.baseline import Baseline
from oppie.workflows.choose import Place
from oppie.workflows.project import Project

RAN = (Outcome.PASSED, Outcome.FAILED)


def without_lacking(
    baseline: Baseline, project: Project, place: Place, *, chosen: bool
) -> tuple[Baseline, str]:
    """The baseline without targets that the Environment fails, and a line for the user.

    Args:
        baseline: as it was measured.
        project: whose integration tells what is lacking.
        place: where it was measured.
        chosen: the sandbox was chosen by oppie, so that another one may do.

    Raises:
        SandboxLostError: the image of a sandbox that oppie chose lacks something.
        ProjectError: no test ran for want of it.
    """
    lacking = _lacking(baseline, project)
    if not lacking:
        return baseline, ""
    modules = ", ".join(sorted({module for _, module in lacking}))
    in_container = place.sandbox.name != "local"
    holder = place.plan.packages or place.plan.program
    if chosen and in_container:
        raise SandboxLostError(f"the image of {place.sandbox.name} lacks {modules}")
    if not any(result.outcome in RAN for result in baseline.observation.results):
        raise ProjectError(
            f"no test could be run: {holder} lacks {modules}",
            where=place.plan.command,
            hint=_way_on(place, in_container=in_container),
        )
    tests = {test for test, _ in lacking}
    targets = tuple(test for test in baseline.targets if test not in tests)
    note = f"Set aside {_count(tests)} for want of {modules}: {holder} lacks it."
    return replace(baseline, targets=targets), note


def _lacking(baseline: Baseline, project: Project) -> list[tuple[str, str]]:
    """Targets with the module that each one lacks."""
    failures = {r.test: r.failure for r in baseline.observation.results if r.failure is not None}
    known: dict[Failure, str] = {}
    found: list[tuple[str, str]] = []
    for test in baseline.targets:
        if test not in failures:
            continue
        alike = replace(failures[test], frames=())
        if alike not in known:
            known[alike] = project.integration.lacks(alike, project.files, project.read)
        if known[alike]:
            found.append((test, known[alike]))
    return found


def _way_on(place: Place, *, in_container: bool) -> str:
    if in_container:
        return "Name an image that has it with --image, or use --sandbox=local."
    return f"Install what the project needs: {place.plan.install}."


def _count(tests: set[str]) -> str:
    return "one test" if len(tests) == 1 else f"{len(tests)} tests"
