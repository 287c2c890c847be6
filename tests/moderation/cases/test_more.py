"""Several things in one decision: words go back or come out, a note, a reply, a question; one notice."""

from __future__ import annotations

import json

import pytest

from app.kernel import sealing
from app.kernel.errors import Conflict, Invalid
from moderation.cases import answering
from moderation.cases.means import Means
from moderation.cases.model import Act, Extra, Mask, Place
from tests.moderation.cases.deciding_steps import (
    SECONDS,
    decide,
    held,
    looked,
    means,
    past_its_seconds,
    verbs,
    wish,
)
from tests.moderation.factories import CALM, GOODBYE, PHONE, Board, screened

PHONES = "My number is 613-555-0142 on weekdays and 613-555-0199 on Sundays."
FIRST, SECOND = Place(part="body", ordinal=0), Place(part="body", ordinal=1)


def with_reply(board: Board) -> Means:
    async def reply(tx, guide, case, data):  # type: ignore[no-untyped-def]
        await answering.answer(tx, guide, case, body=data["body"])

    return means(board, carries={"reply": reply})


async def body(board: Board, post: str) -> str:
    return str((await board.versions(post))[-1]["body"])


@pytest.mark.parametrize("seconds", [0, SECONDS])
async def test_a_word_goes_back_is_logged_first_and_its_author_told_so(board: Board, seconds: int) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, PHONES)
    assert (await body(board, post)).count("[phone number removed]") == 2
    asked = wish(Act.EDIT, restores=(SECOND,))
    await decide(board, guide, case, asked, seconds=seconds)
    assert seconds == 0 or "555" not in str(await board.world.fetch("SELECT * FROM en.decision")), "no letter waits"
    await past_its_seconds(board)
    shown = str(await board.seen_by_members(post))
    assert "613-555-0199" in shown and "0142" not in shown and shown.count("[phone number removed]") == 1
    assert (await board.notices(post))[-1]["kind"] == "restored"
    assert (await verbs(board))[-2:] == ["cutout_restored", "decided_edit_and_post"]
    (row,) = await board.world.fetch("SELECT subject FROM en.log WHERE verb = 'cutout_restored'")
    assert row["subject"] == f"{case} body 1"
    left = await board.world.fetch("SELECT ordinal FROM en.cutout WHERE restored_at IS NULL")
    assert [row["ordinal"] for row in left] == [0]
    (made,) = await board.world.fetch("SELECT mending, body_before FROM en.decision")
    assert made["mending"] is None and "555" not in str(made["body_before"])


async def test_an_edit_keeps_the_places_or_is_refused(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, PHONES)
    word = "[phone number removed]"
    with pytest.raises(Invalid, match="placeholders"):
        await decide(board, guide, case, wish(Act.EDIT, body=f"Call {word}.", restores=(FIRST,)))
    await decide(board, guide, case, wish(Act.EDIT, body=f"Sundays {word}, weekdays {word}.", restores=(FIRST,)))
    assert await body(board, post) == f"Sundays 613-555-0142, weekdays {word}."
    assert (await board.notices(post))[-1]["kind"] == "edited"


async def test_details_that_are_shredded_go_nowhere(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, PHONES)
    await board.world.execute("DELETE FROM en.cutout")
    with pytest.raises(Conflict, match="can no longer be put back"):
        await decide(board, guide, case, wish(Act.EDIT, restores=(FIRST,)))
    assert "[phone number removed]" in await body(board, post)


@pytest.mark.parametrize("seconds", [0, SECONDS])
async def test_more_comes_out_everywhere_is_sealed_and_stays_in_no_row(board: Board, seconds: int) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, "We met near the kettle yard, and the Kettle Yard was kind to yards. " + GOODBYE)
    asked = wish(Act.POST, reason="identifying_detail", masks=(Mask(letters="kettle yard", kind="LOCATION"),))
    await decide(board, guide, case, asked, seconds=seconds)
    await past_its_seconds(board)
    shown = str(await board.seen_by_members(post))
    assert shown.count("[place removed]") == 2 and "kind to yards" in shown
    for table in ("decision", "post_version", "log", "notice"):
        assert "kettle yard" not in str(await board.world.fetch(f"SELECT * FROM en.{table}")).lower(), table
    rows = await board.world.fetch("SELECT kind, sealed FROM en.cutout ORDER BY ordinal")
    key = board.world.secrets["desk_private_key"]
    opened = [json.loads(sealing.unseal(key, bytes(row["sealed"])))["text"] for row in rows]  # type: ignore[arg-type]
    assert opened == ["kettle yard", "Kettle Yard"]
    assert (await verbs(board))[-2:] == ["cut_out", "decided_edit_and_post"]
    assert (await board.notices(post))[-1]["kind"] == "edited"


@pytest.mark.parametrize("mask", [("not there", "PERSON"), ("G", "PERSON"), ("goodbyes", "NO_SUCH")])
async def test_a_piece_that_stands_nowhere_is_named(board: Board, mask: tuple[str, str]) -> None:
    guide = await board.guide("Maya")
    _, case, _ = await held(board)
    asked = wish(Act.POST, masks=(Mask(letters="goodbyes", kind="OTHER"), Mask(letters=mask[0], kind=mask[1])))
    with pytest.raises(Invalid) as wrong:
        await decide(board, guide, case, asked)
    assert wrong.value.field == "mask_2"


