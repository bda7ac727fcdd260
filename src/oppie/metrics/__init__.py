"""Metrics: Observations become Scores."""
