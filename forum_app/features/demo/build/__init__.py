"""Turns the demo's tables into records: one module a family, each working out nothing but ids and days."""
