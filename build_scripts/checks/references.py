"""Checks that what one file names exists in another: areas, commitments, publishers, indicators.

Also that the periods in an indicator's YAML are of its kind. Whether revisions agree with the
figures is checked in `revision_checks`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date

from build_scripts.model.figures import TOTAL
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import Dated, Exceptional
from build_scripts.model.periods import PeriodError, PeriodKind
from build_scripts.model.problems import Problem, problem
from build_scripts.model.reference import Reference
from build_scripts.model.texts import AREA_CODE
from build_scripts.reading.cells import PLAIN_NUMBER
from build_scripts.reading.folder import Folder
from build_scripts.reading.lines import At, Lines, Read
from build_scripts.store.paths import PORTAL_FILE, SHARED

LICENCE = "the id of a licence in _shared/publishers.yml"
AREA = "a code in _shared/areas.csv"


def check_words(folder: Folder) -> list[Problem]:
    """Check the references made by the words of a datasets folder.

    Args:
        folder: the folder as read; where what all share could not be read, nothing can be checked.
    """
    if folder.shared is None:
        return []
    reference = folder.shared.reference
    problems = check_shared(reference, folder.ids, folder.shared.portal.named())
    for folder_name, read in folder.read.items():
        problems += check_indicator(folder_name, read, reference, folder.ids)
    return problems


def check_shared(
    reference: Reference, ids: Collection[str], named: Iterable[tuple[str, str, str]]
) -> list[Problem]:
    """Check the references made by the shared files.

    Args:
        reference: the shared files.
        ids: the ids of all indicators there are.
        named: what portal.yml names, as (key, text, kind of thing).
    """
    return [*_of_portal(reference, named), *_of_tables(reference, ids)]


def _of_portal(reference: Reference, named: Iterable[tuple[str, str, str]]) -> Iterator[Problem]:
    for key, name, kind in named:
        known, expected = _of_kind(kind, reference)
        if name not in known:
            yield problem(
                "unknown-reference",
                file=PORTAL_FILE,
                column=key,
                near=_near(name, known),
                name=name,
                expected=expected,
            )


def _of_kind(kind: str, reference: Reference) -> tuple[Collection[str], str]:
    """What there is of a kind of thing, and how it is called."""
    match kind:
        case "neighbour model":
            return reference.neighbours, "a model in _shared/statistical_neighbours.csv"
        case "licence":
            return reference.licences, LICENCE
        case "area":
            return reference.areas, AREA
        case level:
            return _of_level(reference, level), _a_code(level)


def _of_tables(reference: Reference, ids: Collection[str]) -> Iterator[Problem]:
    neighbours = {
        code
        for of_model in reference.neighbours.values()
        for codes in of_model.values()
        for code in codes
    }
    for code in sorted(neighbours):
        if code not in reference.areas:
            yield problem(
                "unknown-reference",
                file=f"{SHARED}/statistical_neighbours.csv",
                column="neighbour_code",
                near=_near(code, reference.areas),
                name=code,
                expected=AREA,
            )
    regions = _of_level(reference, "region")
    for area in reference.areas.values():
        if area.region_code and area.region_code not in regions:
            yield problem(
                "unknown-reference",
                file=f"{SHARED}/areas.csv",
                column="region_code",
                near=_near(area.region_code, regions),
                name=area.region_code,
                expected=f"{_a_code('region')}, for {area.name}",
            )
    for bullet in reference.printed_list:
        if bullet.indicator_id not in ids:
            yield problem(
                "unknown-reference",
                file=f"{SHARED}/printed_list.csv",
                row=bullet.position + 1,
                column="indicator_id",
                near=_near(bullet.indicator_id, ids),
                name=bullet.indicator_id,
                expected="the id of an indicator folder",
            )


def _of_level(reference: Reference, level: str) -> list[str]:
    return [area.code for area in reference.areas.values() if area.level == level]


def _a_code(level: str) -> str:
    return f"the code of a {level.replace('_', ' ')} in _shared/areas.csv"


def check_indicator(
    folder_name: str, read: Read[Indicator], reference: Reference, ids: Collection[str]
) -> list[Problem]:
    """Check the references made by one indicator's YAML.

    Args:
        folder_name: the indicator's folder.
        read: what its YAML says, with its lines.
        reference: the shared files.
        ids: the ids of all indicators there are.
    """
    indicator, lines = read.value, read.lines
    problems = [
        *_references(indicator, lines, reference, ids),
        *_periods(indicator, lines),
        *_without_figures(indicator, lines),
        *_targets(indicator, lines),
        *_changes(indicator, lines, reference),
        *_to_confirm(indicator, lines),
    ]
    if indicator.id != folder_name:
        problems.append(
            lines.problem("id-not-folder", ("id",), id=indicator.id, folder=folder_name)
        )
    return problems


def _references(
    indicator: Indicator, lines: Lines, reference: Reference, ids: Collection[str]
) -> Iterator[Problem]:
    """Names of what does not exist."""
    named: list[tuple[str, Collection[str], At, str]] = [
        (
            indicator.commitment,
            [commitment.id for commitment in reference.commitments],
            ("commitment",),
            "the id of a commitment in _shared/commitments.yml",
        )
    ]
    for i, source in enumerate(indicator.sources):
        publisher = "the id of a publisher in _shared/publishers.yml"
        named += [
            (source.publisher, reference.publishers, ("sources", i, "publisher"), publisher),
            (source.licence, reference.licences, ("sources", i, "licence"), LICENCE),
        ]
    if indicator.confidentiality.rule == "as_published":
        national = [one.id for one in reference.publishers.values() if one.national]
        expected = "the id of a publisher that is marked `national: true` in _shared/publishers.yml"
        publisher = indicator.confidentiality.publisher
        named.append((publisher, national, ("confidentiality", "publisher"), expected))
    named += [
        (other, frozenset(ids) - {indicator.id}, ("related", i), "the id of another indicator")
        for i, other in enumerate(indicator.related)
    ]
    named += [
        (change.area_code, reference.areas, (*at, "area_code"), AREA)
        for at, change in indicator.changes()
    ]
    for name, known, at, expected in named:
        if name not in known:
            near = _near(name, known)
            yield lines.problem("unknown-reference", at, near=near, name=name, expected=expected)


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


def _targets(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Targets that end before they begin, and two targets for one period."""
    spans: list[tuple[date, date]] = []
    for i, target in enumerate(indicator.targets):
        begin, end = target.bounds(indicator.headline.kind)
        if begin > end:
            yield lines.problem(
                "wrong-period--target-backwards",
                ("targets", i, "from_period"),
                begin=target.from_period,
                end=target.to_period,
            )
        elif any(begin <= other_end and other <= end for other, other_end in spans):
            yield lines.problem("wrong-period--two-targets", ("targets", i))
        spans.append((begin, end))


