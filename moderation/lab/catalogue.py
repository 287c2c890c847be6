"""The phrases of a language as they are live: the shipped files with the newest version laid over them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import NotFound
from moderation.lab.model import VersionLine
from moderation.screening.danger.lexicon import LANGUAGES, Lexicon, Row, load_lexicon
from moderation.screening.danger.overlay import Overlay
from moderation.screening.text.folding import fold

Q = sql.beside(__file__, "versions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """One language's live phrases. Version 0 is what was shipped."""

    overlay: Overlay
    lexicon: Lexicon

    @property
    def number(self) -> int:
        """The version's number."""
        return self.overlay.number

    def find(self, phrase_id: str) -> Row | None:
        """The row of this id, live or not; None where there is none."""
        return rows_by_id(self.lexicon).get(phrase_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a search asks for; empty means everything."""

    words: str = ""
    category: str = ""
    urgency: str = ""
    status: str = ""


# By hash: what was published is never changed, so it is read and checked once per process.
_known: dict[bytes, Live] = {}
_MOST_KNOWN = 8


async def live(tx: Tx, lang: str) -> Live:
    """The newest version of a language. Raises NotFound for a language without a lexicon."""
    if lang not in LANGUAGES:
        raise NotFound()
    told = await tx.maybe(Q.newest_hash, lang)
    if told is None:
        return await asyncio.to_thread(_laid, lang, 0, ())
    found = _known.get(bytes(told["hash"]))
    return found if found is not None and found.number == told["number"] else await version(tx, lang, told["number"])


async def lives(tx: Tx) -> dict[str, Live]:
    """The newest version of every language: both run on every text."""
    return {lang: await live(tx, lang) for lang in LANGUAGES}


async def version(tx: Tx, lang: str, number: int) -> Live:
    """An earlier version. Raises NotFound where none has this number."""
    row = await tx.maybe(Q.version, lang, number)
    if row is None:
        raise NotFound()
    made = await asyncio.to_thread(_laid, lang, number, row["content"])
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[bytes(row["hash"])] = made
    return made


async def versions(tx: Tx, lang: str, *, before: int | None = None, most: int = 30) -> tuple[VersionLine, ...]:
    """What was published, the newest first."""
    return tuple(build(VersionLine, row) for row in await tx.all(Q.versions, lang, before, most))


def search(lexicon: Lexicon, asked: Filter, *, after: str = "", most: int = 40) -> tuple[Row, ...]:
    """Rows in the order of their ids, those after `after`; words are looked for as screening reads them."""
    wanted = fold(asked.words).text.split()
    rows = sorted((row for row in lexicon.rows if row.id > after and _fits(row, asked, wanted)), key=_by_id)
    return tuple(rows[:most])


@lru_cache(maxsize=8)
def rows_by_id(lexicon: Lexicon) -> Mapping[str, Row]:
    """The rows of a lexicon by their ids."""
    return {row.id: row for row in lexicon.rows}


def _fits(row: Row, asked: Filter, wanted: Sequence[str]) -> bool:
    if asked.category not in ("", row.category) or asked.urgency not in ("", row.urgency.value):
        return False
    return asked.status in ("", row.status) and all(word in _letters(row) for word in wanted)


@lru_cache(maxsize=4096)
def _letters(row: Row) -> str:
    return fold(" ".join((row.id, row.phrase, *row.forms, *row.guards, row.note))).text


def _by_id(row: Row) -> str:
    return row.id


@cache
def shipped(lang: str) -> Lexicon:
    """The files as they came."""
    return load_lexicon(lang)


def _laid(lang: str, number: int, content: Sequence[Mapping[str, Any]]) -> Live:
    overlay = Overlay.of(lang, number, content)
    return Live(overlay=overlay, lexicon=overlay.over(shipped(lang)) if content else shipped(lang))
