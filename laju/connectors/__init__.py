"""Outside systems, one folder each; no Django."""
