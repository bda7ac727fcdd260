"""Where the suite works, and what it gives to the programs that it starts."""

from __future__ import annotations

import os
import pkgutil
from typing import Mapping, NamedTuple, Tuple

from ...drivers import RefusedError
from ...programs import found
from .. import Site

SCRIPTS = (
    "bdd.cjs",
    "bounded.cjs",
    "caution.cjs",
    "coverage.cjs",
    "examples.cjs",
    "failure.cjs",
    "ground.cjs",
    "jest.cjs",
    "loading.cjs",
    "mocha.cjs",
    "names.cjs",
    "own.cjs",
    "questions.cjs",
    "registry.cjs",
    "reporter.mjs",
    "resolve.mjs",
    "running.cjs",
    "tape.cjs",
    "telling.cjs",
    "trace.cjs",
    "values.cjs",
    "vitest.mjs",
    "warm.cjs",
)
NODE = "node"
GET_NODE = "install Node.js 20 or newer (https://nodejs.org, or your system's package nodejs)"


class Tools(NamedTuple):
    """What programs need.

    Attributes:
        node: absolute path of node.
        scripts: the folder with ours.
        folder: where the tests run, absolute.
        top: the workspace, absolute.
        environment: of all that is started.
    """

    node: str
    scripts: str
    folder: str
    top: str
    environment: Mapping[str, str]

    def script(self, name: str) -> str:
        """One of ours."""
        return os.path.join(self.scripts, name)


def tools(site: Site) -> Tools:
    """Lay out the scripts, and find node. Raises RefusedError without it."""
    scripts = os.path.join(site.private, "node")
    os.makedirs(scripts, exist_ok=True)
    for name in SCRIPTS:
        with open(os.path.join(scripts, name), "wb") as stream:
            stream.write(pkgutil.get_data(__package__, name) or b"")
    folder = os.path.normpath(os.path.join(site.top, site.plan.folder))
    path = os.pathsep.join((*_bins(site.top, folder), os.environ.get("PATH", os.defpath)))
    environment = dict(os.environ, PATH=path, NO_COLOR="1", FORCE_COLOR="0", NODE_ENV="test")
    environment["npm_config_cache"] = os.path.join(site.private, "npm")
    environment.update(OPPIE_TOP=site.top, OPPIE_QUESTIONS=os.path.join(scripts, "questions.cjs"))
    node = found(NODE, environment)
    if node is None:
        raise RefusedError("no-driver", "there is no node on PATH", GET_NODE)
    return Tools(node, scripts, folder, site.top, environment)


def _bins(top: str, folder: str) -> Tuple[str, ...]:
    """The folders of installed programs, the nearest first."""
    places = [folder]
    while places[-1] not in (top, os.path.dirname(places[-1])):
        places.append(os.path.dirname(places[-1]))
    return tuple(os.path.join(place, "node_modules", ".bin") for place in places)
