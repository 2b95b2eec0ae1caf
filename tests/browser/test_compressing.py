"""The server of the browser tests compresses as hosts do, and what arrives unpacks to the file."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator

import pytest

from tests.asking import FIGURES, MISSING, PICTURE, ask, small_site
from tests.browsing import Site, served


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of a few files, served compressed."""
    with served(small_site(tmp_path_factory.mktemp("small"))) as site:
        yield site


@pytest.mark.parametrize(
    "path",
    ["", "part/", "figures.csv", "index.json", "chart.svg", "style.css", "script.js", "?q=words"],
)
def test_text_comes_compressed_and_unpacks_to_the_very_file(small: Site, path: str) -> None:
    name = path.partition("?")[0]
    file = small.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
    status, headers, body = ask(small, path, "gzip, deflate, br")
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
    status, headers, body = ask(small, path, "gzip")
    assert status == 200
    assert "Content-Encoding" not in headers and "Vary" not in headers
    assert body == PICTURE


@pytest.mark.parametrize("path", ["", "figures.csv"])
def test_head_says_what_get_would_send(small: Site, path: str) -> None:
    headers, body = ask(small, path, "gzip")[1:]
    status, headers_alone, nothing = ask(small, path, "gzip", "HEAD")
    assert (status, nothing) == (200, b"")
    assert headers_alone["Content-Length"] == str(len(body))
    assert headers_alone["Content-Encoding"] == headers["Content-Encoding"] == "gzip"


def test_a_missing_page_is_shown_all_the_same(small: Site) -> None:
    status, headers, body = ask(small, "no/such/page/", "gzip")
    assert (status, body.decode()) == (404, MISSING)
    assert "Content-Encoding" not in headers


def test_a_file_the_browser_has_already_is_not_sent_again(small: Site) -> None:
    last = ask(small, "", "gzip")[1]["Last-Modified"]
    status, headers, body = ask(small, "", "gzip", If_Modified_Since=last)
    assert (status, headers["Vary"], body) == (304, "Accept-Encoding", b"")


def test_a_file_that_changes_is_sent_as_it_is_now(small: Site) -> None:
    file = small.folder / "changing.csv"
    before = file.stat().st_mtime_ns
    assert gzip.decompress(ask(small, "changing.csv", "gzip")[2]) == FIGURES
    file.write_bytes(FIGURES * 2)
    os.utime(file, ns=(before + 10**9, before + 10**9))
    assert gzip.decompress(ask(small, "changing.csv", "gzip")[2]) == FIGURES * 2
