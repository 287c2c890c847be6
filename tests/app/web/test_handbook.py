"""House rules and places to turn to, as everybody reads them."""

from __future__ import annotations

import html
import re

import pytest

from tests.app.web.membership import member, open_board
from tests.conftest import World

STAFF = """
INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
VALUES ('abcdefghjkmnpq', 'lena', 'Lena', 'lead', '{en}', 'en', '-', '') RETURNING id
"""
SAVE = """
INSERT INTO shared.handbook_version
    (kind, code, number, is_shown, position, words, facts, checked_on, note, made_by)
VALUES ($1, $2, 1, $3, 1, $4, $5, $6, 'x', $7)
"""
WORDS = (
    '{"en": {"title": "A <quiet> house", "words": "A bed for tonight.", "hours": "Day and night."},'
    ' "fr": {"title": "Une maison calme", "words": "Un lit pour ce soir.", "hours": "Jour et nuit."}}'
)
FACTS = (
    '{"phone": "1-800-555-0142", "text": "", "web": "https://quiet.example/bed", "region": "mb",'
    ' "languages": ["fr"], "kinds": ["housing"]}'
)


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


async def save(world: World, kind: str, code: str, *, is_shown: bool = True, facts: str = "{}") -> None:
    rows = await world.fetch("SELECT id FROM shared.staff WHERE login = 'lena'")
    (row,) = rows or await world.fetch(STAFF)
    await world.execute(SAVE, kind, code, is_shown, WORDS, facts, None, row["id"])


async def test_rules_are_those_that_were_saved_over_those_that_were_shipped(world: World) -> None:
    async with open_board(world) as board:
        shipped = plain((await board.visitor("fr").open("/house-rules")).text)
        assert "Protégez votre identité." in shipped and "Une maison calme" not in shipped
        await save(world, "rule", "quiet")
        await save(world, "rule", "kind", is_shown=False)
        for place, said, gone in (("en", "A <quiet> house", "Be kind."), ("fr", "Une maison calme", "bienveillance")):
            answer = await board.visitor(place).open("/house-rules")
            assert answer.headers["cache-control"] == "public, max-age=300"
            assert said in plain(answer.text) and gone not in plain(answer.text)
        other = await board.visitor("en").open("/rules")
        assert (other.status_code, other.headers["location"]) == (303, "/en/house-rules")


async def test_places_are_chosen_by_province_and_kind_with_a_plain_link(world: World) -> None:
    async with open_board(world) as board:
        await save(world, "place", "quiet", facts=FACTS)
        english, french = board.visitor("en"), board.visitor("fr")
        every = await english.open("/places")
        assert every.status_code == 200 and every.headers["cache-control"] == "public, max-age=300"
        assert 'href="tel:18005550142"' in every.text and 'href="https://quiet.example/bed"' in every.text
        assert "<quiet>" not in every.text and "A <quiet> house" in plain(every.text)
        here = plain((await french.open("/places?region=mb&kind=housing")).text)
        assert "Une maison calme Un lit pour ce soir. Jour et nuit. Manitoba · Logement" in here
        assert "Services près de chez vous" in here, "what holds for all of Canada holds here"
        there = plain((await french.open("/places?region=on&kind=housing")).text)
        assert "Une maison calme" not in there and "VictimLinkBC" not in there
        odd = await english.open("/places?region=%3Cb%3E&kind=nothing")
        assert odd.status_code == 200 and "VictimLinkBC" in odd.text


async def test_rules_and_places_are_there_when_the_database_is_not(world: World) -> None:
    async with open_board(world) as board:
        await save(world, "place", "quiet", facts=FACTS)
        for database in board.app.state.door.databases.values():
            await database.close()
        rules, places = await board.visitor("en").open("/house-rules"), await board.visitor("fr").open("/places")
        assert (rules.status_code, places.status_code) == (200, 200)
        assert "Be kind. Believe people." in rules.text
        assert "1-844-750-1648" in places.text and "Une maison calme" not in places.text


@pytest.mark.parametrize("path", ["/house-rules", "/places"])
async def test_the_pages_are_the_same_for_a_member_and_linked_from_every_footer(world: World, path: str) -> None:
    async with open_board(world) as board:
        who = await member(board)
        mine, theirs = await who.open(path), await board.visitor().open(path)
        assert mine.content == theirs.content and "set-cookie" not in mine.headers
        assert f'href="/en{path}"' in (await who.open("/home")).text
