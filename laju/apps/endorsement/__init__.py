"""The ranking of the best hundred."""
