"""``oppie doctor``: is everything there?"""

from __future__ import annotations

from oppie.cli.common import Common
from oppie.cli.render.checks import failed, show_checks
from oppie.cli.request import Asked, request, settings
from oppie.wiring import upkeep

EXAMPLES = ("oppie doctor", "oppie doctor -C ../shop --json")


def doctor(common: Common) -> int:
    """Check the machine and the project.

    Each thing that is missing comes with what to do. The exit code is that of the error that a
    run would end with; 0 if none would.
    """
    folder = common.folder
    checks = upkeep.doctor(folder, lambda: request(folder, Asked(), settings(folder)))
    show_checks(checks, json=common.json)
    return next((check.exit_code for check in checks if failed(check)), 0)
