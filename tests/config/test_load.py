"""All sources together: what wins, and what is wrong where."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.config.layers import Said
from oppie.config.load import Loaded, load
from oppie.errors import ConfigError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def loaded(project: Path, home: Path, *flags: Said, **variables: str) -> Loaded:
    return load(project, flags, {"OPPIE_HOME": str(home), **variables})


def refused(project: Path, home: Path, text: str) -> ConfigError:
    (project / "oppie.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        loaded(project, home)
    return raised.value


def test_without_any_source_the_defaults_hold(project: Path, home: Path) -> None:
    found = loaded(project, home)
    assert found.settings.budget == "10min"
    assert found.settings.sandbox.kind == "auto"
    assert found.where("budget") == ""


def test_flags_go_before_variables_before_the_project_before_the_user(
    project: Path, home: Path
) -> None:
    (home / "config.yaml").write_text("jobs: 1\nseed: 1\nengine: mcts\nbudget: 1min\n")
    (project / "oppie.yaml").write_text("jobs: 2\nseed: 2\nengine: simple\n")
    found = loaded(project, home, Said("jobs", 4, "--jobs"), OPPIE_JOBS="3", OPPIE_SEED="3")
    held = found.settings
    assert (held.jobs, held.seed, held.engine, held.budget) == (4, 3, "simple", "1min")
    assert found.where("jobs") == "--jobs"
    assert found.where("seed") == "OPPIE_SEED"
    assert found.where("engine") == "oppie.yaml:3"
    assert found.where("budget") == f"{home}/config.yaml:4"


def test_an_unknown_key_names_its_line_and_the_nearest(project: Path, home: Path) -> None:
    error = refused(project, home, "jobs: 2\ntset: pytest\n")
    assert error.where == "oppie.yaml:2"
    assert "'tset'" in error.message
    assert error.hint == "Did you mean test?"


def test_an_unknown_key_of_a_section_is_told_with_the_section(project: Path, home: Path) -> None:
    error = refused(project, home, "sandbox:\n  memroy: 1GiB\n")
    assert error.where == "oppie.yaml:2"
    assert "'sandbox.memroy'" in error.message
    assert error.hint == "Did you mean memory?"


def test_an_unknown_key_of_a_target_of_ones_own(project: Path, home: Path) -> None:
    error = refused(project, home, "targets:\n  fast:\n    treshold: <3s\n")
    assert (error.where, error.hint) == ("oppie.yaml:3", "Did you mean threshold?")


def test_where_nothing_is_near_all_keys_are_named(project: Path, home: Path) -> None:
    assert "proposers" in refused(project, home, "zzz: 1\n").hint


def test_an_unknown_key_is_told_before_other_errors(project: Path, home: Path) -> None:
    error = refused(project, home, "jobs: many\nsede: 1\n")
    assert "'sede'" in error.message
    assert "1 more" in error.message


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("jobs: many\n", 1, "integer"),
        ("jobs: -1\n", 1, "greater than or equal to 0"),
        ("\nengine: mtcs\n", 2, "'best-of-n'"),
        ("sandbox: local\n", 1, "sandbox"),
        ("test: [a]\n", 1, "string"),
        ("test: yes\n", 1, "string"),
        ("proposers: []\n", 1, "at least 1"),
        ("validation_framework: soon\n", 1, "match"),
        ("sandbox:\n  env: [A-B]\n", 2, "match"),
        ("knobs:\n- {file: a, name: b, range: [1, x]}\n", 2, "range.1"),
        ("budget: 10 parsecs\n", 1, "no budget"),
        ("mcts_trigger: complexity >\n", 1, "cannot be read"),
        ("mcts_trigger: complexty > 1\n", 1, "complexty"),
        ("performance_target: <70parsec\n", 1, "no unit"),
        ("targets:\n  a: {threshold: soon}\n", 2, "no target"),
        ("sandbox:\n  memory: 3s\n", 2, "not a size"),
        ("sandbox:\n  memory: <3GiB\n", 2, "not a size"),
        ("test_limit: 3GiB\n", 1, "not a time"),
        ("test_limit: 0s\n", 1, "not a time"),
        ("project_type: cobol\n", 1, "project type"),
        ("sandbox:\n  kind: dokcer\n", 2, "sandbox"),
        ("proposers: [sintax]\n", 1, "proposer"),
    ],
)
def test_a_wrong_value_names_its_line(
    project: Path, home: Path, text: str, line: int, part: str
) -> None:
    error = refused(project, home, text)
    assert error.where.split(",")[0] == f"oppie.yaml:{line}"
    assert part in error.message


def test_a_wrong_value_is_told_even_where_a_flag_has_the_last_word(
    project: Path, home: Path
) -> None:
    (project / "oppie.yaml").write_text("jobs: many\n")
    with pytest.raises(ConfigError):
        loaded(project, home, Said("jobs", 2, "--jobs"))


def test_a_wrong_variable_is_named(project: Path, home: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        loaded(project, home, OPPIE_ENGINE="fast")
    assert raised.value.where == "OPPIE_ENGINE"


def test_numbers_may_stand_for_words(project: Path, home: Path) -> None:
    (project / "oppie.yaml").write_text("budget: 200\n")
    assert loaded(project, home).settings.budget == "200"


def test_everything_that_can_be_said(project: Path, home: Path) -> None:
    (project / "oppie.yaml").write_text(
        """project_type: python
test: pytest -q
metrics: {speed: 1 / seconds}
targets:
  import: {command: make, metric: seconds, threshold: "<1s", files: ["src/**"]}
performance_target: "<70μs VST commits"
budget: 5min,200rollouts,3usd
proposers: [syntax]
sandbox: {kind: docker, image: x, runtime: runsc, network: none, memory: 512MiB, cpus: 0.5,
  pids: 64, env: [TOKEN]}
files: {only: [src], protect: [migrations], generated: ["*_pb2.py"]}
knobs: [{file: a.py, name: SIZE, values: [1, 2]}, {file: a.py, name: RATE, range: [0.1, 1]}]
helios: {command: go test -bench .}
release: {channel: beta}
licenses: {deny: [AGPL-3.0]}
""",
        encoding="utf-8",
    )
    held = loaded(project, home).settings
    assert held.sandbox.cpus == 0.5
    assert held.knobs[1].range == (0.1, 1)
    assert held.targets["import"].threshold == "<1s"
