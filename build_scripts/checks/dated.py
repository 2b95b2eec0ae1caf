"""Checks that the periods in an indicator's YAML are of its kind, and those of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.model.periods import PeriodError, PeriodKind
from build_scripts.model.problems import Problem
from build_scripts.reading.lines import At, Lines


def check_dated(indicator: Indicator, lines: Lines) -> list[Problem]:
    """Every period in the words of an indicator that cannot be meant."""
    return [*_periods(indicator, lines), *_without_figures(indicator, lines)]


def _periods(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Periods in the YAML that are not of the kind declared for them."""
    for at, text, kind in _named_periods(indicator):
        try:
            if text:
                kind.parse(text)
        except PeriodError as error:
            yield lines.problem("wrong-period--words", at, found=error.found, example=kind.example)


def _named_periods(indicator: Indicator) -> Iterator[tuple[At, str, PeriodKind]]:
    """Every period in the YAML, with its place and the kind it should be of."""
    own, headline = indicator.period.kind, indicator.headline.kind
    for i, measure in enumerate(indicator.measures):
        if measure.period is not None and measure.period.of_its_own:
            own_at = ("measures", i, "period")
            yield (*own_at, "first_period"), measure.period.first_period, measure.kind
            yield (*own_at, "last_period"), measure.period.last_period, measure.kind
    for i, item in enumerate(indicator.breaks):
        yield ("breaks", i, "period"), item.period, indicator.kind_of(item)
    for i, item in enumerate(indicator.breaks_to_come):
        yield ("breaks_to_come", i, "period"), item.period, indicator.kind_of(item)
    for i, dates in enumerate(indicator.exceptional):
        for j, text in enumerate(dates.periods):
            yield ("exceptional", i, "periods", j), text, indicator.kind_of(dates)
    for i, item in enumerate(indicator.gaps):
        yield ("gaps", i, "period"), item.period, indicator.kind_of(item)
    for i, target in enumerate(indicator.targets):
        yield ("targets", i, "from_period"), target.from_period, headline
        yield ("targets", i, "to_period"), target.to_period, headline
    for at, change in indicator.changes():
        changed = indicator.measure(change.measure) if change.measure else indicator.headline
        yield (*at, "period"), change.period, changed.kind
    if indicator.expected is not None:
        yield ("expected", "first_period"), indicator.expected.first_period, own
        yield ("expected", "last_period"), indicator.expected.last_period, own


def _without_figures(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Breaks and exceptional periods before the first figure or after the last, which do nothing."""
    dated: list[tuple[At, str, Dated | Exceptional]] = [
        (("breaks", i, "period"), item.period, item) for i, item in enumerate(indicator.breaks)
    ]
    dated += [
        (("exceptional", i, "periods", j), text, item)
        for i, item in enumerate(indicator.exceptional)
        for j, text in enumerate(item.periods)
    ]
    for at, text, item in dated:
        concerned = next((m for m in indicator.measures if indicator.concerns(item, m)), None)
        if concerned is None or not indicator.has_figures:
            continue
        first, last = indicator.bounds(concerned)
        with suppress(PeriodError):  # `_periods` reports it
            begin, period, end = map(concerned.kind.parse, (first, text, last))
            if not begin <= period <= end:
                yield lines.problem("wrong-period--outside", at, text=text, first=first, last=last)
