"""Measurements of oppie; ``python -m benchmarks NAME`` prints a table and writes JSON."""
