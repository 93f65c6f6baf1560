"""Passes: how an owner gets in without a password."""
