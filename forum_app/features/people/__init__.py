"""People: who represents the forum, what they agreed to, learned and declared."""
