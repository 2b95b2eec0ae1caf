"""The rows of one indicator as its checks see them: text, numbers and periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from build_scripts.model.indicator import Indicator
from build_scripts.model.measure import Measure
from build_scripts.model.periods import Period, PeriodError, PeriodKind
from build_scripts.model.problems import Message, Problem, message
from build_scripts.model.reference import Area
from build_scripts.model.symbols import KnownSymbols
from build_scripts.reading.counting import Counted
from build_scripts.reading.limits import quoted


@dataclass(frozen=True, eq=False)
class CheckedRows:
    """The rows of one indicator, as text and as numbers.

    Attributes:
        name: the CSV as problems name it.
        areas, symbols: all there are, by code and by symbol.
        text: the columns of the table `indicator` as text, indexed by Excel's row numbers. Those
            that repeat a few texts thousands of times are categories of texts.
        reported: row and column of the cells that are wrong in themselves. What follows from that
            is not reported a second time.
    """

    name: str
    indicator: Indicator
    areas: Mapping[str, Area]
    symbols: KnownSymbols
    text: pd.DataFrame
    reported: frozenset[tuple[int | None, str | None]] = frozenset()

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """`value`, `numerator`, `denominator` as numbers, NaN where there is none or a wrong one."""
        columns = self.text[["value", "numerator", "denominator"]]
        numbers: pd.DataFrame = columns.apply(pd.to_numeric, errors="coerce")
        for column in numbers:
            wrong = {row for row, of in self.reported if of == column}
            if wrong:
                numbers.loc[numbers.index.isin(wrong), column] = float("nan")
        return numbers

    @cached_property
    def periods(self) -> dict[tuple[str, str], Period]:
        """Every well-formed period in the file, by the measure it stands beside and its text."""
        return {at: said for at, said in self._parsed.items() if isinstance(said, Period)}

    @cached_property
    def faulty_periods(self) -> dict[tuple[str, str], tuple[type[PeriodError], str]]:
        """What is wrong with every other period in the file: the kind of error, and its words."""
        return {at: said for at, said in self._parsed.items() if isinstance(said, tuple)}

    @cached_property
    def _parsed(self) -> dict[tuple[str, str], Period | tuple[type[PeriodError], str]]:
        found: dict[tuple[str, str], Period | tuple[type[PeriodError], str]] = {}
        for measure, text in self.distinct("measure", "period"):
            try:
                found[measure, text] = self.kind_of(measure).parse(text)
            except PeriodError as error:
                found[measure, text] = (type(error), error.found)  # an error holds on to much
        return found

    def kind_of(self, measure: str) -> PeriodKind:
        """The kind of period of a measure; of one that nobody declared, the indicator's own."""
        return self._kinds.get(measure, self._own_kind)

    @cached_property
    def _kinds(self) -> dict[str, PeriodKind]:
        return {declared.id: declared.kind for declared in self.indicator.measures}

    @cached_property
    def _own_kind(self) -> PeriodKind:
        return self.indicator.period.kind

    def periods_of(self, measure: str) -> dict[str, Period]:
        """Every well-formed period of one measure, by its text."""
        return {text: period for (of, text), period in self.periods.items() if of == measure}

    def slack(self, measure: Measure) -> pd.Series[float]:
        """How far the counts of each row can be from the true ones, if it is of a measure."""
        rounding = measure.counts_rounded_to
        return self._levels.map(
            {level: float(rounding.slack(level)) for level in type(rounding).model_fields}
        )

    @cached_property
    def _levels(self) -> pd.Series[str]:
        # As texts: of a category whose every text maps to another, pandas makes a category again.
        codes = self.text["area_code"].astype(object)
        return codes.map({code: area.level for code, area in self.areas.items()})

    def where(self, wrong: pd.Series[bool]) -> list[int]:
        """The rows for which something is true."""
        found: list[int] = self.text.index[wrong.to_numpy()].tolist()
        return found

    def problems(
        self, name: str, rows: Iterable[int], column: str, /, **words: object
    ) -> list[Problem]:
        """The same problem in some rows, but for cells that are reported already.

        Args:
            name: the name of the message in the register.
            rows: the rows.
            column: the column at fault in each.
            words: what fills the gaps of the message; a function is asked for each row.
        """
        wrong = Counted(self.name)

        def said(row: int) -> Message:
            told = {gap: word(row) if callable(word) else word for gap, word in words.items()}
            return message(name, near=None, **told)

        for row in rows:
            if (row, column) not in self.reported:
                wrong.add(name, row, column, partial(said, row))
        return wrong.told()

    def cell(self, column: str) -> Callable[[int], str]:
        """A function that gives this column's text in a row, as a message repeats it."""
        return lambda row: quoted(self.at(row, column))

    def distinct(
        self, *columns: str, where: pd.Series[bool] | None = None
    ) -> list[tuple[str, ...]]:
        """Every combination of texts that occurs in some columns, once; in some rows or in all."""
        rows = self.text if where is None else self.text[where]
        found = rows[list(columns)].drop_duplicates()
        return list(found.itertuples(index=False, name=None))

    def among(self, wanted: set[tuple[str, ...]], *columns: str) -> list[int]:
        """The rows that have one of these combinations of texts in some columns."""
        if not wanted:
            return []
        found = self.text[list(columns)].itertuples(name=None)
        return [row for row, *texts in found if tuple(texts) in wanted]

    def at(self, row: int, column: str) -> str:
        """The text of one cell."""
        return str(self.text.at[row, column])
