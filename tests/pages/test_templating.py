"""Any text that staff can type appears on a page as exactly that text, and never as markup."""

from __future__ import annotations

from functools import cache
from html import unescape
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped]  # a dependency of MkDocs, without types
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from build_scripts.pages.templating import (
    fragment,
    front_matter,
    markdown_paragraphs,
    markdown_text,
    page,
    placeholder,
)
from build_scripts.site.finish import PLACEHOLDER
from build_scripts.store import files

NASTY = (
    "<script>alert(1)</script>",
    "<!-- comment -->",
    "&amp; &lt; &#60; &",
    "[a link](javascript:alert(1)) and ![an image](x)",
    "<https://example.org> https://example.org me@example.org",
    "**bold** __bold__ *it* _it_ `code` ~~gone~~ ^^in^^ ==marked== ++typed++",
    "# a heading #",
    "1. one",
    "1) one",
    "- one",
    "+ one",
    "* one",
    "> quoted",
    "    indented",
    "| a | b |",
    "|---|---|",
    "---",
    "- - -",
    "===",
    ": a definition",
    "[TOC]",
    "[^1]: a note",
    "*[LAC]: looked-after children",
    '{: onclick="alert(1)" .x #y }',
    "!!! note",
    "??? note",
    "$x$ :smile: @someone",
    "\\* \\\\ \\",
    "{{ portal.title }} {% raw %}",
    "\"quoted\" 'quoted' “quoted” children’s",
    '<div data-fragment="x/chart"></div>',
    '"@root/about/',
    "a\n\n    b\n\n- c",
    "line  \nbreak",
)
# Control characters are refused when YAML and CSV are read.
typed = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
active = st.text(st.sampled_from("*_`[](){}<>#|-+=~!:.\\&\"'@^$1 a\n"), max_size=20)
texts = st.one_of(typed, active, st.sampled_from(NASTY)).filter(lambda text: bool(text.split()))


@cache
def engine() -> markdown.Markdown:
    """Python-Markdown as MkDocs sets it up from our own configuration."""
    settings = yaml.safe_load(files.MKDOCS_FILE.read_text(encoding="utf-8"))
    names, options = ["toc", "tables", "fenced_code"], {}
    for extension in settings["markdown_extensions"]:
        name, values = (
            next(iter(extension.items())) if isinstance(extension, dict) else (extension, {})
        )
        names.append(name)
        options[name] = values
    return markdown.Markdown(extensions=list(dict.fromkeys(names)), extension_configs=options)


def converted(source: str) -> str:
    return str(engine().reset().convert(source))


class Seen(HTMLParser):
    """The elements of a page and its text, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.elements.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.elements.append("instruction")


# Where text stands on pages: the source around it, and the elements that belong to the place.
PLACES = {
    "paragraph": ("{}", ["p"]),
    "lead": ("{}\n{{: .lead }}", ["p"]),
    "heading": ("# {}", ["h1"]),
    "list item": ("- {}", ["ul", "li"]),
    "link": ("[{}](other.md)", ["p", "a"]),
    "bold": ("**{}**", ["p", "strong"]),
    "definition": ("word\n: {}", ["dl", "dt", "dd"]),
    "notice": ('<div class="notice" markdown="1">\n\n{}\n\n</div>', ["div", "p"]),
    "table cell": (
        "| A | B |\n|---|---|\n| b | {} |",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    ),
}
AROUND = {"definition": "word ", "table cell": "A B b "}


def assert_appears(text: str, place: str) -> None:
    source, elements = PLACES[place]
    seen = Seen(converted(source.format(markdown_text(text))))
    assert seen.elements == elements
    assert seen.attributes <= {"class", "id", "href"}
    assert words(seen.text) == AROUND.get(place, "") + words(text)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
@settings(max_examples=60)
def test_any_text_appears_as_typed_in_a(place: str, text: str) -> None:
    assert_appears(text, place)


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_markup_appears_as_typed_everywhere(text: str) -> None:
    for place in PLACES:
        assert_appears(text, place)


@given(st.lists(texts, min_size=1, max_size=4))
@settings(max_examples=60)
def test_paragraphs_stay_paragraphs_and_their_text_stays_text(blocks: list[str]) -> None:
    blocks = [words(block) for block in blocks]
    seen = Seen(converted(markdown_paragraphs("\n\n".join(blocks))))
    assert seen.elements == ["p"] * len(blocks)
    assert words(seen.text) == " ".join(blocks)


@given(texts)
@settings(max_examples=60)
def test_front_matter_is_yaml_for_one_line_of_text_escaped_for_html(text: str) -> None:
    read = yaml.safe_load(f"title: {front_matter(text)}\ndescription: one\n")
    assert set(read) == {"title", "description"}
    assert unescape(read["title"]) == words(text)
    assert not set('<>"') & set(read["title"])


@given(texts)
@settings(max_examples=60)
def test_fragments_escape_by_themselves(text: str) -> None:
    commitment = {"id": "one", "title": text, "summary": text, "count": 1}
    seen = Seen(fragment("commitments.html", commitments=[commitment]))
    assert seen.elements == ["ul", "li", "a", "p", "p"]
    assert "".join(seen.text.split()) == "".join(f"{text}{text}1indicator".split())


def test_no_text_can_pass_for_a_placeholder_of_ours() -> None:
    pretended = placeholder("x/chart")
    assert PLACEHOLDER.fullmatch(pretended)
    assert not PLACEHOLDER.search(converted(markdown_text(pretended)))
    rest = dict.fromkeys(("kind", "subtitle", "note", "source"), pretended)
    drawn = fragment("chart.html", title=pretended, svgs=["", ""], files=[], explore=None, **rest)
    assert not PLACEHOLDER.search(drawn)


def test_a_template_with_a_value_missing_stops_the_build() -> None:
    with pytest.raises(UndefinedError, match="terms"):
        page("glossary.md")
