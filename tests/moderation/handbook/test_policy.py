"""A community's policy: versions, guard rails, and what counts for the next text."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from app.kernel.db import Tx
from app.kernel.errors import Conflict, Invalid
from moderation.cases import guarding, policies
from moderation.cases.model import Guide, Lane
from moderation.cases.policy import Policy, default, read, table_of
from moderation.cases.weighing import Findings, Standing, weigh
from moderation.handbook import policy_versions, trying
from tests.conftest import rolled_back
from tests.moderation.factories import CALM, GOODBYE, HIGH, PHONE, Board, screened, screener


def changed(code: str, **cells: Any) -> Policy:
    policy = default()
    return replace(policy, rows=tuple(replace(row, **cells) if row.code == code else row for row in policy.rows))


def clocked(lane: Lane, length: timedelta) -> Policy:
    return replace(default(), clocks={**default().clocks, lane: length})


async def saved(board: Board, lead: Guide, policy: Policy, *, seen: int = 0) -> int:
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        return await policy_versions.save(tx, lead, policy, note="Agreed on Monday.", seen=seen)


HOLD_HIGH = {"settled": "hold", "newcomer": "hold", "notice": "held_rule", "reason": "other"}


def test_a_stored_policy_is_read_as_it_was() -> None:
    policy = changed("high", **HOLD_HIGH, lane=Lane.NOW)
    assert read(table_of(policy)) == policy
    assert read(table_of(replace(policy, unanswered_after=None))).unanswered_after is None


def test_what_a_stored_table_leaves_out_is_as_shipped() -> None:
    assert read({"rows": [], "clocks": {}}) == default()


def test_a_stored_table_cannot_drop_or_invent_a_row_or_change_what_one_is_about() -> None:
    with pytest.raises(ValueError, match="no such rows"):
        read({"rows": [{"code": "mine"}]})
    assert read({"rows": [{"code": "immediate", "urgency": ["none"], "failed": True}]}) == default()


def test_the_shipped_table_keeps_to_the_guard_rails() -> None:
    assert guarding.check(default()) == default()


RAILS = [
    # Screening that failed always holds, and its author is told that our own check broke.
    ("failed", {"settled": "show"}, "settled"),
    ("failed", {"newcomer": "show"}, "settled"),
    ("failed", {"notice": ""}, "notice"),
    # Immediate danger always holds, goes to Now, and its author sees help lines.
    ("immediate", {"settled": "show"}, "settled"),
    ("immediate", {"newcomer": "show"}, "settled"),
    ("immediate", {"lane": Lane.SOON}, "lane"),
    ("immediate", {"notice": "held_rule"}, "lane"),
    # What is taken out is always told.
    ("sure_detail", {"notice": ""}, "notice"),
    # Every text that is held has words to its author, and only words that belong to it.
    ("high", {"settled": "hold"}, "notice"),
    ("graphic", {"notice": ""}, "notice"),
    ("graphic", {"notice": "masked"}, "notice"),
    ("graphic", {"notice": "declined"}, "notice"),
    # New members are treated with at least as much care.
    ("graphic", {"newcomer": "show"}, "newcomer"),
    # A finding goes to a lane that findings are read in, for a reason that members can be told.
    ("high", {"lane": Lane.APPEALS}, "lane"),
    ("graphic", {"reason": "because"}, "reason"),
    ("graphic", {"why": "So."}, "why"),
]


@pytest.mark.parametrize(("code", "cells", "field"), RAILS)
async def test_no_lead_can_leave_the_guard_rails(board: Board, code: str, cells: dict[str, Any], field: str) -> None:
    lead = await board.guide("Lena")
    with pytest.raises(Invalid) as refused:
        await saved(board, lead, changed(code, **cells))
    assert refused.value.field == field
    assert await board.world.fetch("SELECT number FROM en.policy_version") == []


@pytest.mark.parametrize("length", [timedelta(seconds=30), timedelta(days=8)])
async def test_a_clock_runs_from_a_minute_to_a_week(board: Board, length: timedelta) -> None:
    with pytest.raises(Invalid) as refused:
        await saved(board, await board.guide("Lena"), clocked(Lane.SOON, length))
    assert refused.value.field == "soon"


async def test_the_next_text_follows_a_new_version_and_the_log_says_who_made_it(board: Board) -> None:
    author, lead = await board.member("slow-tide"), await board.guide("Lena")
    first = await board.open(author, HIGH)
    await screened(board.world)
    assert (await board.post(first))["status"] == "visible"
    assert await saved(board, lead, changed("high", **HOLD_HIGH, lane=Lane.NOW)) == 1
    second = await board.open(author, HIGH)
    await screened(board.world)
    assert (await board.post(second))["status"] == "held"
    assert (await board.cases(second))[0]["lane"] == "now"
    assert [n["kind"] for n in await board.notices(second)] == ["held_rule"]
    log = await board.world.fetch("SELECT actor, subject, code FROM en.log WHERE verb = 'policy_changed'")
    assert log == [{"actor": lead.ref, "subject": "policy", "code": "v1"}]


async def test_a_screener_that_runs_takes_a_new_version_without_a_restart(board: Board) -> None:
    author, lead = await board.member("slow-tide"), await board.guide("Lena")
    process = await screener(board.world)
    try:
        assert await _settled(board, await board.open(author, HIGH), within=60) == "visible"
        await saved(board, lead, changed("high", **HOLD_HIGH))
        assert await _settled(board, await board.open(author, HIGH), within=10) == "held"
    finally:
        process.terminate()
        await process.communicate()


async def _settled(board: Board, post: str, *, within: float) -> str:
    """Where a post stands once it is screened."""
    async with asyncio.timeout(within):
        while (status := str((await board.post(post))["status"])) == "submitted":  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    return status


async def test_a_text_held_for_a_detail_is_told_both(board: Board) -> None:
    author, lead = await board.member("slow-tide"), await board.guide("Lena")
    await saved(board, lead, changed("sure_detail", settled="hold", newcomer="hold"))
    post = await board.open(author, PHONE)
    await screened(board.world)
    assert [(n["kind"], n["reason"]) for n in await board.notices(post)] == [
        ("held_rule", "identifying_detail"),
        ("masked", "identifying_detail"),
    ]


async def test_reports_and_clocks_follow_the_new_version(board: Board) -> None:
    author, reader, lead = await board.member("slow-tide"), await board.member("owl"), await board.guide("Lena")
    await saved(board, lead, clocked(Lane.SOON, timedelta(minutes=7)))
    post = await board.open(author, CALM)
    await screened(board.world)
    await board.tell(reader, post, "worry")
    await screened(board.world)
    (case,) = await board.cases(post)
    assert case["due_at"] - case["opened_at"] == timedelta(minutes=7)  # type: ignore[operator]


async def test_the_other_community_keeps_its_own(board: Board) -> None:
    await saved(board, await board.guide("Lena"), clocked(Lane.SOON, timedelta(minutes=7)))
    for role, minutes in (("screener_en", 7), ("desk_en", 7), ("screener_fr", 30), ("desk_fr", 30)):
        async with rolled_back(board.world, role) as tx:
            assert (await policies.current(tx)).clock(Lane.SOON) == timedelta(minutes=minutes), role


async def test_a_version_that_cannot_be_read_is_passed_over(board: Board) -> None:
    lead = await board.guide("Lena")
    await saved(board, lead, clocked(Lane.SOON, timedelta(minutes=7)))
    insert = "INSERT INTO en.policy_version (number, ref, rules, note, made_by) VALUES ($1, $2, $3, 'x', $4)"
    await board.world.execute(insert, 2, "abcdefghjkmnp2", '{"clocks": {"soon": "long"}}', lead.id)
    rails_off = '{"rows": [{"code": "immediate", "settled": "show", "newcomer": "show"}]}'
    await board.world.execute(insert, 3, "abcdefghjkmnp3", rails_off, lead.id)
    async with rolled_back(board.world, "screener_en") as tx:
        found = await policies.current(tx)
    assert found.clock(Lane.SOON) == timedelta(minutes=7)
    assert weigh(found, Findings(urgency="immediate"), Standing()).is_held
    post = await board.open(await board.member("slow-tide"), GOODBYE)
    await screened(board.world)
    assert (await board.post(post))["status"] == "held"


async def test_of_two_leads_who_save_at_once_one_is_told(board: Board) -> None:
    lena, lou = await board.guide("Lena"), await board.guide("Lou")
    await saved(board, lena, clocked(Lane.SOON, timedelta(minutes=7)))
    with pytest.raises(Conflict):
        await saved(board, lou, clocked(Lane.SOON, timedelta(minutes=9)), seen=0)
    with pytest.raises(Conflict):
        await saved(board, lou, clocked(Lane.SOON, timedelta(minutes=9)), seen=7)
    assert await saved(board, lou, clocked(Lane.SOON, timedelta(minutes=9)), seen=1) == 2


async def test_a_version_needs_a_note_and_a_difference(board: Board) -> None:
    lead = await board.guide("Lena")
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        with pytest.raises(Invalid) as refused:
            await policy_versions.save(tx, lead, changed("high", lane=Lane.NOW), note=" ", seen=0)
        assert refused.value.field == "note"
        with pytest.raises(Invalid, match="Nothing is different"):
            await policy_versions.save(tx, lead, default(), note="Again", seen=0)


async def test_history_says_what_each_version_changed_and_an_earlier_one_can_count_again(board: Board) -> None:
    lead = await board.guide("Lena")
    await saved(board, lead, clocked(Lane.SOON, timedelta(minutes=7)))
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        assert await policy_versions.take_back(tx, lead, 0, note="Too short.", seen=1) == 2
    async with db.reading() as tx:
        second, first = await policy_versions.history(tx)
        assert await policies.current(tx) == default()
    assert [(c.row, c.cell, c.before, c.after) for c in first.changes] == [("clocks", "soon", "30", "7")]
    assert [(c.before, c.after) for c in second.changes] == [("7", "30")]
    assert (second.note, second.made_by) == ("Too short.", "Lena")


async def test_nobody_can_change_a_saved_version(board: Board) -> None:
    await saved(board, await board.guide("Lena"), clocked(Lane.SOON, timedelta(minutes=7)))
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await board.world.execute("UPDATE en.policy_version SET note = 'other'")
    async with rolled_back(board.world, "desk_en") as tx:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await _raw(tx, "DELETE FROM policy_version")


async def _raw(tx: Tx, statement: str) -> None:
    await (await tx._get()).execute(statement)


async def test_what_would_change_counts_the_texts_of_the_last_month(board: Board) -> None:
    author = await board.member("slow-tide")
    for body in (CALM, HIGH, HIGH, PHONE, GOODBYE):
        await board.open(author, body)
    await screened(board.world)
    await board.world.execute(
        "UPDATE en.verdict SET made_at = now() - interval '31 days' "
        "WHERE id = (SELECT min(id) FROM en.verdict WHERE urgency = 'high')"
    )
    then = changed("high", **HOLD_HIGH, lane=Lane.NOW)
    async with rolled_back(board.world, "desk_en") as tx:
        settled, new = await trying.effects(tx, default(), then)
    assert (settled.texts, settled.held_before, settled.held_after) == (4, 1, 2)
    assert (settled.newly_held, settled.newly_shown, settled.moved) == (1, 0, 1)
    assert [(shift.lane, shift.before, shift.after) for shift in settled.lanes] == [
        (Lane.NOW, 1, 2),
        (Lane.SOON, 1, 0),
    ]
    assert (new.held_before, new.newly_held, new.moved) == (2, 0, 1)
