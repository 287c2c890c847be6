"""Deciding: once, with a reason the author reads, and never over a colleague's decision."""

from __future__ import annotations

import pytest

from tests.moderation.desk.house import Desk, hidden, plain
from tests.moderation.factories import GOODBYE, PHONE


async def notices(desk: Desk, case: str) -> list[tuple[object, object, object]]:
    rows = await desk.world.fetch(
        "SELECT n.kind, n.reason, n.words FROM en.notice AS n "
        "JOIN en.case_file AS c ON c.post_id = n.post_id WHERE c.ref = $1 ORDER BY n.id",
        case,
    )
    return [(row["kind"], row["reason"], row["words"]) for row in rows]


async def seen_by_members(desk: Desk, case: str) -> str:
    (row,) = await desk.world.fetch(
        "SELECT p.ref FROM en.post p JOIN en.case_file c ON c.post_id = p.id WHERE c.ref = $1", case
    )
    db = await desk.world.db("board_en")
    async with db.reading() as tx:
        return str(await (await tx._get()).fetchval("SELECT html FROM shown_post WHERE ref = $1", row["ref"]))


async def test_posting_takes_one_choice_and_tells_the_author(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    answer = await maya.decide(case, "post", words="We are here.")
    assert answer.headers["location"] == "/en/?done=post"
    assert "Posted. The author has been told." in plain(await maya.open(answer.headers["location"]))
    assert (await notices(desk, case))[-1] == ("posted", "safe_to_post", "We are here.")
    assert (await desk.log(case))[-1][1:] == ("decided_post", "safe_to_post")
    assert "goodbyes" in await seen_by_members(desk, case)


async def test_an_edit_is_what_others_read_and_its_author_sees_what_changed(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    text = {"title": "This evening", "body": "I said my goodbyes tonight."}
    await maya.decide(case, "edit_and_post", reason="method_detail", **text)
    assert await seen_by_members(desk, case) == "<p>I said my goodbyes tonight.</p>"
    (thread,) = await desk.world.fetch(
        "SELECT t.title FROM en.thread AS t JOIN en.post AS p ON p.thread_id = t.id "
        "JOIN en.case_file AS c ON c.post_id = p.id WHERE c.ref = $1",
        case,
    )
    assert thread["title"] == "This evening"
    assert (await notices(desk, case))[-1][:2] == ("edited", "method_detail")
    assert "ready to end my life" in plain(await maya.open(f"/en/cases/{case}"))


async def test_text_that_was_not_meant_to_be_edited_is_not(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    await maya.decide(case, "post", body="something else", title="else")
    assert "goodbyes" in await seen_by_members(desk, case)


async def test_writing_keeps_the_case_open_and_in_view(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    answer = await maya.decide(case, "write", words="Can we talk?")
    assert answer.headers["location"] == f"/en/cases/{case}?done=write"
    assert (await notices(desk, case))[-1] == ("written", "other", "Can we talk?")


async def test_two_guides_the_second_is_told_who_decided_what_and_keeps_the_words(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor", lang="fr")
    page = f"/en/cases/{case}"
    seen = hidden(await maya.open(page))
    await noor.send(f"{page}/claim", {"takes_over": "yes"}, page=page)
    assert (await noor.decide(case, "decline", reason="other")).status_code == 303
    sent = {"act": "post", "words": "Thank you for writing."} | seen
    for headers in ({}, {"hx_request": "true"}):
        late = await maya.post(f"{page}/decisions", sent, **headers)
        assert late.status_code == 409
        assert "Noor has decided already not to post this." in plain(late)
        assert "Thank you for writing." in plain(late)
        assert ("<!DOCTYPE html>" in late.text) is not bool(headers)
    made = await desk.world.fetch(
        "SELECT act FROM en.decision AS d JOIN en.case_file AS c ON c.id = d.case_id WHERE c.ref = $1", case
    )
    assert made == [{"act": "decline"}]


async def test_a_decision_sent_twice_is_made_once(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}"
    sent = {"act": "post"} | hidden(await maya.open(page))
    assert [(await maya.post(f"{page}/decisions", sent)).status_code for _ in range(2)] == [303, 409]
    assert [kind for kind, _, _ in await notices(desk, case)].count("posted") == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"act": ""}, "Choose what should happen."),
        ({"act": "delete_everything"}, "Please check this."),
        ({"act": "decline"}, "Please choose a reason."),
        ({"act": "decline", "reason": "because"}, "Please choose a reason."),
        ({"act": "write"}, "Please write a few words to the author."),
        ({"act": "edit_and_post", "reason": "other", "body": "", "title": "x"}, "The text may not be empty."),
        ({"act": "post", "words": "x" * 2001}, "Please use at most 2000 characters."),
        ({"act": "post", "seen": "0"}, "Please check this."),
    ],
)
async def test_a_form_that_is_not_whole_comes_back_with_what_was_typed(
    desk: Desk, data: dict[str, str], said: str
) -> None:
    case = await desk.waiting(PHONE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}"
    kept = {"words": "kind words to keep"} if "words" not in data and data["act"] != "write" else {}
    sent = hidden(await maya.open(page)) | kept | data
    answer = await maya.post(f"{page}/decisions", sent)
    assert answer.status_code == 422 and said in plain(answer)
    assert "<title>Error: Case</title>" in answer.text
    assert not kept or "kind words to keep</textarea>" in answer.text
    assert f'name="seen" value="{sent["seen"]}"' in answer.text, "the version that was looked at, not a newer one"
    assert (
        await desk.world.fetch(
            "SELECT d.id FROM en.decision d JOIN en.case_file c ON c.id = d.case_id WHERE c.ref = $1", case
        )
        == []
    )


async def test_the_preview_is_the_authors_notice_in_the_authors_language(desk: Desk) -> None:
    case = await desk.waiting("J'ai fait mes adieux ce soir, je vais en finir avec ma vie.", community="fr")
    maya = await desk.person("Maya", languages=("fr",), lang="en")
    page = f"/fr/cases/{case}"
    sent = hidden(await maya.open(page)) | {"act": "decline", "reason": "graphic_detail", "words": "Nous sommes là."}
    for headers in ({}, {"hx_request": "true"}):
        shown = await maya.post(f"{page}/preview", sent, **headers)
        assert shown.status_code == 200
        assert "What the author will read Nous n'avons pas publié ce message." in plain(shown)
        assert "Nous sommes là." in plain(shown)
    sent["act"] = "keep"
    assert "Nothing. The author is not told." in plain(await maya.post(f"{page}/preview", sent))
