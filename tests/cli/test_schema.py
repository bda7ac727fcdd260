"""Documents are what their schemas say."""

from __future__ import annotations

import json

import pytest

from oppie.cli.ending import run
from oppie.cli.render.run_json import run_document
from oppie.cli.render.schemas import SCHEMAS, schema_text
from oppie.model.verdict import Verdict


@pytest.mark.parametrize("name", [each.name for each in SCHEMAS])
def test_every_schema_is_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False


def test_the_document_of_a_run_has_all_keys_of_its_schema(verdict: Verdict) -> None:
    schema = json.loads(schema_text("run"))
    document = json.loads(run_document(verdict).model_dump_json(by_alias=True))
    assert set(document) == set(schema["properties"])
    assert set(schema["required"]) <= set(document)


def test_settings_are_described_for_editors() -> None:
    schema = json.loads(schema_text("config"))
    assert schema["properties"]["budget"]["description"].startswith("What a run may spend")
    assert schema["$defs"]["Sandbox"]["properties"]["memory"]["default"] == "2GiB"
