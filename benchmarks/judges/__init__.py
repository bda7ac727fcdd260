"""Judges: programs that put the same unseen inputs to a patched function and to its reference."""
