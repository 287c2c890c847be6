"""Joining, over HTTP, in both languages and without script."""

from __future__ import annotations

import itertools
import re

import pytest

from app.kernel.i18n import translate
from tests.app.web.membership import PASSWORD, application, open_board, plain
from tests.conftest import World


async def test_a_person_joins_activates_answers_and_is_signed_in(world: World) -> None:
    async with open_board(world) as board:
        lou = board.visitor("fr")
        answer = await lou.join("Cèdre calme", "lou@example.org")
        assert (answer.status_code, answer.headers["location"]) == (303, "/fr/join/sent")
        assert "Regardez dans votre boîte courriel" in plain(await lou.open("/join/sent"))
        (mail,) = await board.mails()
        assert (mail["to"], mail["lang"], mail["kind"]) == ("lou@example.org", "fr", "activate")
        assert mail["link"].startswith(f"{board.settings.url}/fr/activate/")
        path = mail["link"].removeprefix(f"{board.settings.url}/fr")
        assert "Cèdre calme" in plain(await lou.open(path))
        assert (await lou.open("/questions")).headers["location"] == "/fr/sign-in"  # looking used nothing up
        answer = await lou.send(path, {})
        assert answer.headers["location"] == "/fr/questions"
        assert "Bienvenue ici, Cèdre calme" in plain(await lou.open("/questions"))
        answer = await lou.send("/questions", {"brings": "to_read", "welcome": "quietly", "theme": "dark"})
        assert answer.headers["location"] == "/fr/"
        assert (await lou.open("/questions")).headers["location"] == "/fr/"
        rows = await world.fetch("SELECT question, choice FROM fr.answer ORDER BY question")
        assert [tuple(row.values()) for row in rows] == [("brings", "to_read"), ("welcome", "quietly")]
        assert 'data-theme="dark"' in (await lou.open("/me")).text
        (envelope,) = await board.envelopes("registration")
        assert (envelope["email"], envelope["postal"]) == ("lou@example.org", "K1A 0B1")
        assert len(await board.envelopes("address")) == 2  # at joining, and at signing in by the link


async def test_the_questions_can_be_skipped(world: World) -> None:
    async with open_board(world) as board:
        lou = board.visitor()
        await lou.become_member("Quiet Cedar", "lou@example.org")
        assert (await lou.send("/questions", {"skip": "yes", "brings": "nonsense"})).headers["location"] == "/en/"
        assert await world.fetch("SELECT * FROM en.answer") == []
        (row,) = await world.fetch("SELECT welcomed_at FROM en.member WHERE affiliation <> 'team'")
        assert row["welcomed_at"] is not None


async def test_an_answer_that_is_not_offered_is_refused(world: World) -> None:
    async with open_board(world) as board:
        lou = board.visitor()
        await lou.become_member("Quiet Cedar", "lou@example.org")
        assert (await lou.send("/questions", {"brings": "nonsense"})).status_code == 422


BAD = [
    ({"email": "lou@"}, "Enter your e-mail address, like name@example.org."),
    ({"phone": "12"}, "Enter your phone number, like 613-555-0123."),
    ({"postal": "12345"}, "Enter your postal code, like K1A 0B1."),
    ({"postal": ""}, "Enter your postal code, like K1A 0B1."),
    ({"born": "30/06/1985"}, "Enter your date of birth, like 1985-06-30."),
    ({"affiliation": "spy"}, "Please choose what fits you best."),
    ({"affiliation": ""}, "Please choose what fits you best."),
    ({"pseudonym": "Lou Cedar"},
     "Part of this name is in your e-mail address. Please choose one that does not lead back to you."),
    ({"password": "passwordpassword"},
     "This password is on a list of common ones. Please choose words that nobody would guess."),
    ({"password": ""}, "Please choose a password."),
    ({"rules": ""}, "Please read the house rules and tick this box if you agree."),
    ({"notice": ""}, "Please read what is captured and tick this box."),
]  # fmt: skip


@pytest.mark.parametrize("place", ["en", "fr"])
async def test_every_wrong_answer_is_told_beside_its_field_in_the_readers_language(
    shared_world: World, place: str
) -> None:
    async with open_board(shared_world) as board:
        for changes, sentence in BAD:
            lou = board.visitor(place)
            answer = await lou.join("Quiet Cedar", "lou@example.org", changes)
            assert answer.status_code == 422, changes
            text = plain(answer)
            (field,) = changes
            said = translate(place, sentence)
            assert text.count(said) >= 2, (changes, said)  # in the summary, and beside the field
            assert f'href="#field-{field}"' in text
            assert "<title>" + translate(place, "Error: %(page)s", page="") in text
        assert await shared_world.fetch("SELECT * FROM shared.airlock") == []
        assert await shared_world.fetch("SELECT * FROM shared.email_claim") == []


