"""What follows from the rows of one indicator: figures, comparators, verdicts, places, trend."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from build_scripts.model.periods import Period, PeriodKind
from tests.oracle.files import Area, Figure, Measure, Rows, Shared, measure, rows_at, yaml_at
from tests.oracle.measuring import (
    Limits,
    Place,
    count_limits,
    mean_limits,
    middle,
    places,
    share_limits,
    way_of_shares,
    way_of_values,
)

TOTAL = ("Total", "Total")
# Rules of the Methods page, written down a second time.
POINTS, FEWEST_NEIGHBOURS = 5, 3


@dataclass(frozen=True)
class Comparator:
    """A figure the council's is set beside; `verdict` is empty where the council has none."""

    who: str
    name: str
    period: Period
    value: Fraction
    counted: int
    verdict: str


@dataclass(frozen=True)
class Trend:
    """What the test of the last five points says; `refused` names the obstacle, else is empty."""

    word: str = ""
    refused: str = ""
    first: Period | None = None
    last: Period | None = None
    at: Period | None = None


class Facts:
    """One indicator: its words as typed, its rows, and what follows from them.

    Attributes:
        series: figures by period, for each measure, area, breakdown topic and category.
        rows: how many rows the file has.
        spans: the first and the last period in which each measure has a row.
    """

    def __init__(self, shared: Shared, path: Path) -> None:
        self.shared, self.id = shared, path.parent.name
        self.words = yaml_at(path)
        said = self.words["period"]
        self.kind = PeriodKind(said["type"], said.get("reference", ""))
        self.measures = {
            item["id"]: measure(item, shared.fewest) for item in self.words["measures"]
        }
        main = next(m["id"] for m in self.words["measures"] if m.get("headline") == "true")
        self.headline: Measure = self.measures[main]
        self.series: dict[tuple[str, str, str, str], Rows] = {}
        self.spans: dict[str, tuple[Period, Period]] = {}
        self.rows = 0
        self._leagues: dict[Period, dict[str, Place]] = {}
        table = path.with_name(f"{self.id}.csv")
        known: dict[str, Period] = {}
        for row in rows_at(table) if table.is_file() else ():
            self.rows += 1
            text = row["period"]
            period = known.get(text) or known.setdefault(text, self.kind.parse(text))
            first, last = self.spans.get(row["measure"], (period, period))
            self.spans[row["measure"]] = min(first, period), max(last, period)
            key = (row["measure"], row["area_code"], row["breakdown_topic"], row["breakdown"])
            self.series.setdefault(key, {})[period] = Figure(
                period, row["value"], row["status"], row["numerator"], row["denominator"]
            )

    def of(self, area: Area, of: Measure | None = None) -> Rows:
        """The unsplit figures of an area, of the headline measure if no other is given."""
        return self.series.get(((of or self.headline).id, area.code, *TOTAL), {})

    def latest(self, area: Area, limit: Period | None = None) -> Figure | None:
        """The newest figure with a value, not newer than a period if one is given."""
        found = [f for p, f in self.of(area).items() if f.text and (limit is None or p <= limit)]
        return max(found, key=lambda figure: figure.period, default=None)

    @cached_property
    def council(self) -> Figure | None:
        """The council's latest figure."""
        return self.latest(self.shared.council)

    @property
    def missing(self) -> Figure | None:
        """The council's newest row, if it has no value."""
        rows = self.of(self.shared.council)
        last = rows[max(rows)] if rows else None
        return last if last is not None and not last.text else None

    def breaks(self, period: Period) -> bool:
        """Whether a new series of the headline measure is declared to begin with a period."""
        return any(
            item["period"] == period.text
            and self.headline.id in (item.get("measures") or [self.headline.id])
            for item in self.words.get("breaks", [])
        )

    def one_series(self, older: Period, now: Figure) -> bool:
        """Whether no new series begins after an older period, up to that of a figure."""
        later = self.kind.between(older, now.period)[1:]
        return not later or not (now.status == "b" or any(map(self.breaks, later)))

    def beside(self, area: Area, now: Figure | None) -> Figure | None:
        """An area's figure to set beside another: of its period, else the newest before it."""
        found = self.latest(area, now.period if now else None)
        return found if found and (now is None or self.one_series(found.period, now)) else None

    @cached_property
    def before(self) -> Figure | None:
        """The council's figure of the period directly before its latest, in the same series."""
        now = self.council
        if now is None or now.status == "b" or self.breaks(now.period):
            return None
        rows = self.of(self.shared.council).values()
        beside = (f for f in rows if f.text and self.kind.next_after(f.period) == now.period)
        return next(beside, None)

    @cached_property
    def neighbours(self) -> dict[Period, list[Fraction]]:
        """The neighbours' values in each period in which enough of them have one."""
        return self.neighbours_of(self.headline)

    def neighbours_of(self, of: Measure) -> dict[Period, list[Fraction]]:
        """The same for any measure."""
        found: dict[Period, list[Fraction]] = {}
        for area in self.shared.neighbours:
            for period, figure in self.of(area, of).items():
                if figure.text:
                    found.setdefault(period, []).append(figure.value)
        return {p: values for p, values in found.items() if len(values) >= FEWEST_NEIGHBOURS}

    @cached_property
    def comparators(self) -> list[Comparator]:
        """Region, country and neighbours: of the council's period, else the newest before it."""
        shared, now = self.shared, self.council
        found = []
        for who, area in (("region", shared.region), ("country", shared.country)):
            figure = self.beside(area, now)
            if figure is not None:
                found.append((who, area.name, figure.period, figure.value, 1))
        fitting = [p for p in self.neighbours if now is None or p <= now.period]
        if fitting and (now is None or self.one_series(max(fitting), now)):
            values = self.neighbours[max(fitting)]
            found.append(("neighbours", "", max(fitting), middle(values), len(values)))
        return [
            Comparator(*item, self.verdict(shared.council, now, item[3]) if now else "")
            for item in found
        ]

    def limits(self, area: Area, figure: Figure, chance: float) -> Limits | None:
        """The limits of a figure's interval that misses the truth with this chance, or None."""
        main, per = self.headline, float(self.headline.per)
        if main.unjudged:
            return None
        value = float(figure.text)
        top = float(figure.numerator) if figure.numerator else None
        bottom = float(figure.denominator) if figure.denominator else None
        if main.unit == "percent" and bottom and not main.exceeds:
            share = value / per * bottom if top is None else top
            if 0 <= share <= bottom:
                low, high = share_limits(share, bottom, chance)
                return low * per, high * per
        if main.unit == "rate_per_10000" and top is not None and (bottom or (top and value)):
            low, high = count_limits(top, chance)
            scale = per / bottom if bottom else value / top
            return low * scale, high * scale
        if main.spread and bottom is not None and bottom >= 2:
            beside = self.of(area, self.measures[main.spread]).get(figure.period)
            if beside is not None and beside.text and float(beside.text):
                return mean_limits(value, float(beside.text), bottom, chance)
        return None

    def unjudged(self, area: Area, figure: Figure) -> str:
        """Why a figure gets no verdict: `poor`, `declared`, `few`, `unknown`; empty if it gets one."""
        if self.words["data_quality"]["rating"] not in ("good", "caution"):
            return "poor"
        if self.headline.unjudged:
            return "declared"
        if figure.denominator and Fraction(figure.denominator) < self.headline.fewest:
            return "few"
        return "" if self.limits(area, figure, 0.05) else "unknown"

    def verdict(self, area: Area, figure: Figure, benchmark: Fraction) -> str:
        """One word: better, similar, worse, higher, lower; else `too-few` or `not-stated`."""
        reason, limits = self.unjudged(area, figure), self.limits(area, figure, 0.05)
        if reason or limits is None:
            return "too-few" if reason == "few" else "not-stated"
        if limits[0] <= float(benchmark) <= limits[1]:
            return "similar"
        higher = float(benchmark) < limits[0]
        if self.headline.polarity == "neutral":
            return "higher" if higher else "lower"
        return "better" if higher == (self.headline.polarity == "high") else "worse"

    def ranked(self, period: Period) -> dict[str, Figure]:
        """The figures of every council that is ranked in a period, by its code."""
        return {code: f for code, f in self._rows_of_councils(period).items() if f.text}

    def withheld(self, period: Period) -> int:
        """How many more councils have a row without a figure."""
        return len(self._rows_of_councils(period)) - len(self.ranked(period))

    def _rows_of_councils(self, period: Period) -> dict[str, Figure]:
        return {
            area.code: self.of(area)[period]
            for area in self.shared.areas.values()
            if area.level == "local_authority"
            and area.code not in self.shared.not_ranked
            and period in self.of(area)
        }

    def league(self, period: Period) -> dict[str, Place]:
        """The place of every ranked council in a period, by its code."""
        if period not in self._leagues:
            values = {code: figure.value for code, figure in self.ranked(period).items()}
            self._leagues[period] = places(values, self.headline.polarity == "low")
        return self._leagues[period]

    @property
    def place(self) -> Place | None:
        """The council's own place; None where it is alone or not ranked."""
        now = self.council
        found = self.league(now.period) if now else {}
        return found.get(self.shared.council.code) if len(found) > 1 else None

    @cached_property
    def trend(self) -> Trend:
        """The test of the council's last five points, or why there is none."""
        now, ours = self.council, self.of(self.shared.council)
        if now is None:
            return Trend(refused="no figure")
        if self.kind.type in ("month", "quarter", "three_years"):
            return Trend(refused="not yearly")
        span = self.kind.between(self.spans[self.headline.id][0], now.period)[-POINTS:]
        first, last = span[0], span[-1]
        if len(span) < POINTS:
            return Trend("", "short", first, last)
        for period in reversed(span):
            if period not in ours or not ours[period].text:
                return Trend("", "gap", first, last, period)
            if period != first and (ours[period].status == "b" or self.breaks(period)):
                return Trend("", "break", first, last, period)
        figures = [ours[period] for period in span]
        reasons = {self.unjudged(self.shared.council, figure) for figure in figures}
        for reason in ("poor", "declared", "few", "unknown"):
            if reason in reasons:
                return Trend("", reason, first, last)
        return Trend({1: "risen", -1: "fallen", 0: "steady"}[self._way(figures)], "", first, last)

    def _way(self, figures: list[Figure]) -> int:
        if self.headline.unit == "percent" and all(f.numerator and f.denominator for f in figures):
            return way_of_shares(
                [float(f.numerator) for f in figures], [float(f.denominator) for f in figures]
            )
        limits = [self.limits(self.shared.council, figure, 0.05) for figure in figures]
        return way_of_values([float(f.text) for f in figures], [one for one in limits if one])

    def better(self, rises: bool) -> str:
        """What a rise or fall means; empty where neither high nor low is good in itself."""
        if self.headline.polarity == "neutral":
            return ""
        return "better" if rises == (self.headline.polarity == "high") else "worse"
