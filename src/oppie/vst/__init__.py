"""The virtual state tree: whole workspaces as values that are cheap to change and compare."""
