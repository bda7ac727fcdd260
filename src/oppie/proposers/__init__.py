"""Proposers: what thinks of Changes."""
