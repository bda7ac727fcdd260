"""One argument more: from other calls, the own object, what nothing reads, what a failure says."""

from __future__ import annotations

from tests.proposers.syntax.at_hand import results

LACKS = "TypeError: replace expected at least 2 arguments, got 1"
OWN = """class Names:
    def __init__(self, parts, sep):
        self.parts = parts
        self.sep = sep

    def whole(self):
        return self.parts.split()
"""


def test_what_other_calls_give_at_this_place_is_given() -> None:
    source = "def f(a):\n    b = g(a, 'x,y')\n    return g(b)\n"
    assert source.replace("g(b)", "g(b, 'x,y')") in results("put-argument", source)


def test_what_is_not_known_here_is_not() -> None:
    source = "def g(a, k):\n    pass\n\n\ndef f(b):\n    return g(b)\n"
    assert not [text for text in results("put-argument", source) if "g(b, k)" in text]


def test_what_the_own_object_holds_is_given_first_what_nothing_reads() -> None:
    found = [text for text in results("put-argument", OWN) if "split(" in text]
    assert "split(self.sep)" in found[0]
    assert any("split(self.parts)" in text for text in found)


def test_a_variable_that_nothing_reads_is_likelier() -> None:
    source = "def f(near, idle):\n    b = near\n    return g(b)\n"
    found = results("put-argument", source)
    assert found.index(source.replace("g(b)", "g(b, idle)")) < found.index(
        source.replace("g(b)", "g(b, near)")
    )


def test_literals_are_given_where_a_call_is_said_to_lack_one() -> None:
    source = "def f(word):\n    return word.replace('_')\n"
    wanted = source.replace("'_'", "'_', '-'")
    assert wanted in results("put-argument", source, LACKS)
    assert wanted not in results("put-argument", source, "AssertionError: assert 1 == 2")


def test_a_function_of_the_file_is_not_given_more_than_it_takes() -> None:
    source = (
        "def g(a):\n    pass\n\n\ndef h(a, b):\n    pass\n\n\ndef f(c, d):\n    g(c)\n    h(c)\n"
    )
    found = results("put-argument", source)
    assert found.index(source.replace("h(c)", "h(c, d)")) < found.index(
        source.replace("g(c)", "g(c, d)")
    )
