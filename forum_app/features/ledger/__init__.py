"""The reciprocity ledger: what was given, what came back, and what is still owed."""
