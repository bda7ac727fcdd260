from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from oppie.model.rollout import Plan
from oppie.sandboxes.environment import FIXED, PASSED, TOOLCHAINS, private, variables

PLAN = Plan("pytest", "pytest", "/usr/bin/python3")
HOME, TMP = Path("/copy/home"), Path("/copy/tmp")
NAMES = st.one_of(
    st.text(st.characters(codec="ascii", categories=("Lu",)), min_size=1, max_size=12),
    st.sampled_from([*PASSED, *TOOLCHAINS, "LC_ALL", "HOME", "TMPDIR", "AWS_SECRET_ACCESS_KEY"]),
)


@given(st.dictionaries(NAMES, st.text(max_size=5)))
def test_nothing_passes_that_is_not_on_the_list(user: dict[str, str]) -> None:
    seen = variables(user, PLAN, HOME, TMP)
    allowed = {*PASSED, *TOOLCHAINS, *dict(FIXED), *private(HOME, TMP)}
    assert {name for name in seen if not name.startswith("LC_")} <= allowed


@given(st.dictionaries(NAMES, st.text(max_size=5)))
def test_home_and_temporary_folder_are_never_the_users(user: dict[str, str]) -> None:
    seen = variables(user, PLAN, HOME, TMP)
    assert (seen["HOME"], seen["TMPDIR"]) == (str(HOME), str(TMP))


def test_what_is_on_the_list_passes_as_it_is() -> None:
    user = {"PATH": "/bin", "LANG": "de_DE.UTF-8", "LC_ALL": "C", "TZ": "UTC", "GOROOT": "/go"}
    assert user.items() <= variables(user, PLAN, HOME, TMP).items()


def test_hashes_are_the_same_in_every_rollout_unless_the_plan_says_otherwise() -> None:
    assert variables({}, PLAN, HOME, TMP)["PYTHONHASHSEED"] == "0"
    asked = Plan("pytest", "pytest", "python3", env=(("PYTHONHASHSEED", "7"), ("API", "x")))
    seen = variables({"API": "y"}, asked, HOME, TMP)
    assert (seen["PYTHONHASHSEED"], seen["API"]) == ("7", "x")


def test_pythonpath_of_the_user_is_not_passed() -> None:
    assert "PYTHONPATH" not in variables({"PYTHONPATH": "/somewhere"}, PLAN, HOME, TMP)


def test_crates_and_toolchains_are_found_in_the_users_home(tmp_path: Path) -> None:
    (tmp_path / ".cargo").mkdir()
    seen = variables({"HOME": str(tmp_path)}, PLAN, HOME, TMP)
    assert (seen["CARGO_HOME"], "RUSTUP_HOME" in seen) == (str(tmp_path / ".cargo"), False)
    named = variables({"HOME": str(tmp_path), "CARGO_HOME": "/crates"}, PLAN, HOME, TMP)
    assert named["CARGO_HOME"] == "/crates"
