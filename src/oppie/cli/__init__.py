"""The command line: options in, one call of the wiring, one rendering out."""
