"""Work in the background: leased jobs that survive a kill and take effect once."""
