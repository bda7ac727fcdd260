"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("oppie", deadline=None)  # how busy the machine is decides no test
settings.load_profile("oppie")
