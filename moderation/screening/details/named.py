"""What the finders of named institutions share: their lists, pieces, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from ..model import Kind, Redaction
from ..text.folding import fold
from ..text.tokens import Reading
from .redacting import redaction
from .wordlists import entries, table


@cache
def _lists() -> dict[str, Any]:
    return table("institutions")


def listed(section: str, *keys: str) -> list[str]:
    """The folded entries of some keys of a section of the institutions list."""
    part = _lists()[section]
    return [fold(entry).text for entry in entries({key: part[key] for key in keys or part})]


def any_of(phrases: Iterable[str]) -> str:
    """An expression for any of these phrases, the longest first."""
    return "|".join(re.escape(one).replace(r"\ ", r"\s") for one in sorted(phrases, key=len, reverse=True))


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words of a stretch, each with its place."""
    at = start
    for word in text[start:end].split(" "):
        if word:
            yield at, word
        at += len(word) + 1


def is_capital(reading: Reading, place: int) -> bool:
    """Whether a capital was typed at this place."""
    return reading.folded.typed(place, place + 1)[:1].isupper()


def institution(reading: Reading, span: tuple[int, int], rule: str, *, sure: bool = True) -> Redaction:
    """A named institution."""
    return redaction(reading, span, Kind.ORG_UNIT, sure=sure, rule=rule)
