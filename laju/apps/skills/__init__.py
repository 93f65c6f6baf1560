"""Skills of owners: lessons, tasks the system checks, ratings, and certificates."""
