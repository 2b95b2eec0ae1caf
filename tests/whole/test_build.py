"""Whole builds: the same bytes from the same input, and nothing published when something is wrong."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builds import HERE, THERE, build, built, contents, copy_tree, differences, work_folder
from tests.mistakes import BROKEN, TESTS, TINY_PORTAL, copy_tiny_portal, lay_over, message_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tiny builds")]

EXPECTED = TESTS / "portal" / "expected"
# What has its golden copy elsewhere: these are made from the help texts and site_src alone, and one
# is the same for every portal.
ELSEWHERE = re.compile(r"help/problems/.+|software\.cdx\.json")
COMPARED = (".md", ".csv", ".json")


@pytest.fixture(scope="module")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny portal, built once, from a copy that is under no version control."""
    place = tmp_path_factory.mktemp("tiny")
    datasets = copy_tiny_portal(place)
    return built(place / "site", datasets, "--workers", "1", environment=HERE)


class Asked(HTMLParser):
    """The hosts that a page's browser would ask, by a way that shares nothing with our own check."""

    # Anything in an attribute that could be an address of another host, except what is named here.
    HOST = re.compile(
        r"(?:https?:|^\s*|url\(\s*[\"']?|[,\s])[/\\\\]{2}([^/\s\"')]+)", re.IGNORECASE
    )
    CHOSEN = frozenset((("a", "href"), ("link", "href"), ("svg", "xmlns"), ("svg", "xmlns:xlink")))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.others: set[str] = set()
        self.own = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.own += tag == "script"
        canonical = ("rel", "canonical") in attrs
        for name, value in attrs:
            if (tag, name) not in self.CHOSEN or (tag == "link" and not canonical):
                self.others |= set(self.HOST.findall(value or ""))


def golden(name: str, content: bytes) -> bytes:
    """The golden copy of a file; one that is missing is written, except where that would hide it."""
    path = EXPECTED / name
    if not path.exists() and not os.environ.get("CI"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert path.exists(), f"no golden file {path}; run the tests on your own machine to write it"
    return path.read_bytes()


def test_the_tiny_portal_becomes_exactly_the_golden_pages(tiny_site: Path) -> None:
    made = contents(work_folder(tiny_site) / "docs")
    made = {name: content for name, content in made.items() if not ELSEWHERE.fullmatch(name)}
    names = "".join(f"{name}\n" for name in made)
    assert names == golden("files.txt", names.encode()).decode()
    by_hand = contents(TESTS.parent / "site_src")
    compared = [name for name in made if name.endswith(COMPARED) and name not in by_hand]
    # The specification of the explored chart is the libraries' work, and is tested by drawing it.
    compared = [name for name in compared if not name.startswith("assets/explore/")]
    for name in compared:
        assert made[name].decode() == golden(f"docs/{name}", made[name]).decode(), name
    assert sorted(contents(EXPECTED / "docs")) == sorted(compared)


def test_place_time_zone_hash_seed_locale_and_processes_do_not_show_in_the_site(
    tiny_site: Path, tiny_portal: Path, tmp_path: Path
) -> None:
    other = built(
        tmp_path / "elsewhere" / "other", tiny_portal, "--workers", "2", environment=THERE
    )
    assert differences(tiny_site, other) == []


def change_nothing(datasets: Path) -> None:
    """Leave everything as it is."""


def change_a_figure(datasets: Path) -> None:
    """Another figure of the council's newest year."""
    path = datasets / "exam-results" / "exam-results.csv"
    before = path.read_text(encoding="utf-8")
    after = before.replace("Boys’ schools,59.4", "Boys’ schools,60.1")
    assert after != before
    path.write_text(after, encoding="utf-8")


def change_a_shared_word(datasets: Path) -> None:
    """Another name of an area, which is on many pages."""
    path = datasets / "_shared" / "areas.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(",Northshire,", ",Nordshire,"), encoding="utf-8")


def remove_an_indicator(datasets: Path) -> None:
    """An indicator less, and another one where it was referred to."""
    shutil.rmtree(datasets / "club-visits")
    path = datasets / "dental-check" / "indicator.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("  - club-visits", "  - exam-results"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "shows"),
    [
        (change_nothing, False),
        (change_a_figure, True),
        (change_a_shared_word, True),
        (remove_an_indicator, True),
    ],
    ids=["nothing", "a figure", "a shared word", "an indicator less"],
)
def test_a_build_after_a_change_equals_a_clean_one(
    tiny_site: Path,
    tiny_portal: Path,
    tmp_path: Path,
    change: Callable[[Path], None],
    shows: bool,
) -> None:
    # As if the last build had been of this portal: with its site and what it kept.
    again, clean = tmp_path / "again" / "site", tmp_path / "clean" / "site"
    shutil.copytree(tiny_site, again)
    shutil.copytree(work_folder(tiny_site), work_folder(again))
    change(tiny_portal)
    built(again, tiny_portal)
    assert bool(differences(again, tiny_site)) == shows
    assert differences(again, built(clean, tiny_portal) if shows else tiny_site) == []


