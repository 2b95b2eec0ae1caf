"""The pages of the real site that tests look at, chosen by what they show and never by name.

Somebody who looks after figures may add an indicator, a year or a whole commitment, or take one away;
no test may depend on which there are. Where no indicator has what a test would like to look at, it
looks at the fullest one, and must hold for that as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from build_scripts.model.periods import Period
from tests.builds import ROOT
from tests.oracle.facts import Facts
from tests.oracle.files import Area, Dataset, Shared, yaml_at

DATASETS = ROOT / "datasets"
# As many periods of paper show only the newest of, and a chart has room for.
LONG = 11


@cache
def shared() -> Shared:
    """The shared files, read again."""
    return Shared(DATASETS)


@cache
def facts() -> dict[str, Facts]:
    """What the rows of each indicator say, by its id."""
    return {
        p.parent.name: Facts(shared(), Dataset(shared(), p))
        for p in sorted(DATASETS.glob("*/indicator.yml"))
    }


def _whole(one: Facts, area: Area) -> bool:
    """Whether an area has a figure in every period from the first to the last."""
    periods = one.kind.between(*one.data.spans[one.main.id])
    figures = one.of(area)
    return all(period in figures and figures[period].text for period in periods)


def _broken(one: Facts) -> bool:
    return any(one.breaks(period) for period in one.of(one.shared.council))


def _may_be_full(one: Facts) -> bool:
    said = one.data.words
    main = one.data.spans.get(one.main.id)
    return (
        said["availability"]["level"] == "full"
        and main is not None
        and one.main.unit == "percent"
        and one.main.decimals == 0
        and bool(said.get("breakdowns"))
        and one.before is not None
        and len(one.comparators) == 3
        and all(point.verdict for point in one.comparators)
        and len(one.kind.between(*main)) >= LONG
        and not _broken(one)
        and not said.get("exceptional")
        and all(_whole(one, a) for a in (shared().council, shared().region, shared().country))
    )


@cache
def full() -> Facts:
    """An indicator that shows everything: the one with the most areas that miss no period."""
    there = [area for area in shared().areas.values() if area.exists]
    found = {one: sum(_whole(one, a) for a in there) for one in filter(_may_be_full, _all())}
    assert found, "no indicator has a long and whole trend, comparisons and breakdowns"
    return max(found, key=lambda one: (found[one], one.id))


@cache
def apart() -> Facts:
    """An indicator with exceptional years and a line of the council's through other years."""
    found = [one for one in _all() if one.data.words.get("exceptional") and one.council]
    return max(found, key=lambda one: (len(one.of(one.shared.council)), one.id), default=full())


def _all() -> Iterable[Facts]:
    return facts().values()


def _values(one: Facts, has_value: bool) -> bool:
    return any(bool(f.text) == has_value for f in one.of(one.shared.council).values())


def _categories(one: Facts) -> int:
    return sum(len(split["categories"]) for split in one.data.words.get("breakdowns", []))


def _is(unit: str) -> Callable[[Facts], bool]:
    return lambda one: one.data.rows > 0 and one.main.unit == unit


def _spread(one: Facts) -> set[Period]:
    """The first and the last period of the headline measure, which may be the same."""
    return {*one.data.spans[one.main.id]}


def _only_country(one: Facts) -> bool:
    return {area for _, area, _, _ in one.data.series} == {one.shared.country.code}


KINDS: dict[str, Callable[[Facts], bool]] = {
    "suppressed years": lambda one: (
        one.main.unit == "percent" and _values(one, True) and _values(one, False)
    ),
    "new series": lambda one: _broken(one) and one.before is not None,
    "England only": lambda one: one.data.rows > 0 and _only_country(one) and len(_spread(one)) > 1,
    "no figures": lambda one: one.data.words["availability"]["level"] == "none",
    "near measure": lambda one: one.data.words["availability"]["level"] == "near",
    "one period": lambda one: one.data.rows > 0 and len(_spread(one)) == 1,
    "gap measure": _is("percentage_points"),
    "rate": _is("rate_per_10000"),
    "poor data": lambda one: one.data.words["data_quality"]["rating"] == "poor",
}


