"""Trees mirror what the parser saw, lazily."""

from __future__ import annotations

from oppie.proposers.syntax.languages.python import grammar
from tests.proposers.syntax.at_hand import find, tree

SOURCE = "def f(a):\n    # why\n    return a + 1\n"


def test_the_root_covers_the_file() -> None:
    root = tree(SOURCE)
    assert (root.kind, root.start, root.end) == ("module", 0, len(SOURCE))
    assert root.parent is None
    assert root.up == ""


def test_children_know_parent_role_and_text() -> None:
    binary = find(SOURCE, "a + 1")
    left, operator, right = binary.children
    assert [n.role for n in binary.children] == ["left", "operator", "right"]
    assert [n.text for n in (left, operator, right)] == ["a", "+", "1"]
    assert left.parent is binary
    assert (left.named, operator.named) == (True, False)
    assert left.up == "binary_operator"


def test_children_are_made_once() -> None:
    root = tree(SOURCE)
    assert root.children is root.children


def test_parts_leave_out_tokens_and_comments() -> None:
    assert [p.kind for p in find(SOURCE, "a + 1").parts] == ["identifier", "integer"]
    with_comment = tree("# one\nx = 1\n")
    assert [p.kind for p in with_comment.parts] == ["expression_statement"]


def test_get_finds_the_first_in_a_role() -> None:
    binary = find(SOURCE, "a + 1")
    right = binary.get("right")
    assert right is not None
    assert right.text == "1"
    assert binary.get("body") is None


def test_walk_goes_in_the_order_of_the_text() -> None:
    starts = [n.start for n in tree(SOURCE).walk()]
    assert starts == sorted(starts)


def test_above_leads_to_the_root() -> None:
    kinds = [n.kind for n in find(SOURCE, "a + 1").above()]
    assert kinds[0] == "return_statement"
    assert kinds[-1] == "module"


def test_lines_count_from_one() -> None:
    statement = find(SOURCE, "return a + 1")
    assert (statement.line, statement.last_line) == (3, 3)
    assert tree(SOURCE).parts[0].last_line == 3


def test_offsets_are_bytes() -> None:
    node = find("x = 'é' + y\n", "y")
    assert node.start == len("x = 'é' + ".encode())


def test_text_that_is_not_unicode_survives() -> None:
    root = grammar().parse(b"x = '\xff'\n")
    assert root.text.encode("utf-8", "surrogateescape") == b"x = '\xff'\n"


def test_inside() -> None:
    binary = find(SOURCE, "a + 1")
    assert binary.parts[0].inside(binary)
    assert binary.inside(binary)
    assert not binary.inside(binary.parts[0])


def test_broken_and_missing_are_told() -> None:
    broken = tree("x = (1\n")
    assert broken.broken
    assert not tree(SOURCE).broken
    assert any(n.missing or n.kind == "ERROR" for n in broken.walk())
