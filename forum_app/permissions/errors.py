"""What a viewer is told: it is not there, or, only where they know it is there, it is not theirs to do."""

ONLY_LOOKING = "You are looking as somebody else, so nothing can be changed. Stop that first."


class NotFound(Exception):
    """Not there, or not for this viewer: the two look exactly alike."""


class NotAllowed(Exception):
    """The viewer may see it but may not do this. `words` says so kindly."""

    def __init__(self, words: str = "That is not yours to do here."):
        super().__init__(words)
        self.words = words
