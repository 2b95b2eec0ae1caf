"""The tables of an indicator's page: one for each measure, in the periods it is counted in."""

from __future__ import annotations

from build_scripts.pages.indicator import write_page
from build_scripts.pages.tables import PageTable, figure_tables
from tests import tiny
from tests.designs import DESIGNS

DENTAL = tiny.indicator("dental-check")


def tables() -> list[PageTable]:
    return figure_tables(tiny.figures_with_months(DENTAL), tiny.edition())


def first_column(table: PageTable) -> list[str]:
    return [str(row[0]) for row in table.rows]


def test_each_table_is_headed_by_the_kind_of_period_of_its_measure() -> None:
    assert [(table.heading, table.head[0], first_column(table)) for table in tables()] == [
        (DENTAL.headline.title, "Year ending 31 March", ["2025", "2024"]),
        (
            "The same by month",
            "Month",
            [f"2025-0{month}" for month in range(6, 0, -1)],
        ),
        ("The same in twelve months", "Twelve months to", ["2025-03"]),
        ("The same to date", "Financial year to date", ["2025-26 M01", "2024-25 M12"]),
    ]


def test_only_the_table_of_a_measure_with_counts_has_a_column_for_them() -> None:
    counted = [table.head[-1].startswith("Counted / out of") for table in tables()]
    assert counted == [True, False, False, False]


def test_a_page_with_several_kinds_of_period_leads_with_the_headlines() -> None:
    entry = tiny.figures_with_months(DENTAL)
    page = write_page(entry, tiny.edition(), (), DESIGNS, None)
    assert "in the year ending 31 March 2025" in page.fragments["latest"]
    assert page.summary.period.text == "Year ending 31 March 2025"
    assert "2025-03" not in page.files["charts/dental-check/trend.csv"].decode()
    for heading in ("Month", "Twelve months to", "Financial year to date"):
        assert f'<th scope="col">{heading}</th>' in page.fragments["figures"]
