"""What could not be read, as a sentence that says what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Instead of a value: `words` stand at the field. Falsy, so that a value is never taken for one."""

    words: str

    def __bool__(self) -> bool:
        return False
