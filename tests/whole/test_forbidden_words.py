"""No page of the site says again what readers of it found wrong, misleading or absurd.

Each construction stands beside a sentence that has it, so that none can rot into a pattern that
nothing would ever match.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from tests.examples import facts
from tests.oracle import pages
from tests.oracle.facts import Facts
from tests.oracle.files import Dataset
from tests.oracle.measuring import read

# What a machine may not write: why, a pattern, and a sentence that has it.
GENERATED: dict[str, tuple[str, str]] = {
    "a slope that is not found is no proof that nothing changed": (
        r"chance (?:could|can) not explain|chance couldn’t explain",
        "From 2021 to 2025 there is no change that chance could not explain.",
    ),
    "the same in a title": (
        r"no change beyond chance",
        "Testshire: no change beyond chance, 2021 to 2025",
    ),
    "one level everywhere, in one wording": (
        r"more than chance would explain",
        "the figure has risen by more than chance would explain",
    ),
    "no trend is asked to be rarer than a verdict": (
        r"once in 500|two in a thousand",
        "The slope must be larger than chance would give once in 500 times.",
    ),
    "an interval is not what chance leaves open": (
        r"range that chance leaves open",
        "The tinted band is the range that chance leaves open.",
    ),
    "a place that a crowd shares is none": (
        r"share that place",
        "Of 137 councils counted from the best figure, it is joint 1st (137 share that place).",
    ),
    "a place is counted from the best, and said so once": (
        r"counted from the (?:best|highest) figure|, from the (?:best|highest)\b",
        "Testshire: joint 116th of 151, from the best",
    ),
    "the quarters are top and bottom": (
        r"in the (?:first|last|fourth) quarter\b",
        "it is 116th, in the last quarter",
    ),
    "a council without a place is given none": (
        r"\bis not ranked\b",
        "Testshire is not ranked",
    ),
    "groups are not crowned": (
        r"\bhighest for\b|\blowest for\b",
        "Testshire: highest for Total in education, employment or training, 51%",
    ),
    "other places are not elsewhere": (
        r"Published elsewhere",
        "Published elsewhere: England (55.7%, the school year 2024/25).",
    ),
    "a comparison names what it compares": (
        r"\bThat is (?:better|worse|higher|lower|similar)\b",
        "That is worse than the East Midlands (84%).",
    ),
    "about so many are of a place": (
        r"(?<!“)\bAbout [\d,]+ in every\b|(?<=[.:;] )None of the \w|^All [a-z]+ [a-z]+ .* had\b",
        "It was 74%. About 74 in every 100 children saw a dentist.",
    ),
    "figures that are all the same do not run": (
        r"\brun from ([−\d.,]+%?) to \1(?!\.?\d)",
        "The figures of the 8 neighbours (national model of May 2025) run from 0.00% to 0.00%.",
    ),
    "a gap is a gap": (
        r"\bthe figure was [−\d.,]+ percentage points?\b",
        "In Testshire the figure was 24.5 percentage points in the school year 2024/25.",
    ),
    "an average is an average": (
        r"\bthe figure was [−\d.,]+ (?:points?|months?|days?)\b",
        "In Testshire the figure was 16.2 points in the year ending 31 March 2025.",
    ),
    "an availability does not contradict its note": (
        r"not quite the council’s own measure\. (?:This is the council’s own measure"
        r"|[^.]*\bare the measure itself)",
        "These are not quite the council’s own measure. This is the council’s own measure, but",
    ),
    "a name within a name is no other name": (
        r"Also called[^.]*; (?:EET|ICPC|academic year|in education, employment or training)[;.]",
        "Also called NEET; EET; in education, employment or training.",
    ),
    "nobody knows of everything that was ever published": (
        r"\bNo public figures exist\b",
        "No public figures exist yet.",
    ),
    "a change of what was graded without exams is no change": (
        r"a change of 10\.34 percentage points",
        "That is down from 25.51%, a change of 10.34 percentage points.",
    ),
}
# What was written by hand and is not so: why, a pattern, and a passage that has it.
WRITTEN: dict[str, tuple[str, str]] = {
    "who came into care before 14 and stayed is counted too": (
        r"in a stay that began after they turned 14|starting after their 14th birthday and lasting"
        r"|from some time after turning 14 until some time after turning 16",
        "at least 13 weeks in a stay that began after they turned 14 and ended after they turned 16",
    ),
    "every child counted is due a dental check": (
        r"may not have been due a check at all",
        "Very young children may not have been due a check at all, yet they are counted.",
    ),
    "Attainment 8 is no average of eight GCSEs": (
        r"average score over eight GCSE",
        "Attainment 8, the national average score over eight GCSE subjects",
    ),
    "every child in reception can have free school meals": (
        r"\bchildren who can have free school meals\b",
        "School readiness of children who can have free school meals",
    ),
    "a check of every file finds less than that": (
        r"\bA check looks for this in every file and stops publication",
        "A check looks for this in every file and stops publication.",
    ),
}
FORBIDDEN = GENERATED | WRITTEN


def plain(html: str) -> str:
    """The text of a page's article, with one kind of apostrophe."""
    return pages.plain(html).replace("'", "’")


def found(text: str, forbidden: Mapping[str, tuple[str, str]] = FORBIDDEN) -> list[str]:
    """What a text says that no text may say."""
    return [
        f"{why}: …{text[max(m.start() - 60, 0) : m.end() + 60]}…"
        for why, (pattern, _) in forbidden.items()
        for m in re.finditer(pattern, text)
    ]


