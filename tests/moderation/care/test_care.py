"""Members kept in mind: a reason and an end, a sign of life to the hour, and what holds for an account."""

from __future__ import annotations

import asyncio
import uuid
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_ref
from moderation.care import asking, notes, people, quiet, sanctions, timeline, tracking, watching
from moderation.care.model import SanctionAsked, TrackAsked
from moderation.cases import policy
from moderation.cases.model import Guide, Opened
from tests.moderation.factories import CALM, HIGH, Board, screened

SESSION = (
    "INSERT INTO session (digest, member_id, ends_at) VALUES ($1, $2, now() + interval '12 hours') RETURNING member_id"
)


def asked(
    kind: str = "worry", *, review: int = 7, ends: int = 30, reason: str = "Not sleeping; alone this week."
) -> TrackAsked:
    today = tracking.day_of(datetime.now(UTC))
    return TrackAsked(
        kind=kind, reason=reason, review_on=today + timedelta(days=review), ends_on=today + timedelta(days=ends)
    )


async def track(board: Board, guide: Guide, member: int, wish: TrackAsked | None = None) -> str:
    async with (await board.world.db("desk_en")).writing() as tx:
        return await tracking.track(tx, guide, member_id=member, asked=wish or asked())


async def impose(board: Board, guide: Guide, member: int, kind: str, **more: object) -> sanctions.Imposed:
    wish = SanctionAsked(kind=kind, reason="rule_kind", words="Please write kindly.", **more)  # type: ignore[arg-type]
    async with (await board.world.db("desk_en")).writing() as tx:
        return await sanctions.impose(tx, guide, member_id=member, asked=wish)


async def lead(board: Board, name: str) -> Guide:
    guide = await board.guide(name)
    await board.world.execute("UPDATE shared.staff SET role = 'lead' WHERE id = $1", guide.id)
    return guide


async def watch(board: Board, guide: Guide, member: int, *, hours: int = 48) -> str:
    async with (await board.world.db("desk_en")).writing() as tx:
        return await watching.watch(tx, guide, member_id=member, until=datetime.now(UTC) + timedelta(hours=hours))


async def due(board: Board) -> list[Opened]:
    """The watches' time has come, and the screening process looks."""
    await board.world.execute(
        "UPDATE en.watch SET made_at = now() - interval '3 days', until_at = now() - interval '1 minute'"
    )
    async with (await board.world.db("screener_en")).writing() as tx:
        return list(await quiet.check(tx, policy.default()))


async def log_of(board: Board, member: int) -> list[tuple[object, object]]:
    rows = await board.world.fetch(
        "SELECT l.verb, l.code FROM en.log AS l JOIN en.member AS m ON m.ref = l.subject WHERE m.id = $1 ORDER BY l.id",
        member,
    )
    return [(row["verb"], row["code"]) for row in rows]


async def test_somebody_is_kept_in_mind_once_for_each_kind_and_renewed_with_a_new_reason(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await track(board, guide, member)
    await track(board, guide, member, asked("conduct"))
    with pytest.raises(Conflict):
        await track(board, guide, member)
    async with (await board.world.db("desk_en")).writing() as tx:
        await tracking.renew(tx, guide, member_id=member, asked=asked(reason="Still alone.", ends=60))
        kept = await tracking.of_member(tx, member)
    assert sorted((one.kind, one.reason) for one in kept) == [
        ("conduct", "Not sleeping; alone this week."),
        ("worry", "Still alone."),
    ]
    assert [verb for verb, _ in await log_of(board, member)] == [
        "member_tracked",
        "member_tracked",
        "member_track_renewed",
    ]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (asked("curious"), "track_kind"),
        (asked(reason="  "), "track_reason"),
        (asked(reason="x" * 501), "track_reason"),
        (asked(ends=91), "track_ends"),
        (asked(ends=0, review=0), "track_ends"),
        (asked(review=31, ends=30), "track_review"),
        (asked(review=-1), "track_review"),
    ],
)
async def test_nobody_is_kept_in_mind_without_a_reason_and_two_days(board: Board, wish: TrackAsked, field: str) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    with pytest.raises(Invalid) as refused:
        await track(board, guide, member, wish)
    assert refused.value.field == field
    assert await log_of(board, member) == []


