"""Co-production: where views were gathered, what was promised and what changed."""
