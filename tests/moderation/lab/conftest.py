"""Leads, a community with a few phrases in draft, and the checks that the desk runs in the background."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.kernel.db import Tx
from moderation.cases.model import Guide
from moderation.desk.lab import running
from moderation.lab import drafting, publishing
from moderation.screening.danger.lexicon import Row, load_lexicon, row_of
from tests.conftest import World, rolled_back
from tests.moderation.factories import Board

STAFF = """
INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
VALUES ($1, $2, $3, $4, $5, 'en', '-', '') RETURNING id
"""


def row(lang: str = "en", phrase_id: str = "en-lab-umbrella", **changes: object) -> Row:
    """A harmless phrase that no shipped row finds."""
    entry = {
        "id": phrase_id,
        "phrase": "the purple umbrella",
        "forms": ["purple umbrella"],
        "category": "spam",
        "urgency": "review",
        "must_hit": ["My purple umbrella is back"],
        "must_not_hit": ["My purple coat is back"],
        "twin": "only said in this language",
    }
    return row_of(entry | changes, lang)


def shipped(phrase_id: str) -> Row:
    """A row of the files."""
    rows = {one.id: one for one in load_lexicon(phrase_id[:2]).rows}
    return rows[phrase_id]


@dataclass(slots=True)
class Lab:
    """The lab of one world."""

    board: Board

    @property
    def world(self) -> World:
        return self.board.world

    async def lead(self, name: str, languages: tuple[str, ...] = ("en",), role: str = "lead") -> Guide:
        ref = f"{name.lower()}{'x' * 14}"[:14]
        (found,) = await self.world.fetch(STAFF, ref, name.lower(), name, role, list(languages))
        return Guide(id=int(str(found["id"])), ref=ref, name=name)

    async def draft(self, who: Guide, made: Row, *, seen: int = 0) -> str:
        db = await self.world.db(f"desk_{made.lang}")
        async with db.writing() as tx:
            return await drafting.save(tx, who, made, seen=seen)

    async def checked(self, who: Guide, ref: str, *, lang: str = "en", languages: tuple[str, ...] = ("en",)) -> str:
        """A publication of a draft, asked for and checked."""
        db = await self.world.db(f"desk_{lang}")
        async with db.writing() as tx:
            asked = await publishing.ask(tx, who, await drafting.find(tx, ref, lang), languages=languages)
        await running.check(db, asked)
        return asked

    async def publish(self, who: Guide, publication: str, *, lang: str = "en") -> None:
        db = await self.world.db(f"desk_{lang}")
        async with db.writing() as tx:
            await publishing.publish(tx, who, publication)

    async def published(self, who: Guide, made: Row) -> None:
        """A draft that is live a moment later."""
        ref = await self.draft(who, made)
        await self.publish(who, await self.checked(who, ref, lang=made.lang, languages=(made.lang,)), lang=made.lang)

    async def status(self, publication: str) -> dict[str, Any]:
        statement = "SELECT status, problems, losses FROM shared.phrase_publication WHERE ref = $1"
        (found,) = await self.world.fetch(statement, publication)
        lists = {name: json.loads(str(found[name])) for name in ("problems", "losses")}
        return {"status": found["status"], **lists}

    async def versions(self) -> list[tuple[object, object]]:
        rows = await self.world.fetch("SELECT lang, number FROM shared.phrase_version ORDER BY lang, number")
        return [(one["lang"], one["number"]) for one in rows]


@pytest.fixture
async def lab(board: Board) -> Lab:
    return Lab(board)


@pytest.fixture
async def desk_en(lab: Lab) -> AsyncIterator[Tx]:
    async with rolled_back(lab.world, "desk_en") as tx:
        yield tx


__all__ = ["Lab", "replace", "row", "shipped"]