async def test_a_note_for_readers_stays_with_the_post_and_is_in_the_one_notice(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, author = await held(board)
    before = len(await board.notices(post))
    await decide(board, guide, case, wish(Act.POST, topics=("suicide", "loss")))
    assert (await board.post(post))["topics"] == ["suicide", "loss"]
    (notice,) = (await board.notices(post))[before:]
    assert (notice["kind"], notice["details"]) == ("posted", ["suicide", "loss"])
    await board.revise(author, post, CALM)
    await screened(board.world)
    assert (await board.post(post))["topics"] == ["suicide", "loss"]


async def test_a_note_on_a_text_that_is_left_as_it_is_is_told(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board, PHONE)
    await decide(board, guide, case, wish(Act.KEEP, topics=("combat",)))
    assert (await board.notices(post))[-1]["kind"] == "noted"


@pytest.mark.parametrize(
    ("act", "more", "said"),
    [
        (Act.DECLINE, {"topics": ("loss",)}, "go together"),
        (Act.KEEP, {"topics": ("loss",)}, "takes no note"),
        (Act.POST, {"topics": ("loss", "combat", "suicide", "legal", "injury", "eating")}, "five topics"),
        (Act.DECLINE, {"restores": (FIRST,)}, "go together"),
        (Act.DECLINE, {"masks": (Mask(letters="goodbyes", kind="OTHER"),)}, "go together"),
        (Act.DECLINE, {"extras": (Extra(kind="reply", data={"body": "x"}),)}, "go together"),
        (Act.POST, {"extras": (Extra(kind="ask", data={}),)}, "go together"),
        (Act.POST, {"extras": (Extra(kind="open_the_vault", data={}),)}, "go together"),
        (Act.WRITE, {"words": "A word.", "extras": (Extra(kind="reply", data={"body": "x"}),)}, "takes no reply"),
    ],
)
async def test_what_does_not_go_together_is_refused(board: Board, act: Act, more: dict[str, object], said: str) -> None:
    guide = await board.guide("Maya")
    _, case, _ = await held(board)
    with pytest.raises(Invalid, match=said):
        await decide(board, guide, case, wish(act, **more), using=with_reply(board))


async def test_a_guides_reply_is_screened_and_signed_by_the_team(board: Board) -> None:
    guide = await board.guide("Maya")
    _, case, _ = await held(board)
    reply = Extra(
        kind="reply", data={"body": "We are here tonight. If you want to die, call us; 613-555-0142 is not it."}
    )
    await decide(board, guide, case, wish(Act.POST, extras=(reply,)), using=with_reply(board))
    (sent,) = await board.world.fetch("SELECT ref, status FROM en.post WHERE NOT is_opening")
    assert sent["status"] == "submitted" and await board.seen_by_members(str(sent["ref"])) is None
    await screened(board.world)
    shown = str(await board.seen_by_members(str(sent["ref"])))
    assert "We are here tonight." in shown and "613" not in shown
    db = await board.world.db("board_en")
    async with db.reading() as tx:
        (row,) = await (await tx._get()).fetch("SELECT author, is_guide FROM shown_post WHERE ref = $1", sent["ref"])
    assert tuple(row) == ("A guide", True)
    (made,) = await board.cases(str(sent["ref"]))
    assert (made["lane"], made["reasons"]) == ("privacy", ["privacy"]), (
        "a detail is masked and looked at, danger is not"
    )
    assert await board.notices(str(sent["ref"])) == []
    assert "answered_as_guide" in await verbs(board)
    assert "here tonight" not in str(await board.world.fetch("SELECT extras, words FROM en.decision"))


async def test_nobody_signs_in_as_the_team_or_takes_its_name(board: Board) -> None:
    (team,) = await board.world.fetch("SELECT pseudonym_key, status, ref FROM en.member WHERE affiliation = 'team'")
    from app.kernel.ids import is_ref
    from app.members.pseudonyms import skeleton

    assert team["pseudonym_key"] == skeleton("A guide") == skeleton("a GUIDE")
    assert team["status"] == "closed" and not is_ref(str(team["ref"]))
    (french,) = await board.world.fetch("SELECT pseudonym, pseudonym_key FROM fr.member WHERE affiliation = 'team'")
    assert french["pseudonym_key"] == skeleton(str(french["pseudonym"]))
    assert await looked(board) == []


async def test_what_guides_wrote_themselves_is_a_case_like_another_but_for_its_author(board: Board) -> None:
    guide = await board.guide("Maya")
    _, case, _ = await held(board)
    reply = Extra(kind="reply", data={"body": "Call me at 613-555-0142."})
    await decide(board, guide, case, wish(Act.POST, extras=(reply,)), using=with_reply(board))
    await screened(board.world)
    (made,) = await board.world.fetch("SELECT ref FROM en.case_file WHERE closed_at IS NULL")
    for kind in ("track", "sanction"):
        with pytest.raises(Invalid, match="wrote this themselves"):
            await decide(board, guide, str(made["ref"]), wish(Act.KEEP, extras=(Extra(kind=kind, data={}),)))
    await decide(board, guide, str(made["ref"]), wish(Act.KEEP))
