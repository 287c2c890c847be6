"""The privacy mirror at the members' door: what it answers, to whom, how often, and what it never keeps."""

from __future__ import annotations

import asyncio
import html
import re
import secrets
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette

from app.board.hints import Hint
from app.web import mirroring
from app.web.mirroring import AT_ONCE, MIRRORING, MOST_HINTS, WAITING, Looking
from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, hidden_of, open_board, visitor
from tests.conftest import World

HINT = re.compile(r'data-hint="(\w+)" data-letters="([^"]*)"')
OFFER = "If you are in danger or thinking of dying, help is here now."


@dataclass
class Told:
    """A mirror that finds what it was told to, and remembers what it was asked."""

    finds: list[Hint] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def look(self, text: str) -> list[Hint]:
        self.asked.append(text)
        return self.finds


class Broken:
    def look(self, text: str) -> list[Hint]:
        raise ValueError(f"cannot read {text}")


class Slow:
    """Looks until it is let go, and knows how many looked at once."""

    def __init__(self) -> None:
        self.gate, self.lock = threading.Event(), threading.Lock()
        self.now = self.most = 0

    def look(self, text: str) -> list[Hint]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.gate.wait(10)
        with self.lock:
            self.now -= 1
        return [Hint(kind="PERSON", letters=text, is_sure=True)]


@pytest.fixture
async def board(world: World, person: Person, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Starlette]:
    # A secret of its own: limits counted in the shared Redis are then this board's own too.
    own = {"HAVRE_BOARD_SECRET": secrets.token_hex(32), "HAVRE_DB_POOL": "3"}
    async with open_board(world, monkeypatch, **own) as app:
        yield app


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.gate.set()


async def token(who: Visitor, space: str = "nights") -> dict[str, str]:
    return hidden_of((await who.get(f"/spaces/{space}/new")).text, f"/{who.community}/spaces/{space}/threads")


def hints_in(text: str) -> list[tuple[str, str]]:
    return [(kind, html.unescape(letters)) for kind, letters in HINT.findall(text)]


def give(board: Starlette, **mirrors: object) -> None:
    board.state.looking = Looking(mirrors)  # type: ignore[arg-type]


