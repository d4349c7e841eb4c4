"""Organisations: the partners that boards belong to, and the officers met there."""
