"""Shows a finished site on this machine, as a static host would; it does not compress."""

from __future__ import annotations

import io
import os
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

# What the base class shows for a folder, if it is there.
PAGES = ("index.html", "index.htm")


class Handler(SimpleHTTPRequestHandler):
    """Answers with the site's own page where there is none, to GET and HEAD and nothing else."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".csv": "text/csv; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Begin the answer, unless the address is none or leads out of the site."""
        try:
            found = Path(self.translate_path(self.path))
            if all(map(self._inside, (found, *(found / name for name in PAGES)))):
                return super().send_head()
        except (OSError, ValueError):  # longer than a name can be, or with a zero byte
            pass
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _inside(self, path: Path) -> bool:
        """Whether a path is in the site, with every link followed."""
        site = os.path.realpath(self.directory)
        return Path(os.path.realpath(path)).is_relative_to(site)

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002  as the base class
        """Answer as if a folder without a page were not there: a static host lists none."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with 404.html."""
        missing = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not missing.is_file() or missing.is_symlink():
            super().send_error(code, message, explain)
            return
        content = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing of each request."""


class Server(ThreadingHTTPServer):
    """Takes it calmly when a browser goes away before it has read everything."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the base class
        """Say nothing of a connection the other side has closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(site: Path, port: int, handler: type[Handler] = Handler) -> Server:
    """A server of a site on this machine only; port 0 takes a free one."""
    return Server(("127.0.0.1", port), partial(handler, directory=str(site)))
