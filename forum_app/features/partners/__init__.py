"""Partners: whether notice and papers came as agreed, and the meetings behind each figure."""
