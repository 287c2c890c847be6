"""A paused member reads and reaches help, and is told at every place to write until when and why; a closed one is told."""

from __future__ import annotations

import re

import httpx
import pytest

from app.kernel import hashing
from app.kernel.ids import new_ref
from app.members import pseudonyms
from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, hidden_of
from tests.conftest import World

PASSWORD = "marmot velvet spoon tide"


async def imposed(world: World, member: int, kind: str = "pause", *, hours: int = 48) -> None:
    """As the desk leaves it."""
    (staff,) = await world.fetch(
        "INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed) "
        "VALUES ($1, 'maya', 'Maya', 'lead', '{en}', 'en', '-', '') "
        "ON CONFLICT (login) DO UPDATE SET login = 'maya' RETURNING id",
        new_ref(),
    )
    await world.execute(
        "INSERT INTO en.sanction (ref, member_id, kind, reason, words, ends_at, staff_id) VALUES ($1, $2, $3, "
        "'rule_kind', 'We will be glad to have you back.', "
        "CASE WHEN $3 = 'pause' THEN now() + make_interval(hours => $4) END, $5)",
        new_ref(), member, kind, hours, staff["id"],
    )  # fmt: skip
    if kind == "close":
        await world.execute("SELECT en.close_account($1)", member)


async def knows_password(world: World, person: Person) -> None:
    """The member can sign in by name and password."""
    encoded = await hashing.hash_password(PASSWORD)
    key = pseudonyms.skeleton(person.pseudonym)
    await world.execute(
        "UPDATE en.member SET password_hash = $2, pseudonym_key = $3 WHERE id = $1", person.id, encoded, key
    )


async def signs_in(who: Visitor, fields: dict[str, str]) -> httpx.Response:
    """The form of signing in, filled in."""
    token = re.search(r'name="csrf" value="([^"]+)"', (await who.get("/sign-in")).text)
    assert token
    return await who.post("/sign-in", {"csrf": token[1], **fields})


@pytest.fixture
async def thread(world: World, person: Person) -> str:
    return (await house.shown_thread(world, person, "nights", "Quiet hours", "Awake again.")).thread_ref


async def test_every_place_to_write_says_until_when_why_and_how_to_ask_again(
    world: World, cedar: Visitor, lantern: Visitor, person: Person, thread: str
) -> None:
    other = (await house.shown_thread(world, await house.joins(world, "oak-9"), "nights", "Rain", "It rains.")).post_ref
    own = (
        await world.fetch("SELECT p.ref FROM en.post p JOIN en.thread t ON t.id = p.thread_id WHERE t.ref = $1", thread)
    )[0]["ref"]
    await imposed(world, person.id)
    for path in (
        f"/threads/{thread}", "/spaces/nights/new", f"/posts/{own}/edit", f"/posts/{other}/rule", f"/posts/{other}/worry",
    ):  # fmt: skip
        shown = await cedar.get(path)
        assert shown.status_code == 200, path
        assert "Your writing is paused until" in shown.text and "be kind, believe people." in shown.text, path
        assert "<textarea" not in shown.text and "/en/help" in shown.text and "/en/pause" in shown.text, path
        assert "Your writing is paused" not in (await lantern.get(f"/threads/{thread}")).text
    assert (await cedar.get("/help")).status_code == 200
    assert "Awake again." in (await cedar.get(f"/threads/{thread}")).text


async def test_a_form_that_was_open_when_the_pause_began_keeps_its_text(
    world: World, cedar: Visitor, person: Person, thread: str
) -> None:
    hidden = hidden_of((await cedar.get(f"/threads/{thread}")).text, f"/en/threads/{thread}/replies")
    await imposed(world, person.id)
    answer = await cedar.post(f"/threads/{thread}/replies", {**hidden, "body": "half a thought"})
    assert answer.status_code == 409 and "half a thought" in answer.text and "Your writing is paused" in answer.text
    assert await world.fetch("SELECT 1 FROM en.post_version WHERE raw_body = 'half a thought'") == []


async def test_a_pause_ends_by_itself(world: World, cedar: Visitor, person: Person, thread: str) -> None:
    await imposed(world, person.id)
    await world.execute("UPDATE en.sanction SET starts_at = now() - interval '3 days', ends_at = now()")
    assert "<textarea" in (await cedar.get(f"/threads/{thread}")).text
    assert (await cedar.get("/pause")).status_code == 404


async def test_a_notice_about_an_account_names_the_house_rule_and_no_post(
    world: World, cedar: Visitor, person: Person
) -> None:
    await world.execute(
        "INSERT INTO en.notice (member_id, kind, reason, words) VALUES ($1, 'warned', 'rule_contact', 'Stay here.')",
        person.id,
    )
    await imposed(world, person.id)
    shown = await cedar.get("/notices")
    assert (
        "A guide reminds you of a house rule. Nothing else changes. The house rule is: keep contact here." in shown.text
    )
    assert "Stay here." in shown.text and "/en/posts/" not in shown.text
    assert "/en/pause" in (await cedar.get("/me")).text


async def test_a_second_look_at_a_pause_is_asked_for_once(world: World, cedar: Visitor, person: Person) -> None:
    await imposed(world, person.id)
    shown = await cedar.get("/pause")
    assert "We will be glad to have you back." in shown.text
    sent = await cedar.fill("/pause", "/pause/second-look", {"words": "I was quoting."})
    assert sent.status_code == 303 and sent.headers["location"] == "/en/pause"
    again = await cedar.get("/pause")
    assert "You have asked for a second look." in again.text and "<textarea" not in again.text
    (row,) = await world.fetch("SELECT asked_words FROM en.sanction WHERE member_id = $1", person.id)
    assert row["asked_words"] == "I was quoting."


async def test_a_closed_account_is_told_why_only_after_name_and_password_fitted(
    world: World, cedar: Visitor, person: Person
) -> None:
    await knows_password(world, person)
    await imposed(world, person.id, "close")
    cedar.client.cookies.clear()
    wrong = await signs_in(cedar, {"pseudonym": "cedar-smoke", "password": "not the one at all"})
    assert wrong.status_code == 422 and "closed" not in wrong.text
    told = await signs_in(cedar, {"pseudonym": "cedar-smoke", "password": PASSWORD})
    assert told.status_code == 403 and "This account is closed" in told.text
    assert "be kind, believe people." in told.text and "We will be glad to have you back." in told.text
    assert "tel:988" in told.text and "can look at this again" in told.text
    assert "set-cookie" not in told.headers or "havre_en=" not in told.headers["set-cookie"]
    assert await world.fetch("SELECT 1 FROM en.session WHERE member_id = $1", person.id) == []


async def test_an_account_that_its_owner_closed_says_nothing(world: World, cedar: Visitor, person: Person) -> None:
    await knows_password(world, person)
    await world.execute("UPDATE en.member SET status = 'closed' WHERE id = $1", person.id)
    cedar.client.cookies.clear()
    told = await signs_in(cedar, {"pseudonym": "cedar-smoke", "password": PASSWORD})
    assert told.status_code == 422 and "do not go together" in told.text
