"""What follows from the rows of one measure at one period: figures, verdicts, places, trend."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from build_scripts.model.periods import Period
from tests.oracle.files import Area, Comparator, Dataset, Figure, Measure, Rows, Shared
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

# Rules of the Methods page, written down a second time.
POINTS, FEWEST_IN_GROUP = 5, 3
YEARLY = (
    "academic_year",
    "financial_year",
    "calendar_year",
    "year_ending",
    "snapshot",
    "months_average",
)
MEANS = ("score", "points", "months", "days")


@dataclass(frozen=True)
class Beside:
    """A comparator's figure; `verdict` is empty where the council has none to set beside it."""

    of: Comparator
    period: Period
    value: Fraction
    counted: int
    verdict: str

    @property
    def said(self) -> str:
        """What sentences call it."""
        return self.of.said(self.counted)

    @property
    def heading(self) -> str:
        """What it is called where it stands alone, but for a capital."""
        return f"{self.of.many}, median of {self.counted}" if self.of.many else self.of.name


@dataclass(frozen=True)
class Trend:
    """What the test of the last five points says; `refused` names the obstacle, else is empty."""

    word: str = ""
    refused: str = ""
    first: Period | None = None
    last: Period | None = None
    at: Period | None = None


class Facts:
    """What the rows say of one measure of an indicator.

    Attributes:
        main: the measure asked about; the headline if no other is named.
        at: the period asked about, as if nothing newer had come out; None for the council's newest.
    """

    def __init__(
        self, shared: Shared, data: Dataset, of: Measure | None = None, at: Period | None = None
    ) -> None:
        self.shared, self.data, self.at = shared, data, at
        self.id = data.id
        self.main = of or data.headline
        self.kind = self.main.kind
        self._leagues: dict[Period, dict[str, Place]] = {}
        self._values: dict[tuple[str, str], dict[Period, list[Fraction]]] = {}

    def about(self, of: Measure, at: Period | None = None) -> Facts:
        """The same indicator, asked about another measure or an earlier period."""
        return Facts(self.shared, self.data, of, at)

    def of(self, area: Area, of: Measure | None = None) -> Rows:
        """The unsplit figures of an area, of the measure asked about if no other is given."""
        return self.data.of(of or self.main, area)

    def latest(self, area: Area, limit: Period | None = None) -> Figure | None:
        """The newest figure with a value, not newer than a period if one is given."""
        found = [f for p, f in self.of(area).items() if f.text and (limit is None or p <= limit)]
        return max(found, key=lambda figure: figure.period, default=None)

    @cached_property
    def council(self) -> Figure | None:
        """The council's figure: of the period asked about, or else its latest."""
        if self.at is None:
            return self.latest(self.shared.council)
        row = self.of(self.shared.council).get(self.at)
        return row if row and row.text else None

    @property
    def missing(self) -> Figure | None:
        """The council's newest row, if it has no value."""
        rows = self.of(self.shared.council)
        last = max((p for p in rows if self.at is None or p <= self.at), default=None)
        return rows[last] if last is not None and not rows[last].text else None

    def breaks(self, period: Period) -> bool:
        """Whether a new series of the measure is declared to begin with a period."""
        return any(
            item["period"] == period.text and self._concerned(item.get("measures"))
            for item in self.data.words.get("breaks") or []
        )

    def _concerned(self, measures: list[str] | None) -> bool:
        # What names no measure is of the indicator's own kind of period.
        return self.main.id in measures if measures else self.kind == self.data.kind

    def begins(self, figure: Figure) -> bool:
        """Whether a new series begins with a figure, by its symbol or as declared."""
        return figure.status in self.shared.beginning or self.breaks(figure.period)

    def one_series(self, older: Period, now: Figure, area: Area) -> bool:
        """Whether no new series of an area begins after an older period, up to that of a figure."""
        later = self.kind.between(older, now.period)[1:]
        marked = (f.status in self.shared.beginning for p, f in self.of(area).items() if p in later)
        return not any(marked) and not any(map(self.breaks, later))

    def beside(self, area: Area, now: Figure, whose: Area) -> Figure | None:
        """An area's figure to set beside another's: of its period, else the newest before it."""
        found = self.latest(area, now.period)
        return found if found and self.one_series(found.period, now, whose) else None

    @cached_property
    def before(self) -> Figure | None:
        """The council's figure of the period directly before, in the same series."""
        now = self.council
        if now is None or self.begins(now):
            return None
        rows = self.of(self.shared.council).values()
        beside = (f for f in rows if f.text and self.kind.next_after(f.period) == now.period)
        return next(beside, None)

    @cached_property
    def year_before(self) -> Figure | None:
        """The council's figure of the same part of the year before, in the same series."""
        now = self.council
        if now is None:
            return None
        for f in self.of(self.shared.council).values():
            a_year = (f.period.end.year + 1, f.period.end.month)
            if f.text and a_year == (now.period.end.year, now.period.end.month):
                return f if self.one_series(f.period, now, self.shared.council) else None
        return None

    def values(
        self, of: Comparator, measure: Measure | None = None
    ) -> dict[Period, list[Fraction]]:
        """The values of a comparator's areas in each period in which enough of them have one."""
        key = of.id, (measure or self.main).id
        if key not in self._values:
            found: dict[Period, list[Fraction]] = {}
            for area in of.areas:
                for period, figure in self.of(area, measure).items():
                    if figure.text:
                        found.setdefault(period, []).append(figure.value)
            fewest = FEWEST_IN_GROUP if of.many else 1
            self._values[key] = {p: v for p, v in found.items() if len(v) >= fewest}
        return self._values[key]

    @cached_property
    def comparators(self) -> list[Beside]:
        """Each comparator that has a figure: of the council's period, else the newest before it."""
        council, now, found = self.shared.council, self.council, []
        limit = now.period if now else self.at
        for one in self.shared.comparators:
            dated = self.values(one)
            newest = max((p for p in dated if limit is None or p <= limit), default=None)
            if newest is None or (now and not self.one_series(newest, now, council)):
                continue
            value = middle(dated[newest])
            verdict = self.verdict(council, now, value) if now else ""
            found.append(Beside(one, newest, value, len(dated[newest]), verdict))
        return found

    def limits(self, area: Area, figure: Figure, chance: float) -> Limits | None:
        """The limits of a figure's interval that misses the truth with this chance, or None."""
        main, per = self.main, float(self.main.per)
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
            beside = self.of(area, self.data.measures[main.spread]).get(figure.period)
            if beside is not None and beside.text and float(beside.text):
                return mean_limits(value, float(beside.text), bottom, chance)
        return None

    def unjudged(self, area: Area, figure: Figure) -> str:
        """Why a figure gets no verdict; empty if it gets one.

        `poor`, `declared`, `few`; or what is unknown: `no share`, `no spread`, `no counts`.
        """
        if self.data.words["data_quality"]["rating"] not in ("good", "caution"):
            return "poor"
        if self.main.unjudged:
            return "declared"
        if figure.denominator and Fraction(figure.denominator) < self.main.fewest:
            return "few"
        return "" if self.limits(area, figure, 0.05) else self._unknown(figure)

    def _unknown(self, figure: Figure) -> str:
        if self.main.unit in MEANS:
            return "no spread"
        whole = bool(figure.denominator and Fraction(figure.denominator))
        counts = whole or bool(self.main.exceeds and (figure.numerator or figure.denominator))
        return "no share" if self.main.unit == "percent" and counts else "no counts"

    def verdict(self, area: Area, figure: Figure, benchmark: Fraction) -> str:
        """One word: better, similar, worse, higher, lower; else `too-few` or `not-stated`."""
        reason, limits = self.unjudged(area, figure), self.limits(area, figure, 0.05)
        if reason or limits is None:
            return "too-few" if reason == "few" else "not-stated"
        if limits[0] <= float(benchmark) <= limits[1]:
            return "similar"
        higher = float(benchmark) < limits[0]
        return self.better(higher) or ("higher" if higher else "lower")

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
            self._leagues[period] = places(values, self.main.polarity == "low")
        return self._leagues[period]

    @property
    def place(self) -> Place | None:
        """The council's own place; None where it is alone or not ranked."""
        now = self.council
        found = self.league(now.period) if now else {}
        return found.get(self.shared.council.code) if len(found) > 1 else None

    @property
    def target(self) -> dict[str, str] | None:
        """The target of the period of the council's figure, as typed; only the headline has any."""
        now, parse = self.council, self.kind.parse
        if now is None or not self.main.headline:
            return None
        for item in self.data.words.get("targets") or []:
            first, last = item.get("from_period"), item.get("to_period")
            if (not first or parse(first) <= now.period) and (
                not last or now.period <= parse(last)
            ):
                return {key: str(text) for key, text in item.items()}
        return None

    @property
    def met(self) -> bool | None:
        """Whether the figure as readers see it meets the target; None where it has no better side."""
        if self.target is None or self.council is None or self.main.polarity == "neutral":
            return None
        aim, figure = Fraction(self.target["value"]), self.main.seen(self.council.value)
        return figure >= aim if self.main.polarity == "high" else figure <= aim

    @cached_property
    def trend(self) -> Trend:
        """The test of the council's last five points, or why there is none."""
        now, ours = self.council, self.of(self.shared.council)
        if now is None:
            return Trend(refused="no figure")
        if self.kind.type not in YEARLY:
            return Trend(refused="not yearly")
        span = self.kind.between(self.data.spans[self.main.id][0], now.period)[-POINTS:]
        first, last = span[0], span[-1]
        if len(span) < POINTS:
            return Trend("", "short", first, last)
        for period in reversed(span):
            if period not in ours or not ours[period].text:
                return Trend("", "gap", first, last, period)
            if period != first and self.begins(ours[period]):
                return Trend("", "break", first, last, period)
        figures = [ours[period] for period in span]
        reasons = {self.unjudged(self.shared.council, figure) for figure in figures}
        for reason in ("poor", "declared", "few"):
            if reason in reasons:
                return Trend("", reason, first, last)
        if reasons != {""}:
            return Trend("", "no spread" if reasons == {"no spread"} else "no counts", first, last)
        return Trend({1: "risen", -1: "fallen", 0: "steady"}[self._way(figures)], "", first, last)

    def _way(self, figures: list[Figure]) -> int:
        if self.main.unit == "percent" and all(f.numerator and f.denominator for f in figures):
            return way_of_shares(
                [float(f.numerator) for f in figures], [float(f.denominator) for f in figures]
            )
        limits = [self.limits(self.shared.council, figure, 0.05) for figure in figures]
        return way_of_values([float(f.text) for f in figures], [one for one in limits if one])

    def better(self, rises: bool) -> str:
        """What a rise or fall means; empty where neither high nor low is good in itself."""
        if self.main.polarity == "neutral":
            return ""
        return "better" if rises == (self.main.polarity == "high") else "worse"
