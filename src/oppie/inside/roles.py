"""What zygotes are for: each has done more of the work before it forks.

=============  ======================================  ===========================================
route          done before the fork                    taken for
=============  ======================================  ===========================================
``swap``       all tests are collected                 changes within functions that have not run
``reload``     the driver is configured                other changes, unless the configuration
                                                       (a conftest) has imported what changed
``plain``      the driver and what the tests need of   the rest
               other projects is imported
``fresh``      nothing                                 where forking is unsafe, and cold rollouts
=============  ======================================  ===========================================
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
import time
from functools import partial
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, SourceFileLoader
from typing import Any, List, Optional, Sequence, Set, Tuple

from . import ground
from .bounds import bound, bound_processes, mapped_bytes
from .drivers import Collected, RefusedError
from .executed import Executed
from .failures import Places
from .messages import Failure, Job
from .processes import end_with_parent
from .relocate import Relocation
from .rollout import none_ran
from .selection import runs_with, steps
from .swap import Swapper
from .telling import Telling
from .wire import Message
from .work import Work, anew, outfit, read, rollout_of, write_down
from .zygote import Perform, Role

UNFIT = 3
"""A process that preloaded ends with this code when it must not be forked from."""


def collected(work: Work, relocation: Relocation, avoid: Tuple[str, ...], fd: int) -> Role:
    """A zygote that has collected all tests; code is swapped in what it forks."""
    has = outfit(work, fd)
    executed = Executed(has.clock.places)
    began = time.perf_counter()
    try:
        with executed.recording():
            tests = has.driver.collect((), avoid)
    except RefusedError as refused:
        has.telling.tell(refused.told())
        os._exit(0)
    swapper = Swapper(has.clock.places, executed)
    _freeze()
    mapped = mapped_bytes()
    has.telling.tell(_told(tests, relocation, time.perf_counter() - began))

    def prepare(job: Job) -> Optional[Perform]:
        sound = runs_with(job, tests) and not job.reshaped
        swap = swapper.plan(job.changed) if sound else None
        if swap is None:
            return None
        bound(job.limits, mapped)
        rollout = rollout_of(job, has)
        order = steps(job, tests)

        def perform() -> None:
            swap()
            bound_processes(job.limits, work.tasks)
            rollout.perform(order)

        return perform

    return prepare


def _told(tests: Collected, relocation: Relocation, seconds: float) -> Message:
    """What the server has to know of a collection."""
    main = threading.main_thread()
    return {
        "event": "collected",
        "tests": tests.tests,
        "errors": [error.test for error in tests.errors],
        "leaks": relocation.leaks(),
        "threads": [thread.name for thread in threading.enumerate() if thread is not main],
        "modules": _preloadable(relocation),
        "seconds": seconds,
    }


def configured(work: Work, modules: Sequence[str], fd: int) -> Role:
    """A zygote in which the driver has read its configuration and collected nothing."""
    has = outfit(work, fd)
    _preload(modules, has.clock.places)
    opens = has.driver.open()
    known = loaded(has.clock.places)
    _freeze()

    def prepare(job: Job) -> Optional[Perform]:
        sound = all(path.endswith(".py") and path not in known for path in job.changed)
        return partial(anew, work, job, has) if opens and sound else None

    return prepare


def plain(work: Work, modules: Sequence[str], fd: int) -> Role:
    """A zygote that has imported the driver, and other projects that the tests import."""
    _preload(modules, Places(work.top))
    _freeze()
    return lambda job: lambda: anew(work, job, outfit(work, fd))


def blank(work: Work, fd: int) -> Role:
    """A zygote whose processes become new interpreters."""

    def become(job: Job) -> None:
        words = [sys.executable, work.runner, "--job", write_down(work, job), str(fd)]
        os.set_inheritable(fd, True)  # noqa: FBT003 - it takes no keyword
        os.execv(sys.executable, words)  # noqa: S606 - no shell is what is wanted

    return lambda job: partial(become, job)


def new_interpreter(file: str, fd: int) -> None:
    """Do, in a new interpreter, the job that was written down."""
    work, job = read(file)
    os.set_inheritable(fd, False)  # noqa: FBT003 - it takes no keyword
    ground.prepare(work.plan, work.top)
    try:
        has = outfit(work, fd)
    except RefusedError as refused:  # the driver itself is what the candidate broke
        none_ran(job, Failure("Refused", refused.message), Telling(fd))
    else:
        anew(work, job, has)


def _freeze() -> None:
    """Keep the collector of garbage from touching, and so copying, what is shared."""
    gc.collect()
    gc.freeze()


def _preload(modules: Sequence[str], places: Places) -> None:
    """Import what the tests will need of other projects; not if that imports anything else.

    Else would be the copy, or plugins, which pytest wants to rewrite as it imports them.

    Done in a fork, which goes on as the zygote; where it turns out unfit, this process does.
    """
    before = os.getpid()
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == UNFIT:
            return
        os._exit(0)
    end_with_parent(before)
    before_these = _plain()
    for name in modules:
        with contextlib.suppress(Exception):  # another project's; the tests will tell
            import_module(name)
    unasked = set(_plain()).difference(before_these, modules)
    if threading.active_count() > 1 or loaded(places) or unasked:
        os._exit(UNFIT)


def _preloadable(relocation: Relocation) -> List[str]:
    """Modules of other projects, which pytest has not rewritten, in the order of import."""
    return [
        name
        for name in _plain()
        if not any(map(_rewritten, _packages(name)))
        and not relocation.covers(str(sys.modules[name].__file__))
    ]


def _rewritten(name: str) -> bool:
    loader = getattr(sys.modules.get(name), "__loader__", None)
    return type(loader).__module__.startswith("_pytest.")


def _plain() -> List[str]:
    """Modules that were imported as any program would, in the order of import."""
    return [
        name
        for name, module in list(sys.modules.items())
        if _plainly_imported(getattr(module, "__spec__", None), name)
    ]


def _packages(name: str) -> List[str]:
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _plainly_imported(spec: Any, name: str) -> bool:
    kind = type(getattr(spec, "loader", None))
    return kind in (SourceFileLoader, ExtensionFileLoader) and spec.name == name


def loaded(places: Places) -> Set[str]:
    """Files of the workspace that modules have been loaded from."""
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    found = {places.relative(file) for file in files if isinstance(file, str)}
    return {path for path in found if path is not None}
