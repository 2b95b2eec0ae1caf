"""The rows of one indicator as its checks see them: text, numbers and periods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from build_scripts.model.indicator import Indicator
from build_scripts.model.periods import Period
from build_scripts.model.problems import Problem
from build_scripts.model.reference import Reference


@dataclass(frozen=True)
class Rows:
    """The rows of one indicator, as text and as numbers.

    Attributes:
        name: the CSV as problems name it.
        text: the columns as text, indexed by Excel's row numbers.
        numbers: `value`, `numerator`, `denominator` as numbers, NaN where there is none.
        periods: every well-formed period in the file, by its text.
    """

    name: str
    indicator: Indicator
    reference: Reference
    text: pd.DataFrame
    numbers: pd.DataFrame
    periods: dict[str, Period]

    def problems(
        self,
        wrong: pd.Series[bool],
        column: str | None,
        code: str,
        found: Callable[[int], str],
        expected: str,
        what_to_do: str,
        stops_publication: bool = True,
    ) -> list[Problem]:
        """One problem for each row where `wrong` is true."""
        return [
            Problem(
                self.name,
                row,
                column,
                code,
                found(row),
                expected,
                what_to_do,
                stops_publication,
            )
            for row in self.text.index[wrong.to_numpy()].tolist()
        ]

    def cell(self, column: str) -> Callable[[int], str]:
        """A function that quotes this column's text in a given row."""
        return lambda row: f"“{self.at(row, column)}”"

    def distinct(self, *columns: str) -> list[tuple[str, ...]]:
        """Every combination of texts that occurs in some columns, once."""
        found = self.text[list(columns)].drop_duplicates()
        return list(found.itertuples(index=False, name=None))

    def among(self, wanted: set[tuple[str, ...]], *columns: str) -> pd.Series[bool]:
        """Which rows have one of these combinations of texts in some columns."""
        if not wanted:
            return pd.Series(False, index=self.text.index)
        found = self.text[list(columns)].itertuples(index=False, name=None)
        return pd.Series([texts in wanted for texts in found], index=self.text.index)

    def at(self, row: int, column: str) -> str:
        """The text of one cell."""
        return str(self.text.at[row, column])
