"""Forms: our CSRF token, the key that makes a second click harmless, and fields read by the kinds."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import g, request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from .. import clock
from ..fields import Choices, Problem, RecordLinks
from ..permissions.roles import Viewer
from ..records.errors import RuleBroken

LONGEST_KEY = 64
NOT_SAID = frozenset({"csrf_token", "form_key"})
LEFT_EMPTY = "Write something here."


class KindField(Field):
    """A field whose text is read by a kind, as in cells and imports. `needed`: what to say when empty."""

    widget = TextInput()
    data: Any

    def __init__(
        self,
        label: str = "",
        kind: Any = None,
        help: str = "",
        optional: bool = True,
        needed: str = "",
        **more: Any,
    ):
        super().__init__(label, description=help, **more)
        self.kind = kind
        self.needed = needed or ("" if optional else LEFT_EMPTY)

    @property
    def typed(self) -> str:
        """What the person typed, or the value as it stands in a box."""
        if self.raw_data:
            return self._joined(self.raw_data)
        return "" if self.data is None else self.kind.edit(self.data)

    def _value(self) -> str:
        return self.typed

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen, as (value, words)."""
        return list(self.kind.options)

    def process_formdata(self, valuelist: list) -> None:
        self.data = None
        value = self.kind.parse(self._joined(valuelist), clock.today())
        if isinstance(value, Problem):
            raise ValueError(value.words)
        self.data = value

    def _joined(self, parts: list) -> str:
        """Several ticks are one text of a kind that holds several; of any other kind the first counts."""
        several = isinstance(self.kind, Choices | RecordLinks)
        return "; ".join(map(str, parts)) if several else str(parts[0]) if parts else ""

    def pre_validate(self, form) -> None:
        if self.needed and not self.errors and self.data in (None, "", []):
            raise StopValidation(self.needed)


class PlainField(StringField):
    """A text that no kind may touch: a password, a code."""

    data: Any

    def __init__(self, label: str = "", help: str = "", needed: str = "", **more: Any):
        super().__init__(label, description=help, **more)
        self.needed = needed

    def pre_validate(self, form) -> None:
        if self.needed and not self.data:
            raise StopValidation(self.needed)


class Form(FlaskForm):
    """A form of the forum. `sent()` asks whether it was sent and can be read."""

    form_key = HiddenField()
    # How a page with this form answers while something is to be put right.
    status = 422

    class Meta(FlaskForm.Meta):
        # The browser's token is compared before any form is made: see `web/security.py`.
        csrf = False

        def wrap_formdata(self, form, formdata):
            # The block drawn again after a change starts from what is kept now, not from what was sent.
            return None if "fresh" in g else super().wrap_formdata(form, formdata)

    def __init__(self, **more: Any):
        # Neither a file nor JSON is the text of any field: only what our own pages send is read.
        more.setdefault("formdata", (request.form or None) if super().is_submitted() else None)
        super().__init__(**more)
        key = self.form_key.data or ""
        self.form_key.data = key if 0 < len(key) <= LONGEST_KEY else secrets.token_urlsafe(12)

    @property
    def key(self) -> str:
        """What makes a second click of the same form harmless.

        Somebody whose line dropped may mend their words before they try again: that is not the first form.
        """
        key = self.form_key.data
        return f"{key}:{_digest_of_what_was_sent()}" if self.is_submitted() else key

    def is_submitted(self) -> bool:
        """Whether this form came with the request; one that is drawn again after a change did not."""
        return "fresh" not in g and super().is_submitted()

    def sent(self) -> bool:
        """Whether the form was sent with this request and every field could be read."""
        return self.validate_on_submit()

    def values(self) -> dict[str, Any]:
        """The values of the fields that kinds read, by name."""
        return {field.short_name: field.data for field in self if isinstance(field, KindField)}

    def for_viewer(self, viewer: Viewer) -> "Form":
        """Let links and people be chosen from what this viewer may see; call it before `sent`."""
        for field in self:
            if isinstance(field, KindField) and hasattr(field.kind, "for_viewer"):
                field.kind = field.kind.for_viewer(viewer)
                if self.is_submitted():
                    field.process(request.form)
        return self

    @contextmanager
    def rules(self) -> Iterator[None]:
        """Let a broken rule land at its field, so that the view falls through to its form."""
        try:
            yield
        except RuleBroken as broken:
            self.status = getattr(broken, "status", self.status)
            self.refuse(broken.field, broken.words)

    def refuse(self, field: str, words: str) -> None:
        """Put a sentence at a field, or, when there is no such field, at the whole form."""
        if field in self and field != "form_key":
            self[field].errors = [*self[field].errors, words]
        else:
            self.form_errors: list[str] = [*self.form_errors, words]


def _digest_of_what_was_sent() -> str:
    said = sorted(pair for pair in request.form.items(multi=True) if pair[0] not in NOT_SAID)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16]


def sent_version() -> int | None:
    """The version of the record that the form was made from, if it said so."""
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
