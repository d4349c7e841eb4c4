"""What a file is, told from what is in it; and photos without where they were taken."""

import io
import struct
import zipfile
import zlib

import pytest

from forum_app.fields import Problem
from forum_app.fields.files import EMPTY, KNOWN, LARGEST, MACROS, TOO_LARGE, TORN, WEB_PAGE, named, read
from forum_app.fields.photos import _way_up, bare

SECRET = b"52.1234N 1.5678W Becky's phone"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
FRAME = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"


def exif(way_up: int, order: str = ">") -> bytes:
    head = b"MM" if order == ">" else b"II"
    tiff = struct.pack(f"{order}HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, way_up, 0, 0)
    return b"Exif\0\0" + head + tiff + SECRET


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg(way_up: int = 6, order: str = ">") -> bytes:
    picture = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    beside = segment(0xE1, exif(way_up, order)) + segment(0xED, SECRET) + segment(0xFE, SECRET)
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0") + beside + segment(0xDB, b"q") + picture + b"\xff\xd9" + SECRET
    )


def png(*more: tuple[bytes, bytes]) -> bytes:
    chunks = [(b"IHDR", b"\0" * 13), *more, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def webp() -> bytes:
    chunks = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for kind, data in (
            (b"VP8X", b"\x0c" + b"\0" * 9),
            (b"VP8L", b"abc"),
            (b"EXIF", SECRET),
            (b"XMP ", SECRET),
        )
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_Types", "[Content_Types].xml"), data)
    return file.getvalue()


DOCX = zipped(_Types=b"<x/>", **{"word__document.xml": b"<w/>"})
ODT = zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})


def test_a_photo_keeps_its_picture_and_which_way_up_it_was_held_and_nothing_else():
    for order in "><":
        found = bare("image/jpeg", jpeg(6, order))
        assert SECRET not in found and found.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")
        at = found.index(b"Exif\0\0")
        assert _way_up(found[at + 6 :]) == 6 and b"JFIF\0" in found
    assert b"Exif" not in bare("image/jpeg", jpeg(1))
    assert bare("image/jpeg", bare("image/jpeg", jpeg())) == bare("image/jpeg", jpeg())
    gif = GIF + b"\x21\xfe" + bytes((len(SECRET),)) + SECRET + b"\0" + FRAME + b"\x3b" + SECRET
    assert bare("image/gif", gif) == GIF + FRAME + b"\x3b"
    assert bare("image/png", png((b"tEXt", SECRET), (b"eXIf", SECRET)) + SECRET) == png()
    bare_webp = bare("image/webp", webp())
    assert SECRET not in bare_webp and bare_webp[20] == 0 and b"VP8L" in bare_webp
    assert struct.unpack("<I", bare_webp[4:8])[0] == len(bare_webp) - 8


@pytest.mark.parametrize(
    "name, data, kind, kept_as",
    [
        ("minutes.exe", b"%PDF-1.7 and on", "application/pdf", "minutes.pdf"),
        ("IMG_1.HEIC", jpeg(), "image/jpeg", "IMG_1.jpg"),
        ("a", png(), "image/png", "a.png"),
        ("p.webp", webp(), "image/webp", "p.webp"),
        ("x.html", GIF + FRAME + b"\x3b", "image/gif", "x.gif"),
        ("C:\\papers\\plan.doc", DOCX, DOCX and None, "plan.docx"),
        ("../../etc/plan", ODT, "application/vnd.oasis.opendocument.text", "plan.odt"),
        ("list.csv", "Name,Café\r\n".encode("cp1252"), "text/csv", "list.csv"),
        ("note", b"Some words < more words", "text/plain", "note.txt"),
    ],
)
def test_a_file_is_what_is_in_it_whatever_it_is_called(name, data, kind, kept_as):
    found = read(name, data)
    assert not isinstance(found, Problem), found
    assert found.name == kept_as
    assert kind is None or found.type == kind


@pytest.mark.parametrize(
    "name, data, told",
    [
        ("x.pdf", b"", EMPTY),
        ("x.pdf", b"%PDF-" + b" " * LARGEST, TOO_LARGE),
        ("x.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", WEB_PAGE),
        ("x.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><p>", WEB_PAGE),
        ("x.txt", b"<?xml version='1.0'?><a/>", WEB_PAGE),
        ("x.pdf", b"MZ\x90\x00\x03", KNOWN),
        ("x.txt", b"\x7fELF\x02\x01", KNOWN),
        ("x.docx", zipped(**{"a.txt": b"x"}), KNOWN),
        ("x.docm", zipped(_Types=b"", **{"word__document.xml": b"", "word__vbaProject.bin": b""}), MACROS),
        ("x.docx", b"PK\x03\x04 and no more", TORN),
        ("x.jpg", jpeg()[:60], TORN),
        ("x.png", png()[:40], TORN),
        ("x.gif", GIF + b"\x2c", TORN),
        ("x.webp", webp()[:36], TORN),
    ],
)
def test_what_is_not_kept_is_said_in_words(name, data, told):
    assert read(name, data) == Problem(told)


def test_a_name_is_a_name_and_no_path():
    assert named("a/b\\..\\<c>:\n.PDF", "application/pdf") == "c.pdf"
    assert named("", "text/plain") == "file.txt" and named("..", "text/plain") == "file.txt"
    assert len(named("x" * 900, "text/plain")) == 124
