"""Every number a reader of the site sees is in the rows: an independent reading of every page.

`tests/oracle` works out from the datasets, with none of the portal's judgement, what each text may
say. A number in a text that nothing accounts for fails, with what would have been allowed. The same
is asked of a site of the same datasets that is set beside one more group of areas.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

from tests.builds import built
from tests.oracle import drawn, gathered, lists, pages, sentences
from tests.oracle.facts import Facts
from tests.oracle.files import Area, Dataset, Shared, rows_at
from tests.oracle.gathered import Text, article, listed
from tests.oracle.reading import Reading, one_of
from tests.places import DATASETS

pytestmark = pytest.mark.slow

# How many complaints a failure shows: one mistake can be on every page.
SHOWN = 20


@dataclass(frozen=True)
class Published:
    """A finished site, and the datasets it was built from."""

    folder: Path
    datasets: Path


def with_group(place: Path) -> Path:
    """A copy of the datasets whose council is also set beside the metropolitan districts."""
    datasets = Path(shutil.copytree(DATASETS, place / "datasets"))
    codes = [row["area_code"] for row in rows_at(datasets / "_shared" / "areas.csv")]
    group = {
        "id": "metropolitan-districts",
        "name": "metropolitan districts",
        "means": "the councils of the metropolitan counties",
        "areas": [code for code in codes if code.startswith("E08")],
    }
    settings = datasets / "portal.yml"
    text = settings.read_text(encoding="utf-8")
    added = f"\ncomparators:\n  groups: {json.dumps([group])}\n"
    settings.write_text(text.replace("\ncomparators:\n", added, 1), encoding="utf-8")
    return datasets


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("as it is", marks=pytest.mark.xdist_group("site")),
        pytest.param("grouped", marks=[pytest.mark.long, pytest.mark.xdist_group("grouped site")]),
    ],
)
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Published:
    """The site of the real datasets; then that of a council with one more comparator."""
    if request.param == "as it is":
        return Published(request.getfixturevalue("site").folder, DATASETS)
    place = tmp_path_factory.mktemp("group")
    datasets = with_group(place)
    return Published(built(place / "site", datasets), datasets)


@pytest.fixture(scope="module")
def shared(published: Published) -> Shared:
    """The shared files, read again."""
    return Shared(published.datasets)


@pytest.fixture(scope="module")
def facts(published: Published, shared: Shared) -> dict[str, Facts]:
    """What the rows of each indicator say, by its id."""
    paths = sorted(published.datasets.glob("*/indicator.yml"))
    return {path.parent.name: Facts(shared, Dataset(shared, path)) for path in paths}


@pytest.fixture(scope="module")
def folder(published: Published) -> Path:
    """The folder of the finished site."""
    return published.folder


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
        if block != (1 + len(one.comparators) if one.data.rows else 0):
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
    addresses = {path.name for path in (folder / "areas").iterdir() if path.is_dir()}
    assert {area.code for area in present} == addresses
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
    found = lists.tally(facts)
    tally = [pages.plain(item) for item in re.findall(r"<li><strong>.*?</li>", html, re.S)]
    assert sorted(tally) == sorted(f"{count} {said}" for said, count in found.items())
    levels = Counter(one.data.words["availability"]["level"] for one in facts.values())
    reading = Reading(pages.plain(html[html.index('id="about-these-figures"') :]))
    own = (str(len(facts)), str(levels["full"]))
    reading.expect(r"Of the (\d+) indicators, (\d+) are shown by the council’s own", own)
    reading.expect(r"(\d+) by that measure for part", (str(levels["part"]),))
    reading.expect(r"(\d+) by another measure close to it", (str(levels["near"]),))
    reading.expect(r"For (\d+) there are no national figures", (str(levels["none"]),))
    nothing(reading.complaints())
    assert f"the {len(facts)} measures" in html
    areas = shared.areas.values()
    councils = sum(area.exists and area.level == "local_authority" for area in areas)
    assert f"each of the {councils} councils" in article(folder, "areas")


def test_one_model_of_neighbours_is_named_throughout(folder: Path, shared: Shared) -> None:
    named, models = set(), rf"model of ({one_of(shared.models)})"
    for path in folder.rglob("index.html"):
        named |= set(re.findall(models, path.read_text(encoding="utf-8")))
    assert named == {shared.model}


def test_every_comparator_of_the_portal_is_beside_some_figure(
    shared: Shared, facts: dict[str, Facts]
) -> None:
    """What the rows have of a comparator is asked for above; here, that they have something."""
    found = {point.of.id for one in facts.values() for point in one.comparators}
    assert found == {comparator.id for comparator in shared.comparators}


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
    "has changed by": "has risen by",
    "shows no steady rise or fall": "has risen by more than chance explains",
    "getting better": "getting worse",
    "top quarter": "second quarter",
    "bottom quarter": "third quarter",
    "joint ": "",
}


def slips(text: str, country: str) -> Iterator[str]:
    """A text with one digit changed, for each digit; then with one word changed."""
    for digit in re.finditer(r"\d", text):
        changed = str((int(digit[0]) + 1) % 10)
        yield text[: digit.start()] + changed + text[digit.end() :]
    for word, slip in (*SLIPS.items(), (country, "Atlantis")):
        if word in text:
            yield text.replace(word, slip, 1)


def test_a_changed_digit_or_verdict_would_be_noticed_in_every_kind_of_text(
    folder: Path, facts: dict[str, Facts]
) -> None:
    """The reading above would be worth nothing if it let a wrong number pass."""
    missed, tried, expected = [], Counter[str](), {"headline block"}
    for one in facts.values():
        for kind, text, judge in [
            *gathered.texts_of_page(folder, one),
            *gathered.tables_of_page(folder, one)[:3],
        ]:
            # Every sentence of every page; of longer texts, those of a few pages.
            if kind not in sentences.kinds(one) and tried[kind] > 400:
                continue
            for slip in slips(text, one.shared.country.name):
                tried[kind] += 1
                if not judge(slip):
                    missed.append(f"{one.id}, {kind}: {slip}")
        expected |= {kind for kind, (wanted, _) in sentences.kinds(one).items() if wanted(one)}
        expected |= {f"{chart} alternative" for chart in drawn.kinds(one)}
    nothing(missed)
    assert expected <= set(tried)


def test_a_sentence_that_is_missing_or_has_no_ground_would_be_noticed(
    facts: dict[str, Facts],
) -> None:
    for one in facts.values():
        kinds = sentences.kinds(one)
        needed = [kind for kind, (wanted, _) in kinds.items() if wanted(one)]
        assert sentences.missing(needed[1:], one) == needed[:1]
        for kind in set(kinds) - set(needed):
            assert sentences.complaints(kind, "It is more.", one) != []


def test_a_target_would_be_read_too(published: Published, facts: dict[str, Facts]) -> None:
    """Where no indicator has a target, the sentence must not be the first that nobody checks."""
    found = next(f for f in facts.values() if f.council and f.main.polarity != "neutral")
    path = published.datasets / found.id / "indicator.yml"
    way = 1 if found.main.polarity == "high" else -1
    for off, said in ((0, "It is met."), (5 * way, "It is not met.")):
        one = Facts(found.shared, Dataset(found.shared, path))
        assert one.council is not None
        aim = one.main.seen(one.council.value) + off
        one.data.words["targets"] = [{"value": str(float(aim)), "set_by": "Plan for 2030"}]
        text = f"The target is {one.main.with_unit(Fraction(aim))} (Plan for 2030). {said}"
        assert sentences.complaints("target", text, one) == []
        country = one.shared.country.name
        assert all(sentences.complaints("target", slip, one) for slip in slips(text, country))
        other = text.replace("not met", "met") if off else text.replace("met", "not met")
        assert sentences.complaints("target", other, one) != []
