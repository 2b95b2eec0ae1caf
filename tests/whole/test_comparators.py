"""A council is set beside one more group of areas by data alone: in figures, words, charts, lists."""

from __future__ import annotations

import csv
import io
import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_scripts.model.comparators import GROUP_STYLES
from build_scripts.pages.values import Page
from tests.making import folder_in, fragments, pages
from tests.mistakes import check, copy_tiny_portal, replaced

SVG = "{http://www.w3.org/2000/svg}"
TESTSHIRE, NORTHSHIRE, SOUTHSHIRE, WESTSHIRE = (f"E1000099{n}" for n in range(1, 5))
OLDSHIRE, NEWBOROUGH = "E10000995", "E06000996"
MEDIAN = "Median of metropolitan districts"
# In 2024 only two of them have a figure. The council itself is one of them.
DISTRICTS = (NORTHSHIRE, TESTSHIRE, SOUTHSHIRE, OLDSHIRE, NEWBOROUGH)


def group(
    areas: tuple[str, ...],
    group_id: str = "metropolitan-districts",
    name: str = "metropolitan districts",
) -> str:
    """A group as it stands in portal.yml."""
    return (
        f"    - id: {group_id}\n      name: {name}\n"
        "      means: councils of one large town each\n"
        f"      areas: [{', '.join(areas)}]\n"
    )


def with_groups(place: Path, *groups: str) -> Path:
    """A copy of the tiny portal that names groups."""
    datasets = copy_tiny_portal(place)
    model = "  neighbour_model: May 2025\n"
    replaced(datasets / "portal.yml", model, f"{model}  groups:\n{''.join(groups)}")
    return datasets


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny portal with a group more."""
    return with_groups(tmp_path_factory.mktemp("group"), group(DISTRICTS))


@pytest.fixture
def page(datasets: Path) -> Page:
    return pages(datasets)["dental-check"]


def text_of(html: str) -> str:
    """What a reader reads of a fragment."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def drawn(page: Page, size: int) -> ElementTree.Element:
    """The trend chart of a page: the wide one (0) or the narrow one (1)."""
    return ElementTree.fromstring(
        re.findall(r"<svg.*?</svg>", page.fragments["trend"], re.DOTALL)[size]
    )


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def rows(page: Page, chart: str) -> list[list[str]]:
    content = page.files[f"charts/dental-check/{chart}.csv"]
    return list(csv.reader(io.StringIO(content.decode("utf-8"))))


def test_the_group_is_everything_but_the_council_in_the_order_of_the_file(datasets: Path) -> None:
    shared = folder_in(datasets).shared
    assert shared is not None
    found = shared.edition.comparators[-1]
    assert [area.code for area in found.areas] == [NORTHSHIRE, SOUTHSHIRE, OLDSHIRE, NEWBOROUGH]
    assert [one.id for one in shared.edition.comparators] == [
        "region",
        "country",
        "neighbours",
        "metropolitan-districts",
    ]


def test_its_median_stands_last_in_the_headline_with_its_verdict(page: Page) -> None:
    beside = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page.fragments["headline"])
    assert [text_of(name) for name, _ in beside] == [
        "+ Better than the Test Midlands",
        "+ Better than Testland",
        "+ Better than the median of 3 statistical neighbours",
        "+ Better than the median of 3 metropolitan districts",
    ]
    assert text_of(beside[-1][1]) == "83% year ending 31 March 2025"


def test_sentences_tell_its_median_and_how_far_its_areas_lie_apart(page: Page) -> None:
    assert (
        '<p class="said" data-said="comparison">Testshire’s 88% is better than the Test Midlands '
        "(83%), Testland (82%), the median of 3 statistical neighbours (82%) and the median of 3 "
        "metropolitan districts (83%).</p>"
    ) in page.fragments["latest"]
    assert re.findall(r'data-said="([^"]+)"', page.fragments["stands"]) == [
        "rank",
        "neighbours",
        "metropolitan-districts",
    ]
    assert "The figures of the 3 metropolitan districts run from 82% to 84%." in text_of(
        page.fragments["stands"]
    )


