"""The runner that works beside a project's tests, on the project's own interpreter.

Standard library only, Python 3.8 syntax, and nothing of the rest of oppie: it travels as one
zip (``packing``), in which this package is named ``oppie_inside``. Its protocol is
``docs/runner.md``.
"""

from __future__ import annotations
