"""The trip of a post through the real screening process."""

from __future__ import annotations

import json

from app.kernel import sealing
from tests.moderation.factories import CALM, GOODBYE, HIGH, PHONE, Board, screened


async def test_a_calm_text_is_visible_and_its_raw_letters_are_gone(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    assert await board.seen_by_members(post) is None
    await screened(board.world)
    assert CALM in str(await board.seen_by_members(post))
    (version,) = await board.versions(post)
    assert (version["state"], version["raw_title"], version["raw_body"]) == ("shown", None, None)
    assert await board.cases(post) == []
    assert await board.notices(post) == []
    assert await board.world.fetch("SELECT id FROM en.job") == []


async def test_a_phone_number_is_masked_sealed_and_told(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, PHONE)
    await screened(board.world)
    shown = str(await board.seen_by_members(post))
    assert "[phone number removed]" in shown
    assert "555" not in shown
    (case,) = await board.cases(post)
    assert (case["lane"], case["reasons"]) == ("privacy", ["privacy"])
    (notice,) = await board.notices(post)
    assert (notice["kind"], notice["reason"], notice["details"]) == ("masked", "identifying_detail", ["PHONE"])
    (cut,) = await board.world.fetch("SELECT place, ordinal, kind, sealed FROM en.cutout")
    assert (cut["place"], cut["ordinal"], cut["kind"]) == ("body", 0, "PHONE")
    letters = sealing.unseal(board.world.secrets["desk_private_key"], bytes(cut["sealed"]))  # type: ignore[call-overload]
    assert json.loads(letters) == {"v": 1, "text": "613-555-0142"}
    assert (await board.post(post))["changed_by"] == "screening"


async def test_a_goodbye_is_held_in_lane_now_and_its_author_sees_help(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    assert (await board.post(post))["status"] == "held"
    (case,) = await board.cases(post)
    assert case["lane"] == "now"
    assert "danger" in case["reasons"]  # type: ignore[operator]
    assert [n["kind"] for n in await board.notices(post)] == ["held_danger"]
    log = await board.world.fetch("SELECT actor, verb, subject, code FROM en.log")
    assert log == [{"actor": "screener", "verb": "case_opened", "subject": case["ref"], "code": "now"}]


async def test_a_newcomers_disclosure_waits_for_a_guide(board: Board) -> None:
    author = await board.member("new-here", is_new=True)
    post = await board.open(author, HIGH)
    await screened(board.world)
    assert (await board.post(post))["status"] == "held"
    (case,) = await board.cases(post)
    assert "newcomer" in case["reasons"]  # type: ignore[operator]
    assert [n["kind"] for n in await board.notices(post)] == ["held_newcomer"]


async def test_a_settled_members_high_text_is_visible_with_a_case(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, HIGH)
    await screened(board.world)
    assert await board.seen_by_members(post) is not None
    (case,) = await board.cases(post)
    assert case["lane"] == "soon"


async def test_an_edit_that_came_while_the_first_text_waited_is_screened_with_it(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    await board.revise(author, post, CALM + " Twice.")
    await screened(board.world)
    first, second = await board.versions(post)
    assert (first["state"], second["state"]) == ("replaced", "shown")
    assert "Twice" in str(await board.seen_by_members(post))
    assert await board.world.fetch("SELECT post_id, version FROM en.verdict ORDER BY version") == [
        {"post_id": (await board.post(post))["id"], "version": 1},
        {"post_id": (await board.post(post))["id"], "version": 2},
    ]


async def test_a_goodbye_taken_back_by_a_quick_edit_is_still_read_first(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await board.revise(author, post, CALM)
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    (case,) = await board.cases(post)
    assert (case["lane"], case["post_version"]) == ("now", 2)
    assert [n["kind"] for n in await board.notices(post)] == ["held_danger"]


async def test_an_edit_of_a_held_post_goes_on_waiting_and_the_case_moves(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await screened(board.world)
    await board.revise(author, post, CALM)
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    (case,) = await board.cases(post)
    assert (case["post_version"], case["version"]) == (2, 2)
    assert [(n["kind"], n["version"]) for n in await board.notices(post)] == [("held_danger", 1), ("held_danger", 2)]


async def test_an_edit_of_a_visible_post_leaves_the_approved_text_until_it_is_approved(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    await screened(board.world)
    await board.revise(author, post, GOODBYE)
    assert CALM in str(await board.seen_by_members(post))
    await screened(board.world)
    assert CALM in str(await board.seen_by_members(post))
    assert [v["state"] for v in await board.versions(post)] == ["shown", "held"]


async def test_a_withdrawn_text_in_danger_still_opens_a_case_and_is_never_shown(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, GOODBYE)
    await board.withdraw(author, post)
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    (version,) = await board.versions(post)
    assert (version["state"], version["raw_body"]) == ("withdrawn", None)
    assert [c["lane"] for c in await board.cases(post)] == ["now"]


async def test_a_withdrawn_text_with_a_phone_number_opens_no_case(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, PHONE)
    await board.withdraw(author, post)
    await screened(board.world)
    assert await board.cases(post) == []


async def test_a_rule_and_a_worry_about_one_post_make_one_case_in_the_worse_lane(board: Board) -> None:
    author, reader = await board.member("slow-tide"), await board.member("reader-2")
    post = await board.open(author, CALM)
    await screened(board.world)
    await board.tell(reader, post, "rule")
    await screened(board.world)
    await board.tell(reader, post, "worry")
    await screened(board.world)
    (case,) = await board.cases(post)
    assert (case["lane"], case["reasons"], case["version"]) == ("soon", ["rule", "worry"], 2)
    assert await board.notices(post) == []


async def test_a_declined_text_sent_again_is_read_by_a_guide(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    await screened(board.world)
    await board.world.execute("UPDATE en.post SET status = 'declined', shown = NULL, html = NULL")
    await board.world.execute("UPDATE en.post_version SET state = 'declined'")
    await board.revise(author, post, CALM + " Again.")
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    assert [c["reasons"] for c in await board.cases(post)] == [["declined"]]


async def test_a_title_is_masked_with_spans_that_fit_the_masked_text(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, PHONE + " " + PHONE, title="Call 613-555-0143")
    await screened(board.world)
    (version,) = await board.versions(post)
    (verdict,) = await board.world.fetch("SELECT redactions::text AS found FROM en.verdict")
    found = json.loads(str(verdict["found"]))
    assert [(r["part"], r["ordinal"]) for r in found] == [("title", 0), ("body", 0), ("body", 1)]
    for one in found:
        text = str(version[one["part"]])
        assert text[one["start"] : one["end"]] == "[phone number removed]"
