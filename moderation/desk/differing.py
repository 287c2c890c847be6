"""Two texts of one author side by side in one: which words went, which came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 3000  # of both together: a comparison must not keep a page waiting

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words that both texts have (`same`), that only the older has (`gone`), or only the newer (`new`)."""

    kind: str
    text: str


def differences(older: str, newer: str) -> tuple[Piece, ...] | None:
    """The newer text with what went from the older; None where both are too long to be compared."""
    before, after = _PIECES.findall(older), _PIECES.findall(newer)
    if len(before) + len(after) > 2 * MOST_WORDS:
        return None
    return tuple(_pieces(before, after))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for what, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if what == "equal":
            yield Piece(kind="same", text="".join(after[c:d]))
            continue
        if a < b:
            yield Piece(kind="gone", text="".join(before[a:b]))
        if c < d:
            yield Piece(kind="new", text="".join(after[c:d]))
