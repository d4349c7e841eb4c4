"""Mail leaves whole or not at all, and a bad server never holds the worker up."""

import socket
import ssl
import subprocess

import pytest

from forum_app.config import BadSettings
from forum_app.mail import delivery
from forum_app.mail.delivery import Refused, TryLater, check, post
from forum_app.mail.kinds import Finished
from forum_app.mail.message import build_message
from forum_app.mail.settings import Folder, Server, read
from tests.mail.sink import Sink, free_port

BASE = "https://forum.example.org"


def a_message(mail_id: str = "recABC"):
    return build_message(
        Finished("Hello", "Hello\n", "<p>Hello</p>"),
        to="bryony@example.org",
        sender="forum@example.org",
        mail_id=mail_id,
        base_url=BASE,
    )


def to(sink: Sink, **more) -> Server:
    return Server("127.0.0.1", sink.port, "forum@example.org", **more)


def test_many_mails_leave_through_one_server(sink):
    with post(to(sink)) as hand:
        for number in range(3):
            hand(a_message(f"rec{number}"), f"rec{number}")
    assert [mail["Message-ID"] for mail in sink.taken] == [f"<rec{n}@forum.example.org>" for n in range(3)]
    assert sink.to == [["bryony@example.org"]] * 3


def test_an_address_that_does_not_exist_is_refused_for_good(sink):
    sink.answer_to_reader = "550 no such reader"
    with post(to(sink)) as hand, pytest.raises(Refused, match="550"):
        hand(a_message(), "recABC")


def test_one_refused_mail_leaves_the_way_open_for_the_next(sink):
    with post(to(sink)) as hand:
        sink.answer_to_reader = "450 not now"
        with pytest.raises(TryLater) as problem:
            hand(a_message("rec1"), "rec1")
        assert not problem.value.lost
        sink.answer_to_reader = "250 fine"
        hand(a_message("rec2"), "rec2")
    assert [mail["Message-ID"] for mail in sink.taken] == ["<rec2@forum.example.org>"]


@pytest.mark.parametrize(
    ("says", "problem"), [("554 spam", Refused), ("451 busy", TryLater), ("421 closing", TryLater)]
)
def test_what_the_server_says_of_a_mail_decides_what_happens_to_it(sink, says, problem):
    sink.answer = says
    with post(to(sink)) as hand, pytest.raises(problem):
        hand(a_message(), "recABC")
    assert not sink.taken


def test_no_server_means_later():
    with pytest.raises(TryLater) as problem, post(Server("127.0.0.1", free_port(), "forum@example.org")):
        pass
    assert problem.value.lost


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(delivery, "TIMEOUT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        way = Server("127.0.0.1", silent.getsockname()[1], "forum@example.org")
        with pytest.raises(TryLater), post(way):
            pass


@pytest.fixture(scope="module")
def strangers_papers(tmp_path_factory) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    folder = tmp_path_factory.mktemp("papers")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
        + ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_a_server_must_prove_its_name(strangers_papers):
    with (
        Sink(tls=strangers_papers) as stranger,
        pytest.raises(TryLater, match="(?i)certificate"),
        post(to(stranger, tls="start", username="us", password="secret")) as hand,
    ):
        hand(a_message(), "recABC")
    assert not stranger.taken


def test_the_folder_holds_one_whole_file_a_mail(tmp_path):
    folder = Folder(tmp_path / "deep" / "mail", "forum@example.org")
    for _ in range(2):
        with post(folder) as hand:
            hand(a_message(), "recABC")
    assert [path.name for path in folder.path.iterdir()] == ["recABC.eml"]


def test_a_folder_that_cannot_be_written_means_later(tmp_path):
    (tmp_path / "mail").write_text("in the way")
    with post(Folder(tmp_path / "mail", "forum@example.org")) as hand, pytest.raises(TryLater):
        hand(a_message(), "recABC")


@pytest.mark.parametrize(
    ("address", "host", "port", "tls", "sender"),
    [
        ("smtp://us%40x.org:s%3Acret@mail.x.org?tls=start", "mail.x.org", 587, "start", "us@x.org"),
        ("smtp://mail.x.org?tls=ssl&from=post@x.org", "mail.x.org", 465, "ssl", "post@x.org"),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, "", "forum@forum.example.org"),
    ],
)
def test_the_setting_is_read(address, host, port, tls, sender):
    way = read(address, BASE)
    assert (way.host, way.port, way.tls, way.sender) == (host, port, tls, sender)
    assert way.password in {"", "s:cret"}


@pytest.mark.parametrize("address", ["", "mail.x.org", "smtp://", "smtp://mail.x.org", "smtp://x?tls=maybe"])
def test_a_setting_that_would_not_be_safe_is_refused_in_words(address):
    with pytest.raises(BadSettings, match="FORUM_MAIL"):
        read(address, BASE)


def test_the_check_says_whether_mail_could_leave(sink, tmp_path):
    assert check(to(sink))[0]
    fine, words = check(Server("127.0.0.1", free_port(), "forum@example.org"))
    assert not fine and "Mail cannot leave through" in words
    assert check(Folder(tmp_path, "forum@example.org"))[0]
