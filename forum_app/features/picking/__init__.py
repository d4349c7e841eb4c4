"""Finding a record to link to: as somebody types, or on a page of its own."""
