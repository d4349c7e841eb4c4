"""How meetings were, as the steering group sees it: sums, and nobody's own answer."""
