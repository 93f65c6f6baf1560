"""What the service centre gives: consultations, visits, referrals, training, and who asked for it."""
