"""Everything a table of the forum can do: be described, listed, written, undone, exported and moved."""
