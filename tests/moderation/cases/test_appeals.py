"""An author asks for a second look: another guide decides, once, and the author is told with the reason."""

from __future__ import annotations

import asyncio

import pytest

from app.kernel.errors import Conflict, Invalid
from moderation.cases import appeals, claiming, deciding, restoring
from moderation.cases.model import Act, Asked, Guide
from tests.moderation.factories import GOODBYE, PHONE, Board, screened

LEAD = "UPDATE shared.staff SET role = 'lead' WHERE id = $1"
STATUS = {Act.DECLINE: "declined", Act.EDIT: "visible", Act.HIDE: "hidden"}


async def decide(board: Board, guide: Guide, post: str, act: Act, **more: str) -> None:
    """Decides the newest case about a post, as its page would."""
    case = (await board.cases(post))[-1]
    values = {"reason": "other", "seen_version": case["version"], **more}
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        await deciding.decide(tx, guide, str(case["ref"]), Asked(act=act, **values))  # type: ignore[arg-type]


async def ask(board: Board, author: int, post: str, words: str = "It is about me only.") -> bool:
    row = await board.ask("SELECT appeal($1, $2, $3) AS is_new", author, post, words)
    return bool(row["is_new"])


async def accept(board: Board, author: int, post: str) -> bool:
    return bool((await board.ask("SELECT accept_decision($1, $2) AS is_new", author, post))["is_new"])


async def answer_of(board: Board, author: int, post: str) -> tuple[str, str] | None:
    rows = await board.ask(
        "SELECT coalesce(array_agg(answer || '/' || outcome), '{}') AS found FROM own_appeal($1, $2)", author, post
    )
    return rows["found"][0].split("/") if rows["found"] else None  # type: ignore[index]


async def declined(board: Board, guide: Guide, body: str = GOODBYE) -> tuple[str, int]:
    """A post that this guide has not posted, and its author."""
    author = await board.member("slow-tide")
    post = await board.open(author, body)
    await screened(board.world)
    await decide(board, guide, post, Act.DECLINE, reason="graphic_detail", words="It is very close.")
    return post, author


async def asked_again(board: Board, guide: Guide) -> tuple[str, int, str]:
    """The same, once its author has asked for a second look: the post, its author, the case."""
    post, author = await declined(board, guide)
    assert await ask(board, author, post)
    await screened(board.world)
    return post, author, str((await board.cases(post))[-1]["ref"])


async def kinds(board: Board, post: str) -> list[object]:
    return [notice["kind"] for notice in await board.notices(post)]


async def test_a_wish_becomes_a_case_in_its_own_lane_and_never_the_first_guides(board: Board) -> None:
    maya = await board.guide("Maya")
    post, *_ = await asked_again(board, maya)
    first, second = await board.cases(post)
    assert first["closed_at"] is not None
    assert (second["lane"], second["reasons"], second["not_for"]) == ("appeals", ["appeal"], maya.id)
    log = await board.world.fetch("SELECT actor, verb, code FROM en.log WHERE subject = $1", second["ref"])
    assert log == [{"actor": "screener", "verb": "case_opened", "code": "appeals"}]


async def test_asking_twice_is_asking_once(board: Board) -> None:
    post, author = await declined(board, await board.guide("Maya"))
    both = await asyncio.gather(*(ask(board, author, post) for _ in range(5)))
    assert sorted(both) == [False] * 4 + [True]
    await asyncio.gather(*(screened(board.world) for _ in range(3)))
    assert not await ask(board, author, post)
    assert len(await board.world.fetch("SELECT id FROM en.appeal")) == 1
    assert len(await board.cases(post)) == 2


async def test_nobody_asks_about_somebody_elses_post(board: Board) -> None:
    post, _ = await declined(board, await board.guide("Maya"))
    other = await board.member("reader-2")
    assert not await ask(board, other, post)
    assert not await accept(board, other, post)
    assert await answer_of(board, other, post) is None
    assert await board.world.fetch("SELECT id FROM en.appeal") == []


