"""What is done with hits."""

from laju.apps.visits.actions.counting import count_visits

__all__ = ["count_visits"]
