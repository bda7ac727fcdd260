"""The builds that several candidates share, made before they are run."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import Callable, FrozenSet, Mapping, Optional, Sequence

from ...messages import File, Job
from .. import Candidate, Site
from .batch import NOTHING, Bench, joint, members
from .building import Builder
from .compiling import Built
from .dialect import VARIABLE
from .project import Project
from .running import Stand
from .toolchain import Toolchain, wrapper

LENIENT = " --cap-lints=allow"
"""Whatever the project denies: a lint of one candidate is not to end the build of all. What
passes is built alone, with the project's own lints, before it is believed."""
BUILD_S = 60.0
BEGIN_S = 8.0
"""How long builds of one batch are begun; the host waits for its first result."""


class Together:
    """Builds many candidates at once, in the workspace of a site."""

    def __init__(self, site: Site, project: Project, builder: Builder) -> None:
        self._site = site
        self._project = project
        self._builder = builder
        self._wrapper = wrapper(site.private, "rustc-lenient", LENIENT)
        self._joint = NOTHING
        self._stand: Optional[Stand] = None
        self._known: FrozenSet[str] = frozenset()

    def about(self, base: Built) -> None:
        """Take note of how the base was built."""
        self._known = frozenset(each.failure.message for each in base.complaints)

    def prepare(self, candidates: Sequence[Candidate], chain: Toolchain) -> None:
        """Build those that can share a build; the workspace is the base afterwards.

        Raises:
            OSError: the workspace cannot be written.
            ValueError: a candidate has a path outside of it.
        """
        self._joint, self._stand = NOTHING, None
        self._site.workspace.apply(())
        base = self._base({file.path for each in candidates for file in each.files})
        every = members(candidates, base)
        if len(every) < 2:  # noqa: PLR2004 - one is built as well alone
            return
        chain = chain.with_variables(("RUSTC_WORKSPACE_WRAPPER", self._wrapper))
        build = partial(self._builder.build, chain, BUILD_S)
        self._joint = joint(every, base, self._bench(build))
        self._write(())
        if self._joint.built is not None:
            self._stand = self._builder.stand(self._joint.built, chain)

    def stand(self, job: Job) -> Optional[Stand]:
        """What a candidate runs in; None where it has to be built alone."""
        failure = self._joint.failed.get(job.id)
        if failure is not None:
            return Stand((), (("", failure),), self._project.root, self._site.top)
        number = self._joint.numbers.get(job.id)
        if self._stand is None or number is None:
            return None
        own = partial(self._joint.line, job.id)
        return self._stand._replace(variables=((VARIABLE, str(number)),), own=own)

    def _bench(self, build: Callable[[], Built]) -> Bench:
        until = time.monotonic() + BEGIN_S
        return Bench(self._project, self._write, build, self._read, until, self._known)

    def _write(self, files: Sequence[File]) -> None:
        self._site.workspace.apply(files)
        self._builder.touch(set(self._site.workspace.changed()))

    def _base(self, paths: "set[str]") -> Mapping[str, bytes]:
        sources = [path for path in sorted(paths) if path.endswith(".rs")]
        return {p: self._read(p) for p in sources if os.path.isfile(self._place(p))}

    def _read(self, path: str) -> bytes:
        with open(self._place(path), "rb") as stream:
            return stream.read()

    def _place(self, path: str) -> str:
        return os.path.join(self._site.top, path)
