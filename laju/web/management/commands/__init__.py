"""Each file is one `laju` command."""