async def test_the_database_itself_knows_no_tracking_without_an_end(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    add = "INSERT INTO en.tracking (ref, member_id, kind, reason, review_on, ends_on, made_by) VALUES ($1, $2, 'worry', $3, current_date, $4::date, $5)"
    for reason, ends in (("", 5), ("why", 95), ("why", -1)):
        day = datetime.now(UTC).date() + timedelta(days=ends)
        with pytest.raises(asyncpg.CheckViolationError):
            await board.world.execute(add, new_ref(), member, reason, day, guide.id)


async def test_what_is_past_its_end_ended_by_itself_and_leaves_its_place_free(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await track(board, guide, member)
    await board.world.execute(
        "UPDATE en.tracking SET made_at = now() - interval '40 days', review_on = current_date - 30, ends_on = current_date - 10"
    )
    async with (await board.world.db("desk_en")).writing() as tx:
        assert await tracking.of_member(tx, member) == () and await tracking.all_running(tx) == ()
    await track(board, guide, member)


async def test_the_list_shows_first_what_is_to_be_looked_at_again_first_and_goes_on(board: Board) -> None:
    guide = await board.guide("Maya")
    for name, review in (("late", 20), ("early", 2), ("middle", 9)):
        await track(board, guide, await board.member(name), asked(review=review))
    async with (await board.world.db("desk_en")).reading() as tx:
        first = await tracking.all_running(tx, most=2)
        rest = await tracking.all_running(tx, after=first[-1].ref, most=2)
    assert [one.pseudonym for one in (*first, *rest)] == ["early", "middle", "late"]


async def test_a_watched_member_who_stays_quiet_becomes_one_case_in_the_lane_soon(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    post = await board.open(member, CALM)
    await screened(board.world)
    await track(board, guide, member)
    await watch(board, guide, member)
    (opened,) = await due(board)
    assert opened.lane == "soon" and opened.is_new
    (case,) = await board.cases(post)
    assert case["reasons"] == ["quiet"] and case["lane"] == "soon"
    assert await due(board) == [], "once, however often somebody looks"


async def test_two_screeners_that_look_at_once_open_one_case(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    post = await board.open(member, CALM)
    await screened(board.world)
    await track(board, guide, member)
    await watch(board, guide, member)
    found = await asyncio.gather(*(due(board) for _ in range(3)))
    assert sum(len(one) for one in found) == 1 and len(await board.cases(post)) == 1


@pytest.mark.parametrize("sign", ["session", "touch", "text"])
async def test_a_sign_of_life_ends_the_watch_and_only_its_hour_is_kept(board: Board, sign: str) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await board.open(member, CALM)
    await screened(board.world)
    if sign == "touch":
        await board.ask(SESSION, b"1" * 32, member)
    await track(board, guide, member)
    await watch(board, guide, member)
    if sign == "session":
        await board.ask(SESSION, b"2" * 32, member)
        await board.ask("DELETE FROM session WHERE member_id = $1 RETURNING member_id", member)
    elif sign == "touch":
        await board.ask("UPDATE session SET seen_at = now() WHERE member_id = $1 RETURNING member_id", member)
    else:
        await board.open(member, CALM)
    assert await due(board) == []
    (row,) = await board.world.fetch("SELECT seen_at FROM en.watch WHERE member_id = $1", member)
    seen = row["seen_at"]
    assert isinstance(seen, datetime) and (seen.minute, seen.second, seen.microsecond) == (0, 0, 0)


async def test_what_happened_before_the_watch_is_no_sign(board: Board) -> None:
    guide, member, other = await board.guide("Maya"), await board.member("slow-tide"), await board.member("river")
    await board.ask(SESSION, b"3" * 32, member)
    await board.open(member, CALM)
    await screened(board.world)
    await track(board, guide, member)
    await watch(board, guide, member)
    await board.ask(SESSION, b"4" * 32, other)
    assert len(await due(board)) == 1, "nor is somebody else's"


async def test_only_a_member_who_is_kept_in_mind_and_who_wrote_can_be_watched(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    with pytest.raises(Conflict, match="kept in mind"):
        await watch(board, guide, member)
    await track(board, guide, member, asked(ends=10))
    with pytest.raises(Conflict, match="no text"):
        await watch(board, guide, member)
    await board.open(member, CALM)
    await screened(board.world)
    with pytest.raises(Invalid):
        await watch(board, guide, member, hours=24 * 20)
    with pytest.raises(Invalid):
        await watch(board, guide, member, hours=-1)
    await watch(board, guide, member)
    with pytest.raises(Conflict, match="watched already"):
        await watch(board, guide, member)


async def test_who_is_no_longer_kept_in_mind_is_no_longer_watched(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await board.open(member, CALM)
    await screened(board.world)
    ref = await track(board, guide, member)
    await watch(board, guide, member)
    async with (await board.world.db("desk_en")).writing() as tx:
        await tracking.end(tx, guide, member_id=member, ref=ref)
    assert await due(board) == []
    async with (await board.world.db("desk_en")).writing() as tx:
        with pytest.raises(Conflict):
            await tracking.end(tx, guide, member_id=member, ref=ref)
        with pytest.raises(NotFound):
            await tracking.end(tx, guide, member_id=await board.member("other"), ref=ref)


async def test_the_desk_never_reads_a_session(board: Board) -> None:
    async with (await board.world.db("desk_en")).writing() as tx:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await (await tx._get()).fetch("SELECT seen_at FROM session")


async def test_a_pause_refuses_every_text_until_it_ends_by_itself(board: Board) -> None:
    guide, member, other = await board.guide("Maya"), await board.member("slow-tide"), await board.member("river")
    own, others = await board.open(member, CALM), await board.open(other, CALM)
    await screened(board.world)
    await impose(board, guide, member, "pause", days=3)
    for way in (
        board.open(member, CALM),
        board.reply(member, others, CALM),
        board.revise(member, own, CALM),
        board.tell(member, others, "rule"),
    ):
        with pytest.raises(asyncpg.RaiseError, match="member_paused"):
            await way
    await board.reply(other, own, CALM)  # nobody else is held up
    await board.world.execute(
        "UPDATE en.sanction SET starts_at = now() - interval '4 days', ends_at = now() - interval '1 second'"
    )
    await board.open(member, CALM)
    (notice,) = await board.world.fetch(
        "SELECT kind, reason, words FROM en.notice WHERE member_id = $1 AND post_id IS NULL", member
    )
    assert notice == {"kind": "writing_paused", "reason": "rule_kind", "words": "Please write kindly."}


async def test_a_pause_can_be_lifted_and_a_new_one_takes_its_place(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await impose(board, guide, member, "pause", days=3)
    later = await impose(board, guide, member, "pause", days=9)
    async with (await board.world.db("desk_en")).writing() as tx:
        found = await sanctions.of_member(tx, member)
        assert [one.is_running for one in found] == [True, False]
        await sanctions.lift(tx, guide, member_id=member, ref=later.ref)
        with pytest.raises(Conflict):
            await sanctions.lift(tx, guide, member_id=member, ref=later.ref)
    await board.open(member, CALM)
    verbs = await log_of(board, member)
    assert verbs == [
        ("member_paused", "rule_kind"),
        ("member_paused", "rule_kind"),
        ("member_sanction_lifted", "pause"),
    ]


async def test_a_pause_says_nothing_about_a_pause_of_ones_own(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await impose(board, guide, member, "pause", days=3)
    (row,) = await board.world.fetch("SELECT status FROM en.member WHERE id = $1", member)
    assert row["status"] == "active"


async def test_closing_takes_a_lead_ends_every_session_and_a_lead_opens_it_again(board: Board) -> None:
    guide, head, member = await board.guide("Maya"), await lead(board, "Noor"), await board.member("slow-tide")
    await board.world.execute("UPDATE en.member SET status = 'paused' WHERE id = $1", member)
    await board.ask(SESSION, b"5" * 32, member)
    with pytest.raises(Invalid, match="lead"):
        await impose(board, guide, member, "close")
    done = await impose(board, head, member, "close")
    assert done.ended_sessions == (b"5" * 32,)
    assert await board.world.fetch("SELECT 1 FROM en.session WHERE member_id = $1", member) == []
    with pytest.raises(Conflict):
        await impose(board, head, member, "close")
    async with (await board.world.db("desk_en")).writing() as tx:
        with pytest.raises(Invalid):
            await sanctions.lift(tx, guide, member_id=member, ref=done.ref)
        await sanctions.lift(tx, head, member_id=member, ref=done.ref)
    (row,) = await board.world.fetch("SELECT status FROM en.member WHERE id = $1", member)
    assert row["status"] == "paused", "it is what it was"


async def test_nobody_closes_or_opens_an_account_past_the_table(board: Board) -> None:
    member = await board.member("slow-tide")
    async with (await board.world.db("desk_en")).writing() as tx:
        connection = await tx._get()
        assert await connection.fetch("SELECT close_account($1)", member) == []
        assert await connection.fetchval("SELECT reopen_account($1)", member) is False
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("UPDATE member SET status = 'closed' WHERE id = $1", member)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (SanctionAsked(kind="ban", reason="rule_kind"), "sanction_kind"),
        (SanctionAsked(kind="warn", reason="because"), "sanction_reason"),
        (SanctionAsked(kind="pause", reason="rule_kind"), "sanction_days"),
        (SanctionAsked(kind="pause", reason="rule_kind", days=91), "sanction_days"),
        (SanctionAsked(kind="pause", reason="rule_kind", days=0), "sanction_days"),
        (SanctionAsked(kind="warn", reason="rule_kind", words="x" * 2001), "sanction_words"),
    ],
)
async def test_nothing_holds_for_an_account_without_a_rule_and_a_pause_has_an_end(
    board: Board, wish: SanctionAsked, field: str
) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    async with (await board.world.db("desk_en")).writing() as tx:
        with pytest.raises(Invalid) as refused:
            await sanctions.impose(tx, guide, member_id=member, asked=wish)
    assert refused.value.field == field


async def test_two_guides_who_pause_at_once_leave_one_pause(board: Board) -> None:
    one, two, member = await board.guide("Maya"), await board.guide("Noor"), await board.member("slow-tide")
    await asyncio.gather(*(impose(board, guide, member, "pause", days=2) for guide in (one, two, one, two)))
    rows = await board.world.fetch("SELECT id FROM en.sanction WHERE member_id = $1 AND lifted_at IS NULL", member)
    assert len(rows) == 1


async def test_a_second_look_at_a_pause_is_a_case_for_somebody_else_once(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    post = await board.open(member, CALM)
    await screened(board.world)
    await impose(board, guide, member, "pause", days=3)
    assert (await board.ask("SELECT ask_again($1, 'I was quoting.') AS done", member))["done"] is True
    assert (await board.ask("SELECT ask_again($1, 'again') AS done", member))["done"] is False
    for expected in (1, 0):
        async with (await board.world.db("screener_en")).writing() as tx:
            assert len(await asking.check(tx, policy.default())) == expected
    (case,) = await board.cases(post)
    assert case["lane"] == "appeals" and case["not_for"] == guide.id
    async with (await board.world.db("desk_en")).reading() as tx:
        assert (await sanctions.of_member(tx, member))[0].asked_words == "I was quoting."


async def test_a_note_is_kept_once_however_often_it_is_sent(board: Board) -> None:
    guide, member, nonce = await board.guide("Maya"), await board.member("slow-tide"), uuid.uuid4()
    async with (await board.world.db("desk_en")).writing() as tx:
        (row,) = await board.world.fetch("SELECT ref FROM en.member WHERE id = $1", member)
        person = await people.find(tx, str(row["ref"]))
        assert await notes.add(tx, guide, person, words="Likes mornings.", nonce=nonce)
        assert not await notes.add(tx, guide, person, words="Likes mornings.", nonce=nonce)
        assert await notes.count(tx, member) == 1
        with pytest.raises(Invalid):
            await notes.add(tx, guide, person, words=" ", nonce=uuid.uuid4())
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await (await tx._get()).execute("UPDATE member_note SET words = 'other'")


async def test_the_timeline_tells_codes_newest_first_and_goes_on_without_gaps(board: Board) -> None:
    guide, member = await board.guide("Maya"), await board.member("slow-tide")
    await board.open(member, HIGH)
    await screened(board.world)
    await track(board, guide, member)
    await watch(board, guide, member)
    await impose(board, guide, member, "warn")
    async with (await board.world.db("desk_en")).reading() as tx:
        whole = await timeline.page(tx, member)
        pieces, last = list(await timeline.page(tx, member, most=1)), ""
        while len(pieces) <= len(whole) and last != pieces[-1].key:
            last = pieces[-1].key
            pieces += await timeline.page(tx, member, before=last, most=1)
        assert await timeline.page(tx, member, before="nobody's") == ()
    assert [one.what for one in whole] == ["imposed", "watched", "tracked", "signal"] and list(whole) == pieces
    assert whole[-1].code == "high" and whole[-1].case_ref is not None
