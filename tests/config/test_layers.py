"""Sources of settings lie over each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.config.layers import Layer, Said, Value, layer

SCALARS: st.SearchStrategy[Value] = st.integers() | st.text(max_size=3) | st.booleans()
NAMES = st.sampled_from("abc")
TREES = st.recursive(
    st.dictionaries(NAMES, SCALARS, max_size=3),
    lambda inner: st.dictionaries(NAMES, SCALARS | inner, max_size=3),
    max_leaves=6,
)


def test_the_upper_one_counts() -> None:
    lower = Layer({"jobs": 1, "seed": 1}, {("jobs",): "file:1", ("seed",): "file:2"})
    upper = Layer({"jobs": 2}, {("jobs",): "--jobs"})
    both = lower.under(upper)
    assert both.values == {"jobs": 2, "seed": 1}
    assert both.where(("jobs",)) == "--jobs"
    assert both.where(("seed",)) == "file:2"


def test_sections_are_joined_and_lists_are_not() -> None:
    lower = Layer({"sandbox": {"memory": "1GiB", "env": ["A"]}})
    upper = Layer({"sandbox": {"env": ["B"], "cpus": 2}})
    assert lower.under(upper).values == {"sandbox": {"memory": "1GiB", "env": ["B"], "cpus": 2}}


def test_a_value_takes_the_place_of_a_section() -> None:
    assert Layer({"a": {"b": 1}}).under(Layer({"a": 2})).values == {"a": 2}


def test_the_place_of_a_value_is_that_of_what_holds_it_where_it_has_none() -> None:
    held = Layer({}, {("sandbox",): "file:3"})
    assert held.where(("sandbox", "env", 2)) == "file:3"
    assert held.where(("files",)) == ""


def test_single_values_go_into_their_sections() -> None:
    said = [
        Said("jobs", 2, "--jobs"),
        Said("sandbox.kind", "local", "--sandbox"),
        Said("sandbox.image", "x", "--image"),
    ]
    made = layer(said)
    assert made.values == {"jobs": 2, "sandbox": {"kind": "local", "image": "x"}}
    assert made.where(("sandbox", "image")) == "--image"


@settings(max_examples=40)
@given(TREES)
def test_nothing_under_or_over_changes_nothing(tree: dict[str, Value]) -> None:
    assert Layer(tree).under(Layer()).values == tree
    assert Layer().under(Layer(tree)).values == tree
    assert Layer(tree).under(Layer(tree)).values == tree


@settings(max_examples=40)
@given(TREES, TREES, TREES)
def test_the_order_of_joining_does_not_matter(
    low: dict[str, Value], middle: dict[str, Value], high: dict[str, Value]
) -> None:
    one = Layer(low).under(Layer(middle)).under(Layer(high))
    other = Layer(low).under(Layer(middle).under(Layer(high)))
    assert set(one.values) == set(other.values)
    for key, value in high.items():
        if not isinstance(value, dict):
            assert one.values[key] == other.values[key] == value
