"""Python projects."""

from oppie.integrations.python.integration import PythonIntegration

__all__ = ["PythonIntegration"]
