"""Boards: whose they are, how often they meet, and who holds the forum's seats on them."""
