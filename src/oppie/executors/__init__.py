"""Executors: rollouts on one or more Sessions, side by side."""
