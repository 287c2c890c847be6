"""What every street address is made of: its house number, what may follow its name, and the lists of streets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..wordlists import entries, table

_LISTS: Final[Mapping[str, Mapping[str, str]]] = table("streets")


def listed(language: str, *keys: str) -> list[str]:
    """The entries of some keys of the list of streets; a key that is absent has none."""
    return entries({key: _LISTS[language].get(key, "") for key in keys})


def one_of(phrases: Iterable[str]) -> str:
    """An expression for any of these phrases, the longest first."""
    return "|".join(sorted(map(re.escape, phrases), key=lambda one: (-len(one), one)))


def any_listed(language: str, key: str) -> str:
    """An expression for any entry of a key; a full stop may follow the short forms."""
    whole, short = one_of(listed(language, key)), one_of(listed(language, f"{key}_short"))
    return rf"(?:(?:{whole})(?!\w)" + (rf"|(?:{short})(?!\w)\.?)" if short else ")")


# Numbers in words. "Oh" stands for a zero only among others: alone it is a sigh.
SAID_EN: Final = frozenset(listed("numbers", "english"))
SAID_FR: Final = frozenset(listed("numbers", "french"))
_SAID: Final = rf"(?:{one_of([*SAID_EN, *listed('numbers', 'english_after')])})"
_DIT: Final = rf"(?:{one_of(SAID_FR)})"
FIGURES: Final = r"#?\d{1,6}(?:\s?1/2|\s?\u00bd|-?[a-d](?!\w))?"
# One number, a range of them, or several: "300 and 340 Kestrel Drive", « entre le 12 et le 38 rue Vimy ».
_HOUSE: Final = (
    rf"(?:{FIGURES}(?:(?:\s?-\s?|\s(?:and|to|or|et|ou|a|au|&)\s(?:le\s|the\s)?){FIGURES})?"
    rf"|{_SAID}(?:[\s-](?:and\s)?{_SAID}){{1,4}}|{_DIT}(?:[\s-](?:et[\s-])?{_DIT}){{1,6}})"
)
NUMBER: Final = rf"(?<![\w.,$-])(?<!\d )(?P<number>{_HOUSE}),?\s{{1,2}}"
TAIL: Final = (
    r"(?:(?:\s|,\s)(?:n\.?w|s\.?w|n\.?e|s\.?e|[nsewo](?=\s(?:apt|app|unit|suite|#)|[,.;!?\n]|\Z|\s(?:a|in|at)\s)|north|south|east|west"
    r"|northwest|northeast|southwest|southeast|nord|sud|est|ouest)\b\.?)?"
    r"(?:,?\s(?:apt|apartment|app|appt|appartement|suite|ste|unit|unite|bureau|room|logement|log|porte|local|basement"
    r"|#)\b?\.?\s?#?\s?\d{0,5}-?[a-z]?\b(?<=\d|\d-?[a-z]|basement))?"
)


def address(reading: Reading, span: tuple[int, int], rule: str, *, sure: bool = True) -> Redaction:
    """A place where somebody lives, or gets letters."""
    return redaction(reading, span, Kind.ADDRESS, sure=sure, rule=rule)
