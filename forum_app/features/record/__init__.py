"""The page of any record: its fields, what links to it, what became of it, and what is done with it."""
