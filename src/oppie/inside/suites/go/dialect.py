"""Go's sources as :mod:`...braces` and :mod:`...schemata` take them."""

from __future__ import annotations

import re

from ...braces import Form

GO = Form(
    token=re.compile(
        rb"""(?P<opaque>//[^\n]*|/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+')"""
        rb"""|(?P<head>(?m:^)func(?=[ \t]*[(\w]))|[(\[{)\]};]""",
        re.DOTALL,
    ),
    no_body=re.compile(rb"\b(?:interface|struct)\s*\Z"),
)
"""A function at the top begins a line."""
