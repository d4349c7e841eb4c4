"""Partners ask for a representative; the forum answers yes, no, or let us talk."""
