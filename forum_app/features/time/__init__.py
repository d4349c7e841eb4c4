"""One's own time entries, newest first."""
