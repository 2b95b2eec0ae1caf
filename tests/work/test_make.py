"""One examination of an indicator serves the sites of two councils."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from build_scripts.model.edition import Edition, edition_of
from build_scripts.pages.values import Page
from build_scripts.reading.folder import read_folder
from build_scripts.reading.shared import read_shared
from build_scripts.work.make import Examined, examine, make, present
from build_scripts.work.task import Task
from tests import tiny
from tests.designs import DESIGNS
from tests.making import pages
from tests.mistakes import BROKEN, TINY_PORTAL, lay_over

DENTAL = "dental-check"
NORTHSHIRE = "E10000992"
# Westshire is nobody's neighbour here, and Newborough is.
NEIGHBOURS = ("E10000993", "E10000991", "E06000996")
RELATED = (("club-visits", "Children in care who go to a club"),)


def northshire() -> Edition:
    """The site of another council of the tiny portal."""
    portal, reference = tiny.edition().portal, tiny.reference()
    council = portal.council.model_copy(
        update={"name": "Northshire City", "area_name": "the North", "area_code": NORTHSHIRE}
    )
    model = portal.comparators.neighbour_model
    neighbours = dict(reference.neighbours)
    neighbours[model] = {**neighbours[model], NORTHSHIRE: NEIGHBOURS}
    return edition_of(
        portal.model_copy(update={"council": council}),
        replace(reference, neighbours=neighbours),
    )


@cache
def examined() -> Examined:
    """What holds for every council: worked out once for all tests, and so for both sites."""
    return examine(TINY_PORTAL, DENTAL, tiny.folder().read[DENTAL], tiny.reference())


@cache
def page_of(edition_name: str) -> Page:
    edition = tiny.edition() if edition_name == "Testshire" else northshire()
    return present(examined(), edition, RELATED, DESIGNS)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def trend_rows(page: Page) -> list[list[str]]:
    content = page.files[f"charts/{DENTAL}/trend.csv"].decode()
    return list(csv.reader(io.StringIO(content)))


def test_the_first_councils_page_is_what_it_is_by_itself_though_another_was_made_before() -> None:
    page_of("Northshire")
    related = tuple((i, tiny.indicator(i).title) for i in tiny.indicator(DENTAL).related)
    page = present(examined(), tiny.edition(), related, DESIGNS)
    assert page == pages(TINY_PORTAL)[DENTAL]
    task = Task(TINY_PORTAL, DENTAL, tiny.folder().read[DENTAL], tiny.edition(), related, DESIGNS)
    assert make(task).page == page


def test_the_second_councils_page_tells_its_own_figure_and_calls_it_by_its_own_name() -> None:
    page = page_of("Northshire")
    told = text_of(page.fragments["latest"])
    assert told.startswith("In the North the figure was 83% in the year ending 31 March 2025.")
    assert "That is up from 81% in the year ending 31 March 2024" in told
    assert (
        "The North’s 83% is similar to the Test Midlands (83%), Testland (82%) and the median of 3 "
        "statistical neighbours (84%)."
    ) in told
    assert "Testshire" not in told
    assert (
        "<strong>The North rose from 73% in 2022 to 83% in 2025</strong>" in page.fragments["trend"]
    )
    assert text_of(page.fragments["headline"]).startswith(
        "83% the North, year ending 31 March 2025"
    )
    assert text_of(page.fragments["worked"]).startswith("412 out of 498 children in care")


def test_the_second_council_has_its_own_place_neighbours_and_range() -> None:
    stands = text_of(page_of("Northshire").fragments["stands"])
    assert "The North is 2nd of 4 councils (1st is best)." in stands
    assert "The figures of the 3 neighbours (national model of May 2025) run from 82% to 88%." in (
        stands
    )
    league = re.findall(r"<tr[^>]*>.*?</tr>", page_of("Northshire").fragments["all-councils"])
    marks = {
        name: mark
        for row in map(text_of, league)
        for name, mark in re.findall(r"^(?:\d+ )?(\w+) \(([\w ]+)\)", row)
    }
    assert marks == {
        "Testshire": "neighbour",
        "Northshire": "this council",
        "Southshire": "neighbour",
    }


def test_the_charts_of_each_are_drawn_from_its_own_side() -> None:
    lines = {
        name: list(dict.fromkeys(row[0] for row in trend_rows(page_of(name))[1:]))
        for name in ("Testshire", "Northshire")
    }
    assert lines == {
        "Testshire": [
            "Testshire",
            "Testland",
            "Test Midlands",
            "Neighbours’ median",
            "Northshire",
            "Southshire",
            "Westshire",
        ],
        "Northshire": [
            "the North",
            "Testland",
            "Test Midlands",
            "Neighbours’ median",
            "Southshire",
            "Testshire",
            "Newborough",
        ],
    }
    ours = [row[2] for row in trend_rows(page_of("Northshire")) if row[0] == "the North"]
    assert ours == ["73", "76", "81", "83"]
    assert f'data-council="{NORTHSHIRE}"' in page_of("Northshire").fragments["trend"]
    hollow = "A hollow point is a provisional figure."
    assert hollow not in page_of("Northshire").fragments["trend"]
    assert hollow in page_of("Testshire").fragments["trend"]


def test_the_tables_of_each_have_its_own_columns() -> None:
    heads = {
        name: re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page_of(name).fragments["figures"])
        for name in ("Testshire", "Northshire")
    }
    assert heads["Testshire"][1] == "Testshire"
    assert heads["Northshire"][:5] == [
        "Year ending 31 March",
        "the North",
        "Test Midlands",
        "Testland",
        "Neighbours’ median",
    ]


def test_what_holds_for_every_council_is_the_same_on_both_sites() -> None:
    first, second = page_of("Testshire"), page_of("Northshire")
    assert first.areas == second.areas
    assert examined().csv is not None
    checksum = hashlib.sha256(examined().csv or b"").hexdigest()
    assert checksum in first.markdown and checksum in second.markdown


def test_lists_tell_each_councils_own_figure() -> None:
    first, second = page_of("Testshire").summary, page_of("Northshire").summary
    assert (first.value.text, second.value.text) == ("88%", "83%")
    assert first.verdict is not None and second.verdict is not None
    assert (first.verdict.kind, second.verdict.kind) == ("better", "similar")
    assert second.compared[-1] == "Neighbours’ median 84%"


def test_an_examination_that_found_a_mistake_has_nothing_to_present() -> None:
    wrong = examine(TINY_PORTAL, "exam-results", tiny.folder().read[DENTAL], tiny.reference())
    assert wrong.checked.problems
    assert (wrong.figures, wrong.csv) == (None, None)


def test_what_is_wrong_with_the_councils_own_rows_stops_its_page_and_nobody_elses(
    tiny_portal: Path,
) -> None:
    lay_over(BROKEN / "own-row-missing", tiny_portal)
    folder = read_folder(tiny_portal, read_shared)
    assert folder.shared is not None
    name = next(path.name for path in (BROKEN / "own-row-missing" / "datasets").iterdir())
    made = make(Task(tiny_portal, name, folder.read[name], folder.shared.edition, (), DESIGNS))
    assert {problem.code for problem in made.problems} == {"own-row-missing"}
    assert (made.page, made.csv) == (None, None)
    assert examine(tiny_portal, name, folder.read[name], tiny.reference()).checked.problems == ()
