"""Cohorts, seats, applications, participants."""
