"""Frozen data that travels through the rooms; no behaviour that needs anything else."""