def contradictions(text: str) -> list[str]:
    """What a page claims of figures under its own notice that they are probably not right."""
    if "These figures are probably not right" not in text:
        return []
    claims = r"\d(?:st|nd|rd|th) (?:of|from) [^.]*|in the \w+ quarter|95% interval|getting \w+"
    return [f"claims under the notice of poor data: {m[0]}" for m in re.finditer(claims, text)]


def far_off(text: str) -> list[str]:
    """Counts in so many that are more than a tenth away from the percentage on the same page."""
    figure = re.search(r"\bthe figure was ([\d.,]+)%", text)
    told = re.search(r"\babout ([\d,]+) in every ([\d,]+)\b", text, re.IGNORECASE)
    if figure is None or told is None:
        return []
    share, said = read(figure[1]) / 100, read(told[1]) / read(told[2])
    # The counts behind a percentage may be half a unit of its last place from it.
    half = Fraction(1, 200 * 10 ** len(figure[1].partition(".")[2]))
    close = abs(said - share) * 10 <= share + 10 * half
    return [] if close else [f"{told[0]} for {figure[1]}%"]


def touched(one: Facts) -> bool:
    """Whether the last five periods of an indicator touch one that is declared exceptional."""
    trend = one.trend
    if trend.first is None or trend.last is None:
        return False
    return any(map(one.exceptional, one.kind.between(trend.first, trend.last)))


def improvement(text: str, one: Facts) -> list[str]:
    """A page that calls a figure better or worse over years that cannot be compared."""
    said = re.findall(r"getting (?:better|worse)", text)
    return [f"{words} through an exceptional period" for words in said] if touched(one) else []


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_no_page_says_what_no_page_may_say(real_site: Path) -> None:
    wrong, read_pages = [], sorted(real_site.rglob("index.html"))
    for path in read_pages:
        html = path.read_text(encoding="utf-8")
        if "<article" not in html:
            continue
        text = plain(pages.article(path))
        where = path.parent.relative_to(real_site).as_posix()
        wrong += [f"{where}: {what}" for what in found(text)]
        if where.startswith("indicators/"):
            wrong += [f"{where}: {what}" for what in (*contradictions(text), *far_off(text))]
            wrong += [f"{where}: {w}" for w in improvement(text, facts()[path.parent.name])]
    assert len(read_pages) > len(facts())
    if wrong:
        pytest.fail("\n".join([f"{len(wrong)} wrong", *wrong[:40]]), pytrace=False)


@pytest.mark.parametrize("why", FORBIDDEN)
def test_each_construction_would_be_found_if_it_were_there(why: str) -> None:
    _, sentence = FORBIDDEN[why]
    assert any(what.startswith(f"{why}: ") for what in found(plain(f"<p>{sentence}</p>")))


@pytest.mark.parametrize(
    "text",
    [
        "In Testshire the figure was 74% in the year ending 31 March 2025.",
        "In Testshire, about 74 in every 100 children saw a dentist.",
        "In Testshire the gap was 24.5 percentage points in the school year 2024/25.",
        "In Testshire the average was 16.2 points in the year ending 31 March 2025.",
        "Testshire’s 74% is worse than England (81%), and similar to the Test Midlands (75%).",
        "Testshire is joint 116th of 151 councils (1st is best), in the bottom quarter.",
        "Testshire is one of 137 councils, of 150, that show none.",
        "The figures of the 8 neighbours (national model of May 2025) run from 1.0% to 1.05%.",
        "From 2021 to 2025 Testshire’s figure has risen by more than chance explains.",
        "Testshire is not given a place",
        "England: 55.7%, the school year 2024/25.",
        "Also called Percentage not in education, employment or training (NEET) aged 16-17.",
    ],
)
def test_what_the_rules_have_instead_is_not_forbidden(text: str) -> None:
    assert found(plain(text)) == contradictions(text) == far_off(text) == []


def test_a_place_under_the_notice_of_poor_data_would_be_found() -> None:
    notice = "These figures are probably not right, so no verdict is given on them: late returns. "
    for claim in (
        "Testshire is joint 1st of 91 councils (1st is best), in the top quarter.",
        "Testshire: joint 1st of 91, from the best",
        "The 95% interval around Testshire’s figure is 0% to 1%.",
        "Its figure has fallen: it is getting better.",
    ):
        assert contradictions(notice + claim) != []
        assert contradictions(claim) == []
    assert contradictions(notice + "Testshire is not given a place") == []


@pytest.mark.parametrize(
    ("percent", "told", "close"),
    [
        ("1.5", "2 in every 100", False),
        ("1.5", "15 in every 1,000", True),
        ("2.5", "3 in every 100", False),
        ("74", "74 in every 100", True),
        ("0.13", "13 in every 10,000", True),
        ("0.13", "1 in every 1,000", False),
    ],
)
def test_so_many_in_so_many_that_are_not_so_many_would_be_found(
    percent: str, told: str, close: bool
) -> None:
    text = f"In Testshire the figure was {percent}% in 2025. In Testshire, about {told} were."
    assert (far_off(text) == []) == close


def test_getting_better_through_an_exceptional_period_would_be_found() -> None:
    one = next(f for f in facts().values() if f.trend.word)
    said = "From 2021 to 2025 it has risen by more than chance explains: it is getting better."
    assert one.trend.last is not None
    assert improvement(said, one) == []
    data: Dataset = copy.copy(one.data)
    odd = {"periods": [one.trend.last.text], "reason": "Offices were shut."}
    data.words = one.data.words | {"exceptional": [odd]}
    changed = Facts(one.shared, data)
    assert touched(changed)
    assert improvement(said, changed) != []
    assert improvement("Its changes are no larger than chance can explain.", changed) == []
