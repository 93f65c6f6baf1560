"""Figures that can be walked back to their rows."""
