"""What a process needs before it loads tests: where it stands and what it imports."""

from __future__ import annotations

import os
import sys
from typing import List

from .messages import Plan
from .relocate import Relocation


def prepare(plan: Plan, workspace: str) -> Relocation:
    """Stand in the plan's folder; import the copy first, oppie's own packages last."""
    os.chdir(os.path.join(workspace, plan.folder))
    sys.dont_write_bytecode = True
    relocation = Relocation(plan.root, workspace, plan.outside)
    roots = [os.path.normpath(os.path.join(workspace, root)) for root in plan.import_roots]
    own = sys.path[0]  # the runner's zip
    rest = [entry for entry in sys.path[1:] if entry not in plan.extra_path]
    sys.path[:] = [*roots, *rest, own, *plan.extra_path]
    relocation.install()
    os.environ["PYTHONPATH"] = os.pathsep.join(_shared(roots, workspace))
    return relocation


def _shared(roots: List[str], workspace: str) -> List[str]:
    """The import path for programs that tests start: the copy before what is installed."""
    copied = [entry for entry in sys.path if entry.startswith(workspace)]
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return list(dict.fromkeys([*roots, *copied, *(entry for entry in given if entry)]))
