"""What is never masked: help lines, emergency numbers, public sites, public reports.

These are blanked out before any personal-detail detector looks: a help line that disappears from
a post can cost a life, and no later rule may bring that about.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from ..text.tokens import BLANK

HELP_LINES: Final = Path(__file__).parents[3] / "app" / "kernel" / "help_lines.toml"
# Numbers that members write although the help page does not list them: older lines still on posters,
# lines for other needs, city and road services. They stay readable, but nobody checks here that they
# still answer. A number that moves to the help page leaves this list.
ELSEWHERE: Final = (
    "18665222122",  # veterans affairs, general line
    "18008664546",  # family information line, forces
    "18334564566",  # suicide crisis, the number before 9-8-8
    "18003639010",  # conjugal violence, Quebec
    "18339001010",  # human trafficking
    "511",  # roads
    "311",  # city services
    "45645",  # suicide crisis by text, the number before 9-8-8
    "741741",  # crisis by text
)
_GAP: Final = r"[\s.()\-]{0,3}"
_LONGEST_SHORT: Final = 6
_SITES: Final = (
    "canada.ca", "gc.ca", "forces.ca", "quebec.ca", "988.ca", "talksuicide.ca", "suicide.ca",
    "kidshelpphone.ca", "jeunessejecoute.ca", "legion.ca", "cfmws.ca", "sbmfc.ca", "espaceconfiance.ca",
)  # fmt: skip


_SITE: Final = re.compile(
    r"(?:https?://)?(?<![\w@-])(?:[\w-]{1,40}\.){0,3}(?:"
    + "|".join(map(re.escape, _SITES))
    + r")(?![\w.-]*[\w-])(?:/[\w./?=&%#-]{0,200})?"
)
_WORDS: Final = re.compile(
    r"\b(?:"
    r"1[\s-]?866[\s-]?appelle|"
    r"the\s+[a-z'-]{2,20}\s+(?:report|inquiry|commission)(?!\s+card)|"
    r"(?:le|du)\s+rapport\s+(?!de\b|d'|du\b|des\b|sur\b|a\b|avec\b|que\b)[a-z'-]{2,20}|"
    r"tim\s+hortons?|royal\s+canadian\s+legion|legion\s+royale\s+canadienne|"
    r"prince\s+edward\s+island|new\s+brunswick|nova\s+scotia|"
    r"(?:saint|st)[\s-]+jean[\s-]+baptiste|(?:saint|st)[\s-]+(?:valentin|patrick|sylvestre)|"
    r"british\s+columbia|south\s+korea|new\s+zealand|veterans\s+affairs(?:\s+canada)?"
    r")\b"
)
_GATE: Final = re.compile(
    r"\d|\.(?:gc\.)?ca\b|\b(?:tim|report|rapport|inquiry|commission|legion|saint|st|prince|new|nova|british|south|veterans)\b"
)


@cache
def load_numbers(file: Path = HELP_LINES) -> re.Pattern[str]:
    """How every number of the help page is written; FileNotFoundError when the page's file is missing."""
    try:
        lines = tomllib.loads(file.read_text(encoding="utf-8"))["lines"]
    except FileNotFoundError as error:
        raise FileNotFoundError(f"the help lines are missing, nothing may be masked without them: {file}") from error
    return _written({line[key] for line in lines for key in ("tel", "sms") if key in line}.union(ELSEWHERE))


def _written(numbers: Iterable[str]) -> re.Pattern[str]:
    """One expression for all numbers. A seven-digit line must not be the end of a private number."""
    toll_free: list[str] = []
    local: list[str] = []
    short: list[str] = []
    for number in sorted(numbers):
        if len(number) == 11 and number.startswith("1"):
            toll_free.append(_GAP.join(number[1:]))
        elif len(number) <= _LONGEST_SHORT:
            short.append(r"[\s.\-]?".join(number))
        else:
            local.append(_GAP.join(number))
    ways = [rf"(?:\+?1{_GAP})?(?:{'|'.join(toll_free)})", *short]
    ways += [rf"(?<!\d[\s.\-])(?<!\d\))(?<!\d\)\s)(?:{'|'.join(local)})"] if local else []
    return re.compile(rf"(?<![\w.])\(?(?:{'|'.join(ways)})(?!\w|[.\-]\w|[\s.\-]?\d)")


def blank_allowed(text: str) -> str:
    """`text` with everything that must stay readable replaced by blanks of the same length."""
    if _GATE.search(text) is None:
        return text
    for pattern in (load_numbers(), _SITE, _WORDS):
        text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())