def test_a_problem_in_the_data_publishes_nothing_and_leaves_the_last_site(
    tiny_site: Path, tiny_portal: Path, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(tiny_site, tmp_path / "site"))
    path = tiny_portal / "dental-check" / "dental-check.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025,Total,Total,88,p", "2025,Total,Total,188,p"), "utf-8")
    run = build(out, tiny_portal)
    assert run.returncode == 1
    assert "dental-check.csv, row " in run.stdout and "188" in run.stdout
    assert "Nothing was published" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert differences(out, tiny_site) == []


def test_a_warning_is_counted_and_does_not_stop_publication(
    tiny_portal: Path, tmp_path: Path
) -> None:
    lay_over(BROKEN / "more-rows-than-expected", tiny_portal)
    run = build(tmp_path / "site", tiny_portal)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "problems 0, 1 warning, " in run.stdout
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_broken_link_in_a_page_written_by_hand_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path)
    mistake = BROKEN / "page-not-built"
    with (tree / "site_src" / "methods.md").open("a", encoding="utf-8") as page:
        page.write((mistake / "page.md").read_text(encoding="utf-8"))
    run = build(tree / "site", TINY_PORTAL, tree=tree)
    assert run.returncode == 1, run.stdout + run.stderr
    assert message_of(mistake).read_text(encoding="utf-8") in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert not (tree / "site").exists()


def test_an_address_below_the_root_of_a_host_is_as_good_as_any(
    tiny_portal: Path, tmp_path: Path
) -> None:
    path = tiny_portal / "portal.yml"
    words = path.read_text(encoding="utf-8")
    # Without the slash at the end, as people write it.
    address = "https://testshire.example/figures"
    path.write_text(words.replace("https://testshire.example/", address), encoding="utf-8")
    site = built(tmp_path / "site", tiny_portal)
    links = re.findall(r'(?:href|src)="?(/[^"\s>]*)', (site / "404.html").read_text("utf-8"))
    assert "/figures/about/" in links
    assert [link for link in links if not link.startswith("/figures/")] == []


def test_zensical_builds_the_same_folder(tiny_site: Path, tmp_path: Path) -> None:
    # Beside the work folder, so that its relative path of the theme's folder stays true.
    work = work_folder(tiny_site)
    place = work.with_name("zensical")
    shutil.copytree(work / "docs", place / "docs")
    shutil.copyfile(work / "mkdocs.yml", place / "mkdocs.yml")
    run = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", "mkdocs.yml"],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    output = run.stdout + run.stderr
    assert run.returncode == 0, output
    assert "error" not in output.casefold(), output
    pages = {name for name in contents(tiny_site) if name.endswith(".html")}
    assert "indicators/dental-check/index.html" in pages
    assert {name for name in contents(place / "html") if name.endswith(".html")} == pages


def test_no_page_of_the_tiny_portal_needs_another_host(tiny_site: Path) -> None:
    pages = sorted(tiny_site.rglob("*.html"))
    assert tiny_site / "404.html" in pages
    for page in pages:
        asked = Asked(page.read_text(encoding="utf-8"))
        assert asked.own, page
        assert asked.others == set(), page


def test_every_page_is_read_by_a_browser_as_it_was_written(tiny_site: Path) -> None:
    for page in sorted(tiny_site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        assert LexborHTMLParser(html).html == html, page


def test_no_page_of_another_council_names_ours(tiny_site: Path) -> None:
    texts = {
        name: content.decode()
        for name, content in contents(tiny_site).items()
        if name.endswith((".html", ".css", ".json", ".csv", ".js", ".xml", "SHA256SUMS"))
    }
    assert any("Testshire" in text for text in texts.values())
    assert [name for name, text in texts.items() if "nottingham" in text.casefold()] == []