async def test_all_messages_come_at_once_and_everything_typed_is_kept_but_the_password(shared_world: World) -> None:
    async with open_board(shared_world) as board:
        answer = await board.visitor().join(
            "Quiet Cedar", "lou@example.org", {"phone": "12", "postal": "12345", "rules": ""}
        )
        text = plain(answer)
        for kept in ('value="Quiet Cedar"', 'value="lou@example.org"', 'value="12345"', 'value="1985-06-30"'):
            assert kept in text
        assert re.search(r'value="veteran" checked', text)
        assert re.search(r'name="notice" value="yes" checked', text)
        assert PASSWORD not in text
        assert "Please type your password again. It is never sent back to the page." in text
        assert len(re.findall(r'<p class="error"', text)) == 4


async def test_no_box_is_ticked_before_the_person_ticks_it(shared_world: World) -> None:
    async with open_board(shared_world) as board:
        assert '" checked' not in (await board.visitor().open("/join")).text


async def test_somebody_outside_canada_needs_no_postal_code(world: World) -> None:
    async with open_board(world) as board:
        abroad = {"abroad": "yes", "postal": "", "phone": "+33199001234"}
        answer = await board.visitor().join("Quiet Cedar", "lou@example.org", abroad)
        assert answer.status_code == 303
        assert (await board.envelopes("registration"))[0]["postal"] == "outside Canada"


async def test_who_is_too_young_is_shown_a_better_place_and_nothing_is_kept(shared_world: World) -> None:
    async with open_board(shared_world, age_floor="16") as board:
        answer = await board.visitor().join("Quiet Cedar", "lou@example.org", {"born": "2013-01-01", "phone": "1"})
        assert answer.status_code == 200
        assert "1-800-668-6868" in plain(answer)
        assert "aged 16 and over" in plain(answer)
        assert (
            await shared_world.fetch(
                "SELECT 1 FROM en.member WHERE affiliation <> 'team' UNION SELECT 1 FROM shared.email_claim"
            )
            == []
        )
        assert await shared_world.fetch("SELECT 1 FROM shared.airlock UNION SELECT 1 FROM shared.outbox") == []


async def test_the_house_is_closed_until_the_seniors_made_their_key(shared_world: World) -> None:
    async with open_board(shared_world, group_public_key="") as board:
        assert "Joining is closed for now" in plain(await board.visitor().open("/join"))
        lou = board.visitor()
        answer = await lou.send("/join", application("Quiet Cedar", "lou@example.org"), page="/sign-in")
        assert answer.status_code == 503


async def test_a_name_that_is_taken_or_looks_like_one_is_refused(world: World) -> None:
    async with open_board(world) as board:
        await board.visitor().join("Quiet Cedar", "lou@example.org")
        for name in ("Quiet Cedar", "QU1ET-CEDAR", "Quiet Сedar"):  # the last one with a Cyrillic С
            answer = await board.visitor().join(name, "ash@example.org")
            assert answer.status_code == 422
            assert "This name is taken, or looks like one that is." in plain(answer)


async def test_a_real_name_is_refused_where_names_are_known(shared_world: World) -> None:
    async with open_board(shared_world) as board:
        board.app.state.name_check = lambda text: "beatrix" in text.casefold()
        assert "This looks like a real name." in plain(await board.visitor().join("Beatrix", "ash@example.org"))


async def test_a_suggested_name_is_taken_by_its_button_without_losing_what_was_typed(shared_world: World) -> None:
    async with open_board(shared_world) as board:
        lou = board.visitor()
        offered = re.findall(r'name="take" value="([^"]+)"', (await lou.open("/join")).text)
        assert len(offered) == 5
        answer = await lou.send(
            "/join/names", {"take": offered[0], "email": "lou@example.org", "phone": "12"}, page="/join"
        )
        assert answer.status_code == 200
        assert f'name="pseudonym" value="{offered[0]}"' in answer.text
        assert 'value="lou@example.org"' in answer.text
        assert 'class="error"' not in answer.text
        shown = (await lou.open("/join")).text
        token = re.search(r'name="csrf" value="([^"]+)"', shown)
        assert token is not None
        part = await lou.client.post("/en/join/names", data={"csrf": token[1]}, headers={"HX-Request": "true"})
        assert part.text.lstrip().startswith('<div id="names">')


NASTY = [
    "\x00Owl",
    "Owl\u202eyx",
    "O\u200bwl",
    "e" + "\u0301" * 10_000,
    "\ud800Owl",
    "<script>alert(1)</script>",
    "a" * 60_000,
]


async def test_hostile_text_is_refused_or_harmless_in_every_field(world: World) -> None:
    async with open_board(world) as board:
        for typed, field in itertools.product(NASTY, application("", "")):
            answer = await board.visitor().join("Quiet Cedar", "lou@example.org", {field: typed})
            assert answer.status_code in (200, 303, 413, 422, 429), (field, answer.status_code)
            assert "<script>alert" not in answer.text
        for typed, field in itertools.product(NASTY, ("pseudonym", "password", "email")):
            path = "/reset" if field == "email" else "/sign-in"
            data = {"pseudonym": "Owl", "password": "x", "email": "a@example.org"} | {field: typed}
            assert (await board.visitor().send(path, data)).status_code in (303, 413, 422, 429)
