"""The forum’s tables as plain pages: read-only for now, and exported as one sees them."""
