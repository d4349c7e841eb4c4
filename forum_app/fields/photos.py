"""Photos without what they tell beside the picture: where and when it was taken, by which phone, by whom."""

import struct
from collections.abc import Iterator

_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT".split())
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often it moves
_ORIENTATION = 0x0112
_SEGMENTS_KEPT = frozenset({0xE0, 0xEE})  # JFIF, and how Adobe keeps its colours


class Broken(ValueError):
    """The picture does not hold together."""


def bare(kind: str, data: bytes) -> bytes:
    """The same picture with nothing beside it but which way up it is held. Raises Broken."""
    ways = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp, "image/gif": _gif}
    try:
        return b"".join(ways[kind](data))
    except (struct.error, IndexError) as trouble:
        raise Broken("it ends too soon") from trouble


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segment by segment; what comes after the end of the picture goes too."""
    yield data[:2]
    way_up, at = 1, 2
    while True:
        if data[at] != 0xFF:
            raise Broken("no segment where one should be")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            way_up = _way_up(data[at + 10 : end])
            if way_up != 1:
                yield _only_way_up(way_up)
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _SEGMENTS_KEPT:
            yield data[at:end]
        elif marker == 0xE2 and data[at + 4 : at + 15] == b"ICC_PROFILE":
            yield data[at:end]
        at = end
        if marker == 0xDA:
            rest = _end_of_scan(data, at)
            yield data[at:rest]
            at = rest


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the picture's own bytes give way to the next segment."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Broken("it ends too soon")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _way_up(exif: bytes) -> int:
    """Which way up a phone held it: 1 to 8, as EXIF says; 1 where it does not."""
    try:
        order = {b"II": "<", b"MM": ">"}[exif[:2]]
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for n in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * n)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        pass
    return 1


def _only_way_up(way: int) -> bytes:
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise Broken("it ends too soon")
        if kind in _PNG_KEPT:
            yield data[at:end]
        at = end


def _webp(data: bytes) -> Iterator[bytes]:
    (size,) = struct.unpack_from("<I", data, 4)
    chunks, at = [], 12
    if len(data) < 8 + size:
        raise Broken("it ends too soon")
    while at < 8 + size:
        kind, length = struct.unpack_from("<4sI", data, at)
        chunk = bytearray(data[at : at + 8 + length + length % 2])
        if kind == b"VP8X":
            chunk[8] &= ~0x0C  # it holds no EXIF and no XMP any more
        if kind in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            chunks.append(bytes(chunk))
        at += 8 + length + length % 2
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, chunks))) + b"WEBP"
    yield from chunks


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _palette(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x21:
            kept = data[at + 1] != 0xFE and (data[at + 1] != 0xFF or data[at + 3 : at + 14] in _GIF_KEPT)
            at += 2
        elif data[at] == 0x2C:
            kept = True
            at += 11 + _palette(data[at + 9])
        else:
            raise Broken("no block where one should be")
        while data[at]:
            at += 1 + data[at]
        at += 1
        if kept:
            yield data[start:at]
    yield b"\x3b"


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
