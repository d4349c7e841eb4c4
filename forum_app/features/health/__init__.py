"""Whether the forum is well, for whoever keeps it running."""
