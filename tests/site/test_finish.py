"""What is put into finished HTML: fragments, links, tooltips and the security policy."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from build_scripts.model.vocabulary import Term
from build_scripts.pages.templating import markdown_text, placeholder
from build_scripts.site.finish import Finisher

TERMS = (
    Term(term="child protection", meaning="Work to keep children safe."),
    Term(
        term="child protection plan",
        forms=("child protection plans", "Child protection plan"),
        meaning="What is agreed to keep one child safe.",
    ),
    Term(term="LAC", stands_for="looked-after children", meaning="Children in care."),
    Term(term="A*", meaning='The "best" grade & above <all>.'),
    Term(term="R&D", meaning="Research."),
    Term(term="children's centre", meaning="A place for families."),
    Term(term="young people’s service", meaning="Clubs."),
)


def page(article: str = "", head: str = "", body: str = "") -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body>{body}"
        f"<article>{article}</article></body></html>"
    )


def finished(article: str, terms: tuple[Term, ...] = TERMS) -> str:
    """The article of a finished page."""
    html = Finisher({}, terms).finish(page(article), 0)
    return html.partition("<article>")[2].partition("</article>")[0]


def explained(article: str) -> list[str]:
    """The words of an article that have a tooltip."""
    return re.findall(r"<abbr title=[^>]*>(.*?)</abbr>", finished(article))


def policy(html: str) -> dict[str, list[str]]:
    """The directives of a page's policy."""
    found = re.findall(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">',
        Finisher({}, ()).finish(html, 0),
    )
    assert len(found) == 1
    directives = [directive.split() for directive in found[0].split(";")]
    return {name: values for name, *values in directives}


