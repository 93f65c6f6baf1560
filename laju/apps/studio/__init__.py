"""Facts, products, texts and posters of a participant."""
