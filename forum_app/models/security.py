"""Security: the second step of signing in, and who opened, took out or was refused what."""

from peewee import IntegerField

from .base import Internal, MomentField, link, prose
from .control import Account
from .people import Person


class SecondFactor(Internal):
    """A person's authenticator. `secret` is masked with the forum's key; `last_step` keeps a code from
    being used twice. It counts from `confirmed_at` on."""

    account = link(Account, unique=True)
    secret = prose()
    last_step = IntegerField(default=0)
    began_at = MomentField()
    confirmed_at = MomentField(null=True)

    class Meta:
        table_name = "second_factors"


class RecoveryCode(Internal):
    """One of the codes that stand in for an authenticator that is lost; kept as a hash, used once."""

    account = link(Account)
    code_hash = prose(unique=True)
    used_at = MomentField(null=True)

    class Meta:
        table_name = "recovery_codes"


class AccessEntry(Internal):
    """One thing worth remembering about who looked: ids and kinds, never a text. `at` is the forum's moment.

    `as_role` is what the person was then; `about` is whom it concerns, `table` and `row` what.
    """

    at = MomentField(index=True)
    person = link(Person, null=True)
    as_role = prose()
    kind = prose(index=True)
    table = prose()
    row = prose()
    level = prose()
    about = link(Person, null=True)
    place = prose()

    class Meta:
        table_name = "access_log"
