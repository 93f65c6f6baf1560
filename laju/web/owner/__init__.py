"""Pages for owners of businesses."""
