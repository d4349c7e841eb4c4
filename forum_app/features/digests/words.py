"""The digest's words: sentences made of pieces, so that the page, the mail and its text say the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...fields.words import WEEKDAYS, join, number_of, short_date, short_day
from .facts import Facts, LateFeedback, Named, Part, Question
from .lines import Lines

TITLES = {
    "coming": "Coming",
    "to-do": "From you",
    "owed": "Still owed to you",
    "came-back": "Came back",
    "settled": "Decided on your boards",
    "unlogged": "To be logged",
    "seats": "Seats",
    "partners": "Partners",
    "look": "To look at",
}
ADDRESSES = {"decisions": "/decisions/", "meetings": "/meetings/", "boards": "/boards/"}


@dataclass(frozen=True)
class Piece:
    """A few words. `part` is the record that a link on them opens; `tone` is late, look or nothing."""

    text: str
    part: Part | None = None
    tone: str = ""
    leads_to: str = ""

    @property
    def address(self) -> str:
        if self.leads_to or not self.part:
            return self.leads_to
        return ADDRESSES[self.part[0]] + self.part[1]


@dataclass(frozen=True)
class Section:
    """One short heading and what follows it."""

    key: str
    title: str
    pieces: tuple[Piece, ...]


def headline(facts: Facts | Lines) -> str:
    """How much waits for this reader, and until when."""
    if isinstance(facts, Lines):
        return facts.headline
    waiting = facts.to_answer
    if not waiting:
        return "No decision waits for you."
    days = [one.answer_by for one in waiting if one.answer_by]
    first = f"{'by' if len(waiting) == 1 else ', the first by'} {_by(min(days), facts.today)}" if days else ""
    if len(waiting) == 1:
        return f"1 decision needs you {first}".strip() + "."
    return f"{len(waiting)} decisions need you{first}."


def _by(day: date, today: date) -> str:
    if day == today:
        return "today"
    return WEEKDAYS[day.weekday()] if 0 < (day - today).days < 7 else short_day(day, today)


def sections(facts: Facts | Lines) -> list[Section]:
    """The digest in its order; a section with nothing to say is left out."""
    if isinstance(facts, Lines):
        return _of_lines(facts)
    made = (
        ("decide", _title_of_questions(facts), _decide(facts)),
        ("past-due", "Past due", _past_due(facts)),
        ("coming", "Coming", _coming(facts)),
        ("seats", "Seats", _seats(facts)),
        ("people", "People", _people(facts)),
        ("partners", "Partners this term", _partners(facts)),
        ("good-news", "Good news", _good_news(facts)),
        ("logged", "Logged this week", _names(facts.logged, "; ", "; ", ".")),
    )
    return [Section(key, title, tuple(pieces)) for key, title, pieces in made if pieces]


def _of_lines(facts: Lines) -> list[Section]:
    """Sentences in the order of their sections, one after the other."""
    made: dict[str, list[Piece]] = {}
    for line in facts.lines:
        pieces = made.setdefault(line.section, [])
        pieces += [Piece(" ")] if pieces else []
        pieces.append(Piece(line.linked, line.part, leads_to=line.address))
        pieces.append(Piece(line.after, tone=line.tone))
    return [Section(key, TITLES[key], tuple(pieces)) for key, pieces in made.items()]


def _title_of_questions(facts: Facts) -> str:
    if facts.to_answer:
        return "Please decide"
    return "Answered" if all(one.answered for one in facts.questions) else "Waiting for others"


def not_shown(facts: Facts | Lines) -> str:
    """How much its reader may open that mail does not name."""
    told = [
        f"{number} {word}"
        for number, word in ((facts.restricted, "restricted"), (facts.board_only, "board-only"))
        if number
    ]
    if not told:
        return ""
    many = max(facts.restricted, facts.board_only) > 1
    be = "is" if facts.restricted + facts.board_only == 1 else "are"
    return f"{join(told)} {'items' if many else 'item'} {be} not shown."


def _decide(facts: Facts) -> list[Piece]:
    pieces: list[Piece] = []
    for one in facts.questions:
        pieces += [Piece(" ")] if pieces else []
        if one.closed:
            pieces.append(Piece("One question is kept out of mail: open it", one.part))
            pieces.append(Piece("."))
            continue
        pieces.append(Piece(one.text, one.part))
        pieces.append(Piece(f" {_asked_words(one, facts.today)}"))
    return pieces


def _asked_words(one: Question, today: date) -> str:
    who = f"Asked by {one.asked_by}" if one.asked_by else "Asked"
    when = f", answer by {short_day(one.answer_by, today)}" if one.answer_by else ""
    mine = " You have answered." if one.mine else ""
    return f"{who}{when}. {one.so_far}{'' if one.answered else mine}"


def _past_due(facts: Facts) -> list[Piece]:
    told = [
        f"{one.title}: no answer since {short_date(one.since, facts.today)}." for one in facts.escalations
    ]
    late = [f"{one.partner} ({_of_what(one, number == 0)})" for number, one in enumerate(facts.feedback)]
    told += [f"Outcome feedback is late from {join(late)}."] if late else []
    return [Piece(" ".join(told), tone="late")] if told else []


def _of_what(one: LateFeedback, first: bool) -> str:
    """Of how many meetings; the word stands with the first partner, and wherever it is not meetings alone."""
    if one.others:
        told = [number_of(one.meetings, "meeting")] if one.meetings else []
        return join([*told, f"{one.others} other"])
    return number_of(one.meetings, "meeting") if first else str(one.meetings)


def _coming(facts: Facts) -> list[Piece]:
    pieces: list[Piece] = []
    for number, one in enumerate(facts.ahead):
        pieces += [Piece("; ")] if number else []
        pieces.append(Piece(f"{_near(one.day, facts.today)} {one.board}", one.part))
        notes = ["papers are late"] if one.papers_late else []
        notes += [one.quorum] if one.quorum else []
        pieces += (
            [Piece(f" ({', '.join(notes)})", tone="late" if one.papers_late else "look")] if notes else []
        )
    return [*pieces, Piece(".")] if pieces else []


def _near(day: date, today: date) -> str:
    """A day of the coming week: its month only where it is another."""
    if day == today:
        return "Today"
    if day.month == today.month:
        return f"{WEEKDAYS[day.weekday()][:3]} {day.day}"
    return short_day(day, today)


def _seats(facts: Facts) -> list[Piece]:
    pieces: list[Piece] = []
    for one in facts.ends:
        pieces.append(Piece(one.board, one.part))
        pieces.append(
            Piece(f" loses a rep on {short_date(one.day, facts.today)}, nobody named yet. ", tone="look")
        )
    for some, singular, plural in (
        (facts.alone, " rests on one person. ", " each rest on one person. "),
        (facts.empty, " has nobody. ", " have nobody. "),
    ):
        if some:
            pieces += _names(some, ", ", " and ", singular if len(some) == 1 else plural)
    return _without_last_space(pieces)


def _names(some: Sequence[Named], between: str, last: str, end: str) -> list[Piece]:
    pieces: list[Piece] = []
    for number, one in enumerate(some):
        if number:
            pieces.append(Piece(last if number == len(some) - 1 else between))
        pieces.append(Piece(one.name, one.part))
    return [*pieces, Piece(end)] if pieces else []


def _without_last_space(pieces: list[Piece]) -> list[Piece]:
    if pieces:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
    return pieces


def _people(facts: Facts) -> list[Piece]:
    told = []
    if facts.nothing_back:
        told.append(
            f"{number_of(facts.nothing_back, 'rep')} gave time and had no money, training or thanks yet."
        )
    if facts.forms_overdue:
        be = "is" if facts.forms_overdue == 1 else "are"
        told.append(f"{number_of(facts.forms_overdue, 'interest form')} {be} overdue.")
    return [Piece(" ".join(told))] if told else []


def _partners(facts: Facts) -> list[Piece]:
    if not facts.meetings:
        return []
    return [
        Piece(
            f"Two weeks’ notice {facts.notice} of {facts.meetings}. "
            f"Papers a week ahead {facts.papers} of {facts.meetings}."
        )
    ]


def _good_news(facts: Facts) -> list[Piece]:
    told = [facts.good_news_words, facts.promised]
    return [Piece(" ".join(words for words in told if words))] if any(told) else []


def left_out_words(withheld: Iterable[dict]) -> str:
    """What a copy left out, by rule: "1 restricted: counted, not named"."""
    rules: dict[str, int] = {}
    for one in withheld:
        rules[one["rule"]] = rules.get(one["rule"], 0) + 1
    return "; ".join(f"{number} {rule}" for rule, number in rules.items())


def numbered(made: Iterable[Section]) -> tuple[list[tuple[str, str]], list[str]]:
    """Each section as (title, words) in plain text, where a linked word is followed by its link's number."""
    links: list[str] = []
    told = []
    for section in made:
        words = ""
        for piece in section.pieces:
            words += piece.text
            if piece.address:
                if piece.address not in links:
                    links.append(piece.address)
                words += f" [{links.index(piece.address) + 1}]"
        told.append((section.title, words))
    return told, links


def day_words(day: date) -> str:
    return short_date(day, day)
