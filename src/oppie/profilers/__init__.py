"""Profilers: where a benchmark spends its time, one for each project type."""
