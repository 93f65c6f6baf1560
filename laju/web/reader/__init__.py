"""Pages for outside assessors, who only read."""
