"""Homepages and landing pages, and the very bytes that went out."""
