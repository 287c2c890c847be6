"""Places, units and names inside hashtags: "#coldlake", "#12WingProud", "#justiceforAmarachi"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.folding import fold
from ...text.tokens import Reading
from ..gazetteer import Gazetteer, load_gazetteer
from ..redacting import redaction
from ..vocabulary import is_ordinary

_TAG: Final = re.compile(r"#(?P<body>[a-z0-9_][\w-]{1,60})")
_UNIT: Final = re.compile(
    r"\d{1,3}(?:e|th|nd|rd|st|er)?(?:wing|escadre|sqn|squadron|escadron|rcr|ppcli|rcha|vp|svcbn"
    r"|servicebattalion|fdamb|cmbg|gbmc|rbc|bn|cer|rgc|esr|svc)"
    r"|hmcs_?[a-z_]+|ncsm_?[a-z_]+|cf[bs][a-z]{4,}|bfc[a-z]{4,}|r22e?r|ppcli|rcr|rcd|rcha|ldsh|cfseme|cfsme"
    r"|cflrs|elrfc|cfsate|cfsce|cfsal|rmc|cmr(?=\d|\Z)"
)
_PIECES: Final = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+|[a-zà-ÿ]+|[A-Z]{2,}(?![a-z])|\d+")


def hashtags(reading: Reading) -> Iterator[Redaction]:
    """What a hashtag glues together is looked up piece by piece."""
    text = reading.open_text
    if "#" not in text:
        return
    lists = load_gazetteer()
    for found in _TAG.finditer(text):
        start, end = found.span("body")
        body = found.group("body")
        unit = _UNIT.match(body)
        if unit is not None:
            whole = unit.end() > len(body) - 5 or body[unit.end() :].isdigit()
            yield redaction(
                reading, (start, end if whole else start + unit.end()), Kind.ORG_UNIT, rule="unit in a hashtag"
            )
            continue
        place = _inside(lists, body)
        if place is not None:
            kind = Kind.LOCATION if place[2] == "place" else Kind.ORG_UNIT
            yield redaction(reading, (start + place[0], start + place[1]), kind, rule="place in a hashtag")
            continue
        yield from _names(reading, lists, start, end)


def _inside(lists: Gazetteer, body: str) -> tuple[int, int, str] | None:
    """The longest listed entry the tag begins or ends with."""
    plain = body.replace("_", "").replace("-", "")
    if len(plain) != len(body):
        return (0, len(body), lists.joined[plain]) if plain in lists.joined else None
    for size in range(len(body), 5, -1):
        for first in (0, len(body) - size):
            kind = lists.joined.get(body[first : first + size])
            rest = body[:first] + body[first + size :]
            if (
                kind
                and (size > 6 or not rest or rest.isdigit() or is_ordinary(rest))
                and not is_ordinary(body[first : first + size])
            ):
                return first, first + size, kind
    return None


def _names(reading: Reading, lists: Gazetteer, start: int, end: int) -> Iterator[Redaction]:
    typed = reading.folded.typed(start, end)
    if len(typed) != end - start:
        return
    for piece in _PIECES.finditer(typed):
        word = fold(piece.group()).text
        listed = word in lists.given or word in lists.surnames
        unknown = (
            piece.group()[:1].isupper()
            and piece.start() > 0
            and not typed[: piece.start()].isupper()
            and len(word) > 3
            and not is_ordinary(word)
        )
        if (listed and len(word) > 3) or (unknown and not piece.group().isupper()):
            span = start + piece.start(), start + piece.end()
            yield redaction(reading, span, Kind.PERSON, rule="name in a hashtag")
