"""Whether a meeting counts: a total and parts by organisation or sector, in words that name what is short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...fields.words import join, number_of, number_word

NOT_RECORDED = "partner attendance not recorded"


@dataclass(frozen=True)
class Part:
    """At least `minimum` people of one organisation (its id) or of one sector ("Health").

    `name` is how a sentence calls it ("ACC", "health"), `label` how a column is headed ("Council").
    """

    name: str
    minimum: int
    organisation: str = ""
    sector: str = ""
    label: str = ""

    def takes(self, count: "Count") -> bool:
        if self.organisation:
            return count.organisation == self.organisation
        return bool(self.sector) and count.sector.casefold() == self.sector.casefold()


@dataclass(frozen=True)
class Rule:
    """A total, or a `percent` of `members`, with parts. `words`: the board's own, where these cannot say it.

    `own`: the forum's own board, where no partner is expected.
    """

    total: int | None = None
    parts: Sequence[Part] = ()
    percent: int | None = None
    members: int | None = None
    words: str = ""
    own: bool = False

    @property
    def needed(self) -> int | None:
        """How many people in all, or None when nobody says or the members are not counted."""
        if self.percent is None:
            return self.total
        return None if self.members is None else -(-self.members * self.percent // 100)

    @property
    def stated(self) -> bool:
        return bool(self.total or self.percent or self.parts)


@dataclass(frozen=True)
class Count:
    """People of one organisation, or of one of its departments: there, or coming, or perhaps.

    Departments of one organisation add up for it. Guests are listed and never counted. `ours`: the forum.
    """

    name: str
    organisation: str = ""
    sector: str = ""
    present: int | None = None
    yes: int = 0
    maybe: int = 0
    guests: bool = False
    ours: bool = False


@dataclass(frozen=True)
class Answer:
    """What attendance says. `state`: quorate, not_quorate, not_recorded or none (no rule).

    `short`: what was short, as (name, label, how many there, how many needed); the total has the name "".
    """

    state: str
    words: str
    total: int | None = None
    short: tuple[tuple[str, str, int, int], ...] = ()


def held(rule: Rule, counts: Iterable[Count]) -> Answer:
    """The answer of a meeting that was held."""
    counted = [count for count in counts if not count.guests]
    if not rule.stated:
        return Answer("none", "no quorum stated")
    if not _recorded(rule, counted):
        return Answer("not_recorded", "" if rule.own else NOT_RECORDED)
    total = sum(count.present or 0 for count in counted)
    short = [
        (part.name, part.label or part.name, there, part.minimum)
        for part in rule.parts
        if (there := sum(count.present or 0 for count in counted if part.takes(count))) < part.minimum
    ]
    if rule.percent is not None and rule.needed is None:
        return Answer("not_recorded", "number of members not recorded", total)
    enough = rule.needed is None or total >= rule.needed
    if not enough:
        short.append(("", "", total, rule.needed or 0))
    if not short:
        return Answer("quorate", "quorate", total)
    return Answer(
        "not_quorate", f"not quorate: {_short_words(short)}{_met(rule, total)}", total, tuple(short)
    )


def _recorded(rule: Rule, counted: Sequence[Count]) -> bool:
    return any(count.present is not None for count in counted if rule.own or not count.ours)


def _short_words(short: Iterable[tuple[str, str, int, int]]) -> str:
    return ", ".join(f"{name or 'in all'} {there} of {needed}" for name, _, there, needed in short)


def _met(rule: Rule, total: int) -> str:
    """Says so when the total alone would do, and only the parts, which add up to more, do not."""
    met = rule.needed is not None and rule.needed <= total < _parts_sum(rule)
    return f" (total of {rule.needed} is met)" if met else ""


def _parts_sum(rule: Rule) -> int:
    return sum(part.minimum for part in rule.parts)


def warning(rule: Rule) -> str:
    """What is said of a rule whose parts ask for more people than its total, else nothing."""
    if rule.needed is None or _parts_sum(rule) <= rule.needed:
        return ""
    people = number_of(rule.needed, "person", "people")
    return f"They ask for {people} in all, but the parts add up to {_parts_sum(rule)}. We count the parts."


def words_of(rule: Rule) -> str:
    """The rule in a line: "4 people: ACC 2, APCF 2, health 1"."""
    if rule.words:
        return rule.words
    if rule.percent is not None:
        total = f"{rule.percent} percent of members"
    elif rule.total:
        total = number_of(rule.total, "person", "people")
    else:
        total = ""
    parts = ", ".join(f"{part.name} {part.minimum}" for part in rule.parts)
    return ": ".join(words for words in (total, parts) if words) or "none stated"


def fell_short(answers: Sequence[Answer]) -> str:
    """How the last meetings, oldest first, fell short one after the other; nothing when the last did not."""
    run: list[Answer] = []
    for answer in reversed(answers):
        if answer.state != "not_quorate":
            break
        run.insert(0, answer)
    if not run:
        return ""
    told = [
        ", ".join(
            f"{_lower(label) or 'in all'} {there} of {needed}" for _, label, there, needed in answer.short
        )
        for answer in run
    ]
    which = "last one" if len(run) == 1 else f"last {number_word(len(run))}"
    return f"The {which} fell short: {', then '.join(told)}."


def _lower(label: str) -> str:
    """A label inside a sentence: "council", but "ICB"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


