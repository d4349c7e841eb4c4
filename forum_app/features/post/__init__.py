"""The mail that went out, and what waits: to whom, of what kind, never a secret."""
