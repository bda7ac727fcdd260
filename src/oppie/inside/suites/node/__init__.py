"""Tests in JavaScript and TypeScript: by node's own runner, mocha, jest or vitest.

Files of ``node --test`` and of mocha are run in a process that stays, which loads what the
candidate changed afresh; everything else, and whatever that process is not sure to do as they
do, runs by the project's own command with a reporter of ours.
"""

from __future__ import annotations

from .service import NodeSuite

suite = NodeSuite
