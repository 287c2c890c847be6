"""Texts with a past: posts, verdicts, cases and decisions of a chosen day, put into the tables directly."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.kernel.ids import new_ref
from moderation.cases.model import Guide
from moderation.cases.policy import default
from tests.conftest import World
from tests.moderation.factories import Board

POST = """
WITH t AS (
    INSERT INTO en.thread (ref, space_id, author_id, title, is_shown) VALUES ($1, $2, $3, 'A good night', true)
    RETURNING id
), p AS (
    INSERT INTO en.post (ref, thread_id, author_id, is_opening, status, shown, html, sent_at, shown_at)
    SELECT $4, t.id, $3, true, $5, 1, CASE WHEN $5 = 'withdrawn' THEN NULL ELSE '<p>-</p>' END, $6, $6 FROM t
    RETURNING id
)
SELECT id FROM p
"""
VERSION = """
INSERT INTO en.post_version (post_id, number, author_id, nonce, state, title, body, sent_at, screened_at)
VALUES ($1, 1, $2, $3, 'shown', 'A good night', $4, $5, $5)
"""
VERDICT = """
INSERT INTO en.verdict (post_id, version, urgency, categories, signals, redactions, lexicon, made_at)
VALUES ($1, 1, $2, $3, $4::jsonb, '[]', '', $5)
"""
CASE = """
INSERT INTO en.case_file (ref, lane, reasons, post_id, post_version, member_id, opened_at, due_at, first_held_at,
    closed_at)
SELECT $1, $2, '{review}', p.id, 1, p.author_id, $4, $4::timestamptz + interval '30 minutes', $5, $6
FROM en.post AS p WHERE p.id = $3 RETURNING id
"""
DECISION = """
INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason, made_at)
VALUES ($1, $2, $3, 1, 1, $4, $5, 'safe_to_post', now())
"""
READ = """
INSERT INTO en.second_reading (ref, kind, post_id, version, case_id, drawn_for, taken_by, taken_at, urgency,
    categories, act, read_at)
VALUES ($1, $2, $3, 1, $4, current_date - 1, $5, now(), $6, $7, $8, now())
"""
DRAWN = """
INSERT INTO en.second_reading (ref, kind, post_id, version, case_id, drawn_for)
VALUES ($1, $2, $3, 1, $4, current_date - 1)
"""


def noon(days_ago: int) -> datetime:
    """Noon of a day in the past, by the clock of Toronto (17:00 UTC is noon or one o'clock there)."""
    return datetime.now(UTC).replace(hour=17, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)


@dataclass(slots=True)
class Past:
    """A board with a history."""

    world: World
    board: Board

    async def post(
        self,
        author: int,
        *,
        at: datetime,
        urgency: str = "none",
        categories: tuple[str, ...] = (),
        phrases: tuple[tuple[str, str], ...] = (),
        body: str = "The dog slept on my feet.",
        status: str = "visible",
    ) -> int:
        """A screened text; its id."""
        made = await self.world.fetch(POST, new_ref(), self.board.space, author, new_ref(), status, at)
        post = int(str(made[0]["id"]))
        signals = json.dumps([{"phrase_id": phrase, "category": category} for phrase, category in phrases])
        await self.world.execute(VERSION, post, author, uuid.uuid4(), body, at)
        await self.world.execute(VERDICT, post, urgency, list(categories), signals, at)
        return post

    async def case(
        self, post: int, *, opened: datetime, minutes: int, by: Guide, act: str = "keep", held: int | None = None,
        lane: str = "soon",
    ) -> int:  # fmt: skip
        """A case that this guide closed after so many minutes; its id."""
        looked = None if held is None else opened + timedelta(minutes=held)
        closed = opened + timedelta(minutes=minutes)
        made = await self.world.fetch(CASE, new_ref(), lane, post, opened, looked, closed)
        case = int(str(made[0]["id"]))
        await self.world.execute(DECISION, new_ref(), case, post, by.id, act)
        return case

    async def read(
        self, post: int, *, by: Guide, urgency: str, categories: tuple[str, ...] = (), act: str = "leave",
        case: int | None = None,
    ) -> None:  # fmt: skip
        """A second reading that was given."""
        kind = "nothing_found" if case is None else "closed_case"
        await self.world.execute(READ, new_ref(), kind, post, case, by.id, urgency, list(categories), act)

    async def drawn(self, post: int, *, case: int | None = None) -> str:
        """A text that waits for a second reading; its reference."""
        ref, kind = new_ref(), "nothing_found" if case is None else "closed_case"
        await self.world.execute(DRAWN, ref, kind, post, case)
        return ref

    async def readings(self) -> list[dict[str, object]]:
        """Every reading, drawn or given."""
        return await self.world.fetch("SELECT * FROM en.second_reading ORDER BY id")


POLICY = default()
