"""The screeners of a running process, always of the newest phrases that could be built.

Nothing waits for this: a version is built in a thread while the old one goes on screening, and one that cannot be
built changes nothing but the log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from app.kernel import logs, sql
from app.kernel.db import Database
from moderation.screening import Screener
from moderation.screening.danger.lexicon import LANGUAGES
from moderation.screening.danger.overlay import Overlay

Q = sql.beside(__file__, "renewing")

EVERY_SECONDS = 3.0
MOST_EARLIER = 5  # how far a process that starts goes back from a version that cannot be built

log = logs.get("lexicon")


class Phrases:
    """The screener of each community, renewed when a version is published."""

    def __init__(self, languages: Iterable[str], db: Database) -> None:
        self._languages, self._db = tuple(languages), db
        self._built: dict[str, Screener] = {}
        self._overlays: dict[str, Overlay] = {}
        self._refused: set[tuple[str, int]] = set()

    def of(self, lang: str) -> Screener:
        """The screener of a community; the shipped phrases until a version was built."""
        return self._built.get(lang) or Screener.load(lang)

    async def serve(self, stop: asyncio.Event | None = None) -> None:
        """Looks every three seconds until told to stop. A database that is away leaves everything as it is."""
        ended = stop or asyncio.Event()
        while not ended.is_set():
            await self.renew()
            try:
                await asyncio.wait_for(ended.wait(), EVERY_SECONDS)
            except TimeoutError:
                continue

    async def renew(self) -> None:
        """One look that never fails: whatever breaks, the phrases at hand go on screening."""
        try:
            await self.look()
        except Exception as error:  # noqa: BLE001 - the next look comes in three seconds
            log.warning("not_renewed", error=type(error).__name__, at=logs.place_of(error))

    async def look(self) -> bool:
        """True when there was a newer version and it is now what screens."""
        async with self._db.reading() as tx:
            newest = {row["lang"]: row["number"] for row in await tx.all(Q.newest) if row["lang"] in LANGUAGES}
        return any([await self._follow(lang, newest[lang]) for lang in sorted(newest) if self._is_new(lang, newest)])

    def _is_new(self, lang: str, newest: dict[str, int]) -> bool:
        known = self._overlays.get(lang)
        return newest[lang] > (known.number if known else 0) and (lang, newest[lang]) not in self._refused

    async def _follow(self, lang: str, newest: int) -> bool:
        """The newest version; where this process has none yet, the newest that can be built."""
        oldest = newest if lang in self._overlays else max(1, newest - MOST_EARLIER)
        for number in range(newest, oldest - 1, -1):
            if await self._take(lang, number):
                return True
        return False

    async def _take(self, lang: str, number: int) -> bool:
        async with self._db.reading() as tx:
            content = await tx.value(Q.content, lang, number)
        try:
            overlay = await asyncio.to_thread(Overlay.of, lang, number, content or ())
            overlays = {**self._overlays, lang: overlay}
            built = await asyncio.to_thread(_build, self._languages, tuple(overlays.values()))
        except Exception as error:  # noqa: BLE001 - the old phrases go on: never fewer because of a mistake here
            self._refused.add((lang, number))
            log.error("version_not_built", community=lang, count=number, error=type(error).__name__,
                      at=logs.place_of(error))  # fmt: skip
            return False
        self._overlays, self._built = overlays, built
        log.info("version_taken", community=lang, count=number)
        return True


def _build(languages: tuple[str, ...], overlays: tuple[Overlay, ...]) -> dict[str, Screener]:
    return {lang: Screener.load(lang, overlays) for lang in languages}
