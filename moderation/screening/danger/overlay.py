"""What clinicians changed since the lexicon was shipped: whole rows laid over it by their id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .lexicon import Lexicon, Row, row_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One published version of one language. A row replaces the shipped one of its id, or is added; all are whole."""

    lang: str
    number: int
    rows: tuple[Row, ...]

    @staticmethod
    def of(lang: str, number: int, entries: Iterable[Mapping[str, Any]]) -> Overlay:
        """An overlay as it was stored; ValueError names the row that could not work."""
        return Overlay(lang=lang, number=number, rows=tuple(row_of(entry, lang) for entry in entries))

    def over(self, shipped: Lexicon) -> Lexicon:
        """The shipped rows in their order, changed where this changes them, then the added ones."""
        changed = {row.id: row for row in self.rows}
        known = {row.id for row in shipped.rows}
        kept = tuple(changed.get(row.id, row) for row in shipped.rows)
        return Lexicon(lang=self.lang, rows=kept + tuple(row for row in self.rows if row.id not in known))

    def with_rows(self, rows: Iterable[Row], *, number: int) -> Overlay:
        """The overlay that a next version would be: these rows instead of earlier ones of their id."""
        newer = {row.id: row for row in rows}
        kept = tuple(row for row in self.rows if row.id not in newer)
        return Overlay(lang=self.lang, number=number, rows=(*kept, *newer.values()))