async def test_where_nothing_was_decided_there_is_nothing_to_ask(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await screened(board.world)
    assert await answer_of(board, author, post) is None
    assert not await ask(board, author, post)
    await decide(board, await board.guide("Maya"), post, Act.POST, reason="safe_to_post")
    assert await answer_of(board, author, post) is None


async def test_whoever_accepted_may_still_ask(board: Board) -> None:
    post, author = await declined(board, await board.guide("Maya"))
    assert await answer_of(board, author, post) == ["", ""]
    assert await accept(board, author, post)
    assert not await accept(board, author, post)
    assert await answer_of(board, author, post) == ["accepted", ""]
    assert await board.world.fetch("SELECT id FROM en.job") == []
    assert await ask(board, author, post)
    assert await answer_of(board, author, post) == ["asked", ""]
    assert not await accept(board, author, post)
    assert len(await board.world.fetch("SELECT id FROM en.job WHERE kind = 'appeal'")) == 1


async def test_the_first_guide_can_neither_claim_nor_decide_and_a_colleague_can(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    post, author, case = await asked_again(board, maya)
    db = await board.world.db("desk_en")
    for take in (claiming.claim, claiming.take_over):
        with pytest.raises(Conflict, match=r"your own decision\. A colleague takes it"):
            async with db.writing() as tx:
                await take(tx, maya, case)
    with pytest.raises(Conflict, match="your own decision"):
        await decide(board, maya, post, Act.POST, reason="safe_to_post")
    assert await board.seen_by_members(post) is None
    async with db.writing() as tx:
        await claiming.claim(tx, noor, case)
    await decide(board, noor, post, Act.POST, reason="safe_to_post", words="Thank you for asking again.")
    assert "goodbyes" in str(await board.seen_by_members(post))
    assert (await kinds(board, post))[-2:] == ["posted", "appeal_granted"]
    told = (await board.notices(post))[-1]
    assert (told["member_id"], told["reason"], told["words"]) == (author, "safe_to_post", "")


async def test_the_only_guide_is_told_so_and_a_lead_may_take_even_the_own_decision(board: Board) -> None:
    maya = await board.guide("Maya")
    post, _, case = await asked_again(board, maya)
    db = await board.world.db("desk_en")
    with pytest.raises(Conflict, match=r"nobody else reads here\. Please ask a lead"):
        async with db.writing() as tx:
            await claiming.claim(tx, maya, case)
    await board.world.execute(LEAD, maya.id)
    async with db.writing() as tx:
        assert (await claiming.claim(tx, maya, case)).holder_name == "Maya"
    noor = await board.guide("Noor")  # from now on somebody can stand in
    with pytest.raises(Conflict, match="A colleague takes it"):
        await decide(board, maya, post, Act.KEEP)
    await board.world.execute("UPDATE shared.staff SET disabled_at = now() WHERE id = $1", noor.id)
    await decide(board, maya, post, Act.KEEP)


async def test_leaving_it_needs_a_reason_and_tells_it_with_the_guides_words_once(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    post, author, case = await asked_again(board, maya)
    with pytest.raises(Invalid, match="choose the reason that answers"):
        await decide(board, noor, post, Act.KEEP, reason="safe_to_post")
    await decide(board, noor, post, Act.KEEP, reason="graphic_detail", words="I see why it matters to you.")
    told = [n for n in await board.notices(post) if str(n["kind"]).startswith("appeal_")]
    assert [(n["kind"], n["reason"], n["words"]) for n in told] == [
        ("appeal_upheld", "graphic_detail", "I see why it matters to you.")
    ]
    (appeal,) = await board.world.fetch("SELECT outcome, settled_at IS NOT NULL AS is_settled FROM en.appeal")
    assert appeal == {"outcome": "upheld", "is_settled": True}
    log = await board.world.fetch("SELECT actor, verb FROM en.log WHERE subject LIKE $1 || ' %'", case)
    assert {"actor": noor.ref, "verb": "appeal_upheld"} in log
    assert not await ask(board, author, post)
    assert await answer_of(board, author, post) == ["asked", "upheld"]


async def test_a_second_look_is_not_looked_at_a_third_time(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    author = await board.member("slow-tide")
    post = await board.open(author, PHONE)
    await screened(board.world)
    await decide(board, maya, post, Act.HIDE, reason="off_platform_contact")
    assert await ask(board, author, post)
    await screened(board.world)
    await decide(board, noor, post, Act.EDIT, reason="identifying_detail", body="We can talk here.")
    assert (await kinds(board, post))[-2:] == ["edited", "appeal_granted"]
    assert await answer_of(board, author, post) is None
    assert not await ask(board, author, post)


async def test_what_screening_took_out_can_be_asked_about_and_the_guide_sees_it_while_it_is_sealed(
    board: Board,
) -> None:
    author, noor = await board.member("slow-tide"), await board.guide("Noor")
    post = await board.open(author, PHONE)
    await screened(board.world)
    assert await ask(board, author, post, "This is the line of the office, not mine.")
    await screened(board.world)
    (case,) = await board.cases(post)
    assert (case["lane"], case["reasons"], case["not_for"]) == ("appeals", ["privacy", "appeal"], None)
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        key = board.world.secrets["desk_private_key"]
        letters = await restoring.open_cutout(tx, noor, str(case["ref"]), place="body", ordinal=0, desk_key=key)
        (wish,) = await appeals.wishes(tx, str(case["ref"]))
    assert letters == "613-555-0142"
    assert (wish.words, wish.act, wish.staff_name) == ("This is the line of the office, not mine.", None, None)
    await decide(board, noor, post, Act.KEEP, reason="identifying_detail")
    assert (await kinds(board, post))[-1] == "appeal_upheld"
    assert await answer_of(board, author, post) is None


async def test_the_second_guide_sees_the_first_decision_its_reason_and_the_text_before(board: Board) -> None:
    maya, author = await board.guide("Maya"), await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await screened(board.world)
    await decide(board, maya, post, Act.EDIT, reason="method_detail", body="I said my goodbyes.", words="For others.")
    assert await ask(board, author, post, "The whole of it matters.")
    await screened(board.world)
    case = (await board.cases(post))[-1]
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        (wish,) = await appeals.wishes(tx, str(case["ref"]))
    assert (wish.act, wish.reason, wish.said) == ("edit_and_post", "method_detail", "For others.")
    assert (wish.staff_name, wish.words) == ("Maya", "The whole of it matters.")
    assert GOODBYE in str(wish.body_before)


async def test_a_wish_about_a_text_that_its_author_took_down_ends_quietly(board: Board) -> None:
    post, author = await declined(board, await board.guide("Maya"))
    await ask(board, author, post)
    await board.withdraw(author, post)
    await screened(board.world)
    assert len(await board.cases(post)) == 1
    assert await board.world.fetch("SELECT id FROM en.job") == []


async def test_a_wish_that_cannot_be_sorted_still_reaches_a_person(board: Board) -> None:
    post, author = await declined(board, await board.guide("Maya"))
    await ask(board, author, post)
    expire = "UPDATE en.job SET run_at = now() - interval '1 hour', leased_until = NULL, lease = NULL"
    # Something that lands no other way: the lane does not exist.
    await board.world.execute(
        "ALTER TABLE en.case_file ADD CONSTRAINT no_second_looks CHECK (lane <> 'appeals') NOT VALID"
    )
    for _ in range(4):
        await board.world.execute(expire)
        await screened(board.world)
    second = (await board.cases(post))[-1]
    assert (second["lane"], second["reasons"]) == ("unscreened", ["appeal", "unscreened"])
    (job,) = await board.world.fetch("SELECT kind, buried_at IS NOT NULL AS is_buried FROM en.job")
    assert job == {"kind": "appeal", "is_buried": True}
    log = await board.world.fetch("SELECT verb FROM en.log WHERE subject = $1 ORDER BY id", second["ref"])
    assert [row["verb"] for row in log] == ["case_opened", "appeal_gave_up"]


async def test_the_board_reads_no_wish_of_anybody(board: Board) -> None:
    rows = await board.world.fetch(
        "SELECT has_table_privilege('board_en', 'en.appeal', 'SELECT') AS one, "
        "has_table_privilege('desk_fr', 'en.appeal', 'SELECT') AS other"
    )
    assert rows == [{"one": False, "other": False}]
