"""Setting, moving and calling off the meetings of a board, with a check of the calendar."""
