"""What the finders of named institutions share: windows around a telling word, pieces, capitals."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction


def windows(reading: Reading, heads: frozenset[str], *, before: int, after: int) -> Iterator[tuple[int, int]]:
    """The stretches of text around the words that head or end a name; those that meet are one."""
    tokens = reading.tokens
    open_at = stop = -1
    last = len(tokens.words) - 1
    for index, word in enumerate(tokens.words):
        if word not in heads:
            continue
        first, end = tokens.starts[max(0, index - before)], tokens.ends[min(last, index + after)]
        if first > stop:
            if stop >= 0:
                yield open_at, stop
            open_at = first
        stop = max(stop, end)
    if stop >= 0:
        yield open_at, stop


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
