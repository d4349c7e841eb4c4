"""Views: ways of looking at a table, kept, shared and locked; and the form of a filter."""
