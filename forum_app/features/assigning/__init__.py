"""Finding somebody for a seat: who would suit, what it would ask of them, and giving it to them."""