@cache
def example(kind: str) -> Facts:
    """The first indicator of a kind; the fullest where there is none."""
    if kind == "full figures":
        return full()
    if kind == "many breakdowns":
        return max(_all(), key=_categories)
    if kind == "many words":
        return max(_all(), key=lambda one: len(str(one.data.words)))
    return next(filter(KINDS[kind], _all()), full())


FIXED = {
    "home": "",
    "all indicators": "indicators/",
    "latest changes": "changes/",
    "areas": "areas/",
    "what can't be said": "unsaid/",
    "about": "about/",
    "glossary": "glossary/",
    "methods": "methods/",
    "how the set is organised": "organised/",
    "symbols": "symbols/",
    "columns": "columns/",
    "downloads": "downloads/",
    "revisions policy": "revisions-policy/",
    "accessibility statement": "accessibility-statement/",
    "help page": "help/problems/stray-space/",
    "missing page": "no/such/page/",
}


def path_of(kind: str) -> str:
    """Where the page of a kind stands, from the root of the site."""
    if kind in FIXED:
        return FIXED[kind]
    if kind == "commitment":
        return f"commitments/{full().data.words['commitment']}/"
    if kind == "region":
        return f"areas/{shared().region.code}/"
    if kind == "council":
        return f"areas/{others()[0].code}/"
    return f"indicators/{example(kind).id}/"


@cache
def others() -> list[Area]:
    """Councils beside the portal's own that miss no period of the fullest indicator."""
    return [
        area
        for area in shared().areas.values()
        if area.exists
        and area.level == "local_authority"
        and area not in (shared().council, *shared().neighbours)
        and _whole(full(), area)
    ]


def words_in(texts: Iterable[str]) -> list[str]:
    """The words of some texts in small letters, as often as they stand there."""
    return re.findall(r"[a-z]{4,}", " ".join(texts).casefold())


@cache
def used_words() -> Counter[str]:
    """In how many indicators each word stands that search knows them by."""
    return Counter(word for one in _all() for word in {*words_in(_names(one))})


def _names(one: Facts) -> list[str]:
    return [
        one.data.words["title"],
        one.data.words["summary"],
        *one.data.words.get("other_names", []),
    ]


def own_word(where: str, one: Facts | None = None) -> tuple[str, Facts]:
    """A word that only one indicator has: in its `title`, its `summary` or its `other_names`.

    Args:
        where: the key of indicator.yml.
        one: of which indicator, if not of any.

    Returns:
        The longest such word, and the indicator.
    """
    found = []
    for item in [one] if one else _all():
        said = item.data.words.get(where, [])
        for word in words_in([said] if isinstance(said, str) else said):
            elsewhere = [text for text in _names(item) if text not in said and not one]
            # A search finds the plural of a word too, and the word of a plural.
            alike = sum(n for w, n in used_words().items() if w.rstrip("s") == word.rstrip("s"))
            if alike == 1 and word not in words_in(elsewhere):
                found.append((len(word), word, item.id))
    assert found, f"no word stands in one {where} only"
    _, word, name = max(found)
    return word, facts()[name]


@dataclass(frozen=True)
class Term:
    """A term of the glossary by all its names, and the indicators whose titles have it."""

    names: tuple[str, ...]
    ids: tuple[str, ...]


@cache
def common_term() -> Term:
    """The term with other names that stands in the titles of most indicators."""
    found = []
    for term in filter(lambda term: "also_called" in term, terms()):
        forms = [str(term["term"]), *term.get("forms", [])]
        ids = tuple(
            one.id
            for one in _all()
            if any(re.search(rf"\b{re.escape(form)}\b", one.data.words["title"]) for form in forms)
        )
        named = (str(term["term"]), str(term.get("stands_for", "")), *term["also_called"])
        found.append(Term(tuple(filter(None, named)), ids))
    return max(found, key=lambda term: len(term.ids))


@cache
def terms() -> list[dict[str, list[str] | str]]:
    """The terms of the glossary, as typed."""
    found: list[dict[str, list[str] | str]] = yaml_at(DATASETS / "_shared" / "glossary.yml")[
        "terms"
    ]
    return found
