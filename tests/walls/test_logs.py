"""No address, number, text or token in any log, queue, cache or mail head, whatever goes wrong."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator

import pytest

from tests.app.web.membership import application
from tests.durability.house import House, raised
from tests.durability.load import SPACE
from tests.durability.waiting import until
from tests.walls.marks import Mark, leaks
from tests.walls.person import Person, at

EMAIL = "zephyr.lantern@example.org"
PHONE = "613-555-0177"
WORDS = "trombone marmalade umbrella"
CLIENT = "127.0.0.77"
POSTAL = "K1A 0B9"
BORN = "1961-02-27"
PASSWORD = "zinnia vellum ostrich tide"
CALM = f"I slept six hours, {WORDS} and all."
MASKED = f"My number is {PHONE} and my address is {EMAIL}."
OWN_TEXT = ("en.post", "en.post_version", "en.draft")
SLOW = """
CREATE FUNCTION en.slowly() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(1.2); RETURN NEW; END $$;
CREATE TRIGGER slowly BEFORE INSERT ON en.post FOR EACH ROW EXECUTE FUNCTION en.slowly()
"""


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with raised() as made:
        await made.execute(SPACE)
        for process in ("board", "screener", "desk", "vault", "courier"):
            await made.start(process)
        yield made


@pytest.fixture
async def person(house: House) -> AsyncIterator[Person]:
    async with at(house, "board", CLIENT) as made:
        yield made


async def _mail(house: House, number: int) -> str:
    """The path in the newest mail, once so many have come."""

    async def has_come() -> bool:
        return len(list(house.mailbox.glob("*.eml"))) >= number

    await until(has_come)
    newest = sorted(house.mailbox.glob("*.eml"), key=lambda mail: mail.stat().st_mtime)[-1]
    (link,) = re.findall(r"http://localhost:\d+(/\S+)", newest.read_text())
    return str(link)


async def _join(house: House, person: Person) -> str:
    """Joins, activates, signs in, answers the questions; returns the token of the link."""
    applied = application("Slow Tide", EMAIL) | {
        "phone": PHONE, "postal": POSTAL, "born": BORN, "password": PASSWORD}  # fmt: skip
    assert (await person.send("/en/join", "/en/join", applied | {"email": "@" + EMAIL})).status_code == 422
    assert (await person.send("/en/join", "/en/join", applied)).status_code == 303
    link = await _mail(house, 1)
    await person.send("/en/join", "/en/join", applied | {"pseudonym": "Another Tide"})  # the address is taken
    await person.send("/en/join", "/en/join", applied | {"email": "other@example.org"})  # the name is taken
    assert (await person.send(link, link, {})).status_code == 303
    await person.send("/en/sign-in", "/en/sign-in", {"pseudonym": EMAIL, "password": WORDS})
    await person.send("/en/sign-in", "/en/sign-in", {"pseudonym": "Slow Tide", "password": PASSWORD})
    await person.send("/en/questions", "/en/questions", {})
    assert (await person.get("/en/topics")).status_code == 200
    return link.rpartition("/")[2]


async def _write(house: House, person: Person) -> str:
    """Posts of every kind, a draft, and every refusal that a text can meet; returns a thread."""
    fields = {"title": "A good night", "body": CALM}
    opened = await person.send("/en/spaces/nights/new", "/en/spaces/nights/threads", fields)
    assert opened.status_code == 303
    thread = opened.headers["location"].partition("?")[0]

    async def is_out() -> bool:
        return (await person.client.get(thread)).status_code == 200

    await until(is_out)
    for body in (MASKED, CALM):
        assert (await person.send(thread, f"{thread}/replies", {"body": body})).status_code == 303
    assert (await person.send(thread, f"{thread}/replies", {"body": CALM * 400})).status_code == 422
    assert (await person.send(thread, f"{thread}/replies", {"body": CALM * 2000})).status_code == 413
    await person.send(thread, f"{thread}/replies", {"body": CALM, "csrf": WORDS})
    assert (await person.get(f"/en/threads/{WORDS}?after={EMAIL}&to={PHONE}")).status_code == 404
    await person.send(thread, "/en/drafts", {"place": "new:nights", "body": WORDS})
    return thread


async def _break_things(house: House, person: Person, thread: str) -> None:
    """Defects, where the words are in the broken statement: a missing table, a refused row, a slow one."""
    draft = {"place": "new:nights", "body": WORDS}
    await house.execute("ALTER TABLE en.draft ADD CONSTRAINT no_words CHECK (body = '') NOT VALID")
    assert (await person.send("/en/me", "/en/drafts", draft)).status_code == 500
    await house.execute("ALTER TABLE en.draft DROP CONSTRAINT no_words; ALTER TABLE en.draft RENAME TO gone")
    assert (await person.send("/en/me", "/en/drafts", draft)).status_code == 500
    await house.execute("ALTER TABLE en.gone RENAME TO draft")
    await house.execute("ALTER TABLE en.post_version ADD CONSTRAINT no_words CHECK (raw_body = '') NOT VALID")
    assert (await person.send(thread, f"{thread}/replies", {"body": CALM})).status_code == 500
    await house.execute("ALTER TABLE en.post_version DROP CONSTRAINT no_words")
    await house.execute("REVOKE INSERT ON en.verdict FROM screener_en")
    assert (await person.send(thread, f"{thread}/replies", {"body": MASKED})).status_code == 303

    async def has_failed() -> bool:
        return bool(await house.fetch("SELECT id FROM en.job WHERE error IS NOT NULL"))

    await until(has_failed)
    await house.execute("GRANT INSERT ON en.verdict TO screener_en")
    await house.execute(SLOW)
    assert (await person.send(thread, f"{thread}/replies", {"body": CALM})).status_code == 303


async def _break_mail(house: House, person: Person) -> None:
    """A mail that cannot go: its address waits in a job that fails."""
    kept = house.mailbox.with_name("kept")
    house.mailbox.rename(kept)
    house.mailbox.write_text("")
    await person.send("/en/reset", "/en/reset", {"email": EMAIL})

    async def has_failed() -> bool:
        return bool(await house.fetch("SELECT id FROM shared.job WHERE error IS NOT NULL"))

    await until(has_failed)
    house.mailbox.unlink()
    kept.rename(house.mailbox)


async def _ask_too_often(person: Person) -> None:
    while (await person.send("/en/reset", "/en/reset", {"email": EMAIL})).status_code != 429:
        assert person.statuses[303] < 100, "no limit"


async def _knock_at_the_other_doors(house: House) -> None:
    wrong = {"login": EMAIL, "password": WORDS, "code": "613555"}
    for door in ("desk", "vault"):
        async with at(house, door, CLIENT) as stranger:
            assert (await stranger.send("/sign-in", "/sign-in", wrong)).status_code == 422
            await stranger.get(f"/{WORDS}?q={EMAIL}")
            assert (await stranger.send("/sign-in", "/sign-in", {**wrong, "login": CALM * 2000})).status_code == 413


async def test_nothing_marked_turns_up_where_it_must_not(house: House, person: Person) -> None:
    link_token = await _join(house, person)
    session = person.client.cookies["havre_en"]
    thread = await _write(house, person)
    await _break_things(house, person, thread)
    await _break_mail(house, person)
    await _ask_too_often(person)
    await _knock_at_the_other_doors(house)
    await house.kill_server("postgres")
    await person.get(thread)
    marks = [
        Mark(name="e-mail", spellings=(EMAIL, "zephyr.lantern")),
        Mark(name="phone", spellings=(PHONE, PHONE.replace("-", " "), PHONE.replace("-", ""))),
        Mark(name="text", spellings=(WORDS, "trombone"), may_stand_in=OWN_TEXT),
        Mark(name="address", spellings=(CLIENT,)),
        Mark(name="postal code", spellings=(POSTAL, POSTAL.replace(" ", ""))),
        Mark(name="birth date", spellings=(BORN,)),
        Mark(name="password", spellings=(PASSWORD,)),
        Mark(name="session", spellings=(session,)),
        Mark(name="link", spellings=(link_token,)),
    ]

    async def is_screened() -> bool:
        return not await house.fetch("SELECT id FROM en.job")

    await until(is_screened, within=60)
    found = await leaks(house, marks)
    assert {404, 413, 422, 429, 500} <= set(person.statuses)
    assert found == []


def test_the_search_finds_what_is_hidden_in_other_letters() -> None:
    mark = Mark(name="e-mail", spellings=(EMAIL,))
    assert mark.found_in(f"... {EMAIL.upper()} ...".encode())
    assert mark.found_in(f"to {EMAIL}".encode().hex().encode())
    assert mark.found_in(b"q=zephyr.lantern%40example.org")
    for before in ("", "a", "ab", "abc"):
        assert mark.found_in(base64.b64encode(f"{before}{EMAIL}{before}".encode()))
        assert mark.found_in(base64.urlsafe_b64encode(f"{before}{EMAIL}".encode()))
    assert not mark.found_in(b"another.lantern@example.org")
