"""Today: what the coordinator does from her first page in one tap, and whom she asks once more."""
