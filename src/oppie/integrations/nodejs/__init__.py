"""Projects in JavaScript and TypeScript that run on Node.js."""

from oppie.integrations.nodejs.integration import NodeIntegration

__all__ = ["NodeIntegration"]
