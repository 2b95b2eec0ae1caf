"""Any text that staff can type appears on a page as exactly that text, and never as markup."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped]  # a dependency of MkDocs, without types
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from selectolax.lexbor import LexborHTMLParser

from build_scripts.pages.templating import (
    Raw,
    fragment,
    front_matter,
    markdown_paragraphs,
    markdown_templates,
    markdown_text,
    page,
    placeholder,
)
from build_scripts.site.finish import PLACEHOLDER
from build_scripts.store.paths import TEMPLATES
from tests.places import REPOSITORY, ROOT, SITE_SRC

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
    settings = yaml.safe_load(REPOSITORY.mkdocs_file.read_text(encoding="utf-8"))
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


def filled(template: str, **values: object) -> str:
    """A page made from a template given as text."""
    return markdown_templates().from_string(template).render(**values)


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


# Every character that Markdown, an extension of ours or HTML acts on, and some that look it.
ACTIVE = "\\`*_{}[]<>#|!~^=+:$@&\"'()-.1/%;?"


@pytest.mark.parametrize(
    "written",
    [
        "{{ value }}",
        "{{ value ~ '' }}",
        "{{ value | trim }}",
        "{{ [value, value] | join(' ') }}",
        "{{ value if value else '' }}",
        "{% set other = value %}{{ other }}",
        "{% for one in [value] %}{{ one }}{% endfor %}",
        "{% if value %}{{ value }}{% endif %}",
        "{{ {'key': value}.key }}",
        "{{ value ~ ('<b>' | raw) }}",
    ],
)
@pytest.mark.parametrize("value", [ACTIVE, *NASTY])
def test_what_a_template_writes_is_text_without_its_asking(written: str, value: str) -> None:
    seen = Seen(converted(f"# {filled(written, value=value)}"))
    assert seen.elements == ["h1"]
    assert words(value) in words(seen.text)


def test_a_number_or_a_date_comes_out_as_it_is() -> None:
    assert filled("{{ 1803 }} {{ day }}", day=date(2026, 11, 21)) == "1803 2026-11-21"


def test_what_a_template_says_itself_is_markdown() -> None:
    assert filled("**{{ value }}** {: .lead }", value="*") == "**&#42;** {: .lead }"


def test_only_raw_gets_past_and_what_is_made_of_it_does_not() -> None:
    written = "{{ value | raw }} {{ marked }} {{ marked | text }} {{ marked.lower() }}"
    made = filled(written, value="*a*", marked=Raw("<B>"))
    assert made == "*a* <B> &#60;B&#62; &#60;b&#62;"


@pytest.mark.parametrize("name", ["text", "paragraphs", "front"])
def test_what_a_filter_has_escaped_is_not_escaped_again(name: str) -> None:
    escape = {"text": markdown_text, "paragraphs": markdown_paragraphs, "front": front_matter}
    assert filled("{{ value | " + name + " }}", value=ACTIVE) == escape[name](ACTIVE)


def test_every_use_of_raw_is_known() -> None:
    """A new one belongs here only if nothing that staff type can act where it stands."""
    pages = [*TEMPLATES.glob("*.md"), *SITE_SRC.rglob("*.md")]
    found = {
        (path.name, tag.partition("| raw")[0].strip())
        for path in pages
        for tag in re.findall(r"(?s){[{%](.*?)[%}]}", path.read_text(encoding="utf-8"))
        if re.search(r"\|\s*raw\b", tag)
    }
    assert found == {
        ("columns.md", "column.name"),  # in a code span
        ("help.md", 'case.why | replace("\\n", " { data-search-exclude }\\n", 1)'),  # our own words
        ("help.md", "case.expected"),  # in a block of code
        ("indicator.md", "quality_words"),  # our own words
        ("indicator.md", "source.address"),  # was checked to be an address, as the next three
        ("indicator.md", "indicator.confidentiality.permission"),
        ("indicator.md", "licences[source.licence].address"),
        ("indicator.md", "contact.email"),
        ("indicator.md", "subject"),  # percent-encoded
    }


def test_every_value_marked_raw_in_the_code_is_known() -> None:
    found = sorted(
        (path.name, value)
        for path in (ROOT / "build_scripts").rglob("*.py")
        for value in re.findall(r"\bRaw\(([^)]*)\)", path.read_text(encoding="utf-8"))
        if path.name != "templating.py"
    )
    assert found == [
        ("reference.py", "licence.address"),
        ("reference.py", "portal.address"),
        ("reference.py", "portal.contact.email"),
        ("reference.py", "portal.repository"),
    ]


def test_no_text_can_pass_for_a_placeholder_of_ours() -> None:
    def placeholders(html: str) -> int:
        return len(LexborHTMLParser(html).css(PLACEHOLDER))

    pretended = placeholder("x/chart")
    assert placeholders(pretended) == 1
    assert placeholders(converted(markdown_text(pretended))) == 0
    rest = dict.fromkeys(("kind", "subtitle", "note", "source"), pretended)
    drawn = fragment("chart.html", title=pretended, svgs=["", ""], files=[], explore=None, **rest)
    assert placeholders(drawn) == 0


def test_a_template_with_a_value_missing_stops_the_build() -> None:
    with pytest.raises(UndefinedError, match="terms"):
        page("glossary.md")
