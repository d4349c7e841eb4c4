"""Meetings: what is coming, what was logged, and what was settled."""
