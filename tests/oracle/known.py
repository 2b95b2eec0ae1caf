"""The rows of one measure at one period: who has a figure, and what may be set beside it."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Self

from build_scripts.model.periods import Period
from tests.oracle.files import Area, Comparator, Dataset, Figure, Rows, Shared
from tests.oracle.measures import Measure
from tests.oracle.measuring import Place

# A rule of the Methods page, written down a second time.
FEWEST_IN_GROUP = 3


class Known:
    """The rows of one measure of an indicator, and which of them may be set beside each other.

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
        self._figures: dict[tuple[str, str], dict[Period, list[tuple[Area, Figure]]]] = {}

    def about(self, of: Measure, at: Period | None = None) -> Self:
        """The same indicator, asked about another measure or an earlier period."""
        return type(self)(self.shared, self.data, of, at)

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
        return self.data.breaks(self.main, period)

    def exceptional(self, period: Period) -> bool:
        """Whether figures of a period are declared not comparable with any others."""
        return self.data.exceptional(self.main, period)

    def begins(self, figure: Figure) -> bool:
        """Whether a new series begins with a figure, by its symbol or as declared."""
        return figure.status in self.shared.beginning or self.breaks(figure.period)

    def one_series(self, older: Period, now: Figure, area: Area) -> bool:
        """Whether an older period may be set beside a figure: nothing cuts the series between."""
        if older == now.period:
            return True
        span = self.kind.between(older, now.period)
        if any(map(self.exceptional, span)):
            return False
        later = span[1:]
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
        if now is None or self.begins(now) or self.exceptional(now.period):
            return None
        rows = [f for p, f in self.of(self.shared.council).items() if not self.exceptional(p)]
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

    def members(self, of: Comparator, period: Period) -> list[Area]:
        """The areas of a group that existed when a period ended; a single area in any case."""
        return [area for area in of.areas if not of.many or area.existed(period)]

    def figures(
        self, of: Comparator, measure: Measure | None = None
    ) -> dict[Period, list[tuple[Area, Figure]]]:
        """The figures of a comparator's areas in each period in which enough of them have one."""
        key = of.id, (measure or self.main).id
        if key not in self._figures:
            found: dict[Period, list[tuple[Area, Figure]]] = {}
            for area in of.areas:
                for period, figure in self.of(area, measure).items():
                    if figure.text and area in self.members(of, period):
                        found.setdefault(period, []).append((area, figure))
            self._figures[key] = {p: v for p, v in found.items() if self._enough(of, p, len(v))}
        return self._figures[key]

    def _enough(self, of: Comparator, period: Period, there: int) -> bool:
        """Whether so many figures stand for a group: at least three, and at most a fifth missing."""
        members = len(self.members(of, period))
        return not of.many or (there >= FEWEST_IN_GROUP and (members - there) * 5 <= members)

    def lacking(self, of: Comparator) -> tuple[int, int] | None:
        """How many of how many of a group have no figure beside the council's, if too many."""
        now = self.council
        if now is None or not of.many:
            return None
        members = self.members(of, now.period)
        rows = [self.of(area).get(now.period) for area in members]
        gone = sum(not (row and row.text) for row in rows)
        return (gone, len(members)) if gone * 5 > len(members) else None

    def values(
        self, of: Comparator, measure: Measure | None = None
    ) -> dict[Period, list[Fraction]]:
        """The values of a comparator's areas in each period in which enough of them have one."""
        found = self.figures(of, measure)
        return {p: [figure.value for _, figure in pairs] for p, pairs in found.items()}

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

    def better(self, rises: bool) -> str:
        """What a rise or fall means; empty where neither high nor low is good in itself."""
        if self.main.polarity == "neutral":
            return ""
        return "better" if rises == (self.main.polarity == "high") else "worse"
