"""The first page after signing in: what needs this person now, by what they do for the forum."""
