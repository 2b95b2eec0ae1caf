"""Reads the pixels of a PNG, for tests that compare pictures."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = 4


@dataclass(frozen=True)
class Picture:
    """A picture with eight bits each of red, green, blue and opacity."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def png_size(content: bytes) -> tuple[int, int]:
    """The width and height of a PNG in pixels."""
    assert content.startswith(SIGNATURE)
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def read_png(content: bytes) -> Picture:
    """The pixels of a PNG with four channels (W3C, PNG specification, sections 5 and 9)."""
    assert content.startswith(SIGNATURE)
    at, header, packed = len(SIGNATURE), b"", b""
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(name + body)
        header = body if name == b"IHDR" else header
        packed += body if name == b"IDAT" else b""
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", header[:10])
    assert (depth, colour) == (8, 6)
    data, step = zlib.decompress(packed), width * CHANNELS
    rows: list[bytes] = []
    above = bytes(step)
    for number in range(height):
        begin = number * (step + 1)
        above = _unfiltered(data[begin], data[begin + 1 : begin + 1 + step], above)
        rows.append(above)
    return Picture(width, height, tuple(rows))


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    found = bytearray(line)
    for at, value in enumerate(line):
        left = found[at - CHANNELS] if at >= CHANNELS else 0
        corner = above[at - CHANNELS] if at >= CHANNELS else 0
        guess = (0, left, above[at], (left + above[at]) // 2, _nearest(left, above[at], corner))
        found[at] = (value + guess[kind]) % 256
    return bytes(found)


def _nearest(left: int, above: int, corner: int) -> int:
    """The one of three that is nearest to left + above - corner (the Paeth predictor)."""
    estimate = left + above - corner
    return min((left, above, corner), key=lambda one: abs(estimate - one))


def difference(one: Picture, two: Picture) -> float:
    """The share of values that differ by more than a tenth of the scale."""
    assert (one.width, one.height) == (two.width, two.height)
    pairs = [
        pair for rows in zip(one.rows, two.rows, strict=True) for pair in zip(*rows, strict=True)
    ]
    return sum(abs(left - right) > 25 for left, right in pairs) / len(pairs)
