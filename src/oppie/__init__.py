"""oppie improves a repository by search and proves each improvement by running it."""

__version__ = "0.1.0"
