"""Who did what, when, from which inputs; never changed."""
