"""Visits of the pages, counted without cookies."""
