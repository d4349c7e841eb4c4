"""The book of ids while the demo is loaded: what each code of the data became."""

from typing import Any

from ....models.base import Record
from ....records import write


class Book:
    """Gives each code its id, so that what is added later can link to what was added before."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def __getitem__(self, code: str) -> str:
        return self._ids[code]

    def maybe(self, code: str) -> str | None:
        """The id of a code, or None for an empty cell."""
        return self._ids[code] if code else None

    def add(self, model: type[Record], values: dict[str, Any], *codes: str) -> write.Add:
        """A new record, to be found again by these codes."""
        record = write.Add(model, values, id=write.new_id())
        for code in codes:
            if code in self._ids:
                raise KeyError(f"{code} stands twice in the demo")
            self._ids[code] = record.id or ""
        return record
