"""Rust projects."""

from oppie.integrations.rust.integration import RustIntegration

__all__ = ["RustIntegration"]
