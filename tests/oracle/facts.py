"""What follows from the rows of one measure at one period: figures, verdicts, places, trend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import floor

from build_scripts.model.periods import Period
from tests.oracle.claiming import (
    Beside,
    Claim,
    Ends,
    Estimate,
    Possible,
    Share,
    bounded,
    claim,
    claim_by_bound,
    estimates,
    possible,
)
from tests.oracle.files import Area, Comparator, Figure
from tests.oracle.known import Known
from tests.oracle.measures import GAP, MEANS
from tests.oracle.measuring import Limits, Place, middle, places, read, shown
from tests.oracle.moving import Spent, of_shares, of_values

# Rules of the Methods page, written down a second time.
POINTS, YEARS = 5, 3
YEARLY = (
    "academic_year",
    "financial_year",
    "calendar_year",
    "year_ending",
    "snapshot",
    "months_average",
)
# Reasons for which nothing is said of a figure but what it is.
WITHHELD = ("poor", "old", "declared", "few")


@dataclass(frozen=True)
class Compared:
    """A comparator's figure; `verdict` is empty where the council has none to set beside it."""

    of: Comparator
    period: Period
    value: Fraction
    counted: int
    verdict: str
    claim: Claim | None = None

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


class Facts(Known):
    """What may be said of one measure of an indicator."""

    @property
    def change(self) -> Fraction | None:
        """By how much the figure has changed by the counts, where those are exact; None elsewhere."""
        if self.council is None or self.before is None:
            return None
        council = self.shared.council
        pair = [self.possible(council, figure) for figure in (self.council, self.before)]
        if self.main.half(council.level) or not all(one.counted for one in pair):
            return None
        now, then = (
            Fraction(f.numerator) / Fraction(f.denominator) * self.main.per
            for f in (self.council, self.before)
        )
        return read(shown(now - then, self.main.decimals or 1))

    def ends(self, of: Comparator, period: Period) -> Ends:
        """The lowest and the highest that a comparator's figure may have been."""
        found = [self.possible(area, figure) for area, figure in self.figures(of)[period]]
        return middle([one.low for one in found]), middle([one.high for one in found])

    @cached_property
    def comparators(self) -> list[Compared]:
        """Each comparator that has a figure: of the council's period, else the newest before it.

        A group of which too many have none beside the council's is no comparator at all.
        """
        council, now, found = self.shared.council, self.council, []
        limit = now.period if now else self.at
        for one in (one for one in self.shared.comparators if not self.lacking(one)):
            dated = self.values(one)
            newest = max((p for p in dated if limit is None or p <= limit), default=None)
            if newest is None or (now and not self.one_series(newest, now, council)):
                continue
            told = self.claim(council, now, self.ends(one, newest)) if now else None
            value, number = middle(dated[newest]), len(dated[newest])
            found.append(
                Compared(one, newest, value, number, self.word(told) if told else "", told)
            )
        return found

    def _other(self, area: Area, period: Period) -> Beside:
        """The rows of other measures of the same area and period."""

        def row(measure: str) -> Figure | None:
            return self.of(area, self.data.measures[measure]).get(period)

        return row

    def possible(self, area: Area, figure: Figure) -> Possible:
        """What a figure may have been before it was rounded."""
        return possible(self.main, figure, area.level)

    def estimates(self, area: Area, figure: Figure) -> list[Estimate]:
        """What a figure may have been, the central estimate first; none where chance is unknown."""
        other = self._other(area, figure.period)
        return estimates(self.main, figure, area.level, other, self.data.measures)

    def bounded(self, area: Area, figure: Figure) -> list[list[Estimate]]:
        """The same where only bounds of the denominator are known, and are not of too few."""
        known = self.known(area, figure)
        if known is None or known < self.main.fewest:
            return []
        return bounded(self.main, figure, area.level, self._other(area, figure.period))

    def known(self, area: Area, figure: Figure) -> int | None:
        """How many are at least behind a figure, by a bound of its denominator."""
        bound = self.main.bound
        row = self._other(area, figure.period)(bound.measure) if bound else None
        return floor(bound.at_least * row.value) if bound and row and row.text else None

    def limits(self, area: Area, figure: Figure, chance: float) -> Limits | None:
        """The limits of a figure's interval that misses the truth with this chance, or None."""
        if self.unjudged(area, figure) in WITHHELD:
            return None
        return self.range_of(area, figure, chance)

    def range_of(self, area: Area, figure: Figure, chance: float) -> Limits | None:
        """The same, whatever is withheld."""
        found = self.estimates(area, figure)
        return found[0].limits(chance, self.main.effect or 1) if found else None

    def old(self, figure: Figure) -> bool:
        """Whether a figure is of a period that ended too long ago to judge."""
        day = self.shared.as_at
        years = day.year - YEARS
        # Where there is no such day in that year, the last of February.
        last = date(years, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=years)
        return figure.period.end < last

    @property
    def poor(self) -> bool:
        """Whether the data are too poor to judge by any figure."""
        return self.data.words["data_quality"]["rating"] not in ("good", "caution")

    def flawed(self, area: Area, figure: Figure) -> str:
        """Why nothing may be judged by a figure, whatever its age: `poor`, `declared` or `few`."""
        if self.poor:
            return "poor"
        if self.main.unjudged:
            return "declared"
        behind = self.behind(area, figure)
        if behind and Fraction(behind) - self.main.half(area.level) < self.main.fewest:
            return "few"
        return ""

    def behind(self, area: Area, figure: Figure) -> str:
        """How many a figure is of; for a gap, how many the smaller of its two groups has."""
        if self.main.unit != GAP:
            return figure.denominator
        row = self._other(area, figure.period)
        parts = [found for one in self.main.parts if (found := row(one)) and found.denominator]
        return min((part.denominator for part in parts), key=Fraction, default="")

    def unjudged(self, area: Area, figure: Figure) -> str:
        """Why a figure gets no verdict; empty if it may get one.

        `poor`, `old`, `declared`, `few`; or what is unknown: `no share`, `no spread`, `no counts`.
        """
        flaw = self.flawed(area, figure)
        if flaw != "poor" and self.old(figure):
            return "old"
        if flaw:
            return flaw
        known = self.estimates(area, figure) or self.bounded(area, figure)
        return "" if known else self.unknown(figure)

    def unknown(self, figure: Figure) -> str:
        """Why chance says nothing about a figure."""
        if self.main.unit in MEANS:
            return "no spread"
        whole = bool(figure.denominator and Fraction(figure.denominator))
        counts = whole or bool(self.main.exceeds and (figure.numerator or figure.denominator))
        return "no share" if self.main.unit == "percent" and counts else "no counts"

    def claim(self, area: Area, figure: Figure, ends: Ends) -> Claim:
        """How a figure stands to what a benchmark may have been."""
        if reason := self.unjudged(area, figure):
            return Claim(None, reason)
        asked = self.shared.effect
        if found := self.estimates(area, figure):
            return claim(self.main, found, ends, asked)
        return claim_by_bound(self.main, self.bounded(area, figure), ends, asked)

    def word(self, claim: Claim) -> str:
        """One word: better, similar, worse, higher, lower; else `too-few` or `not-stated`."""
        if claim.way is None:
            return "too-few" if claim.reason == "few" else "not-stated"
        if claim.way == 0:
            return "similar"
        return self.better(claim.way > 0) or ("higher" if claim.way > 0 else "lower")

    def verdict(self, area: Area, figure: Figure, of: Area, benchmark: Figure) -> str:
        """How the figure of an area stands to that of another, in one word."""
        return self.word(self.claim(area, figure, self.possible(of, benchmark).ends))

    def league(self, period: Period) -> dict[str, Place]:
        """The place of every ranked council in a period, by its code."""
        if period not in self._leagues:
            values = {code: figure.value for code, figure in self.ranked(period).items()}
            self._leagues[period] = places(values, self.main.polarity == "low")
        return self._leagues[period]

    def placed(self, area: Area, figure: Figure) -> Place | None:
        """The place of an area's figure, be it crowded or not; None where it has none."""
        found = self.league(figure.period)
        if len(found) < 2 or self.unjudged(area, figure) in WITHHELD:
            return None
        return found.get(area.code)

    @property
    def place(self) -> Place | None:
        """The council's own place; None where it has none, or shares it with too many."""
        place = self.standing
        return place if place and not place.crowded else None

    @property
    def standing(self) -> Place | None:
        """The council's place, though it may be shared with too many to be one."""
        return self.placed(self.shared.council, self.council) if self.council else None

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
            if self.exceptional(period):
                return Trend("", "exceptional", first, last, period)
        figures = [ours[period] for period in span]
        if reason := self._untested(figures):
            return Trend("", reason, first, last)
        return Trend(self._spent(self.shared.council, figures).word(self._effect), "", first, last)

    def _untested(self, figures: list[Figure]) -> str:
        """Why five figures in a row are not tested for a trend."""
        council = self.shared.council
        flaws = {self.flawed(council, figure) for figure in figures}
        if "poor" not in flaws and self.old(figures[-1]):
            return "old"
        unknown = {self.unknown(f) for f in figures if not self.estimates(council, f)}
        for reason in ("poor", "declared", "few"):
            if reason in flaws:
                return reason
        return "no spread" if "no spread" in unknown else "no counts" if unknown else ""

    @property
    def _effect(self) -> float:
        """The design effect of the tests of several figures."""
        return self.main.effect or (self.shared.effect if self.main.clustered else 1)

    def _spent(self, area: Area, figures: list[Figure]) -> Spent:
        """What becomes of figures in a row whose estimates are known."""
        found = [self.estimates(area, figure)[0] for figure in figures]
        shares = [one for one in found if isinstance(one, Share)]
        if len(shares) == len(found):
            return of_shares([one.top for one in shares], [one.bottom for one in shares])
        values = [float(self.possible(area, figure).central) for figure in figures]
        return of_values(values, [one.limits(0.05) for one in found])

    def differ(self, area: Area, figures: list[Figure]) -> bool | None:
        """Whether figures in a row differ by more than chance; None where nobody can tell.

        As in the test of five, only the newest of them can be too old.
        """
        if self.old(figures[-1]) or any(self.flawed(area, figure) for figure in figures):
            return None
        if not all(self.estimates(area, figure) for figure in figures):
            return None
        return self._spent(area, figures).differs(self._effect)
