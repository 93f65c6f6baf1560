"""Provinces, regencies, districts, villages; the codes everybody counts by."""
