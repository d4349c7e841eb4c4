"""Meetings from a pasted email: its dates and times, the rows they become, and the sheet that is looked over."""
