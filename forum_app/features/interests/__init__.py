"""Declarations of interest: each year, in one tap when there is nothing, and the register for the team."""
