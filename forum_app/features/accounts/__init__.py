"""Signing in: passwords, emailed links, invitations, sessions, roles."""
