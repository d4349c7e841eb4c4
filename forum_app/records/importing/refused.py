"""What cannot be read at all, in words for whoever gave it."""

from ..errors import RuleBroken


class Refused(RuleBroken):
    """A file or a paste that no plan can be made of. The words say what to do."""

    def __init__(self, words: str):
        super().__init__("file", words)
