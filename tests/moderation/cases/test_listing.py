"""What the desk sees: lanes oldest first, one case with everything beside it, one detail when asked."""

from __future__ import annotations

import re

import pytest

from app.kernel.errors import NotFound
from moderation.cases import detail, listing, restoring
from moderation.cases.model import Act, Lane
from moderation.desk.people import journal
from moderation.desk.people.journal import Sought
from tests.moderation.cases.test_deciding import decide
from tests.moderation.factories import CALM, GOODBYE, PHONE, Board, screened


async def test_lanes_come_in_their_order_with_counts_and_oldest_wait(board: Board) -> None:
    author = await board.member("slow-tide")
    for body in (GOODBYE, PHONE, PHONE + " Please."):
        await board.open(author, body)
    await screened(board.world)
    await board.world.execute("UPDATE en.case_file SET due_at = now() - interval '1 minute' WHERE lane = 'now'")
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        lanes = await listing.lanes(tx)
    assert [(one.lane.value, one.waiting, one.overdue) for one in lanes] == [
        ("now", 1, 1),
        ("soon", 0, 0),
        ("unscreened", 0, 0),
        ("appeals", 0, 0),
        ("routine", 0, 0),
        ("unanswered", 0, 0),
        ("privacy", 2, 0),
    ]
    assert lanes[0].oldest_at is not None
    assert lanes[1].oldest_at is None


async def test_a_lane_is_read_page_by_page_oldest_first(board: Board) -> None:
    author = await board.member("slow-tide")
    posts = []
    for number in range(5):
        posts.append(await board.open(author, f"{PHONE} {number}"))
        await screened(board.world)
    db = await board.world.db("desk_en")
    seen: list[str] = []
    async with db.reading() as tx:
        page = await listing.waiting(tx, Lane.PRIVACY, most=2)
        while page:
            seen += [line.post_ref for line in page]
            page = await listing.waiting(tx, Lane.PRIVACY, after=(page[-1].opened_at, page[-1].id), most=2)
    assert seen == posts


async def test_a_case_shows_masked_text_spans_neighbours_and_earlier_decisions(board: Board) -> None:
    guide, author = await board.guide("Maya"), await board.member("slow-tide")
    opening = await board.open(author, CALM)
    await screened(board.world)
    replies = []
    for body in ("One.", "Two.", PHONE, "Four.", "Five.", "Six."):
        replies.append(await board.reply(author, opening, body))
        await screened(board.world)
    await board.tell(await board.member("reader-2"), replies[2], "rule")
    await screened(board.world)
    (case,) = await board.cases(replies[2])
    await decide(board, guide, str(case["ref"]), Act.WRITE, seen=2, reason="other", words="A word.")
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        seen = await detail.case_detail(tx, str(case["ref"]))
    # Whatever it holds but its times, whose microseconds may be any figures.
    assert "613" not in re.sub(r"datetime\.datetime\([^)]*\)", "", repr(seen))
    (found,) = seen.details
    assert seen.body[found.start : found.end] == "[phone number removed]"
    assert (found.ordinal, [(c.place, c.ordinal, c.kind) for c in seen.cutouts]) == (0, [("body", 0, "PHONE")])
    assert [(n.is_before, n.body) for n in seen.neighbours] == [
        (True, "One."),
        (True, "Two."),
        (False, "Four."),
        (False, "Five."),
    ]
    assert [(e.act, e.words, e.staff_name) for e in seen.decisions] == [(Act.WRITE, "A word.", "Maya")]
    assert [(r.kind, r.pseudonym) for r in seen.reports] == [("rule", "reader-2")]
    assert (seen.member.pseudonym, seen.reasons) == ("slow-tide", ["privacy", "rule"])
    assert seen.possible == (Act.EDIT, Act.HIDE, Act.WRITE, Act.KEEP)


async def test_signals_point_into_the_text_until_a_guide_edits_it(board: Board) -> None:
    guide, author = await board.guide("Maya"), await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await screened(board.world)
    case = str((await board.cases(post))[0]["ref"])
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        before = await detail.case_detail(tx, case)
    assert before.signals
    assert all(0 <= s.start < s.end <= len(before.body) for s in before.signals)
    await decide(board, guide, case, Act.EDIT, reason="other", body="Short.", title="Short")
    async with db.reading() as tx:
        after = await detail.case_detail(tx, case)
    assert after.is_edited_by_guide
    assert {(s.start, s.end) for s in after.signals} == {(0, 0)}
    assert after.possible == ()


async def test_one_detail_is_opened_and_logged_and_gone_after_its_time(board: Board) -> None:
    guide, author = await board.guide("Maya"), await board.member("slow-tide")
    post = await board.open(author, PHONE)
    await screened(board.world)
    case = str((await board.cases(post))[0]["ref"])
    key = board.world.secrets["desk_private_key"]
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        letters = await restoring.open_cutout(tx, guide, case, place="body", ordinal=0, desk_key=key)
    assert letters == "613-555-0142"
    (row,) = await board.world.fetch("SELECT actor, subject FROM en.log WHERE verb = 'cutout_read'")
    assert row == {"actor": guide.ref, "subject": f"{case} body 0"}
    await board.world.execute("DELETE FROM en.cutout")
    with pytest.raises(NotFound):
        async with db.writing() as tx:
            await restoring.open_cutout(tx, guide, case, place="body", ordinal=0, desk_key=key)


async def test_the_desk_cannot_read_letters_that_wait_for_their_verdict(board: Board) -> None:
    await board.open(await board.member("slow-tide"), PHONE)
    db = await board.world.db("desk_en")
    with pytest.raises(Exception, match="permission denied"):
        async with db.reading() as tx:
            await (await tx._get()).fetch("SELECT raw_body FROM post_version")


async def test_the_log_is_read_newest_first_and_holds_references_only(board: Board) -> None:
    author = await board.member("slow-tide")
    for body in (GOODBYE, PHONE):
        await board.open(author, body)
    await screened(board.world)
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        first, second = await journal.rows(tx, Sought())
        assert await journal.rows(tx, Sought(before=second.id)) == ()
    assert first.id > second.id
    refs = {str(row["ref"]) for row in await board.world.fetch("SELECT ref FROM en.case_file")}
    assert {first.subject, second.subject} == refs
