"""A mail's headers cannot be broken out of, and any server takes its lines."""

import email
from email import policy

import pytest

from forum_app.mail.delivery import post
from forum_app.mail.kinds import Finished
from forum_app.mail.message import UnsafeHeader, build_message
from forum_app.mail.settings import Folder

BASE = "https://forum.example.org"
LETTER = Finished("Llythyr, خط, 手紙 €", "Plain — words\n", f"<p>{'long ' * 900}</p>")


def made(finished: Finished = LETTER, **changes):
    facts = {"to": "bryony@example.org", "sender": "The Forum <forum@example.org>", "mail_id": "recABC"}
    return build_message(finished, **(facts | {"base_url": BASE} | changes))


def on_the_wire(message, tmp_path) -> bytes:
    with post(Folder(tmp_path, "forum@example.org")) as hand:
        hand(message, "recABC")
    return (tmp_path / "recABC.eml").read_bytes()


def read(raw: bytes):
    return email.message_from_bytes(raw, policy=policy.default)


@pytest.mark.parametrize("bad", ["\r\nBcc: thief@example.org", "\nX: y", "\rX", "\x00", "\x7f"])
@pytest.mark.parametrize("where", ["subject", "to", "sender", "stop_url", "mail_id", "stop_list"])
def test_no_header_takes_a_line_break(where, bad):
    letter, changes = LETTER, {"stop_url": f"{BASE}/unsubscribe/x"}
    if where in {"subject", "stop_list"}:
        letter = Finished(**{"subject": "s", "text": "t", "html": "h", where: f"a{bad}"})
    else:
        changes[where] = f"a@example.org{bad}"
    with pytest.raises(UnsafeHeader):
        made(letter, **changes)


@pytest.mark.parametrize("to", ["", "nobody", "a@example.org, b@example.org", "a@example.org;b@example.org"])
def test_a_mail_goes_to_one_address(to):
    with pytest.raises(UnsafeHeader):
        made(to=to)


def test_long_lines_and_all_scripts_travel_as_short_plain_lines(tmp_path):
    raw = on_the_wire(made(), tmp_path)
    assert max(len(line) for line in raw.splitlines()) <= 998
    bodies = raw.partition(b"\r\n\r\n")[2]
    assert bodies.isascii() and max(len(line) for line in bodies.splitlines()) <= 100
    there = read(raw)
    assert there["Subject"] == LETTER.subject
    assert there.get_body(("plain",)).get_content().splitlines() == LETTER.text.splitlines()
    assert "long long" in there.get_body(("html",)).get_content()
    assert [part.get_content_type() for part in there.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
    ]


def test_the_same_mail_has_the_same_id_at_every_try(tmp_path):
    assert read(on_the_wire(made(), tmp_path))["Message-ID"] == "<recABC@forum.example.org>"
    assert made().msgId == made().msgId


def test_a_list_can_be_left_with_one_click_and_service_mail_says_nothing_of_it(tmp_path):
    stop = f"{BASE}/unsubscribe/{'t' * 120}"
    there = read(on_the_wire(made(Finished("s", "t", "h", stop_list="steering"), stop_url=stop), tmp_path))
    assert there["List-Unsubscribe"] == f"<{stop}>"
    assert f"List-Unsubscribe: <{stop}>".encode() in (tmp_path / "recABC.eml").read_bytes()
    assert there["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert there["List-Id"] == "<steering.forum.example.org>"
    assert there["Auto-Submitted"] == "auto-generated"
    plain = read(on_the_wire(made(), tmp_path))
    assert "List-Unsubscribe" not in plain and plain["Auto-Submitted"] == "auto-generated"
