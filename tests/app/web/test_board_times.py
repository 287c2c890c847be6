"""What a page tells of time: a day of others, the hour of one's own, and how long a text usually waits."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.access.identity import Identity
from app.board.model import Post
from app.board.spaces import Place
from app.board.waits import UsualWaits
from app.kernel.ids import new_ref
from app.web import cursors
from app.web.lines import lines_of, thread_lines
from app.web.waiting import Verdicts
from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, open_board
from tests.conftest import World

NOW = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
HOUR = re.compile("\\d:\\d\\d|\\d\u00a0h")
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


def post_of(author_id: int, sent_at: datetime) -> Post:
    return Post(
        id=1, ref="a", thread_id=1, author_id=author_id, author="x", is_opening=True, html="", changed_by=None,
        is_edited=False, sent_at=sent_at,
    )  # fmt: skip


def reader(lang: str) -> Identity:
    return Identity(member_id=1, community=lang)


@pytest.mark.parametrize(
    ("lang", "ago", "iso", "words"),
    [
        ("en", timedelta(hours=1), "2026-11-20", "today"),
        ("fr", timedelta(hours=1), "2026-11-20", "aujourd'hui"),
        ("en", timedelta(hours=15), "2026-11-19", "yesterday"),  # half past eleven in the evening, in Toronto
        ("fr", timedelta(hours=15), "2026-11-19", "hier"),
        ("en", timedelta(days=2), "2026-11-18", "November 18, 2026"),
        ("fr", timedelta(days=2), "2026-11-18", "18 novembre 2026"),
    ],
)
def test_of_others_only_the_day_is_told(lang: str, ago: timedelta, iso: str, words: str) -> None:
    (line,) = lines_of([post_of(2, NOW - ago)], reader(lang), NOW)
    assert (line.iso, line.when) == (iso, words)


def test_of_ones_own_post_the_hour_is_told() -> None:
    (line,) = lines_of([post_of(1, NOW)], reader("en"), NOW)
    assert (line.iso, line.when) == ("2026-11-20T19:30:00+00:00", "November 20, 2026, 2:30\u00a0p.m.")
    assert thread_lines([], "en", NOW) == []


async def test_no_page_of_others_tells_a_time_finer_than_a_day(
    world: World, cedar: Visitor, lantern: Visitor, person: Person
) -> None:
    for number in range(22):
        sent = await house.shown_thread(world, person, "nights", f"Title {number}", "Words.")
    for path in ("/home", "/spaces/nights", f"/threads/{sent.thread_ref}", f"/posts/{sent.post_ref}/rule"):
        page = (await lantern.get(path)).text
        assert HOUR.search(page) is None, path
        assert all(len(iso) == len("2026-11-20") for iso in re.findall(r'datetime="([^"]*)"', page)), path
    assert ">today</time>" in (await lantern.get("/spaces/nights")).text
    assert HOUR.search((await cedar.get(f"/threads/{sent.thread_ref}")).text)
    assert HOUR.search((await cedar.get("/my-posts")).text)


async def test_the_address_of_a_page_of_threads_hides_when_somebody_wrote(
    world: World, lantern: Visitor, person: Person
) -> None:
    for number in range(22):
        await house.shown_thread(world, person, "nights", f"Title {number}", "Words.")
    first, again = [(await lantern.get("/spaces/nights")).text for _ in range(2)]
    one, other = (page.partition("?after=")[2].partition('"')[0] for page in (first, again))
    assert one != other  # nothing in it stays the same, so nothing in it can be compared
    assert "Title 0<" in (await lantern.get(f"/spaces/nights?after={one}")).text
    assert "Title 21<" in (await lantern.get(f"/spaces/nights?after={one[:-4]}AAAA")).text


def test_a_place_comes_back_from_its_address_and_from_no_other() -> None:
    place: Place = (NOW, new_ref())
    cursor = cursors.written(place, "s" * 32)
    assert cursors.read(cursor, "s" * 32) == place
    assert cursors.read(cursor, "t" * 32) is None
    for wrong in ("", "x", "zz-\x00", cursor[:-1], cursor + "é", "A" * 500, "====", "%00"):
        assert cursors.read(wrong, "s" * 32) is None


async def test_the_usual_wait_is_named_where_it_is_known_and_not_where_it_is_not(
    world: World, cedar: Visitor, person: Person
) -> None:
    sent = await house.opens(world, person, "nights", "Quiet hours", "First words.")
    await house.lands(world, sent.post_ref, "hold", notice="held_newcomer")
    pages = ("/home", "/my-posts", f"/posts/{sent.post_ref}", "/notices")
    for path in pages:
        page = (await cedar.get(path)).text
        assert "A guide will read this before others see it." in page or path == "/home"
        assert "minutes" not in page, path
    told(cedar, 35)
    for path in pages:
        assert re.search(r"Usual wait: 35 minutes\.|usually within 35 minutes\.", (await cedar.get(path)).text), path


def told(who: Visitor, minutes: int) -> None:
    """The figure that this process has heard."""
    waits = UsualWaits(clock=lambda: 0.0)
    waits._known = {"en": (0.0, minutes)}
    who.client._transport.app.state.usual_waits = waits  # type: ignore[attr-defined]


async def test_a_guides_question_is_read_with_its_words_and_a_way_to_answer(
    world: World, cedar: Visitor, person: Person
) -> None:
    sent = await house.opens(world, person, "nights", "Quiet hours", "First words.")
    await house.lands(world, sent.post_ref, "hold", notice="held_newcomer")
    await world.execute(
        "INSERT INTO en.notice (member_id, kind, post_id, version, reason, words) "
        "SELECT author_id, 'asked', id, 1, 'other', 'Could you leave the town out?' FROM en.post"
    )
    for path in ("/notices", f"/posts/{sent.post_ref}"):
        page = (await cedar.get(path)).text
        assert "A guide holds your text and asks you something." in page
        assert "Could you leave the town out?" in page
        assert f'href="/en/posts/{sent.post_ref}/edit">Answer by changing your text' in page
        assert "A guide decided this" not in page
    assert "A guide will read this before" not in (await cedar.get(f"/posts/{sent.post_ref}")).text
    await house.lands(world, sent.post_ref)
    assert "asks you something" not in (await cedar.get(f"/posts/{sent.post_ref}")).text


async def test_the_ear_for_verdicts_closes_with_the_door(
    world: World, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_board(world, monkeypatch) as app:
        verdicts: Verdicts = app.state.verdicts
        with verdicts.expecting("aaaaaaaaaaaaaa"):
            await asyncio.sleep(0)
        task = verdicts._task
        assert task is not None
        assert not task.done()
    assert task.done()


async def test_no_title_of_a_signed_in_page_tells_what_is_read(world: World, cedar: Visitor, person: Person) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    post = f"/posts/{sent.post_ref}"
    for path in ("/home", "/topics", "/my-posts", "/me", "/notices", "/spaces/nights", "/spaces/nights/new",
                 f"/threads/{sent.thread_ref}", post, f"{post}/edit"):  # fmt: skip
        page = (await cedar.get(path)).text
        (title,) = re.findall(r"<title>(.*?)</title>", page)
        assert title in {f"{word} · Havre" for word in ("Home", "Topics", "My posts", "Me", "Reading", "Write")}, path
        assert page.count("<h1") == 1, path


def test_every_page_for_members_has_a_constant_title() -> None:
    constant = re.compile(r'{% block title %}{{ _\("[A-Z][a-z ]+"\) }} · Havre{% endblock %}')
    pages = [file.read_text("utf-8") for file in TEMPLATES.rglob("*.html")]
    members = [page for page in pages if '{% extends "layouts/member.html" %}' in page]
    assert len(members) > 10
    assert [page for page in members if len(constant.findall(page)) != 1] == []
