"""What a file is, told from what is in it and never from its name."""

import io
import re
import zipfile
from dataclasses import dataclass

from . import photos
from .clean import clean
from .problem import Problem

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
TYPES: dict[str, tuple[str, str]] = {
    "application/pdf": ("pdf", "PDF"),
    "image/jpeg": ("jpg", "Photo (JPEG)"),
    "image/png": ("png", "Picture (PNG)"),
    "image/webp": ("webp", "Picture (WebP)"),
    "image/gif": ("gif", "Picture (GIF)"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx", "Word"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx", "Excel"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx", "PowerPoint"),
    "application/vnd.oasis.opendocument.text": ("odt", "OpenDocument"),
    "text/csv": ("csv", "CSV"),
    "text/plain": ("txt", "Text"),
}
ACCEPT = ",".join(f".{ending}" for ending, _ in TYPES.values()) + ",.jpeg"
KNOWN = "Choose a PDF, a photo or picture, a Word, Excel, PowerPoint or OpenDocument file, or plain text"
WEB_PAGE = "Web pages and SVG drawings can hold programs, so they are not kept. Save it as a PDF or a picture"
MACROS = "It holds programs (macros). Save it without them, as an ordinary document"
EMPTY = "It is empty"
TOO_LARGE = "It is larger than 10 MB. Make it smaller, or put it elsewhere and keep a link"
TORN = "It does not hold together. Save it again, and choose it again"
# What a shell or a disk would trip over in a file's name.
TRIPS = re.compile(r'[<>:"|?*/\\\x00-\x1f\x7f]')
_OFFICE = {"word/document.xml": "wordprocessingml.document", "xl/workbook.xml": "spreadsheetml.sheet"}
_OFFICE["ppt/presentation.xml"] = "presentationml.presentation"
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)\b", re.I)
_MOST_PARTS = 5_000


@dataclass(frozen=True)
class FileGiven:
    """A file as it will be kept: its name on one line with the ending of its type, and its bytes."""

    name: str
    type: str
    data: bytes


def read(name: str, data: bytes) -> FileGiven | Problem:
    """A file that somebody gave, photos without where they were taken; or a Problem that says what to do."""
    if not data:
        return Problem(EMPTY)
    if len(data) > LARGEST:
        return Problem(TOO_LARGE)
    found = _type(data, name)
    if isinstance(found, Problem):
        return found
    if found.startswith("image/"):
        try:
            data = photos.bare(found, data)
        except photos.Broken:
            return Problem(TORN)
    return FileGiven(named(name, found), found, data)


def named(name: str, kind: str) -> str:
    """A name as it is kept: no path, no sign that a shell or a disk would trip over, the right ending."""
    ending = TYPES[kind][0]
    last = re.split(r"[/\\]", clean(name))[-1]
    plain = TRIPS.sub("", last).strip(". ")
    stem = plain.rpartition(".")[0] if "." in plain else plain
    return f"{(stem.strip() or 'file')[:LONGEST_NAME]}.{ending}"


def _type(data: bytes, name: str) -> str | Problem:
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"PK\x03\x04"):
        return _document(data)
    return _text(data, name)


def _document(data: bytes) -> str | Problem:
    """What a zipped document is, by the list of its parts; none of them is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            first = parts.infolist()[0] if names else None
            said = parts.read(first) if first is not None and _is_plain_mimetype(first) else b""
    # What zipfile raises at a folder that is torn, locked with a word, or packed in a way it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return Problem(TORN)
    if len(names) > _MOST_PARTS:
        return Problem(KNOWN)
    if any(one.rpartition("/")[2].lower() == "vbaproject.bin" for one in names):
        return Problem(MACROS)
    if said.strip() == b"application/vnd.oasis.opendocument.text":
        return "application/vnd.oasis.opendocument.text"
    if "[Content_Types].xml" in names:
        for part, kind in _OFFICE.items():
            if part in names:
                return f"application/vnd.openxmlformats-officedocument.{kind}"
    return Problem(KNOWN)


def _is_plain_mimetype(part: zipfile.ZipInfo) -> bool:
    stored = part.compress_type == zipfile.ZIP_STORED
    return part.filename == "mimetype" and stored and part.file_size < 100


def _text(data: bytes, name: str) -> str | Problem:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        if "\ufffd" in text:
            return Problem(KNOWN)
    if re.search("[\x00-\x08\x0e-\x1f\x7f]", text):
        return Problem(KNOWN)
    if _MARKUP.search(text[:20_000]):
        return Problem(WEB_PAGE)
    return "text/csv" if name.lower().endswith(".csv") else "text/plain"
