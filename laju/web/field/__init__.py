"""Pages for facilitators in the field."""
