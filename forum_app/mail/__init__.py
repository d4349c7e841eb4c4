"""Hand finished words over as mail. Who gets what is decided elsewhere."""
