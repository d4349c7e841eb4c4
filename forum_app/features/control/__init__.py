"""Control: what is closed, why, to whom, and until when."""
