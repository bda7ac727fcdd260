"""Suites of tasks."""

from __future__ import annotations

from oppie.model.suite import Suite
from oppie.ports import Observer
from oppie.wiring.edges import workshop
from oppie.workflows import make_tasks as making
from oppie.workflows.make_tasks import TaskRequest


def make_tasks(wanted: TaskRequest, observer: Observer, began: float) -> Suite:
    """Put faults into passing code."""
    return making.make_tasks(workshop(wanted.run, observer, began), wanted)
