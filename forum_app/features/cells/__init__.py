"""Cells of any table changed where they stand: one by one, by keys, pasted, or many at once."""
