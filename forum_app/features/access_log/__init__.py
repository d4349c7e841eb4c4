"""The access log: line by line for the coordinator; for each person in numbers what concerns them."""
