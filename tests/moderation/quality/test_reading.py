"""A second reading: blind, never of one's own decision, kept once, and a case when somebody may be at risk."""

from __future__ import annotations

import asyncio
from dataclasses import fields

import pytest

from app.kernel.errors import Conflict, NotFound
from moderation.cases.model import Guide, Opened
from moderation.quality import reading, sampling
from moderation.quality.model import Answer, Reading, Would
from tests.conftest import World
from tests.moderation.quality.arranging import POLICY, Past, noon

CALM = Answer(urgency="none", categories=(), would=Would.LEAVE)
AFRAID = Answer(urgency="immediate", categories=("suicide",), would=Would.ASK)


async def draw(world: World) -> None:
    db = await world.db("screener_en")
    async with db.writing() as tx:
        await sampling.draw(tx, POLICY)


async def take(world: World, guide: Guide) -> str | None:
    db = await world.db("desk_en")
    async with db.writing() as tx:
        return await reading.take(tx, guide)


async def answer(world: World, guide: Guide, ref: str, said: Answer) -> Opened | None:
    db = await world.db("desk_en")
    async with db.writing() as tx:
        return await reading.answer(tx, POLICY, guide, ref, said)


async def calm_text(past: Past, name: str = "slow-tide") -> int:
    """A text in which nothing was found, drawn for a second reading."""
    post = await past.post(await past.board.member(name), at=noon(1))
    await draw(past.world)
    return post


def test_what_a_blind_reader_sees_has_no_place_for_a_finding_or_a_name() -> None:
    assert {field.name for field in fields(Reading)} == {"ref", "is_read", "title", "thread_title", "body", "beside"}


async def test_a_reader_who_fears_for_somebody_opens_a_case_at_once(past: Past) -> None:
    post, maya = await calm_text(past), await past.board.guide("Maya")
    ref = await take(past.world, maya)
    opened = await answer(past.world, maya, str(ref), AFRAID)
    assert opened is not None and opened.is_new and opened.lane == "now"
    (case,) = await past.world.fetch("SELECT * FROM en.case_file WHERE post_id = $1", post)
    assert (case["ref"], case["reasons"], case["closed_at"]) == (opened.ref, ["danger"], None)
    (row,) = await past.world.fetch("SELECT actor, subject, code FROM en.log WHERE verb = 'second_reading_found'")
    assert (row["actor"], row["subject"], row["code"]) == (maya.ref, f"{opened.ref} {ref}", "now")


async def test_a_worry_joins_the_case_that_is_open_already(past: Past) -> None:
    post, maya = await calm_text(past), await past.board.guide("Maya")
    ref = str(await take(past.world, maya))
    await past.world.execute(
        "INSERT INTO en.case_file (ref, lane, reasons, post_id, post_version, member_id, due_at) "
        "SELECT 'abcdefghjkmnpq', 'routine', '{rule}', id, 1, author_id, now() + interval '1 hour' FROM en.post "
        "WHERE id = $1",
        post,
    )
    opened = await answer(past.world, maya, ref, AFRAID)
    assert opened is not None and not opened.is_new
    (case,) = await past.world.fetch("SELECT ref, lane, reasons FROM en.case_file")
    assert (case["ref"], case["lane"], case["reasons"]) == ("abcdefghjkmnpq", "now", ["rule", "danger"])


async def test_a_calm_answer_opens_nothing_and_shows_both_readings(past: Past) -> None:
    await calm_text(past)
    maya = await past.board.guide("Maya")
    ref = str(await take(past.world, maya))
    assert await answer(past.world, maya, ref, CALM) is None
    assert await past.world.fetch("SELECT 1 FROM en.case_file") == []
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        told = await reading.told(tx, maya, ref)
    assert (told.found_urgency, told.decided, told.case_ref, told.answer) == ("none", None, None, CALM)


async def test_nothing_is_told_before_the_answer(past: Past) -> None:
    await calm_text(past)
    maya = await past.board.guide("Maya")
    ref = str(await take(past.world, maya))
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        with pytest.raises(NotFound):
            await reading.told(tx, maya, ref)