async def test_details_in_title_and_text_are_hinted_at_letter_by_letter(board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    typed = {"title": "Winter in Moncton", "body": "My name is Denise.\r\nI live near Gagetown."}
    answer = await cedar.post("/mirror", {**await token(cedar), **typed})
    assert answer.status_code == 200
    assert sorted(hints_in(answer.text)) == [("LOCATION", "Gagetown"), ("LOCATION", "Moncton"), ("PERSON", "Denise")]
    assert "This looks like a place. Guides take places out to protect you." in answer.text
    assert "<!DOCTYPE" not in answer.text
    assert OFFER not in answer.text


async def test_the_mirror_is_asked_about_the_very_letters_of_the_page(board: Starlette, person: Person) -> None:
    cedar, mirror = visitor(board, person), Told()
    give(board, en=mirror)
    await cedar.post("/mirror", {**await token(cedar), "title": "Caf\u0065\u0301", "body": " One\u200b\r\ntwo\x00 "})
    assert mirror.asked == ["Caf\u0065\u0301\n\n One\u200b\ntwo\x00 "]


async def test_danger_is_an_offer_of_help_and_nothing_else(board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    answer = await cedar.post("/mirror", {**await token(cedar), "body": "I said my goodbyes tonight."})
    assert answer.text.count(OFFER) == 1
    for address in ("/en/help", "tel:988", "sms:988"):
        assert f'href="{address}"' in answer.text
    assert hints_in(answer.text) == []


async def test_a_calm_text_and_an_empty_one_get_no_hints(board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    fields = await token(cedar)
    for body in ("A quiet evening here.", "", " \r\n "):
        answer = await cedar.post("/mirror", {**fields, "body": body})
        assert (answer.status_code, answer.text.strip()) == (200, "")


async def test_the_answer_is_kept_nowhere(world: World, board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    answer = await cedar.post("/mirror", {**await token(cedar), "body": "I live near Gagetown."})
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    for table in ("draft", "post", "post_version"):
        assert await world.fetch(f"SELECT 1 FROM en.{table}") == []
    assert await world.fetch("SELECT 1 FROM en.job") == []


async def test_a_doubtful_detail_is_named_more_softly(board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    give(board, en=Told([Hint(kind="PERSON", letters="Hope")]))
    answer = await cedar.post("/mirror", {**await token(cedar), "body": "Hope came by."})
    assert "This may be a name." in answer.text
    assert "This looks like" not in answer.text


async def test_hostile_letters_come_back_harmless(board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    letters = '"><script>x</script>\x00\u202e'
    give(board, en=Told([Hint(kind="URL", letters=letters, is_sure=True)]))
    answer = await cedar.post("/mirror", {**await token(cedar), "body": letters})
    assert "<script" not in answer.text
    assert hints_in(answer.text) == [("URL", letters)]


async def test_there_are_never_more_hints_than_a_page_could_use(board: Starlette, person: Person) -> None:
    cedar = visitor(board, person)
    give(board, en=Told([Hint(kind="LOCATION", letters=f"Town {n}", is_sure=True) for n in range(40)]))
    answer = await cedar.post("/mirror", {**await token(cedar), "body": "Towns."})
    assert len(hints_in(answer.text)) == MOST_HINTS


async def test_each_community_is_looked_at_by_its_own_mirror(world: World, board: Starlette, person: Person) -> None:
    await house.makes_space(world, "nuits", "Nuits", "fr")
    tilleul = visitor(board, await house.joins(world, "tilleul", "fr"))
    cedar = visitor(board, person)
    english, french = Told(), Told([Hint(kind="LOCATION", letters="Rimouski", is_sure=True)])
    give(board, en=english, fr=french)
    answer = await tilleul.post("/mirror", {**await token(tilleul, "nuits"), "body": "J'habite à Rimouski."})
    await cedar.post("/mirror", {**await token(cedar), "body": "A quiet evening."})
    assert (english.asked, french.asked) == (["A quiet evening."], ["J'habite à Rimouski."])
    assert "Cela ressemble à un nom de lieu." in html.unescape(answer.text)


async def test_only_an_active_member_with_a_form_of_this_house_is_answered(
    world: World, board: Starlette, person: Person
) -> None:
    cedar, mirror = visitor(board, person), Told()
    give(board, en=mirror, fr=mirror)
    fields = {**await token(cedar), "body": "Words."}
    stranger = visitor(board)
    assert (await stranger.post("/mirror", fields)).status_code == 403
    csrf = re.search(r'name="csrf" value="([^"]+)"', (await stranger.get("/sign-in")).text)
    assert csrf is not None
    assert (await stranger.post("/mirror", {"csrf": csrf[1], "body": "Words."})).status_code == 404
    assert (await cedar.client.get("/en/mirror")).status_code == 404
    assert (await cedar.post("/mirror", {"body": "Words."})).status_code == 403
    assert (await cedar.post("/mirror", fields, **{"Sec-Fetch-Site": "cross-site"})).status_code in (403, 404)
    elsewhere = await cedar.client.post("/fr/mirror", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert elsewhere.status_code in (403, 404)
    newcomer = visitor(board, await house.joins(world, "lantern-7", is_welcomed=False))
    asked = re.search(r'name="csrf" value="([^"]+)"', (await newcomer.get("/questions")).text)
    assert asked is not None
    assert (await newcomer.post("/mirror", {"csrf": asked[1], "body": "Words."})).status_code == 404
    assert mirror.asked == []


async def test_a_text_that_is_too_long_is_not_looked_at(board: Starlette, person: Person) -> None:
    cedar, mirror = visitor(board, person), Told()
    give(board, en=mirror)
    fields = await token(cedar)
    assert (await cedar.post("/mirror", {**fields, "body": "x" * 10_001})).status_code == 204
    assert (await cedar.post("/mirror", {**fields, "body": "x" * 70_000})).status_code == 413
    assert mirror.asked == []


async def test_a_member_is_slowed_and_others_are_not(world: World, board: Starlette, person: Person) -> None:
    cedar, other = visitor(board, person), visitor(board, await house.joins(world, "lantern-7"))
    give(board, en=Told())
    fields = {**await token(cedar), "body": "Words."}
    answers = [(await cedar.post("/mirror", fields)).status_code for _ in range(2 * MIRRORING.most + 1)]
    # A window may end meanwhile; nobody gets more than two of them.
    assert answers.count(200) >= MIRRORING.most
    assert 429 in answers
    assert (await other.post("/mirror", {**await token(other), "body": "Words."})).status_code == 200


async def test_a_broken_mirror_says_nothing_and_its_log_holds_no_letter(
    board: Starlette, person: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    cedar = visitor(board, person)
    give(board, en=Broken())
    answer = await cedar.post("/mirror", {**await token(cedar), "body": "I live near Gagetown."})
    assert (answer.status_code, answer.text) == (204, "")
    await asyncio.sleep(0)
    said = "".join(capfd.readouterr())
    assert "ValueError" in said
    assert "Gagetown" not in said


async def test_nothing_typed_is_logged(board: Starlette, person: Person, capfd: pytest.CaptureFixture[str]) -> None:
    cedar = visitor(board, person)
    await cedar.post("/mirror", {**await token(cedar), "title": "Moncton", "body": "I live near Gagetown."})
    said = "".join(capfd.readouterr())
    assert "Gagetown" not in said
    assert "Moncton" not in said


async def test_a_busy_mirror_says_nothing_at_once_and_two_look_at_a_time(slow: Slow) -> None:
    looking = Looking({"en": slow})
    asked = [asyncio.create_task(looking.look("en", f"{n}")) for n in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0.05)
    assert await asyncio.wait_for(looking.look("en", "one more"), 0.5) is None
    slow.gate.set()
    assert None not in await asyncio.gather(*asked)
    assert slow.most == AT_ONCE
    assert await looking.look("en", "room again") is not None


async def test_a_slow_mirror_is_not_waited_for(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "PATIENCE", 0.05)
    looking = Looking({"en": slow})
    assert await asyncio.wait_for(looking.look("en", "Words."), 1) is None


async def test_pages_are_read_while_mirrors_look(board: Starlette, person: Person, slow: Slow) -> None:
    cedar = visitor(board, person)
    give(board, en=slow)
    fields = {**await token(cedar), "body": "Words."}
    # More looks than the house has connections: none of them holds one.
    looks = [asyncio.create_task(cedar.post("/mirror", fields)) for _ in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0.3)
    assert (await asyncio.wait_for(cedar.get("/spaces/nights"), 2)).status_code == 200
    slow.gate.set()
    assert {answer.status_code for answer in await asyncio.gather(*looks)} == {200}


@pytest.mark.parametrize("path", ["/spaces/nights/new", "/threads/{thread}", "/posts/{post}/edit"])
async def test_every_place_to_write_has_a_mirror_that_is_silent_at_first(
    world: World, board: Starlette, person: Person, path: str
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "Awake again.")
    page = (await visitor(board, person).get(path.format(thread=sent.thread_ref, post=sent.post_ref))).text
    assert page.count('data-mirror="/en/mirror"') == 1
    assert '<div class="mirror" data-mirror-place aria-live="polite" hx-ignore></div>' in page
    assert 'src="/static/mirror.' in page
