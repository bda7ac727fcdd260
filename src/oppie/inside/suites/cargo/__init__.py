"""Tests in Rust: built by cargo, run by name in processes of their own."""

from __future__ import annotations

from .suite import CargoSuite

suite = CargoSuite

__all__ = ["CargoSuite", "suite"]
