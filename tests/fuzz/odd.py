"""Odd things that somebody may type, paste or export into a cell, a text or a name."""

from __future__ import annotations


def _each(text: str, between: str | None = None) -> tuple[str, ...]:
    return tuple(text.split(between))


# Each looks like nothing, or turns the text round.
UNSEEN = _each(
    "\u00a0 \u00ad \u034f \u061c \u115f \u180e \u200b \u200d \u200e \u200f \u2028 \u202a \u202e "
    "\u2060 \u2062 \u2066 \u2069 \u3164 \ufe0f \ufeff \uffa0 \U000e0041 \x07 \x1b \x7f \x85 \x9b",
    " ",
)
NUMBERS = _each(
    "-0 00 007 1. .5 +5 -5 1e5 1E-5 1e300 1e999 0x1F 0o17 0b1 8_5 1_000 1,000 1.000,5 5% £5 12345678901"
    " 9223372036854775808 18446744073709551616 0.1000000000000000055511151231257827 100.0 100.00001"
    " 101 150 -1 0 1 2 4 5 85 85.5 99.95 1/2 ½ ² ٣ ２８ ๓ nan NaN inf -inf Infinity NULL None N/A #N/A"
    " #DIV/0! #REF! TRUE true yes no ~ - .. … x c z low u p r b e f cc C 5c c5 <5 >1 ~5 *"
)
LONG_NUMBERS = ("9" * 400, "0." + "3" * 400, "1" + "0" * 5000, "-" + "9" * 40, "0" * 60 + "5")
DATES = _each(
    "2025 2024 2021 1899 1900 0001 0000 9999 10000 2025/26 2024/25 2024/24 2019/20 2019-20 2022-23 2025-01"
    " 2025-02-29 2025-02-30 2024-02-29 2025-13-01 0001-01-01 9999-12-31 31/03/2025 03/31/2025 Mar-25"
    " 45747 1763683200 86400 -86400 1e9 20251120 2025-11-20T00:00:00Z 12:30 now today ２０２５"
)
FORMULAE = _each("=1+1 @SUM(A1) +A1 -A1 =HYPERLINK(\"https://a.example\") =cmd|'/c'!A1 |x")
QUOTED = ('"', "'", '""', '"a', 'a"', 'a"b', "’", "“a”", "`", "a,b", "a;b", "a\tb", "a\nb", "a\rb")
MARKUP = (
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "&nbsp;",
    "[a](javascript:alert(1))",
    "[a](../../)",
    "![a](https://a.example/a.png)",
    "<https://a.example/>",
    "https://a.example/",
    "**a** _b_ `c` ~~d~~",
    "# a",
    "- a",
    "1. a",
    "> a",
    "| a | b |",
    "    a",
    "a  ",
    "a\\",
    "***",
    "---",
    "...",
    "```",
    "[^1] [^1]: a",
    "*[HTML]: a",
    "{: .a onclick=b }",
    "{ #a }",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# a #}",
    "${7*7}",
    "<%= 7*7 %>",
    "%s %(a)s %n",
    "{0} {a}",
    "\\a \\n \\u0041",
    '<div data-fragment="site/checked"></div>',
    "data-fragment=",
    "@root/",
    ":smile: :material-home:",
    "--8<-- 'a'",
    "!!! note",
    "??? a",
    "=== a",
    "[TOC]",
    "<!-- a -->",
    "-->",
    "]]>",
    "<![CDATA[",
    "</title>",
    "</article>",
    "</script>",
    "</textarea>",
    "<br>",
    "a < b > c & d",
)
WORDS = (
    "Total",
    "total",
    "TOTAL",
    "Sex (new form)",
    "Sex, new form",
    "Æther & Sons",
    "Łódź",
    "ﬁne",
    "e\u0301te\u0301",
    "\u00e9t\u00e9",
    "İstanbul ıssız",
    "ß",
    "😀",
    "👩‍👧",
    "שלום",
    "العربية",
    "漢字",
    "\U0001d504",
    "a",
    ".",
    "..",
    "?",
    "C",
    "Ｔｅｓｔ",
)
LONG_WORDS = ("long " * 60, "w" * 230, "w" * 3000, "many words " * 3000, "é" * 130)
IDS = _each(
    "index con nul aux prn com1 lpt9 search assets data charts areas help about methods downloads all"
    " 404 indicators commitments changes columns glossary symbols unsaid organised fragments kept"
    " CON Index a 1 a-b a_b a.b -a a- a--b .. . ../a /a a/b ~a a%20b a%00 é"
)
LONG_IDS = ("a" * 80, "a" * 81, "a" * 250, "a-" * 200 + "a")
# What YAML may take for something other than the text that was typed.
RAW = _each(
    "&a b¦&a¦*a¦!a b¦!!str 5¦!!python/object:os.system a¦!!binary YQ==¦!!null ''¦!<tag:a> b¦yes¦no¦on¦Off¦"
    "true¦null¦~¦Null¦0x1F¦0o17¦010¦1_000¦8_5¦+85.¦8.5e1¦.inf¦-.inf¦.nan¦1e300¦12:30:45¦2025-02-30¦"
    '1763683200¦\' 85 \'¦\'85\'¦"85"¦[]¦{}¦[a]¦{a: b}¦[a, b¦{a¦]¦}¦\'a¦"a¦"\\x41\\u202e"¦"\\0"¦a: b¦a:¦'
    ": a¦- a¦-¦? a¦?¦# a¦a # b¦a#b¦%a¦@a¦`a`¦>¦|¦<<¦<<: a¦---¦...¦=¦,¦a, b¦[a]: b¦“a”¦''¦\"\"",
    "¦",
)
# The names of files and folders.
NAMES = _each(
    "notes.txt notes.xlsx ~$notes.xlsx .DS_Store Thumbs.db .hidden .git .gitignore copy.csv indicator.yaml"
    " indicator.yml.bak dental-check.csv dental-check%20(1).csv DENTAL-CHECK.CSV a.csv con.csv nul aux.yml"
    " README.md README portal.yml portal.yaml _shared _Shared _shared.yml _new areas.csv printed_list.csv index.html é.csv a\u202eb.csv"
)

CELLS = (
    *UNSEEN, *NUMBERS, *LONG_NUMBERS, *DATES, *FORMULAE, *QUOTED, *MARKUP, *WORDS, *LONG_WORDS, *IDS,
    "", " ", "\t", "\n",
)  # fmt: skip
TEXTS = (
    *MARKUP,
    *WORDS,
    *QUOTED,
    *FORMULAE,
    *UNSEEN,
    *LONG_WORDS,
    *IDS,
    *LONG_IDS,
    *DATES,
    *NUMBERS,
)
