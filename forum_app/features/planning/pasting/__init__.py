"""Meetings from a pasted email: its dates and times, the rows they become, the sheet to look over."""