async def test_an_answer_is_given_once_and_only_by_who_has_it_in_hand(past: Past) -> None:
    await calm_text(past)
    maya, noor = await past.board.guide("Maya"), await past.board.guide("Noor")
    ref = str(await take(past.world, maya))
    with pytest.raises(NotFound):
        await answer(past.world, noor, ref, CALM)
    await answer(past.world, maya, ref, CALM)
    with pytest.raises(Conflict):
        await answer(past.world, maya, ref, AFRAID)
    assert await past.world.fetch("SELECT 1 FROM en.case_file") == []


async def closed_case(past: Past, maya: Guide) -> int:
    post = await past.post(await past.board.member("slow-tide"), at=noon(3), urgency="review", body="As it came.")
    await past.case(post, opened=noon(1), minutes=10, by=maya, act="edit_and_post")
    await draw(past.world)
    return post


async def test_nobody_reads_their_own_decision_again(past: Past) -> None:
    maya, noor = await past.board.guide("Maya"), await past.board.guide("Noor")
    post = await closed_case(past, maya)
    assert await take(past.world, maya) is None
    ref = str(await take(past.world, noor))
    # Who decides while reading is too late to answer.
    await past.world.execute(
        "INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason) "
        "SELECT 'abcdefghjkmnpq', id, $1, 1, 9, $2, 'keep', 'other' FROM en.case_file",
        post,
        noor.id,
    )
    with pytest.raises(Conflict):
        await answer(past.world, noor, ref, CALM)


async def test_a_text_is_read_as_it_came_before_a_guides_edit(past: Past) -> None:
    maya, noor = await past.board.guide("Maya"), await past.board.guide("Noor")
    post = await closed_case(past, maya)
    await past.world.execute("UPDATE en.decision SET body_before = 'As it came.'")
    await past.world.execute("UPDATE en.post_version SET body = 'As Maya wrote it.' WHERE post_id = $1", post)
    ref = str(await take(past.world, noor))
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        assert (await reading.open_text(tx, noor, ref)).body == "As it came."


async def test_two_who_take_at_once_get_two_texts(past: Past) -> None:
    author = await past.board.member("slow-tide")
    for _ in range(5):
        await past.post(author, at=noon(1))
    await draw(past.world)
    guides = [await past.board.guide(name) for name in ("Maya", "Noor", "Lena", "Tariq")]
    taken = await asyncio.gather(*(take(past.world, guide) for guide in guides))
    assert len(set(taken)) == 4 and None not in taken


async def test_the_one_in_hand_comes_first_and_half_an_hour_later_it_is_free(past: Past) -> None:
    await calm_text(past)
    maya, noor = await past.board.guide("Maya"), await past.board.guide("Noor")
    ref = await take(past.world, maya)
    assert await take(past.world, maya) == ref and await take(past.world, noor) is None
    await past.world.execute("UPDATE en.second_reading SET taken_at = now() - interval '31 minutes'")
    assert await take(past.world, noor) == ref
    with pytest.raises(NotFound):
        await answer(past.world, maya, str(ref), CALM)


async def test_what_is_passed_on_is_not_offered_again(past: Past) -> None:
    await calm_text(past)
    maya, noor = await past.board.guide("Maya"), await past.board.guide("Noor")
    ref = str(await take(past.world, maya))
    db = await past.world.db("desk_en")
    async with db.writing() as tx:
        await reading.pass_on(tx, maya, ref)
    assert await take(past.world, maya) is None and await take(past.world, noor) == ref
    (row,) = await past.world.fetch("SELECT code FROM en.log WHERE verb = 'second_reading_passed'")
    assert row["code"] == ""


async def test_a_text_that_its_author_took_down_is_not_read_again(past: Past) -> None:
    post, maya = await calm_text(past), await past.board.guide("Maya")
    ref = str(await take(past.world, maya))
    await past.world.execute("UPDATE en.post SET status = 'withdrawn', html = NULL WHERE id = $1", post)
    db = await past.world.db("desk_en")
    async with db.reading() as tx:
        assert (await reading.waiting(tx, maya)).waiting == 0
        with pytest.raises(NotFound):
            await reading.open_text(tx, maya, ref)


async def test_the_other_communitys_login_reads_and_draws_nothing_here(past: Past) -> None:
    await calm_text(past)
    maya = await past.board.guide("Maya")
    db = await past.world.db("desk_fr")
    async with db.writing() as tx:
        assert await reading.take(tx, maya) is None
