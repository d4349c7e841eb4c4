"""The crawl can see: each wrapping is taken off, and each way of writing a number is known."""

import base64
import html
import quopri
import zlib
from urllib.parse import quote

import pytest

from .canaries import Canaries, Place, _written
from .readings import readings

PLACE = Place("papers", "title", "one")
WORDS = Canaries(places={"zq00abcq": PLACE})
TEXT = "Tender scoring — zq00abcq, item 3"

WRAPPED = {
    "as it stands": TEXT.encode(),
    "in capitals": TEXT.upper().encode(),
    "as entities": "".join(f"&#{ord(letter)};" for letter in TEXT).encode(),
    "escaped": html.escape(f"<{TEXT}>").encode(),
    "in an address": f"/people?after={quote(TEXT)}".encode(),
    "as %-codes": "".join(f"%{byte:02x}" for byte in TEXT.encode()).encode(),
    "quoted-printable": quopri.encodestring(TEXT.replace("a", "é").encode() + b" zq00abcq"),
    "quoted-printable, broken": b"Tender scoring zq00=\r\nabcq",
    "base64": base64.encodebytes(TEXT.encode() * 3),
    "base64 for addresses": base64.urlsafe_b64encode(TEXT.encode()).rstrip(b"="),
    "a compressed cookie": b"."
    + base64.urlsafe_b64encode(zlib.compress(TEXT.encode())).rstrip(b"=")
    + b".aa.bb",
}


@pytest.mark.parametrize("way", WRAPPED, ids=lambda way: way.replace(" ", "-"))
def test_a_canary_is_found_in_any_wrapping(way):
    assert WORDS.found_in(readings(WRAPPED[way])) == {PLACE}


def test_a_canary_is_found_in_a_header():
    assert WORDS.found_in(readings(b"", f"Content-Disposition: attachment; filename={quote(TEXT)}")) == {
        PLACE
    }


@pytest.mark.parametrize(
    ("what", "number", "text"),
    [
        ("minutes", 40_007, "Given: 666 h 47 min."),
        ("minutes", 40_020, "<td>667 h</td>"),
        ("minutes", 40_007, "<td>40007</td>"),
        ("pence", 6_000_013, "£60,000.13 was offered"),
        ("pence", 6_000_013, "paid 60000.13, thank you"),
        ("quarters", 50_005, "<dd>12501.2 hours</dd>"),
        ("number", 70_007, "up to 70,007 a month"),
        ("number", 70_007, "it was 70007, as before"),
    ],
)
def test_a_number_is_found_as_it_is_written(what, number, text):
    assert Canaries(numbers=dict.fromkeys(_written(what, number), PLACE)).found_in(text) == {PLACE}


def test_a_number_is_not_found_inside_another():
    numbers = Canaries(numbers=dict.fromkeys(_written("number", 70_007), PLACE))
    assert not numbers.found_in("170007 and 70,0071 and 70007.5 and a70007")
