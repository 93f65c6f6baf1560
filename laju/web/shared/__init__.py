"""Pages for every audience."""
