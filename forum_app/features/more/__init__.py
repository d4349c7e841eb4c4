"""The page that leads to everything that has no place in the bars."""
