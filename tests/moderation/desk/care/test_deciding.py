"""What a decision brings along about the author: kept in mind, paused, never past a lead; and the card beside the case."""

from __future__ import annotations

import httpx
import pytest

from tests.moderation.desk.care.test_members import days, tracking
from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import HIGH

PAUSE = {
    "sanction_kind": "pause",
    "sanction_reason": "rule_kind",
    "sanction_days": "7",
    "sanction_words": "Please wait.",
}


async def case_of_author(desk: Desk) -> tuple[str, int]:
    author = await desk.member("slow-tide")
    return await desk.case_of(await desk.write(author, HIGH)), author


async def kept(desk: Desk, author: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    return (
        await desk.world.fetch("SELECT kind, reason FROM en.tracking WHERE member_id = $1", author),
        await desk.world.fetch("SELECT kind, reason, decision_ref FROM en.sanction WHERE member_id = $1", author),
    )


async def test_one_decision_about_a_text_keeps_its_author_in_mind_and_pauses_them(desk: Desk) -> None:
    case, author = await case_of_author(desk)
    maya = await desk.person("Maya")
    done = await maya.decide(case, "keep", **tracking(), **PAUSE)
    assert done.status_code in (303, 200), plain(done)[:1500]
    tracked, imposed = await kept(desk, author)
    assert tracked == [{"kind": "worry", "reason": "Alone this week."}]
    (decision,) = await desk.world.fetch(
        "SELECT d.ref FROM en.decision AS d JOIN en.case_file AS c ON c.id = d.case_id WHERE c.ref = $1", case
    )
    assert imposed == [{"kind": "pause", "reason": "rule_kind", "decision_ref": decision["ref"]}]
    told = await desk.world.fetch("SELECT kind FROM en.notice WHERE member_id = $1 AND kind = 'writing_paused'", author)
    assert len(told) == 1
    shown = plain(await maya.open(f"/en/cases/{case}"))
    assert "Kept by guides" in shown and "Alone this week." in shown and "Writing paused" in shown


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (tracking(track_reason=""), "This is needed."),
        (tracking(track_ends=days(120)), "Choose an end between tomorrow and 90 days from now."),
        (PAUSE | {"sanction_days": "0"}, "A pause has an end: 1 to 90 days from now."),
        (PAUSE | {"sanction_kind": "close"}, "Closing an account takes a lead."),
    ],
)
async def test_what_could_not_be_carried_out_later_is_refused_at_once_and_nothing_happens(
    desk: Desk, data: dict[str, str], said: str
) -> None:
    case, author = await case_of_author(desk)
    maya = await desk.person("Maya")
    answer: httpx.Response = await maya.decide(case, "keep", **data)
    assert answer.status_code == 422 and said in plain(answer)
    assert '<details class="fold more-fold" open>' in answer.text, "what needs another look is not folded away"
    assert await kept(desk, author) == ([], [])
