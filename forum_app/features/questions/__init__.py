"""Decisions that a rep takes back to the forum first."""
