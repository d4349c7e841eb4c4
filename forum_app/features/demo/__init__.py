"""The demo: an invented forum in an invented county, loaded whole and once, at a moment of its own."""
