"""The tree's storage: slots, links, transpositions, States."""

from hypothesis import given
from hypothesis import strategies as st

from oppie.mcts.scripted import change
from oppie.mcts.tree import NONE, ROOT, Tree
from oppie.model.change import Change, Digest, State

BASE = State(Digest("base"))


def a_tree() -> Tree:
    tree = Tree(BASE)
    tree.add(NONE, BASE.snapshot, None, 1.0, 0.25)
    return tree


def grow(tree: Tree, parent: int, name: str) -> int:
    return tree.add(parent, Digest(name), change(0, 1, name.encode()), 0.5, 0.5)


def test_the_root_is_slot_0_with_no_parent() -> None:
    tree = a_tree()
    assert len(tree) == 1
    assert tree.parents[ROOT] == NONE
    assert tree.depths[ROOT] == 0
    assert tree.changes[ROOT] is None
    assert tree.values[ROOT] == 0.25
    assert list(tree.children(ROOT)) == []


def test_a_new_node_knows_parent_depth_and_prior() -> None:
    tree = a_tree()
    child = grow(tree, ROOT, "one")
    grandchild = grow(tree, child, "two")
    assert (child, grandchild) == (1, 2)
    assert list(tree.parents) == [NONE, 0, 1]
    assert list(tree.depths) == [0, 1, 2]
    assert tree.priors[child] == 0.5


def test_a_new_node_was_not_visited() -> None:
    tree = a_tree()
    child = grow(tree, ROOT, "one")
    assert tree.visits[child] == tree.flying[child] == tree.widened[child] == 0
    assert tree.totals[child] == 0.0
    assert not tree.spent[child]
    assert not tree.closed[child]


def test_children_come_in_the_order_of_their_birth() -> None:
    tree = a_tree()
    first = grow(tree, ROOT, "1")
    second = grow(tree, ROOT, "2")
    below = grow(tree, first, "3")
    third = grow(tree, ROOT, "4")
    assert list(tree.children(ROOT)) == [first, second, third]
    assert list(tree.children(first)) == [below]
    assert list(tree.children(third)) == []


def test_a_snapshot_finds_its_node() -> None:
    tree = a_tree()
    child = grow(tree, ROOT, "one")
    assert tree.find(Digest("one")) == child
    assert tree.find(BASE.snapshot) == ROOT
    assert tree.find(Digest("other")) is None


def test_a_state_has_the_changes_from_the_base_in_order() -> None:
    tree = a_tree()
    child = grow(tree, ROOT, "one")
    grandchild = grow(tree, child, "two")
    state = tree.state(grandchild)
    assert state.snapshot == "two"
    assert state.changes == (change(0, 1, b"one"), change(0, 1, b"two"))
    assert tree.state(ROOT) == BASE


def test_a_path_leads_from_the_root_to_the_node() -> None:
    tree = a_tree()
    child = grow(tree, ROOT, "one")
    grow(tree, ROOT, "aside")
    grandchild = grow(tree, child, "two")
    assert tree.path(grandchild) == (ROOT, child, grandchild)
    assert tree.path(ROOT) == (ROOT,)


def test_a_base_that_is_changed_already_keeps_its_changes() -> None:
    earlier = change(5, 6, b"x")
    tree = Tree(State(Digest("base"), (earlier,)))
    tree.add(NONE, Digest("base"), None, 1.0, 0.0)
    child = grow(tree, ROOT, "one")
    assert tree.state(child).changes == (earlier, change(0, 1, b"one"))
    assert tree.state(ROOT).changes == (earlier,)


@given(st.lists(st.integers(0, 1_000_000), max_size=60))
def test_links_hold_for_any_growth(choices: list[int]) -> None:
    tree = a_tree()
    born: dict[int, list[int]] = {ROOT: []}
    for number, choice in enumerate(choices, start=1):
        parent = choice % number
        assert grow(tree, parent, f"n{number}") == number
        born[parent].append(number)
        born[number] = []
    for node, children in born.items():
        assert list(tree.children(node)) == children
        assert all(tree.depths[child] == tree.depths[node] + 1 for child in children)
        assert tree.state(node).depth == tree.depths[node]
        assert tree.find(tree.snapshots[node]) == node


def test_changes_are_kept_and_not_copied() -> None:
    tree = a_tree()
    one: Change = change(0, 1, b"one")
    node = tree.add(ROOT, Digest("one"), one, 0.5, 0.5)
    assert tree.changes[node] is one
