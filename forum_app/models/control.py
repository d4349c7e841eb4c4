"""Control: who may see marked content, what was changed, and the machinery of sign-in."""

from peewee import SQL, BooleanField, DateField, IntegerField, JSONField, TextField

from .base import LEVELS, Internal, MomentField, Record, link, must, one_of, prose
from .boards import Board
from .people import Person


class Marking(Record):
    """Why some content is closed, to whom, and when that is looked at again. Content hangs from it.

    `level` is what holds now, or, while `embargoed_until` lies ahead, what it falls to. Never lowers itself
    on `review_on`.
    """

    board = link(Board, null=True)
    name = prose()
    level = prose("restricted")
    reason = prose()
    audience_words = prose()
    review_on = DateField()
    review_words = prose()
    embargoed_until = MomentField(null=True)

    class Meta:
        table_name = "markings"
        audience = "marking"
        constraints = must(level_known=one_of("level", *LEVELS))


class NamedPerson(Record):
    """A person on a marking's list, until the list's end if it has one."""

    marking = link(Marking)
    person = link(Person)
    until = MomentField(null=True)

    class Meta:
        table_name = "named_people"
        audience = "marking"


class Aside(Record):
    """A person stands aside from one item: wins over every right they have. Says nothing of why."""

    person = link(Person)
    table = prose()
    row = prose(index=True)

    class Meta:
        table_name = "asides"
        audience = "self_team"


class GuestScope(Record):
    """What a partner guest was sent: one board, or one meeting of it, until a moment."""

    person = link(Person)
    board = link(Board)
    meeting = TextField(null=True)
    until = MomentField()

    class Meta:
        table_name = "guest_scopes"
        audience = "self_team"


class ChangeGroup(Internal):
    """One act: who did what, when, by which way in. Undo works on the whole of it."""

    person = link(Person, null=True)
    who = prose()
    act = prose()
    words = prose()
    via = prose()
    at = MomentField(index=True)
    undoes = TextField(null=True)

    class Meta:
        table_name = "change_groups"


class Change(Internal):
    """One record touched by an act: old and new of each field. Append only, kept for ever."""

    group = link(ChangeGroup, index=True)
    position = IntegerField()
    table = prose()
    row = prose(index=True)
    kind = prose()
    old = JSONField(default=dict)
    new = JSONField(default=dict)
    old_level = prose()
    version = IntegerField()

    class Meta:
        table_name = "changes"


class Account(Internal):
    """How a person signs in. `epoch` goes up when every session of theirs must end."""

    person = link(Person, unique=True)
    email = prose(unique=True)
    password_hash = prose()
    active = BooleanField(default=True)
    epoch = IntegerField(default=1)
    theme = prose()

    class Meta:
        table_name = "accounts"


class Session(Internal):
    """One signed-in browser; `token_hash` is the SHA-256 of what its cookie holds.

    `sees_as`: the person as whom it looks, until `sees_until`. `set_up_by`: when it needs a second step.
    """

    account = link(Account)
    token_hash = prose(unique=True)
    epoch = IntegerField()
    started_at = MomentField()
    seen_at = MomentField()
    ended_at = MomentField(null=True)
    sees_as = TextField(null=True)
    sees_until = MomentField(null=True)
    set_up_by = MomentField(null=True)

    class Meta:
        table_name = "sessions"


class Token(Internal):
    """A one-purpose link, stored hashed: sign-in, invitation, first-run, unsubscribe, officer.

    `about` is the id of the record that it opens to somebody without an account.
    """

    account = link(Account, null=True)
    about = prose(constraints=[SQL("DEFAULT ''")])
    purpose = prose()
    token_hash = prose(unique=True)
    expires_at = MomentField()
    used_at = MomentField(null=True)

    class Meta:
        table_name = "tokens"


class Attempt(Internal):
    """One try at signing in, kept to slow down guessing; holds hashes, never an address."""

    key = prose(index=True)
    at = MomentField(index=True)

    class Meta:
        table_name = "attempts"


class FormKey(Internal):
    """A form already taken: the second click gets the first one's answer."""

    account = prose()
    act = prose()
    key = prose()
    result = prose()
    at = MomentField()

    class Meta:
        table_name = "form_keys"
        indexes = ((("account", "act", "key"), True),)


class Setting(Internal):
    """A setting of this forum, by name: its name, its demo moment, its version of the schema."""

    name = prose(unique=True)
    value = prose()

    class Meta:
        table_name = "settings"
