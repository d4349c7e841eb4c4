"""Bringing rows in from a spreadsheet: given, understood, planned, put in, and taken back."""
