"""The subjects of the forum, one room each: their tables, pages, queries, acts and rules."""
