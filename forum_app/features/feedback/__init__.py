"""News that partners owe reps: who owes it, who was chased, what came; and thanks."""
