"""Pages for buyers and everybody else."""
