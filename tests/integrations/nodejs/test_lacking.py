"""Packages that are not installed."""

from __future__ import annotations

import json

import pytest

from oppie.integrations.nodejs.lacking import lacks
from oppie.model.observation import Failure

PACKAGE = json.dumps({"dependencies": {"lodash": "4"}, "devDependencies": {"@a/chai": "5"}})


def read(path: str) -> bytes:
    return {"package.json": PACKAGE}[path].encode()


@pytest.mark.parametrize(
    ("message", "lacking"),
    [
        ("Cannot find module 'lodash'\nRequire stack:\n- /a", "lodash"),
        ("Cannot find package '@a/chai' imported from /x.mjs", "@a/chai"),
        ("Cannot find module 'lodash/fp'", "lodash"),
        ("Cannot find module './lodash'", ""),
        ("Cannot find module 'lodahs'", ""),
        ("Cannot find module 'asert'", ""),
        ("Cannot find module 'entirely-else'", "entirely-else"),
        ("1 !== 2", ""),
    ],
)
def test_a_package_is_lacking_if_no_other_can_be_meant(message: str, lacking: str) -> None:
    assert lacks(Failure("Error", message), ("package.json",), read) == lacking
