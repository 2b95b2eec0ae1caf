"""What is put into finished HTML: fragments, links, tooltips and the security policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_scripts.model.vocabulary import Term
from build_scripts.pages.templating import markdown_text, placeholder
from build_scripts.site.finish import Finisher, finish_site

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


NOTHING: Mapping[str, str] = {}


def finish(
    html: str,
    terms: tuple[Term, ...] = (),
    fragments: Mapping[str, str] = NOTHING,
    to_root: str = "./",
) -> str:
    """A finished page."""
    return Finisher(fragments, terms).finish(html, to_root).html


def finished(article: str, terms: tuple[Term, ...] = TERMS) -> str:
    """The article of a finished page."""
    return finish(page(article), terms).partition("<article>")[2].partition("</article>")[0]


def explained(article: str) -> list[str]:
    """The words of an article that have a tooltip."""
    return re.findall(r"<abbr title=[^>]*>(.*?)</abbr>", finished(article))


def policy(html: str) -> dict[str, list[str]]:
    """The directives of a page's policy."""
    found = re.findall(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', finish(html)
    )
    assert len(found) == 1
    directives = [directive.split() for directive in found[0].split(";")]
    return {name: values for name, *values in directives}


def hash_of(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def test_fragments_stand_in_place_of_their_placeholders() -> None:
    fragments = {"x/chart": "<svg></svg>", "x/table": r"a<p>\1</p>b", "x/none": ""}
    article = "".join(f"{placeholder(name)}<p>{name}</p>" for name in fragments)
    assert (
        r"<article><svg></svg><p>x/chart</p>a<p>\1</p>b<p>x/table</p><p>x/none</p></article>"
    ) in finish(page(article), fragments=fragments)


def test_a_fragment_cannot_bring_in_another() -> None:
    fragments = {"x/a": '<div data-fragment="x/b"></div>', "x/b": "<p>b</p>"}
    assert placeholder("x/b") in finish(page(placeholder("x/a")), fragments=fragments)


def test_a_placeholder_without_its_fragment_stops_the_build() -> None:
    with pytest.raises(KeyError, match="x/chart"):
        finish(page(placeholder("x/chart")), fragments={"x/table": ""})


@pytest.mark.parametrize("to_root", ["./", "../", "../../../", "/figures/"])
def test_links_from_the_root_lead_there(to_root: str) -> None:
    html = finish(
        page(body='<a href="@root/about/">@root/</a><img src="@root/a.png" alt="@root/">'),
        to_root=to_root,
    )
    assert f'<a href="{to_root}about/">@root/</a>' in html
    assert f'<img src="{to_root}a.png" alt="@root/">' in html


def test_every_page_of_a_site_leads_to_its_root(tmp_path: Path) -> None:
    names = {
        "index.html": "./",
        "about/index.html": "../",
        "help/problems/x/index.html": "../../../",
        "404.html": "/figures/",  # shown at any address, however deep
    }
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(page('<a href="@root/">ü</a>'), encoding="utf-8")
    pages = finish_site(tmp_path, {}, (), "https://testshire.example/figures/")
    assert {name: min(found.links) for name, found in pages.items()} == names
    for name, root in names.items():
        html = (tmp_path / name).read_bytes().decode()
        assert f'<article><a href="{root}">ü</a></article>' in html


def test_what_can_be_checked_is_that_of_the_finished_page() -> None:
    fragments = {"x": '<h1 id="x">X</h1><a href="@root/y/">Y</a><img src="z.png">'}
    found = Finisher(fragments, ()).finish(page(placeholder("x")), "../").contents
    assert sorted(found.links | found.requests) == ["../y/", "z.png"]
    assert "z.png" not in found.links
    assert sorted(found.ids) == ["x"]
    assert (found.headings, found.unfilled) == (1, ())
    assert found.policy.startswith("default-src 'none'; ")


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


@pytest.mark.parametrize(
    "kind", ["module", "importmap", "application/javascript", "TEXT/JAVASCRIPT"]
)
def test_a_script_of_any_kind_that_runs_is_in_the_policy(kind: str) -> None:
    html = page(f'<script type="{kind}" data-src="x">go()</script>')
    assert hash_of("go()") in policy(html)["script-src"]


@pytest.mark.parametrize(
    "script", ['if (a < b && c > "d") go("&amp;")', "\n\n go()\n", "a\u00a0b", "<!-- x\n go()"]
)
def test_the_hash_is_that_of_the_script_as_a_browser_reads_it(script: str) -> None:
    html = finish(page(f"<script>{script}</script>"))
    assert f"<script>{script}</script>" in html
    assert hash_of(script) in html


def test_a_script_with_windows_line_ends_is_hashed_with_the_line_ends_it_is_sent_with() -> None:
    html = finish(page("<script>one()\r\ntwo()\r\n</script>"))
    assert "<script>one()\ntwo()\n</script>" in html
    assert hash_of("one()\ntwo()\n") in html


def test_a_script_that_a_fragment_brings_in_is_in_the_policy_too() -> None:
    html = finish(page(placeholder("x")), fragments={"x": "<script>go()</script>"})
    assert hash_of("go()") in html


def test_the_policy_allows_nothing_unsafe_and_no_other_host() -> None:
    found = policy(page("<script>go()</script>"))
    sources = {source for values in found.values() for source in values}
    assert found["default-src"] == ["'none'"]
    assert {s for s in sources if not s.startswith("'sha256-")} == {"'none'", "'self'", "data:"}
    assert [name for name, values in found.items() if "data:" in values] == ["img-src"]


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("", ""),
        ('<link rel="stylesheet" href="a.css">', ""),
        ("\n  <script>go()</script>", ""),
        ('\n  <meta charset="utf-8"><script>go()</script>', '\n  <meta charset="utf-8">'),
        ('<script>go()</script><meta charset="utf-8">', ""),
    ],
)
def test_the_policy_stands_before_anything_it_should_govern(head: str, first: str) -> None:
    before, found, _ = finish(page(head=head)).partition(
        '<meta http-equiv="Content-Security-Policy"'
    )
    assert found
    assert before == f"<!DOCTYPE html><html><head>{first}"


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
    "html",
    [
        *(
            f'<{element} class="x">LAC <em>LAC</em> LAC</{element}>'
            for element in ("a", "abbr", "h1", "h2", "h3", "h4", "code", "pre", "button", "label")
        ),
        "<nav>LAC</nav>",
        "<dl><dt>LAC</dt></dl>",
        "<figure><figcaption>LAC</figcaption></figure>",
        "<table><caption>LAC</caption><tbody><tr><td>LAC</td></tr></tbody></table>",
        "<svg><title>LAC</title><text>LAC <tspan>LAC</tspan></text></svg>",
        "<script>LAC</script><style>LAC</style>",
    ],
)
def test_no_tooltip_stands_inside(html: str) -> None:
    assert finished(html) == html
    assert explained(f"{html}<p>LAC</p>")[-1:] == ["LAC"]


