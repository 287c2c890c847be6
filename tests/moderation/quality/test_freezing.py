"""A month is counted once, made coarse in the database, and never changes."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from moderation.quality import freezing
from moderation.quality.sampling import ZONE
from tests.conftest import World
from tests.moderation.quality.arranging import POLICY, Past


def month_before(months: int = 1) -> date:
    """The first day of a month that is over."""
    first = datetime.now(ZoneInfo(ZONE)).date().replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def within(month: date, day: int = 10) -> datetime:
    return datetime(month.year, month.month, day, 17, tzinfo=UTC)


async def freeze(world: World, community: str = "en") -> None:
    db = await world.db(f"screener_{community}")
    async with db.writing() as tx:
        assert await freezing.freeze(tx, POLICY) == ()


async def months(world: World) -> list[dict[str, object]]:
    return await world.fetch("SELECT * FROM shared.partner_month ORDER BY community, month")


async def joined(past: Past, name: str, at: datetime) -> int:
    member = await past.board.member(name)
    await past.world.execute("UPDATE en.member SET activated_at = $2 WHERE id = $1", member, at)
    return member


@pytest.mark.parametrize(
    ("count", "printed"),
    [(0, None), (1, None), (9, None), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (2498, 2500)],
)
async def test_a_count_is_printed_rounded_to_5_or_not_at_all(world: World, count: int, printed: int | None) -> None:
    (row,) = await world.fetch("SELECT en.shown_count($1::bigint) AS n", count)
    assert row["n"] == printed


async def test_a_month_is_counted_by_hand(past: Past) -> None:
    month = month_before()
    members = [await joined(past, f"tide-{n}", within(month)) for n in range(13)]
    maya = await past.board.guide("Maya")
    for place, member in enumerate(members[:11]):
        # 22 texts of 11 members, 12 of them about suicide; 12 cases, closed in 20 minutes each.
        for again in range(2):
            about = ("suicide",) if again or not place else ("substance",) if place < 4 else ()
            post = await past.post(member, at=within(month), urgency="review", categories=about)
            if again or not place:
                await past.case(post, opened=within(month), minutes=20, by=maya)
    await past.post(members[0], at=within(month, 1) - timedelta(days=2))  # the month before: one text
    await freeze(past.world)
    found = {row["month"]: row for row in await months(past.world)}[month]
    assert (found["registered"], found["active"], found["posts"], found["wait"]) == (15, 10, 20, "half_hour")
    themes = await past.world.fetch("SELECT theme, posts FROM shared.partner_theme WHERE month = $1", month)
    shown = {row["theme"]: row["posts"] for row in themes}
    assert set(shown) == set(freezing.THEMES)  # a theme that nobody wrote about looks like a rare one
    assert shown["suicide"] == 10 and {posts for theme, posts in shown.items() if theme != "suicide"} == {None}


async def test_the_guides_own_voice_is_no_member(past: Past) -> None:
    await past.world.execute(
        "UPDATE en.member SET activated_at = $1 WHERE affiliation = 'team'", within(month_before(3))
    )
    await freeze(past.world)
    assert await months(past.world) == []


async def test_a_published_month_never_changes_and_the_current_one_is_not_published(past: Past) -> None:
    month = month_before()
    members = [await joined(past, f"tide-{n}", within(month)) for n in range(10)]
    await freeze(past.world)
    first = await months(past.world)
    assert [(row["month"], row["registered"]) for row in first] == [(month, 10)]
    for member in members:
        await past.post(member, at=within(month))
    await past.world.execute("UPDATE en.member SET activated_at = now()")
    await freeze(past.world)
    assert await months(past.world) == first
    for statement in ("UPDATE shared.partner_month SET posts = 10", "DELETE FROM shared.partner_theme"):
        with pytest.raises(asyncpg.RaiseError):
            await past.world.execute(statement)


async def test_the_database_takes_no_small_and_no_exact_number(world: World) -> None:
    for number in (0, 5, 9, 11, 13):
        with pytest.raises(asyncpg.CheckViolationError):
            await world.execute(
                "INSERT INTO shared.partner_month (community, month, registered) VALUES ('en', '2026-01-01', $1)",
                number,
            )


async def test_two_who_freeze_at_once_make_one_month(past: Past) -> None:
    await joined(past, "slow-tide", within(month_before(2)))
    await asyncio.gather(*(freeze(past.world) for _ in range(4)))
    assert [row["month"] for row in await months(past.world)] == [month_before(2), month_before()]


async def test_a_community_publishes_its_own_months_only(past: Past) -> None:
    await joined(past, "slow-tide", within(month_before()))
    await freeze(past.world, "fr")
    assert await months(past.world) == []
    await freeze(past.world)
    assert {row["community"] for row in await months(past.world)} == {"en"}
