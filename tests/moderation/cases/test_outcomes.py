"""Whoever told a guide hears how it ended, by class of outcome only, once; and is named nowhere."""

from __future__ import annotations

import asyncio

import pytest

from moderation.cases import deciding
from moderation.cases.model import Act, Asked, Guide
from tests.moderation.factories import CALM, Board, screened

OTHER = "other"


async def told(board: Board, *, kinds: dict[str, tuple[str, ...]]) -> str:
    """A calm post that these readers told a guide about; its reference."""
    post = await board.open(await board.member("slow-tide"), CALM)
    await screened(board.world)
    for name, said in kinds.items():
        reader = await board.member(name)
        for kind in said:
            await board.tell(reader, post, kind)
    await screened(board.world)
    return post


async def decide(board: Board, guide: Guide, post: str, act: Act, words: str = "") -> None:
    case = (await board.cases(post))[-1]
    db = await board.world.db("desk_en")
    asked = Asked(act=act, reason=OTHER, seen_version=int(str(case["version"])), words=words)
    async with db.writing() as tx:
        await deciding.decide(tx, guide, str(case["ref"]), asked)


async def heard(board: Board) -> list[tuple[object, object]]:
    """Who heard what."""
    rows = await board.world.fetch(
        "SELECT m.pseudonym, n.kind, n.post_id, n.version, n.reason, n.words FROM en.notice AS n "
        "JOIN en.member AS m ON m.id = n.member_id WHERE n.kind LIKE 'told%' ORDER BY m.pseudonym, n.id"
    )
    # The class of outcome, and nothing beside it.
    assert all((r["post_id"], r["version"], r["reason"], r["words"]) == (None, None, "", "") for r in rows)
    return [(row["pseudonym"], row["kind"]) for row in rows]


@pytest.mark.parametrize(
    ("act", "words", "kind"),
    [
        (Act.HIDE, "", "told_acted"),
        (Act.KEEP, "", "told_looked"),
    ],
)
async def test_the_outcome_is_told_by_its_class(board: Board, act: Act, words: str, kind: str) -> None:
    post = await told(board, kinds={"reader-2": ("rule",)})
    assert await heard(board) == []
    await decide(board, await board.guide("Maya"), post, act, words)
    assert await heard(board) == [("reader-2", kind)]


async def test_a_word_to_the_author_counts_as_something_done(board: Board) -> None:
    post, maya = await told(board, kinds={"reader-2": ("worry",)}), await board.guide("Maya")
    await decide(board, maya, post, Act.WRITE, "We are here. Would you like to talk?")
    assert await heard(board) == []
    await decide(board, maya, post, Act.KEEP)
    assert await heard(board) == [("reader-2", "told_acted")]


async def test_several_words_about_one_text_are_one_case_and_each_person_hears_once(board: Board) -> None:
    post = await told(board, kinds={"reader-2": ("rule", "worry"), "reader-3": ("rule",), "reader-4": ("worry",)})
    (case,) = await board.cases(post)
    assert (case["lane"], set(case["reasons"])) == ("soon", {"rule", "worry"})  # type: ignore[call-overload]
    await decide(board, await board.guide("Maya"), post, Act.KEEP)
    everybody = [(f"reader-{n}", "told_looked") for n in (2, 3, 4)]
    assert await heard(board) == everybody
    log = await board.world.fetch("SELECT verb, code FROM en.log WHERE verb = 'told_back'")
    assert log == [{"verb": "told_back", "code": "3"}]


async def test_words_that_come_after_the_end_open_a_case_of_their_own_and_hear_its_end(board: Board) -> None:
    post, maya = await told(board, kinds={"reader-2": ("rule",)}), await board.guide("Maya")
    late = await board.member("reader-3")
    await board.tell(late, post, "rule")  # waits for its turn while the first case is decided
    await decide(board, maya, post, Act.KEEP)
    assert await heard(board) == [("reader-2", "told_looked")]
    await screened(board.world)
    assert len(await board.cases(post)) == 2
    await decide(board, maya, post, Act.HIDE)
    assert await heard(board) == [("reader-2", "told_looked"), ("reader-3", "told_acted")]


async def test_words_of_many_landed_by_many_screeners_make_one_case(board: Board) -> None:
    post = await board.open(await board.member("slow-tide"), CALM)
    await screened(board.world)
    readers = [await board.member(f"reader-{n}") for n in range(8)]
    await asyncio.gather(*(board.tell(reader, post, "rule") for reader in readers))
    await asyncio.gather(*(screened(board.world) for _ in range(4)))
    (case,) = await board.cases(post)
    assert case["version"] == len(readers)
    rows = await board.world.fetch("SELECT DISTINCT case_id FROM en.report")
    assert rows == [{"case_id": case["id"]}]


async def test_the_snapshot_stays_as_the_text_stood_when_it_was_told(board: Board) -> None:
    post = await told(board, kinds={"reader-2": ("rule",)})
    rows = await board.world.fetch("SELECT id FROM en.member WHERE pseudonym = 'slow-tide'")
    await board.revise(int(str(rows[0]["id"])), post, "Something else altogether, and calm.")
    await screened(board.world)
    (report,) = await board.world.fetch("SELECT snapshot, version FROM en.report")
    assert CALM in str(report["snapshot"]) and report["version"] == 1


async def test_the_author_learns_nothing_of_who_spoke(board: Board) -> None:
    post = await told(board, kinds={"lantern-two": ("rule", "worry")})
    await decide(board, await board.guide("Maya"), post, Act.HIDE, "Please read the house rules again.")
    rows = await board.world.fetch("SELECT id FROM en.member WHERE pseudonym = 'slow-tide'")
    author = int(str(rows[0]["id"]))
    seen = await board.ask(
        "SELECT (SELECT jsonb_agg(n) FROM own_notices($1, NULL, NULL, 50) AS n)::text "
        "|| (SELECT jsonb_agg(p) FROM own_posts($1, NULL, NULL, 50) AS p)::text AS everything",
        author,
    )
    assert "hidden" in str(seen["everything"])
    assert "lantern-two" not in str(seen["everything"]) and "told_" not in str(seen["everything"])
    log = await board.world.fetch("SELECT concat_ws(' ', actor, verb, subject, code) AS line FROM en.log")
    (reader,) = await board.world.fetch("SELECT ref FROM en.member WHERE pseudonym = 'lantern-two'")
    assert not any(str(reader["ref"]) in str(row["line"]) or "lantern" in str(row["line"]) for row in log)
