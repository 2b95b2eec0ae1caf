"""A cell that passes the check is published as it was typed, whatever it is."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_scripts.checks.run import check_figures
from build_scripts.model.problems import stopping
from build_scripts.outputs.table import published_csv
from build_scripts.reading.schemas import table_schema
from build_scripts.reading.tables import check_table
from build_scripts.statistics.series import assemble
from tests.mistakes import TINY_PORTAL
from tests.tiny import COLUMNS, folder, reference

NAME = "dental-check"
TYPED = (TINY_PORTAL / NAME / f"{NAME}.csv").read_text(encoding="utf-8").splitlines()
ODD = [
    "-0",
    "00",
    "1.",
    "+5",
    "1e5",
    "0.0",
    "088",
    "88.0",
    "5 ",
    "\u200b5",
    "٣",
    "9" * 400,
    "c",
    "=1",
]
texts = st.one_of(
    st.sampled_from(ODD),
    st.from_regex(r"-?[0-9]{1,4}(\.[0-9]{1,3})?", fullmatch=True),
    st.text(max_size=6),
)


@settings(max_examples=40)  # each checks every row
@given(
    st.integers(1, len(TYPED) - 1),
    st.lists(st.tuples(st.integers(0, len(COLUMNS) - 1), texts), min_size=1, max_size=3),
)
@example(33, [(5, "88.0")])
@example(33, [(5, "-0")])
@example(33, [(4, "Ma\u00adle")])
def test_what_passes_is_published_unchanged(row: int, cells: list[tuple[int, str]]) -> None:
    rows = [line.split(",") for line in TYPED]
    for column, text in cells:
        rows[row][column] = text
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    read = folder().read[NAME]
    shared = reference()
    limits = {
        "measure": {"enum": [measure.id for measure in read.value.measures]},
        "status": {"enum": sorted(shared.symbols)},
    }
    schema = table_schema(shared.fields, "indicator", limits)
    content = written.getvalue().encode("utf-8", errors="surrogatepass")
    table = check_table(content, f"{NAME}/{NAME}.csv", schema, frozenset(shared.symbols))
    checked = check_figures(NAME, table, read, shared)
    if stopping(checked.problems):
        return
    assert checked.rows is not None
    figures = assemble(read.value, shared, checked.rows.text)
    published = list(csv.DictReader(io.StringIO(published_csv(figures).decode(), newline="")))
    typed = sorted(tuple(cells) for cells in rows[1:])
    assert sorted(tuple(one[column] for column in COLUMNS) for one in published) == typed
