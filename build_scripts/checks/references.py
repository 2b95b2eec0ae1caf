"""Checks that what one file names exists in another: areas, commitments, publishers, indicators.

Names are looked up in what stands in a file, whether or not all of it fits: a slip under one key
hides no wrong name under another.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from build_scripts.checks.dated import check_dated
from build_scripts.checks.targets import check_targets
from build_scripts.checks.wording import check_wording
from build_scripts.model.indicator import Indicator
from build_scripts.model.indicator_parts import DEFAULT_LICENCE
from build_scripts.model.problems import Problem, problem
from build_scripts.model.reference import COUNCIL_LEVEL, REGION_LEVEL, Reference
from build_scripts.model.texts import AREA_CODE, ID, unseen
from build_scripts.model.vocabulary import Licence, Publisher
from build_scripts.reading.folder import Folder
from build_scripts.reading.lines import At, Lines, Read
from build_scripts.reading.names import Names, names_of
from build_scripts.reading.shortening import first_ones
from build_scripts.store.paths import SHARED

AREA = "a code in _shared/areas.csv"
MODEL = "neighbour model"
NATIONAL = "national publisher"
# So many names a message lists, of those there are.
LISTED = 12


def check_words(folder: Folder) -> list[Problem]:
    """Check the references made by the words of a datasets folder.

    Args:
        folder: the folder as read; what could not be read of it is passed over.
    """
    problems: list[Problem] = []
    if folder.portal is not None:
        problems += check_portal(folder.portal.content, folder.portal.lines, folder.names)
    if folder.shared is not None:
        problems += check_printed_list(folder.shared.reference, folder.ids)
        if folder.portal is not None:
            content, lines = folder.portal.content, folder.portal.lines
            problems += _ended(content, lines, folder.shared.reference)
        here = str(folder.shared.portal.address)
        problems += _own_addresses(folder, here, folder.shared.reference)
    for folder_name, file in folder.unfit.items():
        problems += _names(folder_name, file.content, file.lines, folder.names, folder.ids)
    for folder_name, read in folder.read.items():
        if folder.shared is None:
            content = read.value.model_dump()
            problems += _names(folder_name, content, read.lines, folder.names, folder.ids)
        else:
            problems += check_indicator(folder_name, read, folder.shared.reference, folder.ids)
    return problems


def check_indicator(
    folder_name: str, read: Read[Indicator], reference: Reference, ids: Collection[str]
) -> list[Problem]:
    """Check what one indicator's YAML says beside what else there is.

    Args:
        folder_name: the indicator's folder.
        read: what its YAML says, with its lines.
        reference: the shared files.
        ids: the ids of all indicators there are.
    """
    indicator, lines = read.value, read.lines
    return [
        *_names(folder_name, indicator.model_dump(), lines, names_of(reference), ids),
        *check_dated(indicator, lines),
        *check_targets(indicator, lines),
        *check_wording(indicator, lines, reference),
    ]


def check_portal(content: Mapping[str, object], lines: Lines, names: Names) -> list[Problem]:
    """Check the references made by portal.yml.

    Args:
        content: what it says, whether or not that fits.
        lines: its lines.
        names: what there is to be named.
    """
    named = list(_named_by_portal(content))
    unknown = (
        _unknown(lines, at, name, kind, names)
        for at, name, kind in named
        if _well_formed(name, kind)
    )
    found = first_ones((one for one in unknown if one is not None), lines)
    models, council = names.models, _at(content, "council", "area_code")
    model = _at(content, "comparators", "neighbour_model")
    if not (models and isinstance(model, str) and isinstance(council, str)):
        return found
    known = names.areas is None or council in names.areas
    if known and council not in models.get(model, {council}):
        at: At = ("comparators", "neighbour_model")
        found.append(lines.problem("wrong-neighbours--none", at, area=council, model=model))
    return found


def _own_addresses(folder: Folder, here: str, reference: Reference) -> Iterator[Problem]:
    """Sources, publishers and licences that lead back to this site, where nothing may stand.

    Args:
        folder: the folder as read.
        here: the address of the site.
        reference: the shared files.
    """
    found = "the address of a place on this site"
    expected = "where it was published, outside this site"
    for read in folder.read.values():
        for i, source in enumerate(read.value.sources):
            if str(source.address).startswith(here):
                at = ("sources", i, "address")
                yield read.lines.problem("wrong-yaml-value", at, found=found, expected=expected)
    both: tuple[Publisher | Licence, ...] = (
        *reference.publishers.values(),
        *reference.licences.values(),
    )
    for one in both:
        if str(one.address).startswith(here):
            yield problem(
                "wrong-yaml-value",
                file=f"{SHARED}/publishers.yml",
                found=f"{found}, for {one.id}",
                expected=expected,
            )


def _ended(content: Mapping[str, object], lines: Lines, reference: Reference) -> Iterator[Problem]:
    """Areas of which a site would be, or with which it compares itself, that are no more."""
    for keys in (("council", "area_code"), ("comparators", "region"), ("comparators", "country")):
        area = reference.areas.get(str(_at(content, *keys)))
        if area is not None and area.valid_to is not None:
            yield lines.problem(
                "area-not-valid-in-period--portal",
                keys,
                area=area.name,
                code=area.code,
                day=area.valid_to.isoformat(),
            )


def check_printed_list(reference: Reference, ids: Collection[str]) -> list[Problem]:
    """Check that every line of the printed list belongs to an indicator there is."""
    return [
        problem(
            "unknown-reference",
            file=f"{SHARED}/printed_list.csv",
            row=row,
            column="indicator_id",
            near=_near(bullet.indicator_id, ids),
            name=bullet.indicator_id,
            expected="the id of an indicator folder",
        )
        for row, bullet in enumerate(reference.printed_list, start=2)
        if bullet.indicator_id not in ids
    ]


# A place in a file, the name that stands there, and what kind of thing it names.
_Named = tuple[At, str, str]


def _named_by_portal(content: Mapping[str, object]) -> Iterator[_Named]:
    yield from _texts(content, ("council", "area_code"), COUNCIL_LEVEL)
    yield from _texts(content, ("comparators", "region"), REGION_LEVEL)
    yield from _texts(content, ("comparators", "country"), "country")
    yield from _texts(content, ("judgement", "not_ranked"), COUNCIL_LEVEL)
    for i, group in _entries(_at(content, "comparators", "groups")):
        yield from _texts(group, ("areas",), "area", ("comparators", "groups", i))
    yield from _texts(content, ("comparators", "neighbour_model"), MODEL)
    yield from _texts(content, ("licence",), "licence")


def _named_by_indicator(content: Mapping[str, object]) -> Iterator[_Named]:
    yield from _texts(content, ("commitment",), "commitment")
    for i, source in _entries(content.get("sources")):
        yield from _texts(source, ("publisher",), "publisher", ("sources", i))
        with_licence = {"licence": DEFAULT_LICENCE, **source}
        yield from _texts(with_licence, ("licence",), "licence", ("sources", i))
    if _at(content, "confidentiality", "rule") == "as_published":
        yield from _texts(content, ("confidentiality", "publisher"), NATIONAL)
    yield from _texts(content, ("related",), "indicator")
    for i, revision in _entries(content.get("revisions")):
        for j, change in _entries(revision.get("changes")):
            yield from _texts(change, ("area_code",), "area", ("revisions", i, "changes", j))


def _at(content: Mapping[str, object], *keys: str) -> object:
    """What stands at some keys; None if nothing does."""
    found: object = content
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _entries(value: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The groups of keys in a list, each with its number."""
    for i, entry in enumerate(value if isinstance(value, list | tuple) else ()):
        if isinstance(entry, Mapping):
            yield i, entry


