"""Shows a finished site on this machine, as a static host would."""

from __future__ import annotations

import gzip
import io
import re
import sys
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

# Sent compressed, as hosts do. Pictures and the zip are compressed in themselves.
TEXT = re.compile(r"text/.*|application/(javascript|json|xml)|image/svg\+xml")
# What hosts use: the last percent that level 9 would save takes longer than the rest.
LEVEL = 6
# More files than a site has that anybody looks at in one sitting.
REMEMBERED = 1024


class _Handler(SimpleHTTPRequestHandler):
    """Answers like a static host: text compressed, and the site's own page where there is none."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".csv": "text/csv; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
    }
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

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with 404.html."""
        missing = Path(self.directory) / "404.html"
        self.varies = code == HTTPStatus.NOT_FOUND and missing.is_file()
        if not self.varies:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self._unpacks():
            content = _compressed(missing, missing.stat().st_mtime_ns)
            self.send_header("Content-Encoding", "gzip")
        else:
            content = missing.read_bytes()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing of each request."""

    def _unpacks(self) -> bool:
        """Whether the browser says that it can unpack gzip; weight nought means that it cannot."""
        for offer in self.headers.get("Accept-Encoding", "").split(","):
            name, _, weight = offer.replace(" ", "").lower().partition(";q=")
            if name in ("gzip", "*"):
                return not re.fullmatch(r"0(\.0*)?", weight)
        return False


@lru_cache(maxsize=REMEMBERED)
def _compressed(path: Path, changed: int) -> bytes:  # noqa: ARG001  makes a changed file another
    """The bytes of a file as gzip, packed once for as long as the file does not change."""
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)


class _Server(ThreadingHTTPServer):
    """Takes it calmly when a browser goes away before it has read everything."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the base class
        """Say nothing of a connection the other side has closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of a site on this machine only; port 0 takes a free one."""
    return _Server(("127.0.0.1", port), partial(_Handler, directory=str(site)))
