"""Asks a server for an address and keeps the answer exactly as it comes over the wire."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

from tests.browsing import Site

PAGE = "<!doctype html><title>Page</title>" + "words " * 500
MISSING = "<!doctype html><title>Not here</title>" + "sorry " * 500
# With Windows line ends and a byte order mark, which nothing on the way may touch.
FIGURES = b"\xef\xbb\xbfarea,value\r\n" + b"Northshire,12.5\r\n" * 500
PICTURE = bytes(range(256)) * 20


def small_site(folder: Path) -> Path:
    """Write a site of a few files, one of each kind."""
    (folder / "part").mkdir()
    for name, content in (
        ("index.html", PAGE.encode()),
        ("part/index.html", PAGE.upper().encode()),
        ("404.html", MISSING.encode()),
        ("figures.csv", FIGURES),
        ("changing.csv", FIGURES),
        ("index.json", b'{"docs": []}' * 200),
        ("chart.svg", b"<svg></svg>" * 200),
        ("style.css", b"p { margin: 0 } " * 200),
        ("script.js", b"let x = 1; " * 200),
        ("picture.png", PICTURE),
        ("all.zip", PICTURE),
    ):
        (folder / name).write_bytes(content)
    return folder


def ask(
    site: Site, path: str, accepts: str | None = None, verb: str = "GET", **more: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Status, headers and body exactly as they come over the wire."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=10)
    headers = {} if accepts is None else {"Accept-Encoding": accepts}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    # Asked for by hand: the library would otherwise say that it accepts nothing.
    connection.putrequest(verb, f"/{path}", skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body
