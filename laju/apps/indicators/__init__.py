"""Go-digital levels with their evidence."""
