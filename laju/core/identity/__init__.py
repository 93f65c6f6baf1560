"""Numbers and names that identify people and businesses."""
