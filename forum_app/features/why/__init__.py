"""Who can see an item, and why: the rule in words, and the people it comes to."""
