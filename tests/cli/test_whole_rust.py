"""A whole run on a small broken crate."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.test_whole import FAST, document, oppie

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("cargo") is None, reason="cargo is not here"),
]

LIB = """\
/// The largest of some numbers.
pub fn largest(numbers: &[i32]) -> Option<i32> {
    let mut best = *numbers.first()?;
    for &n in numbers {
        if n < best {
            best = n;
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_largest() {
        assert_eq!(largest(&[1, 3, 2]), Some(3));
    }

    #[test]
    fn nothing_of_nothing() {
        assert_eq!(largest(&[]), None);
    }
}
"""


@pytest.fixture
def crate(tmp_path: Path) -> Path:
    folder = tmp_path / "crate"
    (folder / "src").mkdir(parents=True)
    manifest = '[package]\nname = "numbers"\nversion = "0.1.0"\nedition = "2021"\n'
    (folder / "Cargo.toml").write_text(manifest)
    (folder / "src" / "lib.rs").write_text(LIB)
    return folder


def test_a_crate_is_repaired_and_its_tests_stay_as_they_are(crate: Path) -> None:
    found = document(crate, "run", *FAST, "--budget=5min", "--apply")
    assert found["status"] == "solved"
    assert found["fixed"] == ["src/lib.rs::tests::finds_the_largest"]
    mended = (crate / "src" / "lib.rs").read_text()
    assert "n > best" in mended or "best < n" in mended or "n >= best" in mended
    assert mended.endswith(LIB[LIB.index("#[cfg(test)]") :])
    assert not (crate / "target").exists()


def test_doctor_knows_the_crate(crate: Path) -> None:
    assert "rust: Cargo.toml" in oppie(crate, "doctor").stdout
