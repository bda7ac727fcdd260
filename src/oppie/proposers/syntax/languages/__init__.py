"""The languages that the engine knows."""

from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages.go import GO
from oppie.proposers.syntax.languages.javascript import JAVASCRIPT
from oppie.proposers.syntax.languages.python import PYTHON
from oppie.proposers.syntax.languages.rust import RUST
from oppie.proposers.syntax.languages.typescript import TSX, TYPESCRIPT

LANGUAGES: tuple[Language, ...] = (PYTHON, JAVASCRIPT, TYPESCRIPT, TSX, RUST, GO)


def language_of(path: str) -> Language | None:
    """The language of a file, by its name; None if it is not known."""
    return next((lang for lang in LANGUAGES if path.endswith(lang.suffixes)), None)