def test_the_end_of_one_element_without_tooltips_does_not_end_the_one_around_it() -> None:
    html = '<a href="x/"><svg><title>LAC</title></svg> LAC</a>'
    assert finished(html) == html


def test_words_in_attributes_comments_and_outside_the_article_are_left_alone() -> None:
    html = '<!-- LAC > LAC --><img alt="LAC">'
    assert finished(html) == html
    assert "<abbr" not in finish(page(body="<nav>LAC</nav><p>LAC</p>"), TERMS)


def test_only_the_first_article_is_explained() -> None:
    two = page("<p>LAC</p>").replace("</body>", "<article><p>LAC</p></article></body>")
    assert finish(two, TERMS).count("<abbr") == 1


def test_text_without_terms_stays_the_same_text() -> None:
    assert (
        finished("<p>Nothing &#42; &amp; &nbsp; here</p>") == "<p>Nothing * &amp; &nbsp; here</p>"
    )
    assert finished("<p>LAC</p>", terms=()) == "<p>LAC</p>"


def test_text_around_a_term_stays_the_same_text() -> None:
    assert finished("<p>1 &lt; 2 &amp; LAC &lt;b&gt;</p>").endswith("</abbr> &lt;b&gt;</p>")
    assert finished("<p>1 &lt; 2 &amp; LAC</p>").startswith("<p>1 &lt; 2 &amp; <abbr")


@pytest.mark.parametrize(
    "html",
    [
        '<svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient>'
        '<clipPath id="c"></clipPath><use xlink:href="#g"></use></svg>',
        "<pre><code>\n\n  two lines\n</code></pre>",
        "<p>a<br>b<img src=a.png alt=''>c<wbr>d</p>",
        "<p>one<!-- a > b --> two &lt;p&gt; &quot; &nbsp; é</p>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        "<template><p>a</p></template><details open><summary>a</summary></details>",
    ],
)
@pytest.mark.parametrize("inside_a_fragment", [False, True])
def test_what_is_not_finished_stays_the_same_tree(html: str, inside_a_fragment: bool) -> None:
    before = LexborHTMLParser(page(html)).css_first("article")
    whole = page(placeholder("x")) if inside_a_fragment else page(html)
    after = LexborHTMLParser(finish(whole, fragments={"x": html})).css_first("article")
    assert before is not None and after is not None
    assert after.html == before.html


@pytest.mark.parametrize("element", ["pre", "textarea"])
def test_an_empty_first_line_is_not_lost(element: str) -> None:
    html = finish(page(f"<{element}>\n\nsecond</{element}>"))
    node = LexborHTMLParser(html).css_first(element)
    assert node is not None
    assert node.text() == "\nsecond"


def test_the_search_dialog_gets_a_name_once() -> None:
    html = finish(page(body='<div class="s" role="dialog"></div>'))
    assert '<div class="s" role="dialog" aria-label="Search"></div>' in html
    assert finish(html).count("aria-label") == 1


def test_a_script_file_waits_and_a_script_in_the_page_does_not() -> None:
    scripts = (
        '<script src="a.js"></script><script>run()</script><script src="b.js" async=""></script>'
    )
    html = finish(page(body=scripts))
    assert scripts.replace('"a.js"', '"a.js" defer=""') in html
    assert finish(html).count("defer") == 1


def test_the_themes_script_leaves_the_colour_switch_to_ours() -> None:
    html = finish(page(body='<form class="o" data-md-component="palette"></form>'))
    assert '<form class="o" data-colour-switch=""></form>' in html
