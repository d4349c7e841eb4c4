"""The first steps of a forum of one's own: its name, its year, its boards and reps by paste, its mail."""
