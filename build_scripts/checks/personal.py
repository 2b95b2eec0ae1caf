"""Tripwires for data about single people, in cells, words and documents.

They find what has the form of such data, not what is about a person: a pass proves nothing. What
was found is never repeated, not even in part: a message says where it stands and what kind it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from build_scripts.model.figures import TOTAL
from build_scripts.model.problems import Problem, problem

if TYPE_CHECKING:
    from build_scripts.checks.rows import CheckedRows

CODE = "personal-data"
# So many categories that each count one are a list of single children.
FEWEST_IN_A_LIST = 10

# A whole country has counts of ten digits, such as of half-days at school, and one in eleven passes
# for an NHS number. No smaller area has.
COUNTRY = re.compile(r"\b[EKWNS]92[0-9]{6}\b")
COUNT = re.compile(r"[0-9]{10}(?=,|\s|$)")
NUMBERS = frozenset({"value", "numerator", "denominator"})

UPN = re.compile(r"\b[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]\b", re.IGNORECASE)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NHS = re.compile(r"(?<![\w.-])[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}(?![\w-]|\.[0-9])")
INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r" ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b",
    re.IGNORECASE,
)
# The form is looked for first, because the areas are many; in small letters only with its space.
UNIT_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}|(?i:[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}))\b"
)
SECTOR = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9](?![\w.,%])")
POSTCODE_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
    E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE
    LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL
    SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split()  # noqa: SIM905 - as a list they would fill a line each
)
# The last two letters of a postcode are none of those that look like others; 1st is no such end.
INWARD = re.compile(r"(?!.*[0-9](?:st|nd|rd|th)$).*[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}")
NAMED_POSTCODE = re.compile(r"\bpost ?codes?\b", re.IGNORECASE)
TELEPHONE = re.compile(
    r"(?<![\w./-])(?:\+44 ?(?:\(0\) ?)?|\(?0)[1-9](?:[ ()-]{0,2}[0-9]){8,9}(?![\w-]|[./][0-9])"
)
EMAIL = re.compile(r"[A-Z0-9._%+'-]+@([A-Z0-9-]+(?:\.[A-Z0-9-]+)+)", re.IGNORECASE)
# Names that stand for no machine at all: RFC 2606, Reserved Top Level DNS Names.
NO_ADDRESS = re.compile(r"(^|\.)(example|invalid|test|localhost|example\.(com|net|org))$")
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = (
    r"(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? [0-9]{{4}}|{MONTH} [0-9]{{1,2}},? [0-9]{{4}})"
)
# A whole age group is born between two dates, or from or until one; a child on one.
BIRTH = re.compile(
    r"\b(?:born|d\.?o\.?b\.?|dates? of birth|birth ?dates?|birthdays?)(?![a-z])"
    r"(?!\W+(?:on or )?(?:after|before|between|from|since|until|by)\b)"
    rf"[^.;0-9]{{0,25}}\b{DATE}\b|\b{DATE}\W{{0,3}}(?:\(?(?:born|d\.?o\.?b\.?|date of birth)\b)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
# Names of columns that only a table with a row for each child has.
OF_A_CHILD = frozenset(
    {
        *("surname", "forename", "forenames", "first name", "last name", "family name"),
        *("full name", "child name", "childs name", "pupil name", "home address"),
        *("dob", "date of birth", "birth date", "birthdate", "upn", "uln", "nhs number", "nhs no"),
        *("unique pupil number", "ni number", "national insurance number"),
        *("pupil id", "child id", "client id", "person id", "case id"),
    }
)
# In documents these name other things as well.
OF_A_CHILD_IN_DATA = OF_A_CHILD | frozenset(
    {"name", "names", "initials", "address", "postcode", "telephone", "phone", "email"}
)


def is_upn(text: str) -> bool:
    """Whether a text is a unique pupil number, permanent or temporary, with its true check letter.

    The digits after the letter are multiplied by 2 to 13, and the remainder of their sum by 23
    chooses the letter; in a temporary number the last character is a letter and counts as its
    place. Source: Department for Education, Unique pupil numbers (UPNs): a guide for schools and
    local authorities, section on the construction of the UPN.
    """
    text = text.upper()
    if not UPN.fullmatch(text):
        return False
    values = [int(sign) if sign.isdigit() else UPN_LETTERS.index(sign) for sign in text[1:]]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % 23] == text[0]


def is_nhs_number(text: str) -> bool:
    """Whether a text is an NHS number of ten digits, with or without spaces, with its true check.

    The first nine digits are multiplied by 10 down to 2; the check digit is 11 less the remainder
    of their sum by 11, 0 for 11, and 10 is never given out. Source: NHS Data Model and Dictionary,
    attribute NHS NUMBER, the Modulus 11 algorithm.
    """
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 10 or not NHS.fullmatch(text):
        return False
    check = 11 - sum((10 - place) * digit for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10


def is_in_area(postcode: str) -> bool:
    """Whether a postcode, or part of one, begins with the letters of a postcode area."""
    return re.split("[0-9]", postcode.upper())[0] in POSTCODE_AREAS


def is_unit_postcode(text: str) -> bool:
    """Whether a text in the form of a whole postcode can be one, by its first and last letters."""
    return is_in_area(text) and INWARD.fullmatch(text) is not None


def found_in(text: str, declared: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """What in a text has the form of data about a person.

    Args:
        text: a cell, or a whole file.
        declared: e-mail addresses that are meant to be read by everybody, in small letters.

    Yields:
        Where it begins, in characters, and what kind it is.
    """
    for match in EMAIL.finditer(text) if "@" in text else ():
        if match[0].lower() not in declared and not NO_ADDRESS.search(match[1].lower()):
            yield match.start(), "an e-mail address that portal.yml does not declare"
    if not any(sign.isdigit() for sign in text):
        return
    text = ADDRESS.sub(lambda match: "/" * len(match[0]), text)  # their numbers are of pages
    for pattern, kind, holds in _FORMS:
        for match in pattern.finditer(text):
            if holds(match[0]):
                yield match.start(), kind
    for match in SECTOR.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 60]
        if not is_in_area(match[0]):
            continue
        if match[0] == text.strip() or NAMED_POSTCODE.search(around):
            yield match.start(), "a postcode finer than a district"


def _any(_: str) -> bool:
    return True


_FORMS: tuple[tuple[re.Pattern[str], str, Callable[[str], bool]], ...] = (
    (UPN, "a unique pupil number (UPN)", is_upn),
    (NHS, "an NHS number", is_nhs_number),
    (INSURANCE, "a National Insurance number", _any),
    (UNIT_POSTCODE, "a postcode finer than a district", is_unit_postcode),
    (TELEPHONE, "a telephone number", _any),
    (BIRTH, "a date of birth", _any),
)


def check_text(text: str, name: str, declared: Collection[str] = ()) -> list[Problem]:
    """Find data about people in a whole file.

    Args:
        text: what stands in it.
        name: how problems should name it.
        declared: as for `found_in`.
    """
    in_data = name.endswith(".csv")
    lines = text.split("\n") if in_data else []
    found = {
        (line, kind)
        for at, kind in found_in(text, declared)
        for line in [text.count("\n", 0, at) + 1]
        if not (in_data and COUNTRY.search(lines[line - 1]) and COUNT.match(text, at))
    }
    for line, columns in _headers(text, in_data=in_data):
        if _named(columns) & (OF_A_CHILD_IN_DATA if in_data else OF_A_CHILD):
            found.add((line, "a column as in a table with a row for each child"))
    return [_problem(name, line, None, kind) for line, kind in sorted(found)]


def _headers(text: str, *, in_data: bool) -> Iterator[tuple[int, list[str]]]:
    """The lines that name the columns of tables: of a CSV the first, of Markdown those in bars."""
    if in_data:
        first = text.removeprefix("\ufeff").lstrip().partition("\n")[0][:2_000]
        yield 1, re.split(r"[,;\t|]", first)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("|"):
            yield number, line.split("|")


def _named(columns: Iterable[str]) -> set[str]:
    return {re.sub(r"[\W_]+", " ", column.replace("’", "")).strip().lower() for column in columns}


def check_cells(rows: CheckedRows, declared: Collection[str] = ()) -> list[Problem]:
    """Find data about people in the cells of an indicator's rows, each different text once."""
    problems = []
    countries = [area.code for area in rows.areas.values() if area.level == "country"]
    for column in rows.text:
        cells = rows.text[column]
        kinds = {}
        for text in cells.unique():
            if len(text) < 10 and column in NUMBERS:
                continue  # as nearly every cell, and too short for any of these
            kind = next((kind for _, kind in found_in(text, declared)), None)
            topic = column == "breakdown_topic" and _named([text]) & OF_A_CHILD_IN_DATA
            if kind is None and topic:
                kind = "a column as in a table with a row for each child"
            if kind is not None:
                kinds[text] = kind
        if kinds:
            wrong = cells.isin(list(kinds))
            if column in NUMBERS:
                wrong &= ~rows.text["area_code"].isin(countries)
            found = rows.where(wrong)
            problems += rows.problems(
                "personal-data", found, str(column), kind=lambda row, c=cells, k=kinds: k[c[row]]
            )
    return problems + _lists_of_children(rows)


def _lists_of_children(rows: CheckedRows) -> list[Problem]:
    """Breakdowns in which every category counts a single one: each row is a child."""
    split = rows.text[rows.text["breakdown_topic"] != TOTAL]
    counted = {m.id for m in rows.indicator.measures if m.unit_record.kind == "count"}
    problems = []
    keys = ["measure", "area_code", "period", "breakdown_topic"]
    for (measure, *_), group in split.groupby(keys, observed=True, sort=False):
        if len(group) < FEWEST_IN_A_LIST:
            continue
        counts = group["value"] if measure in counted else group["numerator"]
        if (counts == "1").all():
            kind = "a table with a row for each child, as it seems: every count is 1"
            problems.append(_problem(rows.name, int(group.index[0]), "breakdown", kind))
    return problems


def _problem(name: str, row: int, column: str | None, kind: str) -> Problem:
    return problem("personal-data", file=name, row=row, column=column, kind=kind)


def without_repeating(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out whatever else is said of a file with data about people: it could repeat them."""
    problems = list(problems)
    files = {problem.file for problem in problems if problem.code == CODE}
    return [found for found in problems if found.file not in files or found.code == CODE]
