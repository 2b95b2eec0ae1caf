"""What stops a finished page: a link that leads nowhere, a request to another host, a missing part."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_scripts.model.problems import Problem
from build_scripts.site.checks import check_pages, check_site
from build_scripts.site.contents import Contents, contents

ADDRESS = "https://testshire.example/figures/"
FILES = frozenset(
    ["index.html", "404.html", "about/index.html", "data/all.zip", "a/b.png", "a/é x.svg"]
)
HOME = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    '<h1 id="home">Home</h1><a name="old"></a><p id="with space">'
)


def page(html: str) -> Contents:
    """What can be checked of a page that has all it needs, and some more."""
    return contents(LexborHTMLParser(HOME + html))


def problems(html: str, name: str = "about/index.html") -> list[Problem]:
    """What is wrong with a page of a small site."""
    pages = {"index.html": page(""), "404.html": page(""), name: page(html)}
    return check_pages(pages, FILES, ADDRESS)


def found(html: str, name: str = "about/index.html") -> list[str]:
    """What was found on the page, once for each problem."""
    return [problem.found for problem in problems(html, name)]


def test_a_problem_names_the_page_what_was_found_and_what_to_do() -> None:
    (problem,) = problems('<script src="https://other.example/x.js"></script>')
    assert (problem.file, problem.code) == ("about/index.html", "page-not-built")
    assert problem.found == "a request to https://other.example/x.js"
    assert problem.expected == "no other host"
    assert problem.what_to_do == "Correct the page or its template."


# Each asks for an address without anybody's choosing to.
REQUESTS = [
    '<script src="{}"></script>',
    '<script type="module" src="{}"></script>',
    '<img src="{}">',
    '<img src="../a/b.png" srcset="../a/b.png 1x, {} 2x">',
    '<img srcset="{} 1x,../a/b.png 2x">',
    '<picture><source srcset="{}"></picture>',
    '<link rel="stylesheet" href="{}">',
    '<link rel="alternate stylesheet" href="{}">',
    '<link rel="preload" as="font" href="{}">',
    '<link rel="preload" as="image" imagesrcset="{} 1x">',
    '<link rel="preconnect" href="{}">',
    '<link rel="icon" href="{}">',
    '<link rel="manifest" href="{}">',
    '<link href="{}">',
    '<iframe src="{}"></iframe>',
    '<video poster="{}"></video>',
    '<video src="{}"></video>',
    '<audio><source src="{}"></audio>',
    '<track src="{}">',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<input type="image" src="{}">',
    '<form action="{}"></form>',
    '<button formaction="{}">Send</button>',
    '<a href="#home" ping="{}">Home</a>',
    '<base href="{}">',
    '<table background="{}"></table>',
    '<p style="background: URL({})">',
    "<p style=\"background: url( '{}' )\">",
    "<style>p {{ background: url({}) }}</style>",
    '<style>@import "{}";</style>',
    '<meta http-equiv="Refresh" content="0; url={}">',
    '<svg><image href="{}"/></svg>',
    '<svg><image xlink:href="{}"/></svg>',
    '<svg><use xlink:href="{}"/></svg>',
    '<svg><rect fill="url({})"/></svg>',
    '<template><img src="{}"></template>',
]
OUTSIDE = [
    "https://other.example/x",
    "http://other.example/x",
    "HTTPS://other.example/x",
    "//other.example/x",
    "\\\\other.example\\x",
    "/\\other.example/x",
    "https:other.example",
    "https://testshire.example.other.example/figures/",
    "https://testshire.example/elsewhere.js",
]


@pytest.mark.parametrize("html", REQUESTS)
def test_a_request_to_another_host_is_refused(html: str) -> None:
    assert found(html.format("https://other.example/x")) == ["a request to https://other.example/x"]


@pytest.mark.parametrize("address", OUTSIDE)
def test_another_host_is_known_however_it_is_written(address: str) -> None:
    assert found(f'<script src="{address}"></script>') == [f"a request to {address}"]


@pytest.mark.parametrize("html", REQUESTS)
def test_the_same_request_to_the_site_itself_is_fine(html: str) -> None:
    assert found(html.format(f"{ADDRESS}a/b.png")) == []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="{}">Elsewhere</a>',
        '<map><area href="{}"></map>',
        '<svg><a xlink:href="{}"><text>Elsewhere</text></a></svg>',
        '<link rel="canonical" href="{}">',
        '<link rel="license next" href="{}">',
    ],
)
@pytest.mark.parametrize("address", OUTSIDE)
def test_what_a_reader_chooses_to_follow_may_lead_to_another_host(html: str, address: str) -> None:
    assert found(html.format(address)) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#home",
        "#old",
        "#with%20space",
        "#top",
        "#",
        "?q=a",
        "./",
        "../",
        "..",
        "../#home",
        "../?q=a#home",
        "../about",
        "../about/index.html#home",
        "/figures/",
        "/figures/about/#home",
        "../data/all.zip",
        "../data/all.zip#page=2",
        "../a/%C3%A9%20x.svg",
        " ../a/b.png ",
        f"{ADDRESS}about/#home",
        ADDRESS,
        "mailto:someone@testshire.example?subject=a#b",
        "tel:+441234567890",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(address: str) -> None:
    assert found(f'<a href="{address}">There</a>') == []


@pytest.mark.parametrize(
    "address",
    [
        "missing/",
        "../missing",
        "../data/",
        "../data/all.zip/",
        "../../",
        "../../about/",
        "/",
        "/about/",
        "/figures/missing",
        f"{ADDRESS}missing/",
    ],
)
def test_a_link_that_leads_nowhere_is_refused(address: str) -> None:
    said = [f"a link to {address}, which is not there"]
    assert found(f'<a href="{address}">There</a>') == said
    assert found(f'<img src="{address}">') == said


@pytest.mark.parametrize(
    "address", ["#missing", "#Home", "../#about", "../404.html#x", f"{ADDRESS}#x", "#__toc"]
)
def test_a_place_its_page_does_not_have_is_refused(address: str) -> None:
    said = [f"a link to {address}, a place its page does not have"]
    assert found(f'<p id="about"><a href="{address}">There</a>') == said


def test_what_a_drawing_takes_from_itself_must_be_there() -> None:
    drawing = '<svg><clipPath id="{}"/><rect clip-path="url(#here)"/><use href="#here"/></svg>'
    assert found(drawing.format("here")) == []
    assert found(drawing.format("there")) == ["a link to #here, a place its page does not have"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "java\nscript:alert(1)", "file:///x"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    assert found(f'<a href="{address}">There</a>') == [f"a link to {address}"]
    assert found(f'<script src="{address}"></script>') == [f"a link to {address}"]


def test_a_picture_may_stand_in_the_page_and_a_link_may_not() -> None:
    assert found('<img src="data:image/png;base64,AA=="><img srcset="data:,a 1x">') == []
    assert found('<a href="data:text/html,a">There</a>') == ["a link to data:text/html,a"]


def test_what_is_no_address_is_refused() -> None:
    assert found('<a href="http://[">There</a>') == ["a link to http://[, which is no address"]


def test_the_page_for_missing_addresses_leads_from_the_root() -> None:
    assert found('<a href="/figures/about/">About</a>', "404.html") == []


def test_a_placeholder_left_over_is_refused() -> None:
    assert found('<div data-fragment="x/chart"></div>') == ["a placeholder that was not filled"]


def test_a_page_without_its_policy_is_refused() -> None:
    bare = contents(LexborHTMLParser("<h1>Home</h1>"))
    (problem,) = check_pages({"index.html": bare}, FILES, ADDRESS)
    assert problem.found == "no security policy"


@pytest.mark.parametrize(("html", "count"), [("<h1>One more</h1>", 2), ("<h1>1</h1><h1>2</h1>", 3)])
def test_a_page_has_one_main_heading(html: str, count: int) -> None:
    assert found(html) == [f"{count} main headings"]


def test_a_page_without_a_main_heading_is_refused() -> None:
    none = contents(LexborHTMLParser(HOME.replace("h1", "h2")))
    (problem,) = check_pages({"index.html": none}, FILES, ADDRESS)
    assert (problem.found, problem.expected) == ("0 main headings", "exactly one")


def test_a_site_is_checked_against_the_files_that_are_there(tmp_path: Path) -> None:
    pages = {"index.html": page('<a href="data/all.zip">All</a>')}
    (tmp_path / "index.html").touch()
    (problem,) = check_site(tmp_path, pages, ADDRESS)
    assert problem.found == "a link to data/all.zip, which is not there"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "all.zip").touch()
    assert check_site(tmp_path, pages, ADDRESS) == []


def test_problems_come_in_the_order_of_pages_and_addresses() -> None:
    bad = page('<a href="b/">b</a><img src="https://other.example/"><a href="a/">a</a>')
    seen = check_pages({"index.html": bad, "about/index.html": bad}, FILES, ADDRESS)
    assert [problem.file for problem in seen] == ["about/index.html"] * 3 + ["index.html"] * 3
    assert [problem.found.split()[3].rstrip(",") for problem in seen[:3]] == [
        "a/",
        "b/",
        "https://other.example/",
    ]
