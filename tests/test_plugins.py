"""Edges are found by entry point and by nothing else."""

from __future__ import annotations

import pytest

from oppie.errors import UsageError
from oppie.plugins import Group
from oppie.ports import Sandbox


def test_what_ships_with_oppie_is_found_by_name() -> None:
    names = Group[Sandbox]("sandboxes").names()
    assert {"local", "docker", "podman", "scripted"} <= set(names)


def test_a_wrong_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="'dokcer'") as raised:
        Group[Sandbox]("sandboxes").load("dokcer")
    assert "Did you mean docker?" in raised.value.hint
