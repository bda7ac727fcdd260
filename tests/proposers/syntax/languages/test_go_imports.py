"""Imports that an edit makes necessary, or superfluous."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.draft import Piece, apply
from oppie.proposers.syntax.languages.go_imports import completed

GROUP = """\
package p

import (
\t"fmt"
\t"math"
)

func f(a float64) { fmt.Println(math.Abs(a)) } // sort.Ints
"""
SINGLE = 'package p\n\nimport "math"\n\nvar x = math.Pi\n'


def edited(source: str, old: str, new: str) -> str:
    at = source.encode().index(old.encode())
    pieces = completed(source.encode(), (Piece(at, at + len(old), new),))
    return apply(source.encode(), pieces).decode()


def test_what_is_used_for_the_first_time_is_imported() -> None:
    text = edited(GROUP, "a))", "strings.ToLower(a)))")
    assert 'import (\n\t"strings"\n\t"fmt"\n\t"math"\n)' in text


def test_without_any_import_there_is_a_group() -> None:
    text = edited("package p\n\nvar x = 1\n", "1", "rand.Int()")
    assert text == 'package p\n\nimport (\n\t"math/rand"\n)\n\nvar x = rand.Int()\n'


def test_what_is_used_no_longer_goes() -> None:
    assert '"math"' not in edited(GROUP, "math.Abs(a)", "a")
    assert edited(SINGLE, "math.Pi", "3") == "package p\n\n\nvar x = 3\n"


def test_a_group_goes_with_its_last_import() -> None:
    source = 'package p\n\nimport (\n\t"math"\n)\n\nvar x = math.Pi\n'
    assert edited(source, "math.Pi", "3") == "package p\n\n\nvar x = 3\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("math.Abs", "math.Sqrt"),
        ("a)) }", "b.Name)) }"),
        ("// sort.Ints", "// os.Exit"),
        ("float64", "int"),
    ],
)
def test_other_edits_leave_the_imports_as_they_are(old: str, new: str) -> None:
    assert edited(GROUP, old, new) == GROUP.replace(old, new)


def test_what_the_file_lacks_comes_with_any_edit() -> None:
    lacking = GROUP.replace('\t"math"\n', "")
    assert edited(lacking, "float64", "float32") == GROUP.replace(
        '\t"fmt"\n\t"math"', '\t"math"\n\t"fmt"'
    ).replace("float64", "float32")
    assert completed(GROUP.encode(), ()) == ()


def test_what_the_file_does_not_use_goes_with_any_edit() -> None:
    surplus = GROUP.replace('\t"math"', '\t"math"\n\t"os"\n\t"example.com/go-x"')
    assert '"os"' not in edited(surplus, "float64", "float32")
    assert '"example.com/go-x"' in edited(surplus, "float64", "float32")


def test_a_variable_of_a_packages_name_asks_for_no_import() -> None:
    source = "package p\n\nfunc f(time T) int { return time.Sub() }\n"
    assert completed(source.encode(), ()) == ()


def test_one_package_takes_the_place_of_another() -> None:
    source = 'package p\n\nimport (\n\t"math"\n)\n\nvar x = math.Pi\n'
    text = edited(source, "math.Pi", "rand.Int()")
    assert text == source.replace("math.Pi", "rand.Int()").replace('"math"', '"math/rand"')
