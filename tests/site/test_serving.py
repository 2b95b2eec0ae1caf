"""The local server answers as a static host does, and what arrives is what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.site.serving import Handler
from tests.asking import MISSING, ask, small_site
from tests.browsing import Site, served


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of a few files, served as `portal serve` does."""
    with served(small_site(tmp_path_factory.mktemp("small")), Handler) as site:
        yield site


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html"),
        ("part/", "text/html"),
        ("figures.csv", "text/csv; charset=utf-8"),
        ("index.json", "application/json"),
        ("chart.svg", "image/svg+xml"),
        ("style.css", "text/css"),
        ("script.js", "text/javascript; charset=utf-8"),
        ("picture.png", "image/png"),
        ("all.zip", "application/zip"),
        ("?q=words", "text/html"),
    ],
)
def test_what_arrives_is_the_very_file(small: Site, path: str, kind: str) -> None:
    name = path.partition("?")[0]
    file = small.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
    status, headers, body = ask(small, path, "gzip")
    assert (status, headers["Content-Type"]) == (200, kind)
    assert "Content-Encoding" not in headers
    assert headers["Content-Length"] == str(len(body))
    assert body == file.read_bytes()


@pytest.mark.parametrize("path", ["", "figures.csv", "picture.png", "no/such/page"])
def test_head_says_what_get_would_send(small: Site, path: str) -> None:
    status, headers, body = ask(small, path)
    status_alone, headers_alone, nothing = ask(small, path, verb="HEAD")
    assert (status_alone, nothing) == (status, b"")
    assert headers_alone["Content-Length"] == str(len(body))
    for name in ("Content-Type", "Last-Modified"):
        assert headers_alone[name] == headers[name], name


@pytest.mark.parametrize("path", ["no/such/page/", "figures.csv/", "404"])
def test_an_address_that_leads_nowhere_shows_the_sites_own_page(small: Site, path: str) -> None:
    status, headers, body = ask(small, path)
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert body.decode() == MISSING


def test_an_address_without_its_slash_leads_to_the_one_with_it(small: Site) -> None:
    status, headers, body = ask(small, "part")
    assert (status, headers["Location"], body) == (301, "/part/", b"")


def test_a_file_the_browser_has_already_is_not_sent_again(small: Site) -> None:
    last = ask(small, "")[1]["Last-Modified"]
    status, _, body = ask(small, "", If_Modified_Since=last)
    assert (status, body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "%00",
        "part/%00/",
        "n" * 300,
        "n" * 300 + "/",
        "%F0%9F%92%A9" * 80,
        "out.txt",
        "out/secret.txt",
        "out/",
        "page/",
        "..%2f..%2fetc/passwd",
    ],
    ids=lambda path: path[:20],
)
def test_an_address_that_is_none_or_leads_out_of_the_site_is_not_there(
    tmp_path: Path, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, outside = tmp_path / "small", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    small_site(folder)
    (outside / "secret.txt").write_text("precious", encoding="utf-8")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "out").symlink_to(outside)
    (folder / "page").mkdir()
    (folder / "page" / "index.html").symlink_to(outside / "secret.txt")
    with served(folder, Handler) as site:
        for verb in ("GET", "HEAD"):
            status, headers, body = ask(site, path, verb=verb)
            assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
            assert body.decode() == (MISSING if verb == "GET" else "")
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_a_page_is_not_listed(tmp_path: Path) -> None:
    folder = small_site(tmp_path)
    (folder / "files").mkdir()
    (folder / "files" / "secret.txt").write_text("precious", encoding="utf-8")
    with served(folder, Handler) as site:
        status, _, body = ask(site, "files/")
    assert (status, body.decode()) == (404, MISSING)


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_nothing_but_get_and_head_is_answered(small: Site, verb: str) -> None:
    assert ask(small, "", verb=verb)[0] == 501
