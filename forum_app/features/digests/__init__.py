"""Digests: the regular email summary, and who wants which."""
