"""What is known of a place, in short sentences; what nobody has looked up is said to be unknown."""

from collections.abc import Mapping

from ...fields.words import capital

ACCESS = (
    ("step_free", "Step-free", "Not step-free", "Not known if step-free"),
    ("hearing_loop", "Hearing loop", "No hearing loop", "Hearing loop not known"),
    ("quiet_room", "Quiet room", "No quiet room", "Quiet room not known"),
)


def access_words(known: Mapping[str, str | None]) -> str:
    """What a carer needs to know before going; what does not apply is left out."""
    return _sentences(_fact(known.get(column) or "", *said) for column, *said in ACCESS)


def venue_words(venue) -> str:
    """All that is known of a venue; nothing where there is none."""
    if venue is None:
        return ""
    access = access_words({column: getattr(venue, column) for column, *_ in ACCESS})
    parking = f"Parking: {venue.parking}" if venue.parking not in {"", "n/a"} else ""
    return " ".join(part for part in (access, _sentences((parking, capital(venue.note)))) if part)


def _fact(value: str, yes: str, no: str, unknown: str) -> str:
    told = {"yes": yes, "no": no, "unknown": unknown, "": unknown, "n/a": ""}
    return told.get(value.strip(), capital(value.strip()))


def _sentences(facts) -> str:
    return " ".join(f"{fact.rstrip('.')}." for fact in facts if fact)
