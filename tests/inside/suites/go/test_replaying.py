"""What the go command says that it did is read as what can be done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.inside.suites.go.replaying import kept, recorded, widen

SAID = """WORK=/w
mkdir -p $WORK/b001/
cat >/w/b125/importcfg << 'EOF' # internal
# import config
packagefile fmt=/cache/fmt-d
EOF
cd /src/pkg
/go/tool/compile -o $WORK/b125/_pkg_.a -trimpath "/own=>a;$WORK=>" -importcfg $WORK/b125/importcfg
go tool buildid -w $WORK/b125/_pkg_.a # internal
cat >/w/b001/importcfg.link << 'EOF' # internal
packagefile pkg=/w/b125/_pkg_.a
packagefile fmt=/cache/fmt-d
packagefile math=/cache/math-d
modinfo "x"
EOF
cd .
GOROOT='/go' /go/tool/link -o $WORK/b001/pkg.test -importcfg $WORK/b001/importcfg.link -s
mv $WORK/b001/pkg.test /private/1.test
"""


def test_compilers_and_the_linker_are_told_in_their_order() -> None:
    found = recorded(SAID, "/src")
    assert found is not None
    first, last = found.steps
    assert first.argv[:5] == (
        "/go/tool/compile", "-o", "/w/b125/_pkg_.a", "-trimpath", "/own=>a;/w=>",
    )  # fmt: skip
    assert (first.folder, last.folder) == ("/src/pkg", "/src/.")
    assert last.variables == (("GOROOT", "/go"),)
    assert found.binary == "/w/b001/pkg.test"
    assert found.packages == {"pkg", "fmt", "math"}


@pytest.mark.parametrize(
    "line", ["/go/tool/asm -p pkg ./a.s", "gcc -c x.c", 'x "unclosed', "a b\\c", "EXTRA=1"]
)
def test_a_build_that_needs_more_is_not_done_again(line: str) -> None:
    assert recorded(SAID.replace("cd .\n", f"cd .\n{line}\n"), "/src") is None


def test_sources_that_a_cache_held_are_missed() -> None:
    found = recorded(SAID.replace("importcfg\ngo tool", "importcfg /own/a.go\ngo tool"), "/src")
    assert found is not None
    assert found.compiles(["/own/a.go"])
    assert not found.compiles(["/own/a.go", "/own/b.go"])


def test_what_did_not_end_in_a_binary_is_not_done_again() -> None:
    assert recorded(SAID.partition("GOROOT")[0], "/src") is None
    assert recorded("a.go:3: undefined: x\n", "/src") is None
    assert (kept(SAID), kept("")) == ("/w", "")


def test_compilers_come_to_know_what_the_linker_does(tmp_path: Path) -> None:
    said = SAID.replace("/w", str(tmp_path))
    (tmp_path / "b125").mkdir()
    (tmp_path / "b001").mkdir()
    own = tmp_path / "b125/importcfg"
    own.write_text("importmap a=b\npackagefile fmt=/cache/fmt-d\n")
    told = "packagefile fmt=/cache/fmt-d\npackagefile math=/cache/math-d\nmodinfo x\n"
    (tmp_path / "b001/importcfg.link").write_text(told)
    found = recorded(said, "/src")
    assert found is not None
    widen(found)
    assert own.read_text().splitlines() == [
        "importmap a=b",
        "packagefile fmt=/cache/fmt-d",
        "packagefile math=/cache/math-d",
    ]
