"""Writing: the trip of a text from the form to its verdict, and what its author is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from app.kernel.bell import Bell
from app.web import waiting
from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, hidden_of, open_board, visitor
from tests.conftest import World

HX = {"HX-Request": "true"}


@pytest.fixture
async def cedar(world: World, person: Person, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    async with open_board(world, monkeypatch, HAVRE_PATIENCE_MS="350") as app:
        yield visitor(app, person)


@pytest.fixture
async def thread(world: World, person: Person) -> str:
    return (await house.shown_thread(world, person, "nights", "Quiet hours", "Awake again.")).thread_ref


async def waiting_ref(world: World) -> str:
    """The newest post, as soon as it is committed."""
    for _ in range(200):
        rows = await world.fetch("SELECT ref FROM en.post WHERE status = 'submitted' ORDER BY id DESC LIMIT 1")
        if rows:
            return str(rows[0]["ref"])
        await asyncio.sleep(0.01)
    raise AssertionError("nothing was sent")


async def test_a_reply_whose_verdict_comes_at_once_is_up_in_the_answer(
    world: World, cedar: Visitor, thread: str, bell: Bell
) -> None:
    async def screen() -> None:
        ref = await waiting_ref(world)
        await house.lands(world, ref)
        await bell.ring("verdict:en", ref)

    screening = asyncio.create_task(screen())
    sent = await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": "I hear you."})
    await screening
    assert sent.status_code == 303
    assert sent.headers["location"].startswith(f"/en/threads/{thread}?sent=")
    page = await cedar.client.get(sent.headers["location"].partition("#")[0])
    assert "I hear you." in page.text
    assert "Others can read it." in page.text


async def test_the_bell_wakes_the_answer_long_before_it_would_look(
    world: World, person: Person, thread: str, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "LOOK", 5.0)
    async with open_board(world, monkeypatch, HAVRE_PATIENCE_MS="2000") as app:
        cedar = visitor(app, person)

        async def screen() -> None:
            ref = await waiting_ref(world)
            await house.lands(world, ref)
            await bell.ring("verdict:en", ref)

        fields = hidden_of((await cedar.get(f"/threads/{thread}")).text, f"/en/threads/{thread}/replies")
        screening, started = asyncio.create_task(screen()), time.monotonic()
        sent = await cedar.post(f"/threads/{thread}/replies", {**fields, "body": "I hear you."})
        assert time.monotonic() - started < 1.5
        assert "?sent=" in sent.headers["location"]
        await screening


async def test_without_a_verdict_the_answer_comes_in_time_and_says_that_it_is_checked(
    world: World, cedar: Visitor, thread: str
) -> None:
    started = time.monotonic()
    sent = await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": "I hear you."}, **HX)
    assert 0.3 < time.monotonic() - started < 1.5
    assert "Being checked" in sent.text
    ref = await waiting_ref(world)
    assert f'data-poll="/en/posts/{ref}/state"' in sent.text
    assert (await cedar.get(f"/posts/{ref}/state", **HX)).status_code == 204
    await house.lands(world, ref)
    state = await cedar.get(f"/posts/{ref}/state", **HX)
    assert "Posted" in state.text
    assert "data-poll" not in state.text


async def test_an_unscreened_reply_is_seen_by_its_author_only(world: World, cedar: Visitor, thread: str) -> None:
    await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": "Not yet for others."})
    assert "Not yet for others." in (await cedar.get(f"/threads/{thread}")).text
    other = visitor(cedar.client._transport.app, await house.joins(world, "lantern-7"))  # type: ignore[attr-defined]
    for path in (f"/threads/{thread}", "/home", "/spaces/nights", "/my-posts", "/notices"):
        page = await other.get(path)
        assert page.status_code == 200
        assert "Not yet for others." not in page.text


async def test_a_masked_reply_tells_its_author_what_was_taken_out_and_why(
    world: World, cedar: Visitor, thread: str
) -> None:
    async def screen() -> None:
        await house.lands(
            world,
            await waiting_ref(world),
            body="Call me at [phone number removed].",
            notice="masked",
            details=("PHONE", "PERSON"),
            reason="identifying_detail",
        )

    screening = asyncio.create_task(screen())
    sent = await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": "Call 613-555-0142."}, **HX)
    await screening
    assert "a phone number and a name" in sent.text
    assert "A detail in it could show who someone is." in sent.text
    assert "[phone number removed]" in sent.text
    assert "613-555-0142" not in sent.text


async def test_a_reply_held_for_danger_shows_help_lines_at_once(world: World, cedar: Visitor, thread: str) -> None:
    async def screen() -> None:
        await house.lands(world, await waiting_ref(world), "hold", notice="held_danger")

    screening = asyncio.create_task(screen())
    sent = await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": "Some words."})
    await screening
    ref = sent.headers["location"].rpartition("/")[2]
    assert sent.headers["location"] == f"/en/posts/{ref}"
    page = await cedar.get(f"/posts/{ref}")
    assert "A guide will read this before others see it." in page.text
    assert 'href="sms:988"' in page.text
    assert "Some words." in page.text


async def test_sending_one_form_twice_makes_one_post(world: World, cedar: Visitor, thread: str) -> None:
    page = await cedar.get(f"/threads/{thread}")
    fields = {**hidden_of(page.text, f"/en/threads/{thread}/replies"), "body": "Once."}
    answers = await asyncio.gather(*(cedar.post(f"/threads/{thread}/replies", fields) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    rows = await world.fetch("SELECT raw_body FROM en.post_version WHERE raw_body = 'Once.'")
    assert len(rows) == 1


async def test_a_thread_waits_out_of_sight_until_its_opening_post_is_shown(world: World, cedar: Visitor) -> None:
    sent = await cedar.fill(
        "/spaces/nights/new", "/spaces/nights/threads", {"title": "Small hours", "body": "Somebody awake?"}
    )
    assert sent.headers["location"].startswith("/en/posts/")
    assert "Small hours" not in (await cedar.get("/spaces/nights")).text
    assert "Small hours" in (await cedar.get("/my-posts")).text
    await house.lands(world, sent.headers["location"].rpartition("/")[2])
    assert "Small hours" in (await cedar.get("/spaces/nights")).text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": "", "body": "kept words"}, "Give it a title of a few words."),
        ({"title": "kept words", "body": " \n "}, "Write a few words first."),
        ({"title": "kept words", "body": "x" * 10_001}, "Please use at most 10000 characters. There are 10001 now."),
        ({"title": "kept words" + "x" * 111, "body": "words"}, "Please use at most 120 characters."),
        ({"title": "kept words", "body": "words", "nonce": "made-up"}, "This form has expired."),
    ],
)
async def test_a_form_that_needs_another_look_keeps_everything(
    cedar: Visitor, fields: dict[str, str], message: str
) -> None:
    sent = await cedar.fill("/spaces/nights/new", "/spaces/nights/threads", fields)
    assert sent.status_code == 422
    assert message in sent.text
    assert "kept words" in sent.text
    assert "<title>Error: " in sent.text


async def test_an_empty_reply_answers_422_as_page_and_as_part(cedar: Visitor, thread: str) -> None:
    whole = await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": ""})
    assert (whole.status_code, "<!DOCTYPE html>" in whole.text) == (422, True)
    part = await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": ""}, **HX)
    assert (part.status_code, "<!DOCTYPE html>" in part.text) == (422, False)
    assert 'id="compose"' in part.text


async def test_a_closed_thread_refuses_replies(world: World, cedar: Visitor, thread: str) -> None:
    page = await cedar.get(f"/threads/{thread}")
    fields = {**hidden_of(page.text, f"/en/threads/{thread}/replies"), "body": "Late."}
    await world.execute("UPDATE en.thread SET is_closed = true")
    assert (await cedar.post(f"/threads/{thread}/replies", fields)).status_code == 404
    assert "takes no more replies" in (await cedar.get(f"/threads/{thread}")).text


async def test_hostile_letters_are_stored_harmlessly(world: World, cedar: Visitor, thread: str) -> None:
    body = "a\x00b\u202ec\u200bd" + "e" + "\u0301" * 300 + "<script>x</script>"
    await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": body})
    ref = await waiting_ref(world)
    await house.lands(world, ref)
    page = (await cedar.get(f"/threads/{thread}")).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert not set("\x00\u202e\u200b") & set(page)


async def test_a_draft_is_offered_back_and_forgotten_once_sent(world: World, cedar: Visitor, thread: str) -> None:
    page = await cedar.get(f"/threads/{thread}")
    fields = hidden_of(page.text, f"/en/threads/{thread}/replies")
    kept = await cedar.post("/drafts", {**fields, "body": "Half a thought"})
    assert kept.status_code == 204
    assert "Half a thought" in (await cedar.get(f"/threads/{thread}")).text
    assert "Half a thought" in (await cedar.get("/my-posts")).text
    by_button = await cedar.post("/drafts", {**fields, "body": "Half a thought more", "keep": "yes"})
    assert by_button.headers["location"] == "/en/my-posts"
    other = visitor(cedar.client._transport.app, await house.joins(world, "lantern-7"))  # type: ignore[attr-defined]
    assert "Half a thought" not in (await other.get(f"/threads/{thread}")).text
    await cedar.fill(f"/threads/{thread}", f"/threads/{thread}/replies", {"body": "A whole thought"})
    assert await world.fetch("SELECT * FROM en.draft") == []


async def test_a_draft_that_is_too_long_or_for_no_place_is_refused(world: World, cedar: Visitor, thread: str) -> None:
    fields = hidden_of((await cedar.get(f"/threads/{thread}")).text, f"/en/threads/{thread}/replies")
    assert (await cedar.post("/drafts", {**fields, "body": "x" * 10_001})).status_code == 422
    assert (await cedar.post("/drafts", {**fields, "place": "elsewhere:x", "body": "x"})).status_code == 422
    assert await world.fetch("SELECT * FROM en.draft") == []


async def test_the_board_answers_without_redis(
    world: World, person: Person, thread: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = {"HAVRE_REDIS_URL": "redis://127.0.0.1:1/0", "HAVRE_PATIENCE_MS": "2000"}
    async with open_board(world, monkeypatch, **patient) as app:
        cedar = visitor(app, person)

        async def screen() -> None:
            await house.lands(world, await waiting_ref(world))

        page = await cedar.get(f"/threads/{thread}")
        fields = {**hidden_of(page.text, f"/en/threads/{thread}/replies"), "body": "Still here."}
        screening, started = asyncio.create_task(screen()), time.monotonic()
        sent = await cedar.post(f"/threads/{thread}/replies", fields)
        assert time.monotonic() - started < 1.5, "it looks for itself where no bell rings"
        await screening
        assert "?sent=" in sent.headers["location"]
