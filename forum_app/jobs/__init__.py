"""The forum's work in the background: each job may run twice, and may be cut off anywhere."""
