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

from ahocorasick_rs import AhoCorasick, MatchKind

from ..text.tokens import BLANK
from .wordlists import lines

HELP_LINES: Final = Path(__file__).parents[3] / "app" / "kernel" / "help_lines.toml"
# Numbers that members write although the help page does not list them: older lines still on posters,
# lines for other needs, city and road services. They stay readable, but nobody checks here that they
# still answer. A number that moves to the help page leaves this list.
ELSEWHERE: Final = (
    "18665222122",  # Veterans Affairs Canada, in English
    "18665222022",  # Veterans Affairs Canada, in French
    "18008664546",  # Family Information Line of the forces
    "18888283626",  # National Defence and Canadian Forces Ombudsman
    "18773304343",  # Veterans Ombud
    "18334564566",  # Talk Suicide Canada, the number before 9-8-8
    "45645",  # Talk Suicide Canada by text
    "741741",  # Crisis Text Line
    "18003639010",  # SOS violence conjugale
    "18665322822",  # CAVAC, for victims of crime in Quebec
    "18002632266",  # Tel-jeunes
    "18003615085",  # LigneParents
    "18773306366",  # Trans Lifeline
    "18339001010",  # Canadian Human Trafficking Hotline
    "18669254419",  # Indian Residential Schools Crisis Line
    "18444136649",  # line for families of missing and murdered Indigenous women and girls
    "18447647669",  # poison centres
    "18006226232",  # 1 800 O-Canada
    "18009598281",  # Canada Revenue Agency, individuals
    "511",  # roads
    "311",  # city services
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
    r"appelle|\b(?:tim|report|rapport|inquiry|commission|legion|saint|st|prince|new|nova|british"
    r"|south|veterans)\b"
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
    text = _blank_kept(text)
    if sum(map(text.count, "0123456789")) > 1:
        text = load_numbers().sub(_blank, text)
    if ".ca" in text:
        text = _SITE.sub(_blank, text)
    if _GATE.search(text) is not None:
        text = _WORDS.sub(_blank, text)
    return text


@cache
def _kept() -> AhoCorasick:
    return AhoCorasick(
        (*lines("kept"), *lines("kept_world"), *lines("kept_sayings")), matchkind=MatchKind.LeftmostLongest
    )


def _blank_kept(text: str) -> str:
    """Blank the listed bodies, figures and brands where they stand as whole words."""
    for _, start, end in _kept().find_matches_as_indexes(text):
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() or after.isalnum() or before in ("@", "#", "_") or (before == "-" and start > 1)):
            text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())
