"""Who may see what, said a second time: a table that people can read, and plain Python over plain rows.

Nothing here asks the app. Where this and `permissions` differ, one of them is wrong.
"""

from dataclasses import dataclass, field, replace

from .rows import Rows

# Who may read the rows of a table, and what of theirs they must be able to see as well.
#   members: an active account that is no guest's      guests: a guest who was sent its board (or meeting)
#   self: the person it is about                        seat: a current seat on its board
#   supporter: who supports the person it is about      asked-too: asked to go in the same place
#   thanked: whom it thanks, once it is sent
#   shared-with-them: nobody's own, and for everybody, their role or their board; the coordinator keeps all
#   team: the coordinator and the co-chairs             steering: a seat on the steering group
#   team-with-the-item: of the team, and may read the item that somebody stands aside from
WHO_READS = """
people                                        | members guests self       |
organisations                                 | members guests            |
departments contacts                          | members                   |
roles policies training                       | members                   |
access_needs                                  | self coordinator          |
agreements declarations availabilities        | self team                 |
supporters                                    | self supporter team       |
policy_acceptances training_records           | self team                 |
boards seats quorum_parts terms_of_reference  | members guests            |
board_links board_members travel rates        | members                   |
school_terms special_days school_hours venues | members any-guest         |
meetings                                      | members guests            | marking
agenda_items                                  | members guests            | marking meeting
papers                                        | members guests            | marking meeting agenda_item
decisions                                     | members guests            | marking meeting
meeting_reports                               | members                   | marking meeting
partner_counts                                | members                   | meeting
attendances                                   | self team seat            | meeting
cover_asks                                    | self asked-too team       | meeting
pulses                                        | self coordinator          |
paper_reads paper_questions                   | self coordinator          | paper
private_notes                                 | self                      | meeting
reserved_answers                              | self asker steering team  | decision
outcome_feedback                              | members                   | marking meeting
outcome_news                                  | members                   | marking feedback the-other-meeting
escalations                                   | self steering team seat   | marking meeting item barrier
barriers                                      | self steering team seat   | marking meeting item
feedback_chases                               | steering team             | meeting feedback
rep_requests                                  | steering team             |
markings                                      | opened                    |
named_people                                  | members                   | marking
asides                                        | self team-with-the-item   |
guest_scopes                                  | self team                 | the-meeting
time_entries                                  | self coordinator          |
funding_sources                               | treasurer steering team   |
offers                                        | self treasurer            |
claims                                        | self treasurer approver   |
claim_lines                                   | members                   | claim
postings                                      | treasurer                 |
thanks                                        | thanked steering team     | meeting
engagements engagement_themes                 | members                   |
consultations channel_reach                   | members                   |
you_said                                      | members                   | meeting
plan_outcomes promises                        | members                   |
data_complaints                               | coordinator               |
glossary_terms                                | members                   |
digest_runs digest_notes                      | team gets-that-kind       |
deliveries                                    | self coordinator          |
preferences                                   | self                      |
reminders                                     | self team                 | the-item
record_comments locks                         | members                   | the-item
accounts                                      | self team                 |
mails                                         | self coordinator          |
attachments                                   | whoever-reads-its-record  |
saved_views                                   | self shared-with-them     |
import_runs                                   | self                      |
"""
# Columns that say more than their row does.
WHO_SEES = {
    ("people", "email"): "self team",
    ("people", "phone"): "self team",
    ("people", "hours_a_month"): "self team",
    ("people", "availability"): "self team",
    ("people", "contact_wishes"): "self coordinator",
    ("people", "format_wishes"): "self coordinator",
    ("people", "wishes_taken_down_on"): "self coordinator",
    ("people", "assets"): "self team",
    ("accounts", "password_hash"): "",
    ("mails", "secret"): "",
    ("mails", "dedupe"): "",
    ("mails", "message_id"): "",
    # No column: what a shared view asks of people's phones.
    ("saved_views", "asks_of_phones"): "team",
}
PARENTS = {
    "meeting": "meetings",
    "agenda_item": "agenda_items",
    "paper": "papers",
    "decision": "decisions",
    "feedback": "outcome_feedback",
    "claim": "claims",
    "barrier": "barriers",
}
# Beside which records files are kept: never beside people, money or time.
KEEP_FILES = (
    "boards terms_of_reference meetings agenda_items papers decisions barriers escalations"
    " organisations policies"
).split()
OPEN = ("public", "members")
# Money and needs: shown to nobody who looks as somebody else.
NEVER_SEEN_AS = {"access_needs", "claims", "claim_lines", "funding_sources", "offers", "postings"}
ABOUT_ANY = {"record_comments", "locks", "asides"}
AS = " seen by "
# What lets somebody in or gives a right, money that moved, and locks do not come out of the bin.
NEVER_TAKEN_OUT = {
    "roles",
    "named_people",
    "asides",
    "guest_scopes",
    "markings",
    "supporters",
    "agreements",
    "postings",
    "locks",
}


