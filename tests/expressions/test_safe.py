"""Expressions compute what they say, and nothing that a person could not mean."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import ConfigError
from oppie.expressions.safe import ARITHMETIC, LONGEST, parse

NAMES = ("complexity", "loops", "minutes")


def value(text: str, **values: float) -> float:
    return parse(text, NAMES, "here", ARITHMETIC)(values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7.0),
        ("6 / 60.0", 0.1),
        ("7 // 2 + 7 % 2", 4.0),
        ("2 ** 10", 1024.0),
        ("-complexity", -0.5),
        ("complexity > 0.4", 1.0),
        ("0 < complexity < 0.4", 0.0),
        ("complexity > 0.8 OR loops > 3", 1.0),
        ("complexity > 0.8 AND loops > 3", 0.0),
        ("NOT complexity > 0.8", 1.0),
        ("not (loops == 4)", 0.0),
        ("1 if loops else 2", 1.0),
        ("min(loops, 2) + max(1, 3) + abs(-1)", 6.0),
        ("True", 1.0),
    ],
)
def test_values(text: str, expected: float) -> None:
    assert value(text, complexity=0.5, loops=4.0) == expected


def test_holds_is_the_truth_of_the_value() -> None:
    expression = parse("loops", NAMES, "here")
    assert expression.holds({"loops": 0.1})
    assert not expression.holds({"loops": 0.0})


def test_it_knows_the_names_that_it_uses() -> None:
    assert parse("minutes + loops + loops", NAMES, "here").names == ("loops", "minutes")


def test_names_that_it_does_not_use_need_no_value() -> None:
    assert parse("loops", NAMES, "here")({"loops": 3.0}) == 3.0


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__",
        "loops.real",
        "[1][0]",
        "{1: 2}",
        "'a' * 3",
        "(lambda: 1)()",
        "[x for x in (1,)]",
        "f'{loops}'",
        "loops << 3",
        "loops | 1",
        "eval(1)",
        "min(loops, key=abs)",
        "min(*loops)",
        "(x := 1)",
        "1j",
        "None",
        "...",
    ],
)
def test_nothing_but_arithmetic_may_stand(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, NAMES, "here", ARITHMETIC)
    assert "here" in caught.value.where


def test_functions_must_be_allowed() -> None:
    with pytest.raises(ConfigError):
        parse("min(1, 2)", NAMES, "here")


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_empty_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="empty"):
        parse(text, NAMES, "here")


def test_too_long_is_an_error() -> None:
    with pytest.raises(ConfigError, match="one line of"):
        parse("1+" * LONGEST + "1", NAMES, "here")


def test_an_unknown_name_names_its_column_and_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("loops > 3 OR complexty > 0.8", NAMES, "mcts_trigger")
    assert caught.value.where == "mcts_trigger, column 14"
    assert caught.value.hint == "Did you mean complexity?"
    assert "complexty" in caught.value.message


def test_a_name_like_no_other_lists_all() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("zzz", NAMES, "here")
    assert caught.value.hint == "Names: complexity, loops, minutes."


def test_columns_count_characters_not_bytes() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("µs + nothing", ["μs"], "here")
    assert caught.value.where == "here, column 6"


@pytest.mark.parametrize("text", ["loops >", "loops > > 3", "loops = 3", "1 2", "x y"])
def test_bad_syntax_names_a_column(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, NAMES, "here")
    assert caught.value.where.startswith("here, column ")
    assert text in caught.value.message


@pytest.mark.parametrize("text", ["(", "'", "((((", "$", "1 +\\"])
def test_what_does_not_even_split_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        parse(text, NAMES, "here")


@pytest.mark.parametrize(
    "text",
    ["1 / loops", "1 % loops", "10.0 ** 400", "1e999", "(loops - 8) ** 0.5", "9**9**9**9"],
)
def test_no_finite_number_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="has no value"):
        value(text, loops=0.0)


def test_the_error_shows_the_values() -> None:
    with pytest.raises(ConfigError, match="with loops = 0"):
        value("1 / loops", loops=0.0)


@pytest.mark.parametrize("text", ["-" * 400 + "1", "(" * 90 + "1" + ")" * 90])
def test_deep_nesting_ends_in_a_value_or_a_clear_error(text: str) -> None:
    try:
        assert value(text) == 1.0
    except ConfigError as error:
        assert error.where  # noqa: PT017 - either end is right, a traceback is not


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_comparison_agrees_with_python(a: float, b: float) -> None:
    expression = parse("complexity < loops", NAMES, "here")
    assert expression.holds({"complexity": a, "loops": b}) is (a < b)


@given(st.text(max_size=60))
def test_any_text_gives_a_number_or_a_config_error(text: str) -> None:
    try:
        result = parse(text, NAMES, "here", ARITHMETIC)(dict.fromkeys(NAMES, 2.0))
    except ConfigError:
        return
    assert math.isfinite(result)


@given(st.sampled_from(["AND", "OR"]), st.booleans(), st.booleans())
def test_capital_words_mean_the_same(word: str, a: bool, b: bool) -> None:  # noqa: FBT001 - drawn
    values = {"complexity": float(a), "loops": float(b)}
    upper = parse(f"complexity {word} loops", NAMES, "here")
    lower = parse(f"complexity {word.lower()} loops", NAMES, "here")
    assert upper.holds(values) is lower.holds(values)
