"""Languages and project types: what their files mean and how their tests run."""