def the_table() -> dict[str, tuple[set[str], set[str]]]:
    """Readers and conditions by table, as written above."""
    found = {}
    for line in WHO_READS.strip().splitlines():
        names, readers, also = (part.split() for part in line.split("|"))
        for name in names:
            found[name] = set(readers), set(also)
    return found


@dataclass(frozen=True)
class Who:
    """One person at one moment, from the rows about them."""

    id: str | None
    words: frozenset[str] = frozenset()
    agreed: bool = False
    boards: frozenset[str] = frozenset()
    sent: frozenset[tuple[str, str | None]] = frozenset()
    aside: frozenset[tuple[str, str]] = frozenset()
    named: frozenset[str] = frozenset()
    both: tuple = ()  # where one looks as another: the two of them


@dataclass
class Oracle:
    """Answers for one forum at one moment: `now` as the database writes it, "2026-11-24 12:00:00"."""

    rows: Rows
    now: str
    table: dict = field(default_factory=the_table)

    @property
    def today(self) -> str:
        return self.now[:10]

    def _of(self, table: str, person: str) -> list[dict]:
        return [
            row for row in self.rows[table].values() if row["person_id"] == person and not row["binned_at"]
        ]

    def who(self, person: str | None) -> Who:
        """What a person is at this moment. Everything that ends now has ended."""
        if person is None:
            return Who(None)
        if AS in person:
            return self._looking_as(*map(self.who, person.split(AS)))
        if self.rows["people"][person]["state"] == "left":
            return Who(person)
        now, boards = self.now, self.rows["boards"]
        held = [seat for seat in self._of("seats", person) if self.is_held(seat)]
        guest = self.rows["people"][person]["kind"] == "guest"
        words = {"guest"} if guest else {"members"}
        if not guest:
            for role in self._of("roles", person):
                if role["starts_on"] <= self.today and not (role["ends_at"] and role["ends_at"] <= now):
                    words.add(role["role"])
            words |= {"team"} if words & {"coordinator", "cochair"} else set()
            words |= {"steering"} if any(boards[seat["board_id"]]["is_steering"] for seat in held) else set()
        return Who(
            id=person,
            words=frozenset(words),
            agreed=any(row["starts_at"] <= now < row["ends_at"] for row in self._of("agreements", person)),
            boards=frozenset(seat["board_id"] for seat in held if not self._is_aside(seat)),
            sent=frozenset(
                (row["board_id"], row["meeting"])
                for row in self._of("guest_scopes", person)
                if row["until"] > now
            ),
            aside=frozenset((row["table"], row["row"]) for row in self._of("asides", person)),
            named=frozenset(
                row["marking_id"]
                for row in self._of("named_people", person)
                if not row["until"] or row["until"] > now
            ),
        )

    @staticmethod
    def _looking_as(seen: Who, looking: Who) -> Who:
        return replace(
            seen,
            words=seen.words & (looking.words | {"members", "guest", "steering"}),
            agreed=seen.agreed and looking.agreed,
            aside=seen.aside | looking.aside,
            both=(seen, looking),
        )

    def is_held(self, seat: dict) -> bool:
        started = not seat["starts_on"] or seat["starts_on"] <= self.today
        over = (seat["ends_on"] and seat["ends_on"] < self.today) or (
            seat["ended_at"] and seat["ended_at"] <= self.now
        )
        return started and not over and not seat["binned_at"]

    def _is_aside(self, seat: dict) -> bool:
        since, until = seat["aside_from"], seat["aside_until"]
        return bool(since and since <= self.today and not (until and until <= self.today))

    def opens(self, who: Who, marking_id: str | None) -> bool:
        """Whether a person may look behind a marking; content without one is open."""
        if who.both:
            return all(self.opens(one, marking_id) for one in who.both)
        if marking_id is None:
            return True
        marking = self.rows["markings"][marking_id]
        embargoed = bool(marking["embargoed_until"] and marking["embargoed_until"] > self.now)
        if marking["binned_at"]:
            return False
        if not embargoed and marking["level"] in OPEN:
            return True
        if not embargoed and marking["level"] == "board":
            return who.agreed and ("team" in who.words or marking["board_id"] in who.boards)
        return who.agreed and marking_id in who.named

    def sees_row(self, who: Who, table: str, row: dict) -> bool:
        """Whether a person may read a row."""
        if who.both:
            alike = all(self.sees_row(one, table, row) for one in who.both)
            about = row["table"] if table in ABOUT_ANY else table
            return alike and about not in NEVER_SEEN_AS
        if who.id is None or table not in self.table:
            return False
        if row.get("binned_at") or (table, row["id"]) in who.aside:
            return False
        readers, also = self.table[table]
        if not any(self._is(who, reader, table, row) for reader in readers):
            return False
        return all(self._sees_parent(who, parent, row) for parent in also)

    def _sees_parent(self, who: Who, parent: str, row: dict) -> bool:
        linked = row.get(f"{parent}_id")
        if parent == "the-meeting":  # kept as a plain id
            linked, parent = row["meeting"], "meeting"
        if parent == "the-other-meeting":  # of what the news is about
            linked, parent = self.rows["outcome_feedback"][row["feedback_id"]]["second_meeting_id"], "meeting"
        if parent == "item":  # of the agenda
            linked, parent = row["agenda_item_id"], "agenda_item"
        if parent == "marking":
            return self.opens(who, linked)
        if parent == "the-item":  # named by its table and id
            item = self.rows.get(row["table"], {}).get(row["row"])
            return item is not None and self.sees_row(who, row["table"], item)
        return linked is None or self.sees_row(who, PARENTS[parent], self.rows[PARENTS[parent]][linked])

    def in_bin(self, who: Who, table: str, row: dict) -> dict:
        """A row as it is outside the bin, for whoever may take it out; for everybody else as it is."""
        own = row.get("person_id") == who.id
        theirs = own and self._bins(table, row) and self._put_there_by(table, row) == who.id
        if who.both or table in NEVER_TAKEN_OUT or not (theirs or "coordinator" in who.words):
            return row
        return row | {"binned_at": None}

    def _put_there_by(self, table: str, row: dict) -> str | None:
        """Who put a row in the bin last."""
        acts = [
            change["group_id"]
            for change in self.rows["changes"].values()
            if (change["table"], change["row"], change["kind"]) == (table, row["id"], "bin")
        ]
        return self.rows["change_groups"][max(acts)]["person_id"] if acts else None

    @staticmethod
    def _bins(table: str, row: dict) -> bool:
        """Whether people put rows of a table that are theirs in the bin themselves."""
        return table in {"private_notes", "availabilities", "record_comments"} or (
            table == "time_entries" and row["state"] in ("draft", "to_confirm")
        )

    def sees(self, who: Who, table: str, column: str, row: dict) -> bool:
        """Whether a person may see one column of a row."""
        if who.both:
            alike = all(self.sees(one, table, column, row) for one in who.both)
            return alike and table not in NEVER_SEEN_AS
        readers = WHO_SEES.get((table, column))
        narrower = readers is None or any(self._is(who, one, table, row) for one in readers.split())
        return narrower and self.sees_row(who, table, row)

    def _is(self, who: Who, reader: str, table: str, row: dict) -> bool:
        if reader == "self":
            about = {"people": "id", "escalations": "raised_by_id"}.get(table, "person_id")
            return row[about] == who.id and (
                "members" in who.words or table in {"people", "accounts", "mails"}
            )
        if reader == "thanked":
            return row["state"] == "sent" and self._is(who, "self", table, row)
        if reader == "seat":
            return self._board_of(row) in who.boards and "members" in who.words
        if reader == "asker":
            return self.rows["decisions"][row["decision_id"]]["asked_by_id"] == who.id
        if reader == "asked-too":
            same = ("meeting_id", "seat_id")
            return "members" in who.words and any(
                all(other[name] == row[name] for name in same) for other in self._of("cover_asks", who.id)
            )
        if reader == "team-with-the-item":
            item = self.rows.get(row["table"], {}).get(row["row"])
            return "team" in who.words and item is not None and self.sees_row(who, row["table"], item)
        if reader == "shared-with-them":
            return row["person_id"] is None and "members" in who.words and self._is_shared_with(who, row)
        if reader == "whoever-reads-its-record":
            item = self.rows.get(row["table"], {}).get(row["row"])
            return row["table"] in KEEP_FILES and item is not None and self.sees_row(who, row["table"], item)
        if reader == "supporter":
            return row["supporter_id"] == who.id and "members" in who.words
        if reader == "gets-that-kind":
            kinds = {"rep"} if self._is_rep(who) else set()
            kinds |= {"steering"} if "steering" in who.words else set()
            return row["kind"] in kinds and "members" in who.words
        if reader == "approver":
            return row["approver_id"] == who.id
        if reader == "opened":
            return "members" in who.words and self.opens(who, row["id"])
        if reader == "any-guest":
            return "guest" in who.words
        if reader == "guests":
            return "guest" in who.words and self._was_sent(who, table, row)
        return reader in who.words

    def _is_rep(self, who: Who) -> bool:
        return self.rows["people"][who.id]["kind"] == "rep" or bool(who.boards)

    def _is_shared_with(self, who: Who, view: dict) -> bool:
        meant = view["shown_to"]
        if "coordinator" in who.words or meant == "everybody":
            return True
        if meant == "board":
            return "team" in who.words or view["board_id"] in who.boards
        return self._is_rep(who) if meant == "rep" else meant in who.words

    def _board_of(self, row: dict) -> str | None:
        if "board_id" in row:
            return row["board_id"]
        meeting = self.rows["meetings"].get(row.get("meeting_id"))
        return meeting["board_id"] if meeting else None

    def _was_sent(self, who: Who, table: str, row: dict) -> bool:
        """A guest reads what hangs from the board, or the one meeting of it, that they were sent."""
        boards = {board for board, _meeting in who.sent}
        if table == "people":
            return any(
                seat["person_id"] == row["id"] and seat["board_id"] in boards and self.is_held(seat)
                for seat in self.rows["seats"].values()
            )
        if table == "organisations":
            return any(self.rows["boards"][board]["host_id"] == row["id"] for board in boards)
        if table == "boards":
            return row["id"] in boards
        meeting = row["id"] if table == "meetings" else row.get("meeting_id")
        return any(
            self._board_of(row) == board
            and (only is None or meeting == only or (meeting is None and table != "decisions"))
            for board, only in who.sent
        )
