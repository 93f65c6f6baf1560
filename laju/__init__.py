"""Laju: takes small businesses online, a thousand at a time, and proves what came of it."""

__version__ = "0.1.0"
