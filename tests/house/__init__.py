"""Tests of the house itself: imports, open doors, and what every table, template and address declares."""
