"""French towns that no list holds, by their make: a Saint, a Lac, hyphens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..gazetteer import load_gazetteer
from ..redacting import redaction
from ..scan import Pattern, word_set
from ..vocabulary import is_ordinary

_HYPHENED: Final = Pattern(r"(?<![\w-])[a-z][\w']{1,20}(?:-[a-z][\w']{0,20}){1,6}(?![\w-])")
_SAINT: Final = Pattern(
    r"(?<![\w-])(?:st|ste|saint|sainte)(?:-|\.\s?|\s)(?P<name>[a-z][\w']{2,20}(?:-[\w']{1,20}){0,5}(?:\s(?:sur"
    r"|de|du|des)\s(?:la\s|le\s)?[a-z][\w-]{2,20})?)"
)
_FEASTS: Final = word_set(
    "jean valentin patrick patricks nicolas sylvestre esprit sacrement pere siege graal bernard barth"
)
_BEFORE_FEASTS: Final = frozenset(
    ["bonne", "bon", "tire", "gateau", "apotre", "l'apotre", "fete", "priere", "medaille"]
)
_OF_SAINTS: Final = frozenset(["day", "eve", "wort", "cross", "fire", "flag", "feast", "medal"])
_SAINTS: Final = frozenset(["st", "ste", "saint", "sainte"])


def hyphenated_places(reading: Reading) -> Iterator[Redaction]:
    """French towns no list holds, by their make: a Saint, a Lac, hyphens."""
    text = reading.open_text
    lists = load_gazetteer()
    if "-" in text:
        for found in _HYPHENED.find(text):
            parts = found.text.split("-")
            before = text[max(0, found.span()[0] - 12) : found.span()[0]].split()[-1:] or [""]
            if parts[0] in _SAINTS and len(parts) == 2 and _is_feast(reading, before[0], found.span(), ""):
                continue
            typed = reading.folded.typed(*found.span()).split("-")
            if len(parts) < 2 or tuple(parts) in lists.kept_places.get(parts[0], ()):
                continue
            capitals = typed[0][:1].isupper() and typed[-1][:1].isupper()
            if (capitals and len(parts) > 2 and not lists.town_heads.isdisjoint(parts[:2])) or (
                capitals
                and parts[0] in lists.town_heads
                and not (parts[0] in ("grand", "petit", "grande", "petite") and len(parts) < 3)
            ):
                yield redaction(reading, found.span(), Kind.LOCATION, rule="hyphenated place")
    if reading.has_word(_SAINTS):
        yield from _saints(reading, text)


def _is_feast(reading: Reading, before: str, span: tuple[int, int], after: str) -> bool:
    """« la Saint-Joseph », « tire Sainte-Catherine », "St. Andrew's Day", « l'apôtre saint Pierre »: no town."""
    saint = reading.folded.text[span[0] : span[1]]
    if before in _BEFORE_FEASTS or (before == "la" and saint.startswith(("saint-", "st-", "saint ", "st "))):
        return True
    if after.startswith("'s ") and after[3:].split(" ", 1)[0].rstrip(".,!?;:") in _OF_SAINTS:
        return True
    # Written small and apart it is the saint himself.
    return saint.startswith(("saint ", "sainte ")) and reading.folded.typed(span[0], span[0] + 1) == "s"


def _saints(reading: Reading, text: str) -> Iterator[Redaction]:
    for found in _SAINT.find(text):
        start, end = found.span()
        name = found.group("name")
        first = name.replace("'", "-").split("-")[0].split(" ")[0]
        if first in _FEASTS and "-" not in name and " " not in name:
            continue
        named = found.span("name")[0]
        hyphened = text[named - 1] == "-"
        before = text[max(0, start - 12) : start].split()[-1:] or [""]
        if _is_feast(reading, before[0], (start, end), text[end : end + 12]):
            continue
        capital = reading.folded.typed(named, named + 1).isupper()
        cue = before[0].strip("'") in ("a", "de", "in", "at", "near", "from", "to", "pres", "d", "vers", "sur")
        if not (capital or (hyphened and (cue or "-" in name)) or (cue and not is_ordinary(first))):
            continue
        if " " in name and not hyphened and not cue:
            end = named + len(name.split(" ")[0])
        yield redaction(reading, (start, end), Kind.LOCATION, sure=hyphened or cue, rule="town of a saint")
