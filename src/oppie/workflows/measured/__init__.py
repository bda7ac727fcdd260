"""Runs that make something better that is measured: speed, and values to be tuned."""
