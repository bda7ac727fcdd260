"""What kind of improvement a run is about."""

from __future__ import annotations

from oppie.model.task import Kind
from oppie.workflows.baseline import Baseline
from oppie.workflows.request import RunRequest


def kind_of(request: RunRequest, baseline: Baseline) -> Kind:
    """The kind that was asked for.

    ``auto`` is a fix where a test fails, else what a named benchmark is for: tuning where knobs
    are declared, else speed; a fix with nothing to do where none is named.
    """
    if request.kind != "auto":
        return Kind(request.kind)
    if baseline.targets or not request.bench:
        return Kind.FIX
    return Kind.TUNE if request.knobs else Kind.OPTIMIZE
