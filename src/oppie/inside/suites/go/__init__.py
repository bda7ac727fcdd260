"""Tests in Go."""

from __future__ import annotations

from .suite import GoSuite

suite = GoSuite

__all__ = ["GoSuite", "suite"]
