"""Every setting: its key in ``oppie.yaml``, its type, its default and what it means.

The reference in ``docs/configuration.md`` and the JSON Schema are made from these models.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictBool

Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Number = int | float
Lever = Literal["growing", "judging", "loops"]


class Section(BaseModel):
    """A mapping in ``oppie.yaml``: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Target(Section):
    """A target of one's own: what to run and what to reach."""

    command: str = Field(default="", description="Command that measures it.")
    metric: str = Field(default="", description="Expression over what the command printed.")
    threshold: str = Field(
        default="", description="What is to be reached, such as `<70us` or `>=99%`."
    )
    files: list[str] = Field(default=[], description="Globs of the files that may change for it.")


class Sandbox(Section):
    """Where rollouts run."""

    kind: str = Field(
        default="auto", description="`auto`, `docker`, `podman`, `local` or a plugin's name."
    )
    image: str = Field(default="", description="Container image; empty is the default one.")
    runtime: str = Field(
        default="", description="Container runtime, such as `runsc`; empty is default."
    )
    network: str = Field(
        default="none", description="The engine's name of a network; `none` cuts it."
    )
    memory: str = Field(default="2GiB", description="Memory of one rollout.")
    cpus: float = Field(default=1.0, gt=0, description="Processors of one rollout.")
    pids: int = Field(
        default=256, ge=8, description="Processes that may exist at once in one rollout."
    )
    env: list[Name] = Field(
        default=[], description="Names of further variables that tests may see."
    )


class Files(Section):
    """What may change."""

    only: list[str] = Field(default=[], description="Globs: nothing else may change.")
    protect: list[str] = Field(default=[], description="Globs that may not change.")
    generated: list[str] = Field(default=[], description="Globs of generated files, never changed.")


class Knob(Section):
    """A value in a file that may be tuned; give `values` or `range`."""

    file: str = Field(description="The file in which the value stands.")
    name: str = Field(description="The name that the value is given to in that file.")
    values: list[Number | StrictBool | str] = Field(default=[], description="Values to try.")
    range: tuple[Number, Number] | None = Field(
        default=None, description="Lowest and highest value."
    )


class Helios(Section):
    """How a Helios engine is measured."""

    command: str = Field(default="", description="Command that runs its benchmarks.")
    commit_ns: str = Field(default="commit-ns", description="Unit that reports a commit's time.")
    io_reduction: str = Field(default="io-reduction-%", description="Unit that reports saved I/O.")
    peak_bytes: str = Field(default="peak-bytes", description="Unit that reports peak memory.")


class Release(Section):
    """How releases are made."""

    channel: Literal["stable", "beta", "nightly", "lts"] = Field(
        default="stable", description="Channel of `oppie release` when none is named."
    )


class Licenses(Section):
    """Which licences dependencies may have."""

    deny: list[str] = Field(default=[], description="Denied beyond the GPL and AGPL, by SPDX name.")
    allow: list[str] = Field(
        default=[], description="Allowed beyond the permissive ones, by SPDX name."
    )


class Settings(Section):
    """All of ``oppie.yaml``."""

    project_type: str = Field(
        default="", description="`python`, `nodejs`, `go`, `rust` or a plugin's; empty finds it."
    )
    test: str = Field(default="", description="Command that runs the tests; empty finds it.")
    bench: str = Field(default="", description="Command that runs the benchmark.")
    lint: str = Field(default="", description="Command that checks the source.")
    python: str = Field(default="", description="Interpreter that runs the tests; empty finds it.")
    test_limit: str = Field(
        default="",
        description="Time that one test may take; empty takes it from the tests as they are.",
    )
    metric: str = Field(default="", description="Expression that says how good a candidate is.")
    metrics: Mapping[Name, str] = Field(default={}, description="Further expressions by name.")
    targets: Mapping[str, Target] = Field(default={}, description="Targets of one's own by name.")
    performance_target: str = Field(
        default="", description="What is to be reached, such as `<70μs VST commits`."
    )
    mcts_trigger: str = Field(
        default="complexity > 0.8 OR reflection_loops > 3",
        description="When a task goes from the single loop to the tree search.",
    )
    validation_framework: str = Field(
        default="14-day-cycle",
        pattern=r"^[1-9]\d*-day-cycle$",
        description="Length of a validation cycle.",
    )
    budget: str = Field(
        default="10min",
        description="What a run may spend: `10min`, `200rollouts`, `3usd`, with commas.",
    )
    engine: Literal["auto", "simple", "mcts", "best-of-n"] = Field(
        default="auto", description="How to search; `auto` lets the router decide."
    )
    proposers: list[str] = Field(
        default=["syntax"], min_length=1, description="What proposes changes."
    )
    levers: list[Lever] = Field(
        default=[*get_args(Lever)],
        description="Shortcuts of the search; leave some out to measure what they add.",
    )
    jobs: int = Field(default=0, ge=0, description="Rollouts side by side; 0 is one per processor.")
    seed: int = Field(default=0, ge=0, description="Seed of all randomness.")
    sandbox: Sandbox = Field(default=Sandbox(), description="Where rollouts run.")
    files: Files = Field(default=Files(), description="What may change.")
    knobs: list[Knob] = Field(default=[], description="Values that `--kind=tune` may change.")
    helios: Helios = Field(default=Helios(), description="How a Helios engine is measured.")
    release: Release = Field(default=Release(), description="How releases are made.")
    licenses: Licenses = Field(
        default=Licenses(), description="Which licences dependencies may have."
    )