def test_the_table_has_a_column_for_it_and_says_who_belongs_to_it(page: Page) -> None:
    table = page.fragments["figures"].partition("</table>")
    head = [text_of(cell) for cell in re.findall(r"<th scope=\"col\".*?</th>", table[0])]
    assert head == [
        "Year ending 31 March",
        "Testshire",
        "Test Midlands",
        "Testland",
        "Neighbours’ median",
        MEDIAN,
        "Counted / out of, Testshire",
    ]
    body = table[0].partition("<tbody>")[2]
    assert [re.findall(r"<td>(.*?)</td>", row)[4] for row in body.split("</tr>")[:-1]] == [
        "83 (of 3)",
        "–",
        "75 (of 3)",
        "70 (of 3)",
    ]
    note = text_of(table[2].partition("</p>")[0])
    assert note.startswith(
        "Neighbours are those of the national model of May 2025; Metropolitan districts are "
        "councils of one large town each; the number in brackets is how many of them have a figure."
    )


def test_the_trend_has_its_line_its_name_and_its_rows(page: Page) -> None:
    assert MEDIAN in texts(drawn(page, 0))
    assert "Metropolitan districts" in texts(drawn(page, 1))
    for size in (0, 1):
        dashes = [element.get("stroke-dasharray") for element in drawn(page, size).iter()]
        assert "8,2,2,2" in dashes
    assert [row for row in rows(page, "trend") if row[0] == MEDIAN] == [
        [MEDIAN, "2022", "70", "", "", ""],
        [MEDIAN, "2023", "75", "", "", ""],
        [MEDIAN, "2025", "83", "", "", ""],
    ]
    names = list(dict.fromkeys(row[0] for row in rows(page, "trend")))
    assert names[:6] == [
        "line",
        "Testshire",
        "Testland",
        "Test Midlands",
        "Neighbours’ median",
        MEDIAN,
    ]


def test_the_text_alternative_and_the_subtitle_of_the_trend_name_it(page: Page) -> None:
    described = drawn(page, 0)[1].text or ""
    assert f"{MEDIAN}: 70% in 2022, 83% in 2025; lowest 70% in 2022, highest 83% in 2025." in (
        described
    )
    caption = text_of(page.fragments["trend"].partition("</figcaption>")[0])
    assert f"Testshire, Testland, Test Midlands, Neighbours’ median and {MEDIAN}," in caption


def test_its_areas_are_drawn_and_listed_as_any_other(page: Page) -> None:
    """Only the statistical neighbours are shown one by one."""
    assert "Newborough" not in {row[0] for row in rows(page, "trend")}
    marked = re.findall(r"<tr[^>]*>.*?</tr>", page.fragments["all-councils"])
    assert "(neighbour)" in next(text_of(row) for row in marked if "Southshire" in row)


def test_lists_tell_its_median(datasets: Path, page: Page) -> None:
    assert page.summary.compared[-1] == f"{MEDIAN} 83%"
    for name in ("home/newest", "indicators/all", "commitments/healthy-children/all"):
        assert f"<br>{MEDIAN} 83%</td>" in fragments(datasets)[name]


def test_where_fewer_than_three_have_a_figure_there_is_no_median_and_the_page_says_so(
    datasets: Path,
) -> None:
    """Of the pass rates only Northshire and Southshire have any; Oldshire is no more."""
    page = pages(datasets)["exam-results"]
    assert len(page.summary.compared) == 3
    none = (
        '<p class="said" data-said="metropolitan-districts">No median of the metropolitan '
        "districts is given: 1 of the 3 has no published figure, and those left may not be "
        "typical.</p>"
    )
    assert page.fragments["stands"].count(none) == 1
    told = "".join(page.fragments[name] for name in ("headline", "latest", "stands", "trend"))
    assert "etropolitan" not in told.replace(none, "")
    assert "etropolitan" not in page.files["charts/exam-results/trend.csv"].decode()


def test_bars_of_the_latest_figures_have_one_for_the_group(tmp_path: Path) -> None:
    datasets = with_groups(tmp_path, group(DISTRICTS))
    path = datasets / "dental-check" / "dental-check.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.split(",")[2] in ("period", "2025")]
    path.write_text("".join(kept), encoding="utf-8")
    yaml = datasets / "dental-check" / "indicator.yml"
    replaced(yaml, "first_period: 2022", "first_period: 2025")
    replaced(yaml, "at_least: 60, at_most: 70", "at_least: 1, at_most: 70")
    replaced(yaml, "areas_at_least: 8", "areas_at_least: 1")
    page = pages(datasets)["dental-check"]
    assert rows(page, "latest")[-1] == [MEDIAN, "2025", "83"]
    assert f"{MEDIAN} 83%" in (drawn(page, 0)[1].text or "")


