"""Looking as somebody else: what both may see, nothing of money or needs, and no acts."""
