"""Money: rates, offers, claims and postings, and the rules they are reckoned by."""
