"""Go projects."""

from oppie.integrations.go.integration import GoIntegration

__all__ = ["GoIntegration"]