def hash_of(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def test_fragments_stand_in_place_of_their_placeholders() -> None:
    finisher = Finisher({"x/chart": "<svg></svg>", "x/table": r"<table>\1</table>"}, ())
    html = finisher.finish(page(placeholder("x/chart") + "<p>a</p>" + placeholder("x/table")), 2)
    assert r"<article><svg></svg><p>a</p><table>\1</table></article>" in html


def test_a_placeholder_without_its_fragment_stops_the_build() -> None:
    with pytest.raises(KeyError, match="x/chart"):
        Finisher({"x/table": ""}, ()).finish(page(placeholder("x/chart")), 0)


@pytest.mark.parametrize(
    ("depth", "link"), [(0, "./about/"), (1, "../about/"), (3, "../../../about/")]
)
def test_links_from_the_root_lead_there_from_any_depth(depth: int, link: str) -> None:
    html = Finisher({}, ()).finish(page(body='<a href="@root/about/">About</a>'), depth)
    assert f'<a href="{link}">About</a>' in html


def test_the_policy_allows_exactly_the_scripts_that_stand_in_the_page() -> None:
    scripts = ("var a = 1;", "\n  document.title = 'ü';\n", "")
    inline = "".join(f"<script>{script}</script>" for script in scripts)
    found = policy(page(inline, head='<script type="text/javascript">var b</script>'))
    allowed = found["script-src"]
    assert sorted(allowed) == sorted(["'self'", hash_of("var b"), *map(hash_of, scripts)])


def test_a_script_repeated_is_allowed_once_and_scripts_of_the_site_need_no_hash() -> None:
    html = page(
        "<script>go()</script><script>go()</script>",
        head='<script src="assets/a.js"></script>',
        body='<script id="config" type="application/json">{"base": "."}</script>',
    )
    assert policy(html)["script-src"] == ["'self'", hash_of("go()")]


def test_a_script_that_a_fragment_brings_in_is_in_the_policy_too() -> None:
    html = Finisher({"x": "<script>go()</script>"}, ()).finish(page(placeholder("x")), 0)
    assert hash_of("go()") in html


def test_the_policy_allows_nothing_unsafe_and_no_other_host() -> None:
    found = policy(page("<script>go()</script>"))
    sources = {source for values in found.values() for source in values}
    assert found["default-src"] == ["'none'"]
    assert {s for s in sources if not s.startswith("'sha256-")} == {"'none'", "'self'", "data:"}
    assert [name for name, values in found.items() if "data:" in values] == ["img-src"]


def test_the_policy_stands_before_anything_it_should_govern() -> None:
    html = Finisher({}, ()).finish(page(head='<link rel="stylesheet" href="a.css">'), 0)
    assert html.startswith('<!doctype html><html><head><meta http-equiv="Content-Security-Policy"')


def test_a_tooltip_gives_the_short_form_its_words_and_its_meaning() -> None:
    assert finished("<p>Some LAC move.</p>") == (
        '<p>Some <abbr title="looked-after children: Children in care.">LAC</abbr> move.</p>'
    )


def test_the_longest_term_is_explained_and_not_a_part_of_it() -> None:
    text = "<p>A child protection plan, child protection plans and child protection.</p>"
    assert explained(text) == [
        "child protection plan",
        "child protection plans",
        "child protection",
    ]


@pytest.mark.parametrize(
    "text",
    ["BLAC", "LACK", "LAC2", "LAC_x", "pre-LAC", "LAC-wide", "lac", "Child protection plans"],
)
def test_only_whole_words_in_the_declared_spelling_are_explained(text: str) -> None:
    assert explained(f"<p>{text}</p>") == []


@pytest.mark.parametrize("text", ["(LAC)", "LAC.", "“LAC”", "LAC’s", "LAC/CLA", "LAC"])
def test_a_term_beside_punctuation_is_explained(text: str) -> None:
    assert explained(f"<p>{text}</p>") == ["LAC"]


@pytest.mark.parametrize("term", ["A*", "R&D", "children's centre", "young people’s service"])
def test_a_term_is_found_however_its_signs_were_written_in_html(term: str) -> None:
    in_markdown = markdown_text(term)
    in_fragment = term.replace("&", "&amp;").replace("'", "&#39;")
    for written in (in_markdown, in_fragment):
        assert len(explained(f"<p>An {written} here</p>")) == 1, written


def test_the_meaning_is_escaped() -> None:
    title = "The &quot;best&quot; grade &amp; above &lt;all&gt;."
    assert finished("<p>A*</p>") == f'<p><abbr title="{title}">A*</abbr></p>'


@pytest.mark.parametrize(
    "element",
    ["a", "abbr", "h1", "h2", "h3", "code", "pre", "svg", "button", "label", "caption", "title"],
)
def test_no_tooltip_stands_inside(element: str) -> None:
    html = f'<{element} class="x">LAC <em>LAC</em> LAC</{element}>'
    assert finished(html) == html
    assert explained(f"{html}<p>LAC</p>")[-1:] == ["LAC"]


def test_the_end_of_one_element_without_tooltips_does_not_end_the_one_around_it() -> None:
    html = '<a href="x/"><svg><title>LAC</title>LAC</svg> LAC</a>'
    assert finished(html) == html


def test_words_in_attributes_comments_and_outside_the_article_are_left_alone() -> None:
    html = '<!-- LAC > LAC --><img alt="LAC">'
    assert finished(html) == html
    whole = Finisher({}, TERMS).finish(page(body="<nav>LAC</nav><p>LAC</p>"), 0)
    assert "<abbr" not in whole


def test_text_without_terms_is_not_touched() -> None:
    html = "<p>Nothing &#42; &amp; &nbsp; here</p>"
    assert finished(html) == html
    assert finished("<p>LAC</p>", terms=()) == "<p>LAC</p>"


def test_text_around_a_term_stays_the_same_text() -> None:
    assert finished("<p>1 &lt; 2 &amp; LAC &lt;b&gt;</p>").endswith("</abbr> &lt;b&gt;</p>")
    assert finished("<p>1 &lt; 2 &amp; LAC</p>").startswith("<p>1 &lt; 2 &amp; <abbr")


def test_the_search_dialog_gets_a_name_once() -> None:
    html = Finisher({}, ()).finish(page(body='<div class="s" role="dialog"></div>'), 0)
    assert '<div class="s" role="dialog" aria-label="Search"></div>' in html
    assert Finisher({}, ()).finish(html, 0).count("aria-label") == 1


def test_a_script_file_waits_and_a_script_in_the_page_does_not() -> None:
    scripts = '<script src="a.js"></script><script>run()</script><script src="b.js" async></script>'
    html = Finisher({}, ()).finish(page(body=scripts), 0)
    assert scripts.replace('"a.js"', '"a.js" defer') in html
    assert Finisher({}, ()).finish(html, 0).count("defer") == 1


def test_the_themes_script_leaves_the_colour_switch_to_ours() -> None:
    form = '<form class="o" data-md-component="palette"></form>'
    html = Finisher({}, ()).finish(page(body=form), 0)
    assert '<form class="o" data-colour-switch></form>' in html
