"""A guide decides: post, case, notice and log together, and never on what the guide did not see."""

from __future__ import annotations

import asyncio

import pytest

from app.kernel.errors import Conflict, Invalid, NotFound
from moderation.cases import claiming, deciding
from moderation.cases.model import Act, Asked, Decided, Guide, Lane
from tests.moderation.factories import CALM, GOODBYE, PHONE, Board, screened


async def decide(board: Board, guide: Guide, case: str, act: Act, *, seen: int = 1, **more: str) -> Decided:
    asked = Asked(act=act, seen_version=seen, **{"reason": "safe_to_post", **more})  # type: ignore[arg-type]
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        return await deciding.decide(tx, guide, case, asked)


async def held(board: Board, body: str = GOODBYE) -> tuple[str, str, int]:
    """A held post: its reference, its case, its author."""
    author = await board.member("slow-tide")
    post = await board.open(author, body)
    await screened(board.world)
    (case,) = await board.cases(post)
    return post, str(case["ref"]), author


async def last_notice(board: Board, post: str) -> tuple[object, ...]:
    notice = (await board.notices(post))[-1]
    return notice["kind"], notice["reason"], notice["words"]


async def test_posting_shows_the_text_tells_the_author_closes_and_logs(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    made = await decide(board, guide, case, Act.POST, words="Thank you for writing.")
    assert "goodbyes" in str(await board.seen_by_members(post))
    assert made.is_closed
    assert (await board.cases(post))[0]["closed_at"] is not None
    assert await last_notice(board, post) == ("posted", "safe_to_post", "Thank you for writing.")
    (row,) = await board.world.fetch("SELECT actor, subject, code FROM en.log WHERE verb = 'decided_post'")
    assert row == {"actor": guide.ref, "subject": f"{case} {made.decision_ref}", "code": "safe_to_post"}


async def test_an_edited_text_is_the_approved_text_and_the_old_one_is_kept_for_its_author(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    await decide(board, guide, case, Act.EDIT, reason="method_detail", body="I said my goodbyes.", title="Tonight")
    assert "I said my goodbyes." in str(await board.seen_by_members(post))
    assert (await board.post(post))["changed_by"] == "guide"
    (version,) = await board.versions(post)
    assert (version["title"], version["body"]) == ("Tonight", "I said my goodbyes.")
    (made,) = await board.world.fetch("SELECT body_before FROM en.decision")
    assert GOODBYE in str(made["body_before"])
    assert await last_notice(board, post) == ("edited", "method_detail", "")


async def test_not_posting_declines_with_the_reason(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    await decide(board, guide, case, Act.DECLINE, reason="graphic_detail")
    assert (await board.post(post))["status"] == "declined"
    assert await last_notice(board, post) == ("declined", "graphic_detail", "")


async def test_asking_keeps_the_case_open_in_routine_and_the_text_held(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, author = await held(board)
    await decide(board, guide, case, Act.ASK, reason="identifying_detail", words="Could you leave the town out?")
    (row,) = await board.cases(post)
    assert (row["lane"], row["closed_at"], row["version"]) == ("routine", None, 2)
    assert await last_notice(board, post) == ("asked", "identifying_detail", "Could you leave the town out?")
    await board.revise(author, post, CALM)
    await screened(board.world)
    (row,) = await board.cases(post)
    assert (row["version"], row["post_version"]) == (3, 2)
    assert await board.seen_by_members(post) is None
    await decide(board, guide, case, Act.POST, seen=3)
    assert CALM in str(await board.seen_by_members(post))


async def test_hiding_takes_a_visible_text_away_and_a_later_case_can_bring_it_back(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, PHONE)
    await decide(board, guide, case, Act.HIDE, reason="off_platform_contact")
    assert await board.seen_by_members(post) is None
    assert await last_notice(board, post) == ("hidden", "off_platform_contact", "")
    await board.world.execute("UPDATE en.case_file SET closed_at = NULL")
    await decide(board, guide, case, Act.POST, seen=2)
    assert "[phone number removed]" in str(await board.seen_by_members(post))
    assert (await board.post(post))["changed_by"] == "screening"


async def test_a_text_that_nobody_reads_yet_is_not_taken_down(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    with pytest.raises(Conflict, match="not possible any more"):
        await decide(board, guide, case, Act.HIDE)
    assert (await board.post(post))["status"] == "held"


async def test_leaving_it_as_it_is_closes_without_a_notice(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, PHONE)
    before = len(await board.notices(post))
    await decide(board, guide, case, Act.KEEP)
    assert len(await board.notices(post)) == before
    assert (await board.cases(post))[0]["closed_at"] is not None


async def test_writing_reaches_the_author_and_leaves_the_case_open(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    await decide(board, guide, case, Act.WRITE, reason="other", words="We are here. Can we talk?")
    assert await last_notice(board, post) == ("written", "other", "We are here. Can we talk?")
    assert (await board.cases(post))[0]["closed_at"] is None


async def test_two_guides_deciding_at_once_one_wins_and_the_other_is_told_by_whom(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    post, case, _ = await held(board)
    both = await asyncio.gather(
        decide(board, maya, case, Act.POST),
        decide(board, noor, case, Act.DECLINE, reason="other"),
        return_exceptions=True,
    )
    (won,) = [one for one in both if isinstance(one, Decided)]
    (lost,) = [one for one in both if isinstance(one, Conflict)]
    assert lost.params["name"] == ("Maya" if won.act is Act.POST else "Noor")
    assert lost.sentence == (
        "%(name)s has posted this already." if won.act is Act.POST else "%(name)s has decided already not to post this."
    )
    assert len(await board.world.fetch("SELECT id FROM en.decision")) == 1
    assert len(await board.notices(post)) == 2


async def test_a_decision_about_a_text_that_changed_meanwhile_is_refused(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, author = await held(board)
    await board.revise(author, post, GOODBYE + " Truly.")
    with pytest.raises(Conflict, match="newer text"):
        await decide(board, guide, case, Act.POST)
    await screened(board.world)
    with pytest.raises(Conflict, match="something new"):
        await decide(board, guide, case, Act.POST)
    await decide(board, guide, case, Act.POST, seen=2)
    assert "Truly" in str(await board.seen_by_members(post))


async def test_a_text_its_author_took_down_can_only_be_left_or_written_about(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, author = await held(board)
    await board.withdraw(author, post)
    for act in (Act.POST, Act.EDIT, Act.DECLINE, Act.HIDE, Act.ASK):
        with pytest.raises(Conflict, match="taken this down"):
            await decide(board, guide, case, act, words="x", body="x")
    await decide(board, guide, case, Act.KEEP)


@pytest.mark.parametrize(
    ("act", "more", "field"),
    [
        (Act.POST, {"reason": "because"}, "reason"),
        (Act.WRITE, {"words": "  "}, "words"),
        (Act.ASK, {}, "words"),
        (Act.EDIT, {"body": " "}, "body"),
    ],
)
async def test_a_request_that_is_not_whole_names_its_field(
    board: Board, act: Act, more: dict[str, str], field: str
) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    with pytest.raises(Invalid) as wrong:
        await decide(board, guide, case, act, **more)
    assert wrong.value.field == field
    assert await board.world.fetch("SELECT id FROM en.decision") == []
    assert (await board.post(post))["status"] == "held"


async def test_an_unknown_case_is_not_found(board: Board) -> None:
    with pytest.raises(NotFound):
        await decide(board, await board.guide("Maya"), "abcdefghjkmnpq", Act.KEEP)


async def test_a_case_in_a_colleagues_hand_is_not_decided_by_another(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    _, case, _ = await held(board)
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        await claiming.claim(tx, maya, case)
    with pytest.raises(Conflict, match="reading this right now") as wrong:
        await decide(board, noor, case, Act.POST)
    assert wrong.value.params == {"name": "Maya"}
    await board.world.execute("UPDATE en.case_file SET held_until = now() - interval '1 second'")
    assert (await decide(board, noor, case, Act.POST)).lane is Lane.NOW
