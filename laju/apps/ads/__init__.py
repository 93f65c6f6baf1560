"""Ad budgets: one purse over businesses, channels and weeks."""
