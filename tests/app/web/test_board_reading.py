"""Reading: home, topics, a space, a thread by pages; what is not there and what one may not see are one answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, open_board, visitor
from tests.conftest import World


@pytest.fixture
async def cedar(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    await house.makes_space(world, "nights", "Nights")
    person = await house.joins(world, "cedar-smoke")
    async with open_board(world, monkeypatch) as app:
        yield visitor(app, person)


@pytest.fixture
async def author(world: World, cedar: Visitor) -> Person:
    return await house.joins(world, "lantern-7")


async def test_a_stranger_is_shown_the_welcome_page_and_no_thread(world: World, cedar: Visitor, author: Person) -> None:
    sent = await house.shown_thread(world, author, "nights", "Quiet hours", "Awake again.")
    stranger = visitor(cedar.client._transport.app)  # type: ignore[attr-defined]
    front = await stranger.get("/")
    assert front.status_code == 200
    assert "Quiet hours" not in front.text
    thread = await stranger.get(f"/threads/{sent.thread_ref}")
    assert thread.status_code == 303
    assert thread.headers["location"] == "/en/sign-in"


async def test_a_newly_activated_member_is_led_to_the_questions(world: World, cedar: Visitor) -> None:
    new = await house.joins(world, "fresh-start", is_welcomed=False)
    page = await visitor(cedar.client._transport.app, new).get("/")  # type: ignore[attr-defined]
    assert (page.status_code, page.headers["location"]) == (303, "/en/questions")


async def test_home_shows_topics_and_recent_threads(world: World, cedar: Visitor, author: Person) -> None:
    await house.shown_thread(world, author, "nights", "Quiet hours", "Awake again.")
    for path in ("/", "/home"):
        page = await cedar.get(path)
        assert page.status_code == 200
        assert "Quiet hours" in page.text
        assert "/en/spaces/nights" in page.text
        assert "cedar-smoke" in page.text


async def test_a_thread_is_read_oldest_first_in_pages_of_twenty(world: World, cedar: Visitor, author: Person) -> None:
    sent = await house.shown_thread(world, author, "nights", "Quiet hours", "number-0.")
    refs = [(await house.shown_reply(world, author, sent.thread_ref, f"number-{n}.")).post_ref for n in range(1, 45)]
    first = await cedar.get(f"/threads/{sent.thread_ref}")
    assert [f"number-{n}." in first.text for n in (0, 19, 20)] == [True, True, False]
    assert "Earlier posts" not in first.text
    second = await cedar.get(f"/threads/{sent.thread_ref}?after={refs[18]}")
    assert [f"number-{n}." in second.text for n in (19, 20, 39, 40)] == [False, True, True, False]
    assert f"?before={refs[19]}" in second.text
    back = await cedar.get(f"/threads/{sent.thread_ref}?before={refs[19]}")
    assert [f"number-{n}." in back.text for n in (0, 19, 20)] == [True, True, False]
    assert "Later posts" in back.text
    to_last = await cedar.get(f"/threads/{sent.thread_ref}?to={refs[-1]}")
    assert [f"number-{n}." in to_last.text for n in (24, 25, 44)] == [False, True, True]
    assert "Later posts" not in to_last.text
    past_the_end = await cedar.get(f"/threads/{sent.thread_ref}?after={refs[-1]}")
    assert "number-44." in past_the_end.text


async def test_a_space_is_read_last_active_first_in_pages_of_twenty(
    world: World, cedar: Visitor, author: Person
) -> None:
    for n in range(25):
        await house.shown_thread(world, author, "nights", f"title-{n}.", "words")
    first = await cedar.get("/spaces/nights")
    assert [f"title-{n}." in first.text for n in (24, 5, 4)] == [True, True, False]
    cursor = first.text.partition("?after=")[2].partition('"')[0]
    await house.shown_thread(world, author, "nights", "title-late.", "words")
    second = await cedar.get(f"/spaces/nights?after={cursor}")
    assert [f"title-{n}." in second.text for n in (5, 4, 0, "late")] == [False, True, True, False]
    nonsense = await cedar.get("/spaces/nights?after=zz-%00")
    assert "title-late." in nonsense.text


async def test_what_is_hidden_unknown_or_of_the_other_community_is_one_404(
    world: World, cedar: Visitor, author: Person
) -> None:
    await house.makes_space(world, "nuits", "Nuits", "fr")
    other = await house.joins(world, "neige", "fr")
    french = await house.shown_thread(world, other, "nuits", "Heures", "Debout.")
    waiting = await house.opens(world, author, "nights", "Not yet", "waiting")
    hidden = await house.shown_thread(world, author, "nights", "Gone", "gone")
    await house.lands(world, hidden.post_ref, "hide")
    paths = [
        "/threads/aaaaaaaaaaaaaa",
        "/threads/x",
        f"/threads/{french.thread_ref}",
        f"/threads/{waiting.thread_ref}",
        f"/threads/{hidden.thread_ref}",
        "/spaces/nuits",
        f"/posts/{waiting.post_ref}",
        f"/posts/{waiting.post_ref}/edit",
        f"/posts/{waiting.post_ref}/state",
        f"/posts/{hidden.post_ref}/rule",
        "/my-posts?after=aaaaaaaaaaaaaa",
    ]
    bodies = set()
    for path in paths:
        answer = await cedar.get(path)
        assert answer.status_code == 404, path
        bodies.add(answer.text.replace(path.partition("?")[0], ""))
    assert len(bodies) == 1


async def test_a_members_session_of_one_community_opens_nothing_in_the_other(cedar: Visitor) -> None:
    answer = await cedar.client.get("/fr/home")
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/sign-in")