def test_two_groups_stand_side_by_side_with_looks_of_their_own(tmp_path: Path) -> None:
    shires = group((NORTHSHIRE, SOUTHSHIRE, WESTSHIRE), "shires", "counties {of} “shire” & <b>")
    page = pages(with_groups(tmp_path, group(DISTRICTS), shires))["dental-check"]
    assert re.findall(r'data-said="([^"]+)"', page.fragments["stands"]) == [
        "rank",
        "neighbours",
        "metropolitan-districts",
        "shires",
    ]
    told = "the median of 3 counties {of} “shire” &amp; &lt;b&gt; (82%)."
    assert told in page.fragments["latest"]
    assert "Median of counties {of} “shire” & <b>" in texts(drawn(page, 0))
    dashes = {element.get("stroke-dasharray") for element in drawn(page, 0).iter()}
    assert {"8,2,2,2", "3,2"} <= dashes


@pytest.mark.parametrize("size", [0, 1], ids=["wide", "narrow"])
def test_with_as_many_groups_as_there_may_be_no_two_names_touch(size: int, tmp_path: Path) -> None:
    areas = (NORTHSHIRE, SOUTHSHIRE, WESTSHIRE)
    named = [group(areas, f"group-of-{n}", f"group of {n}") for n in ("one", "two", "three")]
    assert len(named) == len(GROUP_STYLES)
    root = drawn(pages(with_groups(tmp_path, *named))["dental-check"], size)
    begun = [element for element in root.iter(f"{SVG}text") if "group of" in (element.text or "")]
    begun += [e for e in root.iter(f"{SVG}text") if (e.text or "").startswith("Group of")]
    places = sorted(
        float(re.findall(r"[-\d.]+", element.get("transform", ""))[1]) for element in begun
    )
    assert len(places) == 3
    assert all(lower - upper >= 13 for upper, lower in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (
            [group((NORTHSHIRE, "E10000999", SOUTHSHIRE))],
            ("comparators.groups[0].areas[1]", "E10000999", "a code in _shared/areas.csv"),
        ),
        (
            [group(DISTRICTS), group((NORTHSHIRE, SOUTHSHIRE, "E10000999"), "shires")],
            ("comparators.groups[1].areas[2]", "E10000999", "a code in _shared/areas.csv"),
        ),
        (
            [group(DISTRICTS, f"group-{n}") for n in "abcd"],
            ("comparators.groups", "4 groups", "at most 3: more lines could not be told apart"),
        ),
        (
            [group(DISTRICTS), group(DISTRICTS)],
            (
                "comparators.groups",
                "two groups with the id “metropolitan-districts”",
                "each id once",
            ),
        ),
        (
            [group(DISTRICTS, "region")],
            ("comparators.groups[0].id", "“region”", "another id than"),
        ),
        (
            [group(DISTRICTS, "rank")],
            ("comparators.groups[0].id", "“rank”", "another id than"),
        ),
        (
            [group(DISTRICTS, name="districts with a rather long name")],
            ("comparators.groups[0].name", "33 characters", "at most 30 characters"),
        ),
        (
            [group((NORTHSHIRE, SOUTHSHIRE, NORTHSHIRE))],
            ("comparators.groups[0].areas", f"“{NORTHSHIRE}” twice in a group", "each area once"),
        ),
    ],
    ids=[
        "unknown",
        "unknown in the second",
        "too many",
        "same id",
        "taken",
        "said",
        "too long",
        "twice",
    ],
)
def test_a_group_that_cannot_be_is_refused_in_words(
    groups: list[str], said: tuple[str, ...], tmp_path: Path
) -> None:
    result = check(with_groups(tmp_path, *groups))
    assert result.exit_code == 1
    assert "portal.yml" in result.output
    for words in said:
        assert words in " ".join(result.output.split())