def _texts(
    content: Mapping[str, object], keys: tuple[str, ...], kind: str, above: At = ()
) -> Iterator[_Named]:
    """The text at some keys, or each text of the list there."""
    found = _at(content, *keys)
    if isinstance(found, str):
        yield (*above, *keys), found, kind
    for i, text in enumerate(found if isinstance(found, list | tuple) else ()):
        if isinstance(text, str):
            yield (*above, *keys, i), text, kind


def _names(
    folder_name: str,
    content: Mapping[str, object],
    lines: Lines,
    names: Names,
    ids: Collection[str],
) -> list[Problem]:
    """Names of what does not exist, and an id that is not the folder's."""
    own = content.get("id")
    others = frozenset(ids) - {own if isinstance(own, str) else folder_name}
    found = (
        _unknown(lines, at, name, kind, names, others)
        for at, name, kind in _named_by_indicator(content)
        if _well_formed(name, kind)
    )
    problems = first_ones((one for one in found if one is not None), lines)
    if isinstance(own, str) and own != folder_name and re.fullmatch(ID, own):
        problems.append(lines.problem("id-not-folder", ("id",), id=own, folder=folder_name))
    return problems


def _well_formed(name: str, kind: str) -> bool:
    """Whether a name could be one of its kind; if not, that is reported already."""
    if kind == MODEL:
        return bool(name.strip()) and unseen(name) is None
    ids = kind in ("commitment", "publisher", NATIONAL, "licence", "indicator")
    return re.fullmatch(ID if ids else AREA_CODE, name) is not None


def _unknown(
    lines: Lines, at: At, name: str, kind: str, names: Names, ids: Collection[str] = ()
) -> Problem | None:
    """The problem of a name of nothing; None if there is such a thing, or if nobody knows."""
    known, expected = _of_kind(kind, names, ids)
    if known is None or name in known:
        return None
    near = _near(name, known)
    return lines.problem("unknown-reference", at, near=near, name=name, expected=expected)


def _of_kind(kind: str, names: Names, ids: Collection[str]) -> tuple[Collection[str] | None, str]:
    """What there is of a kind of thing, and what should be named."""
    match kind:
        case "commitment":
            known: Collection[str] | None = names.commitments
            return known, _one_of("the id of a commitment in _shared/commitments.yml", known)
        case "publisher":
            known = names.publishers
            return known, _one_of("the id of a publisher in _shared/publishers.yml", known)
        case "national publisher":
            known = names.national
            expected = "a publisher that is marked `national: true` in _shared/publishers.yml"
            return known, _one_of(expected, known)
        case "licence":
            known = names.licences
            return known, _one_of("the id of a licence in _shared/publishers.yml", known)
        case "neighbour model":
            known = names.models
            return known, _one_of("a model in _shared/statistical_neighbours.csv", known)
        case "indicator":
            return ids, _one_of("the id of another indicator", sorted(ids))
        case "area":
            return names.areas, AREA
        case level:
            areas = names.areas
            known = None if areas is None else [c for c, found in areas.items() if found == level]
            return known, f"the code of a {level.replace('_', ' ')} in _shared/areas.csv"


def _one_of(what: str, known: Collection[str] | None) -> str:
    """What should be named, with all there is of it if that is not much."""
    return f"{what}: {', '.join(known)}" if known and len(known) <= LISTED else what


def _near(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    # The nearest code is the code of another place; the nearest word is what was meant.
    near = [] if re.match(AREA_CODE, name) else difflib.get_close_matches(name, sorted(known), n=1)
    return near[0] if near else None
