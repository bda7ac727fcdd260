"""``oppie run``: the main job."""

from __future__ import annotations

from oppie.cli import options
from oppie.cli.common import Common
from oppie.cli.job import job
from oppie.cli.request import Asked, request, said, settings
from oppie.wiring import solving
from oppie.workflows.request import Delivery

EXAMPLES = (
    "oppie run",
    "oppie run tests/test_cart.py --budget=2min --apply",
    "oppie run --task='totals are off by one' --only='src/**' --branch",
    "oppie run --sandbox=docker --jobs=4 --json",
    "oppie run --kind=optimize --bench='python bench.py'",
)


def run(  # noqa: PLR0913 - the options of the command line
    common: Common,
    where: options.Where = None,
    *,
    task: options.Words = "",
    kind: options.Kind = "auto",
    test: options.Test = None,
    bench: options.Bench = None,
    metric: options.Metric = None,
    engine: options.Engine = None,
    proposer: options.Proposer = None,
    sandbox: options.Sandbox = None,
    image: options.Image = None,
    budget: options.Budget = None,
    jobs: options.Jobs = None,
    seed: options.Seed = None,
    only: options.Only = None,
    protect: options.Protect = None,
    python: options.Python = None,
    test_limit: options.TestLimit = None,
    first: options.First = False,
    memory: options.Memory = "on",
    apply: options.Apply = False,
    branch: options.Branch = "",
    patch: options.Patch = "",
) -> int:
    """Repair the project, speed it up or tune it, with proof.

    Works without oppie.yaml. The working tree is not touched unless --apply or --branch says
    so; what is not committed yet is part of the search.
    """
    given = said(
        test=test, bench=bench, metric=metric, engine=engine, proposer=proposer, sandbox=sandbox,
        image=image, budget=budget, jobs=jobs, seed=seed, only=only, protect=protect, python=python,
        test_limit=test_limit,
    )  # fmt: skip
    delivery = Delivery(apply, branch, patch)
    asked = Asked(tuple(where or ()), task, kind, first, memory == "on", delivery)
    wanted = request(common.folder, asked, settings(common.folder, given))
    return job(
        common,
        lambda observer: solving.solve(wanted, observer, common.began),
        offer=delivery == Delivery(),
    )
