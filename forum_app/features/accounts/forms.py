"""The forms about signing in. Passwords are taken as typed: no kind trims or changes them."""

from wtforms import HiddenField

from ...fields import Choice, Email, Text
from ...permissions.roles import GRANTABLE, ROLE_WORDS
from ...web.forms import Form, KindField, PlainField

THEMES = (("auto", "As my device says"), ("light", "Light"), ("dark", "Dark"))
EMAIL = "Write your email address."
PASSWORD_HELP = "At least 10 characters. Three words that only you would put together are good."


class SignInForm(Form):
    """An address and a password; `next` is where to go then."""

    email = KindField("Email address", Email(), optional=False, needed=EMAIL)
    password = PlainField("Password", needed="Write your password, or have a link sent to you.")
    next = HiddenField()


class LinkForm(Form):
    """Only the address, to have a link sent."""

    email = KindField("Email address", Email(), optional=False, needed=EMAIL)
    next = HiddenField()


class OpenLinkForm(Form):
    """The button that a link leads to; the address is asked for in another browser only."""

    email = KindField("Email address", Email(), help="The one that the link was sent to")


class NewPasswordForm(Form):
    """The first password."""

    password = PlainField("Choose a password", help=PASSWORD_HELP, needed="Choose a password.")


class FirstRunForm(Form):
    """The first coordinator of an empty forum."""

    code = PlainField("Code", help="From the console where the forum was started", needed="Write the code.")
    forum_name = KindField("Name of your forum", Text(100), optional=False, needed="Write your forum’s name.")
    name = KindField("Your name", Text(200), optional=False, needed="Write your name.")
    email = KindField("Your email address", Email(), optional=False, needed=EMAIL)
    password = PlainField("Choose a password", help=PASSWORD_HELP, needed="Choose a password.")


class InviteForm(Form):
    """Somebody new, by name and address."""

    name = KindField("Their name", Text(200), optional=False, needed="Write their name.")
    email = KindField("Their email address", Email(), optional=False, needed="Write their email address.")


class ChangePasswordForm(Form):
    """From the password as it is to a new one."""

    current_password = PlainField("Your password now")
    new_password = PlainField("New password", help=PASSWORD_HELP, needed="Choose a new password.")


class ThemeForm(Form):
    """How the screen looks."""

    theme = KindField("How the screen looks", Choice(THEMES))


class GrantForm(Form):
    """One more role for a person."""

    role = KindField(
        "Give a role",
        Choice([(role, ROLE_WORDS[role]) for role in GRANTABLE]),
        optional=False,
        needed="Choose a role.",
    )
