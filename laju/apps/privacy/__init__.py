"""What people may ask about their own data, and by when they are answered (UU 27/2022)."""
