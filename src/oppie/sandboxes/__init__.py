"""Sandboxes: isolated places in which rollouts run."""
