"""What a meeting is about: agenda items, papers, who has read them and what they ask."""
