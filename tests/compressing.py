"""Serves a site compressed, as hosts do: what a page weighs in a browser depends on it."""

from __future__ import annotations

import gzip
import io
import re
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from build_scripts.site.serving import Handler

# Sent compressed, as hosts do. Pictures and the zip are compressed in themselves.
TEXT = re.compile(r"text/.*|application/(javascript|json|xml)|image/svg\+xml")
# What hosts use: the last percent that level 9 would save takes longer than the rest.
LEVEL = 6
# More files than the tests look at in one sitting.
REMEMBERED = 1024


class Compressing(Handler):
    """Sends text compressed to browsers that can unpack it."""

    # Whether another browser would be sent other bytes for the same address.
    varies = False

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a file: compressed, if it is text and the browser can unpack it."""
        named = self.translate_path(self.path)
        path = Path(named, "index.html") if named.endswith("/") else Path(named)
        kind = self.guess_type(path.name)
        self.varies = path.is_file() and TEXT.fullmatch(kind) is not None
        # Whoever has the file already asks whether it has changed: the base class answers that,
        # and everything that is no text file, such as an address without the slash at its end.
        if not self.varies or not self._unpacks() or "If-Modified-Since" in self.headers:
            return super().send_head()
        changed = path.stat().st_mtime_ns
        content = _compressed(path, changed)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", self.date_time_string(changed // 1_000_000_000))
        self.end_headers()
        return io.BytesIO(content)

    def end_headers(self) -> None:
        """Say so where the answer depends on what the browser can unpack."""
        if self.varies:
            self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def _unpacks(self) -> bool:
        """Whether the browser says that it can unpack gzip; weight nought means that it cannot."""
        for offer in self.headers.get("Accept-Encoding", "").split(","):
            name, _, weight = offer.replace(" ", "").lower().partition(";q=")
            if name in ("gzip", "*"):
                return not re.fullmatch(r"0(\.0*)?", weight)
        return False


@lru_cache(maxsize=REMEMBERED)
def _compressed(path: Path, changed: int) -> bytes:  # `changed` makes it another
    """The bytes of a file as gzip, packed once for as long as the file does not change."""
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)
