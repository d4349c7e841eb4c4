"""Finding somebody to go to one meeting in place of somebody else: who says yes first goes."""
