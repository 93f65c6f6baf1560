"""Sheets, owners, businesses, duplicates."""
