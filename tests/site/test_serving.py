"""The local server answers as a static host does, and what arrives is what was published."""

from __future__ import annotations

import gzip
import http.client
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browsing import Site, served

PAGE = "<!doctype html><title>Page</title>" + "words " * 500
MISSING = "<!doctype html><title>Not here</title>" + "sorry " * 500
# With Windows line ends and a byte order mark, which nothing on the way may touch.
FIGURES = b"\xef\xbb\xbfarea,value\r\n" + b"Northshire,12.5\r\n" * 500
PICTURE = bytes(range(256)) * 20


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of a few files, served."""
    folder = tmp_path_factory.mktemp("small")
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
    with served(folder) as site:
        yield site


def ask(
    site: Site, path: str, accepts: str | None = "gzip, deflate, br", verb: str = "GET", **more: str
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


@pytest.mark.parametrize(
    "path",
    ["", "part/", "figures.csv", "index.json", "chart.svg", "style.css", "script.js", "?q=words"],
)
def test_text_comes_compressed_and_unpacks_to_the_very_file(small: Site, path: str) -> None:
    name = path.partition("?")[0]
    file = small.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
    status, headers, body = ask(small, path)
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(body))
    assert len(body) < file.stat().st_size / 3
    assert gzip.decompress(body) == file.read_bytes()


@pytest.mark.parametrize(
    "accepts", [None, "", "identity", "br", "gzip;q=0", "deflate, gzip; q=0.0"]
)
def test_who_cannot_unpack_gets_the_file_as_it_is(small: Site, accepts: str | None) -> None:
    status, headers, body = ask(small, "figures.csv", accepts)
    assert status == 200
    assert "Content-Encoding" not in headers
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(FIGURES))
    assert body == FIGURES


@pytest.mark.parametrize("accepts", ["gzip", "GZIP;q=0.5", "br;q=1.0, *;q=0.1"])
def test_gzip_may_be_accepted_in_several_ways(small: Site, accepts: str) -> None:
    assert ask(small, "", accepts)[1]["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["picture.png", "all.zip"])
def test_what_is_compressed_already_is_left_alone(small: Site, path: str) -> None:
    status, headers, body = ask(small, path)
    assert status == 200
    assert "Content-Encoding" not in headers and "Vary" not in headers
    assert body == PICTURE


@pytest.mark.parametrize("path", ["", "figures.csv", "picture.png", "no/such/page"])
@pytest.mark.parametrize("accepts", [None, "gzip"])
def test_head_says_what_get_would_send(small: Site, path: str, accepts: str | None) -> None:
    status, headers, body = ask(small, path, accepts)
    status_alone, headers_alone, nothing = ask(small, path, accepts, "HEAD")
    assert (status_alone, nothing) == (status, b"")
    assert headers_alone["Content-Length"] == str(len(body))
    for name in ("Content-Type", "Content-Encoding", "Vary", "Last-Modified"):
        assert headers_alone[name] == headers[name], name


@pytest.mark.parametrize("accepts", [None, "gzip"])
@pytest.mark.parametrize("path", ["no/such/page/", "figures.csv/", "404"])
def test_an_address_that_leads_nowhere_shows_the_sites_own_page(
    small: Site, path: str, accepts: str | None
) -> None:
    status, headers, body = ask(small, path, accepts)
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert (gzip.decompress(body) if accepts else body).decode() == MISSING


def test_an_address_without_its_slash_leads_to_the_one_with_it(small: Site) -> None:
    status, headers, body = ask(small, "part")
    assert (status, headers["Location"], body) == (301, "/part/", b"")


def test_a_file_the_browser_has_already_is_not_sent_again(small: Site) -> None:
    last = ask(small, "")[1]["Last-Modified"]
    status, headers, body = ask(small, "", If_Modified_Since=last)
    assert (status, headers["Vary"], body) == (304, "Accept-Encoding", b"")


def test_a_file_that_changes_is_sent_as_it_is_now(small: Site) -> None:
    file = small.folder / "changing.csv"
    before = file.stat().st_mtime_ns
    assert gzip.decompress(ask(small, "changing.csv")[2]) == FIGURES
    file.write_bytes(FIGURES * 2)
    os.utime(file, ns=(before + 10**9, before + 10**9))
    assert gzip.decompress(ask(small, "changing.csv")[2]) == FIGURES * 2