def _changes(indicator: Indicator, lines: Lines, reference: Reference) -> Iterator[Problem]:
    """Changes of figures that no row can hold: an undeclared breakdown, a text in place of one."""
    symbols = reference.symbols.may_replace_value
    for at, change in indicator.changes():
        measure = change.measure or indicator.headline.id
        breakdown = (change.breakdown_topic, change.breakdown)
        if breakdown != (TOTAL, TOTAL) and not indicator.declares(measure, *breakdown):
            yield lines.problem(
                "unknown-breakdown--change",
                at,
                topic=change.breakdown_topic,
                category=change.breakdown,
                measure=measure,
            )
        for side, text in (("old", change.old), ("new", change.new)):
            if not PLAIN_NUMBER.fullmatch(text) and text not in symbols:
                yield lines.problem(
                    "wrong-yaml-value--change",
                    (*at, side),
                    text=text,
                    symbols=", ".join(symbols),
                )


def _to_confirm(indicator: Indicator, lines: Lines) -> Iterator[Problem]:
    """Remarks to be confirmed that the words no longer make."""
    words = _joined(indicator.model_dump(exclude={"to_confirm"}))
    for i, item in enumerate(indicator.to_confirm):
        if " ".join(item.remark.split()) not in words:
            at = ("to_confirm", i, "remark")
            yield lines.problem("wrong-yaml-value--remark", at, remark=_shortened(item.remark))


def _shortened(text: str, longest: int = 80) -> str:
    """The beginning of a text that is too long for a message."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def _joined(value: object) -> str:
    """Every text in a value, with single spaces; texts of their own are on lines of their own."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_joined, value)))
    return ""


def _near(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    # The nearest code is the code of another place; the nearest word is what was meant.
    near = [] if re.match(AREA_CODE, name) else difflib.get_close_matches(name, list(known), n=1)
    return near[0] if near else None
