"""What somebody new on a board needs to read, and whom the board's papers go to."""
