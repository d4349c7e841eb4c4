"""The second step of signing in: its pages."""
