"""Rows from elsewhere: read, understood, compared with what is here, and put in as one act."""
