"""What stands in the way of taking part, and who was asked to unblock it."""
