"""Numbers for leads, against figures worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from moderation.quality import figures
from moderation.quality.model import Appeals
from tests.moderation.quality.arranging import Past, noon


async def test_waits_share_over_the_clock_and_windows(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    for minutes in range(1, 22):  # closed after 1, 2 … 21 minutes; looked at 0 … 20 minutes after opening
        post = await past.post(author, at=noon(3))
        await past.case(post, opened=noon(3), minutes=minutes, held=minutes - 1, by=maya)
    for _ in range(4):  # 40 minutes: over the clock of 30; three weeks ago
        post = await past.post(author, at=noon(21))
        await past.case(post, opened=noon(21), minutes=50, held=40, by=maya, lane="routine")
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        (soon,) = await figures.waits(tx, 7)
        month = await figures.waits(tx, 30)
    assert (soon.lane, soon.cases, soon.over) == ("soon", 21, 0)
    # The middle of 1…21 is 11; 95 of 100: place 1 + 0.95 * 20 = 20.
    assert soon.closed == (pytest.approx(11), pytest.approx(20))
    assert soon.held == (pytest.approx(10), pytest.approx(19))
    assert [(one.lane, one.cases, one.over) for one in month] == [("soon", 21, 0), ("routine", 4, 4)]


async def test_a_case_remembers_when_it_was_first_in_hand_and_not_whose(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    post = await past.post(author, at=noon(1))
    await past.case(post, opened=noon(1), minutes=5, by=maya)
    db = await past.world.db("desk_en")
    claim = "UPDATE case_file SET holder_id = $1, held_until = now() + interval '5 minutes' RETURNING first_held_at"
    async with db.writing() as tx:
        first = await (await tx._get()).fetchval(claim, maya.id)
    async with db.writing() as tx:
        again = await (await tx._get()).fetchval(claim, maya.id)
    assert first is not None and again == first


async def test_load_counts_every_day_and_every_four_hours(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    for days_ago in (1, 1, 3):
        post = await past.post(author, at=noon(days_ago))
        await past.case(post, opened=noon(days_ago), minutes=5, by=maya)
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        days = await figures.load(tx, 7)
        blocks = await figures.blocks(tx, 7)
    assert len(days) == 7 and [one.opened for one in days if one.opened] == [1, 2]
    assert sum(one.opened for one in blocks) == 3 and {one.block for one in blocks} == {3}  # noon stands in 12–16
    assert {one.weekday for one in blocks} == {noon(1).isoweekday(), noon(3).isoweekday()}


async def test_outcomes_and_what_became_of_a_phrase(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    for place, act in enumerate(["keep", "keep", "post", "decline", "edit_and_post"]):
        phrases = (("p1", "suicide"), ("p1", "suicide")) if place != 1 else ()
        post = await past.post(author, at=noon(2), urgency="high", phrases=phrases)
        await past.case(post, opened=noon(2), minutes=5, by=maya, act=act)
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        outcomes = await figures.outcomes(tx, 7)
        (phrase,) = await figures.phrases(tx, 7)
        assert await figures.appeals(tx, 7) == Appeals(granted=0, settled=0)
    assert [(one.act, one.cases) for one in outcomes] == [
        ("keep", 2),
        ("decline", 1),
        ("edit_and_post", 1),
        ("post", 1),
    ]
    # Four cases with the phrase, however often it stands in a text: two left alone, two not.
    assert (phrase.phrase, phrase.category, phrase.cases, phrase.acted) == ("p1", "suicide", 4, 2)


async def test_an_act_that_was_taken_back_is_no_outcome(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    post = await past.post(author, at=noon(2), urgency="high")
    case = await past.case(post, opened=noon(2), minutes=5, by=maya, act="keep")
    await past.world.execute(
        "INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason, state) "
        "VALUES ('abcdefghjkmnpq', $1, $2, 1, 7, $3, 'decline', 'other', 'undone')",
        case,
        post,
        maya.id,
    )
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        assert [one.act for one in await figures.outcomes(tx, 7)] == ["keep"]


def test_noon_of_the_tests_is_in_the_past() -> None:
    assert noon(1) < datetime.now(UTC)
