"""Benchmarks: one command each, the last line printed is JSON."""
