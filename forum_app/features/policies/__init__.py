"""Policies and role descriptions: their versions, and who accepted which."""