@dataclass(frozen=True)
class PartView:
    """One column of the forecast. `state`: enough, not_sure or short."""

    label: str
    words: str
    state: str
    state_words: str


@dataclass(frozen=True)
class Forecast:
    """What the replies say. `state`: enough, not_sure, short, not_recorded or none (no rule)."""

    state: str
    words: str
    heading: str
    so_far: str = ""
    parts: Sequence[PartView] = field(default_factory=tuple)


@dataclass(frozen=True)
class _Standing:
    name: str
    label: str
    yes: int
    maybe: int
    needed: int

    @property
    def state(self) -> str:
        if self.yes >= self.needed:
            return "enough"
        return "not_sure" if self.yes + self.maybe >= self.needed else "short"


def forecast(rule: Rule, counts: Iterable[Count]) -> Forecast:
    """What the replies to a coming meeting say of its quorum."""
    counted = [count for count in counts if not count.guests]
    if not rule.stated:
        return Forecast("none", "no quorum stated", "")
    if not counted or (rule.percent is not None and rule.needed is None):
        heading = "" if rule.own else "Partner replies are not recorded yet"
        return Forecast("not_recorded", "partner replies not recorded", heading, f"Needed: {words_of(rule)}.")
    parts = [
        _standing(part.name, part.label or part.name, [c for c in counted if part.takes(c)], part.minimum)
        for part in rule.parts
    ]
    total = _standing("", "In all", counted, rule.needed or 0)
    state, words = _outlook(parts, total)
    heading = f"It is {words}" if state == "short" else f"It will be {words}"
    views = [_part_view(part) for part in parts]
    if rule.needed:
        views.append(_total_view(total))
    return Forecast(state, words, heading, f"{_replies(total)} so far.", tuple(views))


def _standing(name: str, label: str, counts: Sequence[Count], needed: int) -> _Standing:
    return _Standing(name, label, sum(c.yes for c in counts), sum(c.maybe for c in counts), needed)


def _outlook(parts: Sequence[_Standing], total: _Standing) -> tuple[str, str]:
    """The state of the whole, and the words that finish "It is" or "It will be"."""
    short = [part for part in (*parts, total) if part.state == "short"]
    if short:
        told = [(part.name, part.label, part.yes + part.maybe, part.needed) for part in short]
        return "short", f"not quorate yet: {_short_words(told)}"
    unsure = [part for part in parts if part.state == "not_sure"]
    # Those who make a part enough make the total grow as well.
    rest = total.needed - total.yes - sum(part.needed - part.yes for part in unsure)
    wishes = [_wish(part) for part in unsure]
    if rest > 0:
        wishes.append("one more person comes" if rest == 1 else f"{number_word(rest)} more people come")
    return ("not_sure", f"quorate if {join(wishes)}") if wishes else ("enough", "quorate")


def _wish(part: _Standing) -> str:
    if part.needed == 1:
        return f"{part.name} attends"
    missing = part.needed - part.yes
    more = " more" if part.yes else ""
    return f"{number_word(missing)}{more} from {part.name} {'comes' if missing == 1 else 'come'}"


STATE_WORDS = {"enough": "Enough", "not_sure": "Not yet sure", "short": "Short"}


def _part_view(part: _Standing) -> PartView:
    words = f"{_replies(part)}, {part.needed} needed"
    return PartView(part.label, words, part.state, STATE_WORDS[part.state])


def _total_view(total: _Standing) -> PartView:
    link = "or" if total.maybe == 1 else "to"
    likely = f"{total.yes} {link} {total.yes + total.maybe}" if total.maybe else f"{total.yes}"
    return PartView(total.label, f"{likely}, {total.needed} needed", total.state, STATE_WORDS[total.state])


def _replies(part: _Standing) -> str:
    told = [f"{number} {word}" for number, word in ((part.yes, "yes"), (part.maybe, "maybe")) if number]
    return " and ".join(told) or "0 yes"
