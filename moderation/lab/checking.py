"""What must hold before phrases are published. Pure and slow: call it in a thread.

Nothing here reads a database; what comes out are codes and places, never a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from moderation.lab.catalogue import Live, rows_by_id
from moderation.lab.model import Finding
from moderation.screening import Screener
from moderation.screening.danger.lexicon import Lexicon, Row
from moderation.screening.danger.overlay import Overlay

_RAISES: Final = "timing"  # the one rule of context that raises a level


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A post that a row must find, or must not; `number` is its place in the row's list."""

    row: Row
    text: str
    must_hit: bool
    number: int


def examples_of(rows: Iterable[Row]) -> tuple[Example, ...]:
    """Every example of these rows."""
    return tuple(one for row in rows for must in (True, False) for one in _examples(row, must))


def _examples(row: Row, must_hit: bool) -> Iterator[Example]:
    texts = row.must_hit if must_hit else row.must_not_hit
    for number, text in enumerate(texts, start=1):
        yield Example(row=row, text=text, must_hit=must_hit, number=number)


def failing(screener: Screener, examples: Iterable[Example]) -> list[Finding]:
    """Examples that do not do as they must: a hit counts at the level of its row, or above."""
    found = []
    for one in examples:
        level = _level(screener, one.row.id, one.text)
        if one.must_hit and level < one.row.urgency.rank:
            found.append(Finding(code="must_hit", phrase_id=one.row.id, number=one.number))
        if not one.must_hit and level >= 0:
            found.append(Finding(code="must_not_hit", phrase_id=one.row.id, number=one.number))
    return found


def alone(row: Row) -> tuple[list[Finding], str]:
    """How a row does on its own examples, and why it could not work at all, or nothing; for who writes it."""
    try:
        screener = Screener.load(row.lang, (Overlay(lang=row.lang, number=0, rows=(row,)),))
    except ValueError as wrong:
        return [], str(wrong)
    return failing(screener, examples_of((row,))), ""


def changed(before: Lexicon, after: Lexicon) -> tuple[str, ...]:
    """Ids of rows that differ between two versions, in order."""
    old, new = rows_by_id(before), rows_by_id(after)
    return tuple(sorted(one for one in {*old, *new} if old.get(one) != new.get(one)))


def lacking(lives: Mapping[str, Lexicon], lang: str, ids: Iterable[str]) -> list[Finding]:
    """Live rows that name no live row of another language as their twin, and give no reason either."""
    others = {row.id for one, lexicon in lives.items() if one != lang for row in lexicon.live}
    rows = rows_by_id(lives[lang])
    return [
        Finding(code="no_twin", phrase_id=one)
        for one in ids
        if one in rows and rows[one].status == "live" and rows[one].twin not in others and " " not in rows[one].twin
    ]


def orphaned(before: Mapping[str, Lexicon], after: Mapping[str, Lexicon]) -> list[Finding]:
    """Rows of any language that lose their live twin with this: they would be left with one language."""
    gone = {row.id for lexicon in before.values() for row in lexicon.live}
    gone -= {row.id for lexicon in after.values() for row in lexicon.live}
    return [
        Finding(code="leaves_twin", phrase_id=row.id)
        for lexicon in after.values()
        for row in lexicon.live
        if row.twin in gone
    ]


def lowered(before: Lexicon, after: Lexicon) -> list[Finding]:
    """Where recall falls by what rows say: gone, lower, another category, a rule that lowers, a stricter match."""
    new = rows_by_id(after)
    return [Finding(code=code, phrase_id=old.id) for old in before.live for code in _steps_down(old, new.get(old.id))]


def _steps_down(old: Row, new: Row | None) -> Iterator[str]:
    if new is None or new.status != "live":
        yield "retired"
        return
    if new.urgency.rank < old.urgency.rank:
        yield "urgency"
    if new.category != old.category:
        yield "category"
    if set(new.rules) - set(old.rules) - {_RAISES} or (_RAISES in old.rules and _RAISES not in new.rules):
        yield "rules"
    if new.match not in ("folded", old.match):
        yield "match"


def forgotten(screener: Screener, before: Lexicon, after: Lexicon) -> list[Finding]:
    """Posts that a changed row had to find before and does not find any more, whatever its new lists say."""
    still = {row.id for row in after.live}
    old = rows_by_id(before)
    rows = [old[one] for one in changed(before, after) if one in still and one in old and old[one].status == "live"]
    examples = [one for one in examples_of(rows) if one.must_hit]
    return [replace(one, code="lost_example") for one in failing(screener, examples)]


def lost(old: Screener, new: Screener, phrase_id: str, texts: Iterable[str]) -> int:
    """How many past texts a phrase finds with the one and not with the other."""
    return sum(_level(old, phrase_id, text) > _level(new, phrase_id, text) for text in texts)


def hits(screener: Screener, phrase_id: str, text: str) -> bool:
    """True when a phrase finds something in a text."""
    return _level(screener, phrase_id, text) >= 0


def screener_of(lang: str, overlays: Iterable[Overlay]) -> Screener:
    """The screener that these versions would make; ValueError names the row that could not work."""
    return Screener.load(lang, tuple(one for one in overlays if one.rows or one.number))


def laid(live: Live, rows: Iterable[Row]) -> Overlay:
    """The version that would follow with these rows."""
    return live.overlay.with_rows(rows, number=live.number + 1)


def _level(screener: Screener, phrase_id: str, text: str) -> int:
    """The rank of the worst hit of a phrase; -1 where it does not hit."""
    return max((s.urgency.rank for s in screener.screen(text).signals if s.phrase_id == phrase_id), default=-1)
