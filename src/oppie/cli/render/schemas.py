"""The JSON Schemas of all documents."""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

from pydantic import BaseModel

from oppie.cli.render.checks import DoctorDocument
from oppie.cli.render.error_json import ErrorDocument
from oppie.cli.render.event_lines import EventLine
from oppie.cli.render.init import InitDocument
from oppie.cli.render.lists import CleanDocument
from oppie.cli.render.run_json import RunDocument
from oppie.cli.render.runs import RunsDocument
from oppie.cli.render.tasks import TaskDocument, TasksDocument
from oppie.config.settings import Settings


class _Named(NamedTuple):
    name: str
    model: type[BaseModel]


SCHEMAS = (
    _Named("config", Settings),
    _Named("run", RunDocument),
    _Named("runs", RunsDocument),
    _Named("error", ErrorDocument),
    _Named("event", EventLine),
    _Named("init", InitDocument),
    _Named("doctor", DoctorDocument),
    _Named("clean", CleanDocument),
    _Named("task", TaskDocument),
    _Named("tasks", TasksDocument),
)


def schema_text(name: str) -> str:
    """The schema of the document called ``name``, one of :data:`SCHEMAS`."""
    model = next(each.model for each in SCHEMAS if each.name == name)
    schema = model.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def show_schema(name: str) -> None:
    """Print one schema."""
    sys.stdout.write(schema_text(name))
