"""Every number a reader of the site sees is in the rows: an independent reading of every page.

`tests/oracle` works out from the datasets, with none of the portal's judgement, what each text may
say. A number in a text that nothing accounts for fails, with what would have been allowed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import examples
from tests.browsing import Site
from tests.oracle import drawn, gathered, lists, pages, sentences
from tests.oracle.facts import Facts
from tests.oracle.files import Area, Shared
from tests.oracle.gathered import Text, article, listed
from tests.oracle.reading import Reading

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

# How many complaints a failure shows: one mistake can be on every page.
SHOWN = 20


@pytest.fixture(scope="module")
def shared() -> Shared:
    """The shared files, read again."""
    return examples.shared()


@pytest.fixture(scope="module")
def facts() -> dict[str, Facts]:
    """What the rows of each indicator say, by its id."""
    return examples.facts()


@pytest.fixture(scope="module")
def folder(site: Site) -> Path:
    """The finished site of the real datasets."""
    return site.folder


def wrong(where: str, texts: Iterable[Text]) -> list[str]:
    return [f"{where}, {what}: {c}" for what, text, judge in texts for c in judge(text)]


def nothing(complaints: list[str]) -> None:
    """Fail with the first complaints in full, each with its page, its text and what is allowed."""
    if complaints:
        pytest.fail("\n\n".join([f"{len(complaints)} wrong", *complaints[:SHOWN]]), pytrace=False)


def test_every_sentence_and_every_word_of_a_chart_is_in_the_rows(
    folder: Path, facts: dict[str, Facts]
) -> None:
    complaints = []
    for one in facts.values():
        complaints += wrong(one.id, gathered.texts_of_page(folder, one))
    nothing(complaints)


def test_every_page_has_the_sentences_and_charts_that_its_rows_allow(
    folder: Path, facts: dict[str, Facts]
) -> None:
    assert {path.parent.name for path in folder.glob("indicators/*/*.html")} == set(facts)
    complaints = []
    for one in facts.values():
        html = article(folder, f"indicators/{one.id}")
        kinds = [kind for kind, _ in pages.said(html)]
        complaints += [f"{one.id}: no {kind}" for kind in sentences.missing(kinds, one)]
        charts = [chart.kind for chart in pages.charts(html)]
        if charts != drawn.kinds(one):
            complaints.append(f"{one.id}: charts {charts}, not {drawn.kinds(one)}")
        block = len(pages.headline(html))
        if block != (1 + len(one.comparators) if one.rows else 0):
            complaints.append(f"{one.id}: {block} lines at the head of the page")
        for chart in pages.charts(html):
            # The same words whatever the size of the drawing.
            if len(set(chart.alternatives)) != 1 or chart.alternatives[0][0] != chart.title:
                complaints.append(f"{one.id}: {chart.kind} has {chart.alternatives}")
    nothing(complaints)


def test_every_cell_of_every_table_is_in_the_rows(folder: Path, facts: dict[str, Facts]) -> None:
    complaints = []
    for one in facts.values():
        complaints += wrong(one.id, gathered.tables_of_page(folder, one))
    nothing(complaints)


def test_every_row_of_a_chart_for_download_is_in_the_rows(
    folder: Path, facts: dict[str, Facts]
) -> None:
    complaints, files = [], set()
    for one in facts.values():
        for chart, split in gathered.drawn(folder, one):
            text = (folder / chart.rows).read_text(encoding="utf-8")
            files.add(folder / chart.rows)
            found = list(csv.reader(io.StringIO(text)))[1:]
            wanted = lists.chart_rows(one, chart.kind, split)
            pairs = gathered.rows_of(
                chart.rows, list(map(gathered.exact, found)), list(map(gathered.exact, wanted))
            )
            complaints += wrong(one.id, pairs)
    nothing(complaints)
    assert files == set((folder / "charts").rglob("*.csv"))


def test_every_cell_of_every_area_page_is_in_the_rows(
    folder: Path, shared: Shared, facts: dict[str, Facts]
) -> None:
    def row(area: Area, indicator: str) -> list[str]:
        return lists.area_row(facts[indicator], area)

    present = [area for area in shared.areas.values() if area.exists]
    assert {area.code for area in present} == {p.name for p in (folder / "areas").glob("E*")}
    complaints = []
    for area in present:
        texts = gathered.cells_of(folder, f"areas/{area.code}", partial(row, area))
        assert len(texts) == len(facts)
        complaints += wrong(area.name, texts)
    nothing(complaints)


def test_every_cell_of_every_list_is_in_the_rows(folder: Path, facts: dict[str, Facts]) -> None:
    nothing(wrong("lists", gathered.texts_of_lists(folder, facts)))
    changed = [one for one in facts.values() if one.council]
    assert sorted(listed(folder, "changes")) == [one.id for one in changed]
    assert sorted(listed(folder, "indicators")) == sorted(facts)


def test_what_cannot_be_said_names_the_right_periods_and_counts(
    folder: Path, facts: dict[str, Facts]
) -> None:
    complaints = []
    for row in pages.rows(article(folder, "unsaid")):
        i, (_, what, why) = pages.linked(row), pages.cells(row)
        complaints += [f"{i}: {c}" for c in lists.unsaid(facts[i], what.text, why.text)]
    nothing(complaints)
    counts = Counter(listed(folder, "unsaid"))
    assert counts == Counter({i: n for i, one in facts.items() if (n := lists.unsaid_rows(one))})


def test_lists_sort_by_the_numbers_they_show(
    folder: Path, shared: Shared, facts: dict[str, Facts]
) -> None:
    for address, area in (
        ("indicators", shared.council),
        (f"areas/{shared.country.code}", shared.country),
    ):
        for row in pages.rows(article(folder, address)):
            cells, now = pages.cells(row), facts[pages.linked(row)].latest(area)
            sorts = [float(cell.sort) for cell in cells if cell.sort][:2]
            assert sorts == ([float(now.value), now.period.end.toordinal()] if now else []), row
    ends = [facts[i].latest(shared.council) for i in listed(folder, "changes")]
    days = [now.period.end for now in ends if now]
    assert days == sorted(days, reverse=True)


def test_the_home_page_counts_indicators_and_verdicts(
    folder: Path, shared: Shared, facts: dict[str, Facts]
) -> None:
    html = article(folder, "")
    found = Counter(
        lists.judged(point.verdict, point.name)
        for one in facts.values()
        for point in one.comparators
        if point.who == "country" and point.verdict
    )
    tally = [pages.plain(item) for item in re.findall(r"<li><strong>.*?</li>", html, re.S)]
    assert sorted(tally) == sorted(f"{count} {said}" for said, count in found.items())
    levels = Counter(one.words["availability"]["level"] for one in facts.values())
    reading = Reading(pages.plain(html[html.index('id="about-these-figures"') :]))
    reading.expect(r"(\d+) of the (\d+) indicators have", (str(levels["full"]), str(len(facts))))
    reading.expect(r"(\d+) have figures that come near", (str(levels["near"]),))
    reading.expect(r"(\d+) have none", (str(levels["none"]),))
    nothing(reading.complaints())
    assert f"the {len(facts)} measures" in html
    areas = shared.areas.values()
    councils = sum(area.exists and area.level == "local_authority" for area in areas)
    assert f"each of the {councils} councils" in article(folder, "areas")


def test_one_model_of_neighbours_is_named_throughout(folder: Path, shared: Shared) -> None:
    named = Counter[str]()
    for path in folder.rglob("index.html"):
        named.update(re.findall(r"model of ([A-Z][a-z]+ \d{4})", path.read_text(encoding="utf-8")))
    assert set(named) == {shared.model}


# Words that carry a finding without a number, and what a slip would make of them.
SLIPS = {
    "better than": "worse than",
    "worse than": "similar to",
    "similar to": "better than",
    "higher than": "lower than",
    "lower than": "higher than",
    "up from": "down from",
    "down from": "up from",
    "risen": "fallen",
    "fallen": "risen",
    "no change that": "risen",
    "getting better": "getting worse",
    "first quarter": "second quarter",
    "last quarter": "third quarter",
    "joint ": "",
    "England": "Wales",
}


def slips(text: str) -> Iterator[str]:
    """A text with one digit changed, for each digit; then with one word changed."""
    for digit in re.finditer(r"\d", text):
        changed = str((int(digit[0]) + 1) % 10)
        yield text[: digit.start()] + changed + text[digit.end() :]
    for word, slip in SLIPS.items():
        if word in text:
            yield text.replace(word, slip, 1)


def test_a_changed_digit_or_verdict_would_be_noticed_in_every_kind_of_text(
    folder: Path, facts: dict[str, Facts]
) -> None:
    """The reading above would be worth nothing if it let a wrong number pass."""
    missed, tried = [], Counter[str]()
    for one in facts.values():
        for kind, text, judge in [
            *gathered.texts_of_page(folder, one),
            *gathered.tables_of_page(folder, one)[:3],
        ]:
            # Every sentence of every page; of longer texts, those of a few pages.
            if kind not in sentences.KINDS and tried[kind] > 400:
                continue
            for slip in slips(text):
                tried[kind] += 1
                if not judge(slip):
                    missed.append(f"{one.id}, {kind}: {slip}")
    nothing(missed)
    seen = set(tried)
    needed = {k for k, (wanted, _) in sentences.KINDS.items() if any(map(wanted, facts.values()))}
    assert seen >= needed
    assert seen >= {"headline block", "trend alternative", "councils title", "groups alternative"}


def test_a_sentence_that_is_missing_or_has_no_ground_would_be_noticed(
    facts: dict[str, Facts],
) -> None:
    for one in facts.values():
        needed = [kind for kind, (wanted, _) in sentences.KINDS.items() if wanted(one)]
        assert sentences.missing(needed[1:], one) == needed[:1]
        for kind in set(sentences.KINDS) - set(needed):
            assert sentences.complaints(kind, "It is more.", one) != []


def test_a_target_would_be_read_too(shared: Shared) -> None:
    """No indicator has one yet; the sentence must not be the first that nobody checks."""
    one = Facts(shared, examples.DATASETS / examples.full().id / "indicator.yml")
    assert one.council is not None
    for above, said in ((0, "It is met."), (5, "It is not met.")):
        aim = one.council.value + above
        one.words["targets"] = [{"value": str(aim), "set_by": "Plan for 2030"}]
        text = f"The target is {one.headline.show(aim)}% (Plan for 2030). {said}"
        assert sentences.complaints("target", text, one) == []
        assert all(sentences.complaints("target", slip, one) for slip in slips(text))
        other = text.replace("not met", "met") if above else text.replace("met", "not met")
        assert sentences.complaints("target", other, one) != []
