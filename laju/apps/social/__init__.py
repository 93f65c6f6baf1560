"""The posting calendar."""
