"""The chart a reader may explore: what it shows and says is what stands in the CSV."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256

import pytest
from playwright.sync_api import Browser, expect

from build_scripts.charts import explorer as interactive
from build_scripts.charts.styles import Spec
from build_scripts.words.numbers import with_unit
from tests.browsing import Site, opened
from tests.builds import ROOT
from tests.examples import others
from tests.exploring import (
    FULL,
    add,
    asked,
    chart,
    drawn_lines,
    exploring,
    lines_of,
    meanings,
    published,
    said,
    seen,
)
from tests.tiny import folder

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.mark.parametrize("kind", ["suppressed years", "new series"])
def test_lines_are_cut_at_gaps_and_breaks_and_never_drawn_as_zero(
    browser: Browser, site: Site, kind: str
) -> None:
    with exploring(browser, site, kind) as (page, noted):
        breaks = asked(page, "breaks").split(",")
        shown = [asked(page, who) for who in ("council", "region", "country")]
        expect(drawn_lines(page)).to_have_count(lines_of(site, page, shown))
        expect(page.locator(".explore .breaks_marks line")).to_have_count(
            len([period for period in breaks if period])
        )
        assert noted.complaints == []


@pytest.mark.parametrize("kind", [FULL, "suppressed years"])
def test_arrow_keys_read_every_figure_that_stands_in_the_csv(
    browser: Browser, site: Site, kind: str
) -> None:
    with exploring(browser, site, kind) as (page, _):
        rows = published(site, page, asked(page, "council"))
        chart(page).press("Home")
        for row in rows:
            lead = f"{row['area_name']}, {row['period']}: "
            expect(said(page)).to_contain_text(lead)
            text = said(page).inner_text().removeprefix(lead)
            if row["value"]:
                shown = text.partition("%")[0]
                decimals = int(asked(page, "decimals"))
                assert Decimal(shown) == round(Decimal(row["value"]), decimals)
            else:
                assert text == f"no figure, {meanings(page)[row['status']]}"
            assert seen(page).inner_text() == said(page).inner_text()
            chart(page).press("ArrowRight")
        chart(page).press("ArrowDown")
        region = published(site, page, asked(page, "region"))[-1]
        expect(said(page)).to_contain_text(f"{region['area_name']}, {region['period']}: ")
        chart(page).press("ArrowUp")
        expect(said(page)).to_contain_text(rows[-1]["area_name"])
        expect(page.locator(".explore .ring_marks path")).to_have_count(1)


def test_what_is_said_of_an_added_council_is_its_newest_figure(
    browser: Browser, site: Site
) -> None:
    with exploring(browser, site) as (page, _):
        council = others()[0]
        add(page, council.name)
        newest = published(site, page, council.code)[-1]
        expected = f"{council.name} added: {newest['value']}% in {newest['period']}"
        expect(said(page)).to_contain_text(expected)
        expect(seen(page)).to_contain_text(expected)


def test_a_pointer_reads_the_nearest_figure_without_a_word_aloud(
    browser: Browser, site: Site
) -> None:
    with exploring(browser, site) as (page, noted):
        before = said(page).inner_text()
        page.locator(".explore .dots_marks path").last.hover(force=True)
        newest = published(site, page, asked(page, "council"))[-1]
        expect(seen(page)).to_contain_text(f"{newest['area_name']}, {newest['period']}: ")
        assert said(page).inner_text() == before
        assert noted.complaints == []


def test_the_script_writes_numbers_as_the_build_does(browser: Browser, site: Site) -> None:
    values = ["0", "-0.04", "1", "0.96", "0.05", "0.15", "2.675", "-16.25", "1234.5", "1234567"]
    measure = folder().indicators["dental-check"].headline
    with opened(browser, site.address) as (page, _):
        for unit, words in (("percent", "per cent"), ("count", "children"), ("points", "points")):
            for decimals in (0, 1, 2):
                kind = measure.model_copy(
                    update={"unit": unit, "unit_words": words, "decimals": decimals}
                )
                written = page.evaluate(
                    "async ([asked, values]) => {"
                    " const { inWords } = await import('/assets/explore/figures.js');"
                    " return values.map(value => inWords(asked)({ value, status: '' })); }",
                    [{"unit": unit, "unitWords": words, "decimals": str(decimals)}, values],
                )
                assert written == [with_unit(Decimal(value), kind) for value in values]


def test_the_script_reads_a_csv_with_quotes_and_areas_of_one_name(
    browser: Browser, site: Site
) -> None:
    head = "measure,area_code,area_name,area_level,period,period_end,breakdown_topic,value,status"
    rows = [
        'a,E1,"King\'s ""Own"", Upon",local_authority,2020,2020-12-31,Total,5,',
        "a,E2,Dorset,local_authority,2019,2019-12-31,Total,1.5,p",
        "a,E3,Dorset,local_authority,2020,2020-12-31,Total,,c",
        "a,E3,Dorset,local_authority,2020,2020-12-31,Sex,7,",
        "ab,E3,Dorset,local_authority,2021,2021-12-31,Total,8,",
    ]
    with opened(browser, site.address) as (page, _):
        found = page.evaluate(
            "async text => { const { readCsv } = await import('/assets/explore/figures.js');"
            " const { areas, periods } = readCsv(text, 'a');"
            " return [periods, [...areas.values()].map(a => [a.name, [...a.figures.values()]])]; }",
            "\n".join([head, *rows, ""]),
        )
    assert found == [
        ["2019", "2020"],
        [
            ['King\'s "Own", Upon', [{"value": "5", "status": ""}]],
            ["Dorset (2019 to 2019)", [{"value": "1.5", "status": "p"}]],
            ["Dorset (2020 to 2020)", [{"value": "", "status": "c"}]],
        ],
    ]


def test_the_made_files_are_the_same_in_every_process_and_carry_no_data() -> None:
    made = interactive.files()
    there = (
        "import hashlib; from build_scripts.charts.explorer import files;"
        "print({n: hashlib.sha256(b).hexdigest() for n, b in files().items()})"
    )
    run = subprocess.run(
        [sys.executable, "-c", there], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == str({n: sha256(b).hexdigest() for n, b in made.items()})
    spec: Spec = json.loads(made["assets/explore/trend.vg.json"])
    assert b"http" not in made["assets/explore/trend.vg.json"]
    assert all("values" not in rows and "url" not in rows for rows in spec["data"])  # type: ignore[attr-defined]
    library = made["assets/explore/chart-library.js"]
    assert b"Copyright" in library[:1000]
    assert len(library) < 700_000, "it carries more than Vega and the interpreter"
